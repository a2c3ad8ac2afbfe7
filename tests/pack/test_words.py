from __future__ import annotations

from typing import Any

import pytest

from studio.check.facts import Facts
from studio.pack import words


@pytest.mark.parametrize(
    ("seconds", "said"), [(6.0, "6 s"), (23.4, "23.4 s"), (59.96, "1 min"), (125, "2 min 5 s"), (0, "0 s")]
)
def test_lengths_are_told_as_people_say_them(seconds: float, said: str) -> None:
    """Seconds up to a minute, then minutes and seconds."""
    assert words.duration(seconds) == said


@pytest.mark.parametrize(("count", "said"), [(12, "12 bytes"), (24_100, "24 kB"), (1_446_311, "1.4 MB")])
def test_file_sizes_are_decimal(count: int, said: str) -> None:
    """As platforms publish their limits."""
    assert words.weight(count) == said


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ({"measured": 6.3, "wanted_max": 6}, ("measured: 6.3", "at most: 6")),
        ({"loudness_lufs": -14.0}, ("loudness: \u221214 LUFS",)),
        ({"region": {"left": 0.1, "top": 0.88, "right": 0.9, "bottom": 1.0}},
         ("region: left 10%, top 88%, right 90%, bottom 100%",)),
        ({"times_s": [1, 2.5]}, ("times: 1 s, 2.5 s",)),
        ({"times_s": list(range(9))}, ("times: 0 s, 1 s, 2 s, 3 s and 5 more",)),
        ({"burned": True, "nothing": None, "at": []}, ("burned: yes",)),
        ({"fastest_per_s": 32.4, "wanted_max_per_s": 20}, ("fastest: 32.4 a second", "at most: 20 a second")),
        ({"measured": [-0.0, 0.00004]}, ("measured: 0, 0",)),
        ({"text": ["word " * 40]}, ("writing: “" + "word " * 15 + "…”",)),
        ({"text": ["so, come", "stay"]}, ("writing: “so, come”, stay",)),
        ({"pixels": 2_073_600}, ("pixels: 2\u202f073\u202f600",)),
    ],
)  # fmt: skip
def test_evidence_is_told_in_words(evidence: dict[str, Any], said: tuple[str, ...]) -> None:
    """Names become words, units follow their values, regions are told by their edges."""
    assert words.evidence_in_words(evidence) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "1\u202f234 characters · HTML, 2 kB"), ("fr", "1\u202f234 caractères · HTML, 2\u00a0ko")],
)
def test_a_bare_number_keeps_its_label_on_a_line(language: str, said: str) -> None:
    """Also one of thousands, whose digits are parted."""
    facts = Facts(kind="text", format="html", bytes=2000, characters=1234)

    assert words.facts_on_a_line(facts, language) == said


def test_evidence_is_told_in_french_too() -> None:
    """Labels, units, decimals and days; a unit stays on the line of its figure."""
    evidence = {"wanted_max_words": 20, "duration_s": 6.5, "launch": "2026-11-30", "wanted_min_ease": 60}

    assert words.evidence_in_words(evidence, "fr") == (
        "mots, au plus\u00a0: 20", "durée\u00a0: 6,5\u00a0s", "lancement\u00a0: 30 novembre 2026",
        "facilité de lecture, au moins\u00a0: 60",
    )  # fmt: skip


@pytest.mark.parametrize(("as_of", "said"), [("2025-03", "mars 2025"), ("2025", "2025"), ("unknown", "unknown")])
def test_when_a_source_was_read_is_told_in_french(as_of: str, said: str) -> None:
    """English keeps the figures."""
    assert words.month(as_of, "fr") == said
    assert words.month(as_of) == as_of
