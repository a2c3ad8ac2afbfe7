"""Measures, evidence and sources as people read them, safe to show whatever is in them."""

from __future__ import annotations

import pytest

from studio.ui import words


@pytest.mark.parametrize(
    ("count", "said"), [(999, "999 bytes"), (74_000, "74 KB"), (3_000_000, "3.0 MB"), (2_000_000_000, "2.00 GB")]
)
def test_sizes_are_decimal_as_platforms_count(count: int, said: str) -> None:
    """1 MB is a million bytes."""
    assert words.size(count) == said


def test_evidence_has_units_and_no_code() -> None:
    """Names of measures become words, numbers get their unit, regions are spelled out."""
    said = dict(words.evidence({"duration_s": 6.3, "fastest_per_s": 34.21, "max_bytes": 8_000_000, "seen": True,
                                "region": {"left": 0.1}}))  # fmt: skip

    assert said == {
        "Duration": "6.3 s", "Fastest": "34.21 a second", "Max bytes": "8,000,000 bytes", "Seen": "yes",
        "Region": "left 0.1",
    }  # fmt: skip


def test_a_source_becomes_a_link_only_where_it_is_one() -> None:
    """Only web addresses; whatever else is in the text stays text."""
    assert words.linked("Help <https://example.org/a?b=1&c=2>") == (
        '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noreferrer">Help</a>'
    )
    assert words.linked("Help", "javascript:alert(1)") == "Help"
    assert words.linked("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"
