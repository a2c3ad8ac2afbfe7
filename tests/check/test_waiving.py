"""Findings that somebody answers for."""

from __future__ import annotations

from datetime import date

import pytest

from studio.check.finding import Finding, Level
from studio.check.waiving import check_waivers, in_words, waive
from studio.errors import SelectionError
from studio.messages import tell
from studio.plan.edits import Waiver
from tests.check.building import limit, target, tip

PLATFORM = target(limits=[limit("max_file_mb", 5)], tips=[tip("thumbnail")]).platform


def finding(rule: str, level: Level = "fail") -> Finding:
    return Finding(rule=rule, level=level, message="So it is.", source="Help", as_of="2026-10")


def test_a_waived_finding_keeps_its_level_and_no_longer_counts() -> None:
    """Only the named rule, on the named placement; what passed needs nobody to answer for it."""
    waiver = Waiver(rule="a", placement="town/post", reason="as meant")
    found = [finding("a"), finding("b"), finding("a", "pass")]

    here = waive(found, "town/post", [waiver])

    assert [(one.level, one.counts_as, one.waived) for one in here] == [
        ("fail", "n/a", waiver), ("fail", "fail", None), ("pass", "pass", None),
    ]  # fmt: skip
    assert all(one.stands for one in waive(found[:2], "town/story", [waiver]))


def test_a_waiver_for_all_placements() -> None:
    """Without a placement it holds everywhere."""
    (found,) = waive([finding("a")], "town/post", [Waiver(rule="a", reason="as meant")])

    assert not found.stands


def test_known_waivers_are_let_in() -> None:
    """A limit, a tip, the kind of the file; on one placement or on all."""
    rules = ("limit.max_file_mb", "town.thumbnail", "limit.kind")

    check_waivers([Waiver(rule=rule, reason="x") for rule in rules], [PLATFORM])
    check_waivers([Waiver(rule=rule, placement="town/post", reason="x") for rule in rules], [PLATFORM])


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (Waiver(rule="limit.max_file_md", reason="x"), "did you mean 'limit.max_file_mb'"),
        (Waiver(rule="town.thumbnail", placement="town/pots", reason="x"), "did you mean 'town/post'"),
    ],
)
def test_a_mistyped_waiver_is_named_with_the_nearest(waiver: Waiver, said: str) -> None:
    """Else somebody believes that it counts."""
    with pytest.raises(SelectionError, match=said):
        check_waivers([waiver], [PLATFORM])


def test_who_when_and_why_is_told() -> None:
    """Of a limit also that the platform may refuse it all the same."""
    waiver = Waiver(rule="x", reason="the client asked for it", by="Ana", on=date(2026, 11, 2))

    assert tell(in_words(waiver, "town.tip")) == "Waived by Ana on 2026-11-02: the client asked for it."
    assert tell(in_words(Waiver(rule="x", reason="so."), "limit.max_bytes")) == (
        "Waived: so. The platform may still refuse it."
    )
