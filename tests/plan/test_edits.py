"""What people decide, and what stands above what."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from studio.messages import tell
from studio.plan.edits import TITLE, BlurredRegion, Edits, PlacementEdits, SubtitleTiming, Waiver
from studio.plan.telling import BY_FIELD, in_words
from studio.values import Point, Region


def test_a_change_keeps_what_else_was_decided() -> None:
    """A fix of one field leaves the others, and the other placements, as they are."""
    edits = Edits(placements={"a/b": PlacementEdits(language="ar"), "c/d": PlacementEdits(fit="blur")})

    changed = edits.changed("a/b", PlacementEdits(start_s=2))

    assert changed.of("a/b") == PlacementEdits(language="ar", start_s=2)
    assert changed.of("c/d") == edits.of("c/d")


def test_a_fix_comes_on_top_of_what_it_was_measured_on() -> None:
    """Subtitles moved before are moved further, those in another language and blurred parts stay."""
    name_badge, face = (BlurredRegion(region=Region(left=left, top=0, right=1, bottom=1)) for left in (0.5, 0.7))
    edits = Edits(
        placements={
            "*": PlacementEdits(
                subtitle_timing=(
                    SubtitleTiming(language="en", shift_s=1, rate=1.04), SubtitleTiming(language="ar", shift_s=2),
                ),
                blur_regions=(name_badge,),
            )
        }
    )  # fmt: skip
    fix = PlacementEdits(subtitle_timing=(SubtitleTiming(language="en", shift_s=0.5),), blur_regions=(face,))

    one = edits.changed("a/b", fix).of("a/b")

    timings = {timing.language: timing for timing in one.subtitle_timing or ()}
    assert (timings["en"].shift_s, timings["en"].rate, timings["ar"].shift_s) == (1.5, 1.04, 2)
    assert one.blur_regions == (name_badge, face)


def test_what_is_taken_back_leaves_nothing_behind() -> None:
    """Empty decisions are no decisions: the edits are as they were before."""
    edits = Edits(placements={"c/d": PlacementEdits(fit="blur")})

    assert edits.changed("a/b", PlacementEdits(start_s=2)).replaced({"a/b": PlacementEdits()}) == edits


def test_the_title_fills_the_hook() -> None:
    """Where the copy has one; without one there is nothing to write."""
    asked = PlacementEdits(hook=TITLE, fit="blur")

    assert asked.titled("Come along!") == PlacementEdits(hook="Come along!", fit="blur")
    assert asked.titled(None) is None
    assert PlacementEdits(fit="blur").titled(None) == PlacementEdits(fit="blur")


def test_an_end_before_the_start_is_refused() -> None:
    """It can only be a mistake."""
    with pytest.raises(ValidationError, match="must lie behind start_s"):
        PlacementEdits(start_s=5, end_s=4)


def test_a_second_waiver_for_the_same_stands_in_place_of_the_first() -> None:
    """The last reason counts, and taking it back leaves none."""
    first = Waiver(rule="x", placement="a/b", reason="one")
    edits = Edits().waived(first).waived(first.model_copy(update={"reason": "two"}))

    assert [waiver.reason for waiver in edits.waivers] == ["two"]
    assert edits.unwaived("x", "a/b") == Edits()


def test_a_waiver_needs_a_reason() -> None:
    """Blanks are none."""
    with pytest.raises(ValidationError):
        Waiver(rule="x", reason="  ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (PlacementEdits(start_s=3.24, fit="blur"),
         "start at 3.2 s of the master and show the whole picture over a blurred copy"),
        (PlacementEdits(end_s=9), "end by 9.0 s of the master"),
        (PlacementEdits(still_s=1, fit="cover"), "show the moment at 1.0 s and let the picture fill the frame"),
        (PlacementEdits(focal_point=Point(x=0.25, y=0.5)), "keep the point 25% from the left and 50% from the top"),
        (PlacementEdits(subtitle_timing=(SubtitleTiming(language="en", shift_s=-1.7),)),
         "show subtitles in “en” 1.70 s earlier"),
        (PlacementEdits(subtitle_timing=(SubtitleTiming(language="en", shift_s=0.4, rate=1.0427),)),
         "show subtitles in “en” at 1.0427 of their times, moved by +0.40 s"),
        (PlacementEdits(retime_subtitles=True, blur_faces="all"),
         "give each subtitle the time that reading takes and blur all faces"),
        (PlacementEdits(blur_regions=(BlurredRegion(region=Region(left=0, top=0, right=1, bottom=1)),)),
         "blur 1 part of the picture as well"),
        (PlacementEdits(hook="Why?"), "open with the words “Why?”"),
        (PlacementEdits(hook=TITLE), "open with the copy's title"),
        (PlacementEdits(retime_subtitles=True), "give each subtitle the time that reading takes"),
        (PlacementEdits(retime_subtitles=False), "leave each subtitle the time that it has"),
        (PlacementEdits(blur_faces="bystanders"), "blur the faces of bystanders"),
        (PlacementEdits(language="ar"), "burn in the subtitles in “ar”"),
    ],
)  # fmt: skip
def test_every_decision_can_be_told(change: PlacementEdits, said: str) -> None:
    """Before it is taken, and in the report afterwards."""
    assert tell(in_words(change)) == said


def test_every_field_has_its_words() -> None:
    """A fix of a field that is new cannot be shown without."""
    assert set(BY_FIELD) == set(PlacementEdits.model_fields)
