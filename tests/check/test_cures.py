"""What mends a finding, on evidence alone."""

from __future__ import annotations

import pytest

from studio.analyse.analysis import Analysis
from studio.check.cures import another_moment, cured, ending_within, opening, starting_earlier
from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.verdict import failed, passed, warned
from studio.plan.edits import TITLE, PlacementEdits
from studio.values import Region
from tests.check.building import analysis, master, recipe, sample, target

FACE = Region(left=0.4, top=0.2, right=0.6, bottom=0.5)
VIDEO = Facts(kind="video", format="mp4", bytes=1000, width=320, height=180, duration_s=2)


def evidence(start: float = 0.0, seconds: float = 2.0, *, seen: Analysis | None = None, whole: float = 10) -> Evidence:
    return Evidence(
        target=target(), facts=VIDEO, recipe=recipe(start, seconds), master=master(whole), analysis=seen or analysis()
    )


def test_a_broken_length_ends_earlier() -> None:
    """Counted from where the output begins in the master; a kept one, and a file from elsewhere, get no fix."""
    found = cured(failed("Too long."), "max_duration_s", 1.5, evidence(start=4))

    assert (found.fix, found.safe) == (PlacementEdits(end_s=5.5), True)
    assert cured(passed("Fine."), "max_duration_s", 60, evidence()).fix is None
    assert ending_within(Evidence(target=target(), facts=VIDEO), 1.5) is None


def test_what_is_too_short_starts_earlier_where_it_can() -> None:
    """Half a second is missing; at the master's very start there is none to be had."""
    assert starting_earlier(evidence(start=4), 2.5) == PlacementEdits(start_s=3.5)
    assert starting_earlier(evidence(start=0), 2.5) is None


def test_a_dull_opening_of_a_part_starts_at_a_face() -> None:
    """Another part of the master loses nothing."""
    seen = analysis([sample(0.0), sample(1.5, FACE)])

    found = opening(warned("Nothing moves."), evidence(seen=seen))

    assert (found.fix, found.safe) == (PlacementEdits(start_s=1.5), True)


def test_a_dull_opening_of_the_whole_gets_words() -> None:
    """To start later would cut what nobody wants cut."""
    seen = analysis([sample(0.0), sample(1.5, FACE)])

    assert opening(warned("Nothing moves."), evidence(seen=seen, whole=2)).fix == PlacementEdits(hook=TITLE)


@pytest.mark.parametrize(
    ("samples", "with_face", "at"),
    [
        ((sample(0.0), sample(5.0, FACE)), True, 5.0),
        ((sample(0.0), sample(5.0, luma=0.45)), False, 5.0),
        ((sample(0.0), sample(5.0)), True, None),
    ],
)
def test_another_moment(samples: tuple[object, ...], with_face: bool, at: float | None) -> None:
    """The one with a face, else the best picture, but never the one that shows already."""
    found = another_moment(evidence(seen=analysis(samples)), with_face=with_face)  # type: ignore[arg-type]

    assert found == (None if at is None else PlacementEdits(still_s=at))
