"""What nobody may recognise becomes boxes in the recipe: too large rather than too small."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from studio.analyse.analysis import Analysis, Track
from studio.plan.edits import EVERYWHERE, BlurredRegion, Edits, PlacementEdits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe
from studio.values import Region, Span
from tests.plan.building import FULL_HD, analysis, picture, shot, target, video

GREEN, RED = (40, 160, 60) * 9, (180, 40, 50) * 9


def track(start: float, end: float, left: float, right: float, *, wide: float = 0.1, look: Any = GREEN) -> Track:
    """A face that goes from ``left`` to ``right`` between two times."""
    steps = max(1, round((end - start) * 10))
    at = tuple(start + (end - start) * step / steps for step in range(steps + 1))
    lefts = [left + (right - left) * step / steps for step in range(steps + 1)]
    places = tuple(Region(left=x, top=0.3, right=x + wide, bottom=0.3 + 2 * wide) for x in lefts)
    return Track(shown=Span(start=start, end=end), at=at, places=places, score=0.9, look=look)


def recipe(*tracks: Track, seconds: float = 20.0, still: bool = False, **decided: Any) -> Recipe:
    """The recipe of one placement for a master with these faces."""
    master = picture() if still else video(seconds)
    seen = analysis(shot(0, seconds)).model_copy(update={"tracks": tracks})
    edits = Edits(placements={EVERYWHERE: PlacementEdits.model_validate(decided)})
    place = target(kind="image", format="jpeg") if still else target()
    (made,) = plan(master, seen, [place], edits).recipes
    return made


def covered(made: Recipe, frame: int, face: Region) -> bool:
    """Whether one box of a frame holds all of a face."""
    return any(one.start <= frame < one.end and one.box.as_region(FULL_HD).contains(face) for one in made.redactions)


def test_nothing_is_blurred_unless_somebody_says_so() -> None:
    """No decision, or "nobody": no box."""
    assert recipe(track(0, 5, 0.2, 0.5)).redactions == ()
    assert recipe(track(0, 5, 0.2, 0.5), blur_faces="nobody").redactions == ()


@pytest.mark.parametrize("seconds", [0.5, 1.0, 5.0])
def test_every_frame_of_a_moving_face_is_covered(seconds: float) -> None:
    """Slow or quick: at each frame a box holds the face wholly, with room around it."""
    face = track(1, 1 + seconds, 0.1, 0.8)

    made = recipe(face, blur_faces="all")

    for frame in range(30, 30 + round(30 * seconds) + 1):
        place = face.place_at(min(frame / 30, face.shown.end))
        assert place and covered(made, frame, place.grown(0.3, 0.25))


def test_frames_without_a_face_are_left_alone() -> None:
    """A little before and after the face no box is left."""
    made = recipe(track(5, 6, 0.2, 0.3), blur_faces="all")

    assert min(one.start for one in made.redactions) >= 4.7 * 30
    assert max(one.end for one in made.redactions) <= 6.3 * 30


def test_a_face_that_keeps_still_is_one_box() -> None:
    """Boxes stand on a grid, so that nothing changes while nothing moves."""
    assert len(recipe(track(0, 20, 0.2, 0.2), blur_faces="all").redactions) == 1


def test_faces_that_were_not_followed_cannot_be_blurred() -> None:
    """A plan that would show people is no plan."""
    edits = Edits(placements={EVERYWHERE: PlacementEdits(blur_faces="all")})
    with pytest.raises(ValueError, match="must be followed"):
        plan(video(), analysis(shot(0, 20)), [target()], edits)


def test_bystanders_are_all_but_the_person_who_is_large_for_longest() -> None:
    """The main face stays clear, and the recipe says where it is."""
    main, other = track(0, 20, 0.4, 0.4, wide=0.2), track(2, 6, 0.1, 0.1, look=RED)

    made = recipe(main, other, blur_faces="bystanders")

    assert covered(made, 90, other.places[0]) and not covered(made, 90, main.places[0])
    assert len(made.shown_faces) == 1


@pytest.mark.parametrize(("look", "left", "clear"), [(GREEN, 0.42, True), (RED, 0.42, False), (GREEN, 0.8, False)])
def test_the_main_person_of_another_shot_must_look_alike_and_stand_alike(look: Any, left: float, clear: bool) -> None:
    """Who is not surely the same stays hidden."""
    main, later = track(0, 9, 0.4, 0.4, wide=0.2), track(10, 12, left, left, wide=0.2, look=look)

    assert covered(recipe(main, later, blur_faces="bystanders"), 330, later.places[0]) is not clear


def test_faces_in_a_part_kept_clear_are_not_blurred() -> None:
    """Only those that never leave it."""
    kept = [{"left": 0.0, "top": 0.0, "right": 0.5, "bottom": 1.0}]
    stays, leaves = track(0, 5, 0.1, 0.2), track(0, 5, 0.3, 0.6)

    made = recipe(stays, leaves, blur_faces="all", keep_clear=kept)

    assert not covered(made, 60, stays.places[20]) and covered(made, 60, leaves.places[20])


def test_a_part_is_blurred_by_hand_for_its_time() -> None:
    """In the master's time, whatever was found or followed; later or earlier nothing."""
    part = {"region": {"left": 0.1, "top": 0.1, "right": 0.2, "bottom": 0.2}, "start_s": 1.0, "end_s": 2.0}

    (box,) = recipe(blur_regions=[part]).redactions

    assert (box.start, box.end) == (30, 60)


def test_a_part_beside_the_picture_is_an_error() -> None:
    """A slip must not leave somebody recognisable."""
    with pytest.raises(ValidationError, match="left must be less than right"):
        BlurredRegion(region=Region(left=0.5, top=0.1, right=0.4, bottom=0.2))


def test_a_picture_is_blurred_where_its_faces_are() -> None:
    """A picture has one moment."""
    face = Track(shown=Span(start=0, end=0), at=(0.0,), places=(Region(left=0.2, top=0.2, right=0.3, bottom=0.4),),
                 score=0.9)  # fmt: skip

    assert covered(recipe(face, still=True, blur_faces="all"), 0, face.places[0])


def test_equal_boxes_make_equal_outputs() -> None:
    """Where there is no face, an output with the decision is the one without it, and is not made again."""
    far = track(15, 16, 0.2, 0.2)
    undecided, decided = recipe(far, seconds=20), recipe(seconds=20, blur_faces="all")

    assert undecided.digest == decided.digest != recipe(far, blur_faces="all").digest


def test_an_analysis_goes_through_json_with_its_tracks() -> None:
    """Kept tracks are those that were found."""
    seen = analysis(shot(0, 20)).model_copy(update={"tracks": (track(0, 5, 0.2, 0.3),)})

    assert Analysis.model_validate_json(seen.model_dump_json()) == seen
