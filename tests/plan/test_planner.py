"""From a master, its analysis and the platforms to recipes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.messages import KEPT
from studio.plan.edits import Edits, PlacementEdits
from studio.plan.planner import plan
from studio.plan.recipe import Plan
from studio.plan.timing import output_fps
from studio.platforms.contract import Aim
from studio.values import Point, Region, Size
from tests.plan.building import FACE, analysis, cues, picture, shot, song, target, track, video

VERTICAL = Size(width=1080, height=1920)
LEFT = Region(left=0.1, top=0.2, right=0.25, bottom=0.5)
RIGHT = Region(left=0.7, top=0.2, right=0.85, bottom=0.5)


def test_a_plan_survives_json() -> None:
    """What is decided can be printed, kept and read again without loss."""
    seen = analysis(shot(0, 10, faces=(FACE,)), shot(10, 20), speech=((1.0, 4.0),))
    words = cues((1, 4, "One question before you share"))
    made = plan(video(20, subtitles=(words,)), seen, [target(captions="burned")], Edits())

    assert Plan.model_validate_json(made.model_dump_json(context=KEPT)) == made


def test_the_same_input_gives_the_same_recipes() -> None:
    """No clock, no chance: two plans are equal to the last digit, and so are their digests."""
    seen = analysis(shot(0, 10, faces=(FACE,)), shot(10, 20))
    first, second = (plan(video(20), seen, [target()], Edits()) for _ in range(2))

    assert first == second
    assert [one.digest for one in first.recipes] == [one.digest for one in second.recipes]


def test_clips_cover_the_window_without_gaps_and_cut_where_the_shots_cut() -> None:
    """The window changes between frames of two shots and never inside one."""
    seen = analysis(shot(0, 4, faces=(LEFT,)), shot(4, 9, faces=(RIGHT,)), shot(9, 12, faces=(LEFT,)))

    recipe = plan(video(12), seen, [target(size=VERTICAL)], Edits()).recipes[0]

    assert [(clip.start, clip.end) for clip in recipe.clips] == [(0, 120), (120, 270), (270, 360)]
    assert recipe.clips[0].framing == recipe.clips[2].framing != recipe.clips[1].framing


def test_each_vertical_window_holds_its_speaker() -> None:
    """A face at the left stays in the picture, and so does the one at the right."""
    seen = analysis(shot(0, 4, faces=(LEFT,)), shot(4, 9, faces=(RIGHT,)))
    recipe = plan(video(9), seen, [target(size=VERTICAL)], Edits()).recipes[0]

    for clip, face in zip(recipe.clips, (LEFT, RIGHT), strict=True):
        assert clip.framing.crop.as_region(Size(width=1920, height=1080)).contains(face)


def test_a_ten_second_placement_gets_no_more() -> None:
    """Frames are whole: ten seconds at 29.97 are 299 frames, not 300."""
    recipe = plan(
        video(60, fps="30000/1001"), analysis(shot(0, 60)), [target(aim=Aim(max_s=10, pick="highlight"))], Edits()
    ).recipes[0]

    assert recipe.frames <= 299
    assert recipe.duration_s <= 10


def test_two_placements_with_one_picture_share_a_digest() -> None:
    """Equal outputs are made once, whatever they are called."""
    seen = analysis(shot(0, 9))
    first, second = plan(video(9), seen, [target(id="one"), target(id="two")], Edits()).recipes

    assert first.placement != second.placement
    assert first.digest == second.digest


def test_a_decision_changes_the_digest() -> None:
    """A new focal point is a new picture."""
    seen = analysis(shot(0, 9))
    edits = Edits(placements={"place/clip": PlacementEdits(focal_point=Point(x=0.1, y=0.5))})
    before, after = (plan(video(9), seen, [target()], one).recipes[0] for one in (Edits(), edits))

    assert before.digest != after.digest
    assert after.clips[0].framing.crop.x < before.clips[0].framing.crop.x


def test_edits_for_all_count_where_a_placement_has_none() -> None:
    """Decisions for "*" are the background of a placement's own."""
    edits = Edits(
        placements={
            "*": PlacementEdits(fit="blur", language="ar"),
            "place/clip": PlacementEdits(fit="cover", start_s=2),
        }
    )

    assert edits.of("place/clip") == PlacementEdits(fit="cover", start_s=2, language="ar")
    assert edits.of("place/other") == PlacementEdits(fit="blur", language="ar")


def test_the_wanted_language_is_burned_in() -> None:
    """With two languages at hand, the one that was asked for shows, the first otherwise."""
    tracks = (cues((1, 3, "Ask one question")), cues((1, 3, "اطرح سؤالا واحدا"), language="ar"))
    seen, place = analysis(shot(0, 9), speech=((1.0, 3.0),)), [target(captions="burned")]
    arabic = Edits(placements={"*": PlacementEdits(language="ar")})

    first = plan(video(9, subtitles=tracks), seen, place, Edits()).recipes[0].captions
    second = plan(video(9, subtitles=tracks), seen, place, arabic).recipes[0].captions

    assert first is not None
    assert second is not None
    assert (first.language, first.right_to_left) == ("en", False)
    assert (second.language, second.right_to_left) == ("ar", True)


def test_a_moment_chosen_by_hand_becomes_the_picture() -> None:
    """The still is taken at the very frame that somebody chose."""
    edits = Edits(placements={"place/clip": PlacementEdits(still_s=7.5)})

    recipe = plan(video(9), analysis(shot(0, 9)), [target(kind="image")], edits).recipes[0]

    assert (recipe.clips[0].start, recipe.frames) == (225, 1)


def test_a_moment_past_the_end_is_the_last_frame() -> None:
    """A choice behind the master's end still gives a picture."""
    edits = Edits(placements={"place/clip": PlacementEdits(still_s=99)})

    recipe = plan(video(9), analysis(shot(0, 9)), [target(kind="image")], edits).recipes[0]

    assert recipe.clips[0].start == 269


def test_what_a_master_cannot_give_is_skipped_with_the_reason() -> None:
    """Sound alone makes no thumbnail: it is said, and the rest is made."""
    made = plan(song(9), analysis(), [target(kind="image", id="cover"), target()], Edits())

    assert [one.source for one in made.recipes] == ["waveform"]
    skipped = [(one.placement, str(one.reason)) for one in made.skipped]
    assert skipped == [("place/cover", "sound alone gives no picture")]


def test_a_picture_becomes_a_calm_move_no_longer_than_the_placement_wants() -> None:
    """A photo in a place for videos moves slowly, and has no sound."""
    made = plan(picture(), analysis(shot(0, 0)), [target(aim=Aim(max_s=4))], Edits()).recipes[0]

    assert (made.source, made.duration_s, made.sound) == ("still", 4, None)


def test_a_master_without_sound_gives_outputs_without_sound() -> None:
    """Nothing is invented where there is no track."""
    assert plan(video(9, sound=False), analysis(shot(0, 9)), [target()], Edits()).recipes[0].sound is None


@pytest.mark.parametrize(
    ("fps", "variable", "limits", "expected"),
    [
        ("30", False, {}, "30"),
        ("30000/1001", False, {}, "30000/1001"),
        ("25", False, {}, "25"),
        ("28028/1000", True, {}, "30"),
        ("10.505", True, {}, "24"),
        ("15", False, {}, "24"),
        ("60", False, {}, "60"),
        ("120", False, {}, "60"),
        ("60", False, {"max_fps": 30}, "30"),
        ("24", False, {"min_fps": 30}, "30"),
        ("24000/1001", False, {"min_fps": 23}, "24000/1001"),
    ],
)
def test_the_rate_is_the_masters_own_where_it_may(
    fps: str, variable: bool, limits: dict[str, int], expected: str
) -> None:
    """A constant rate that the platform takes is kept exactly; anything else becomes a standard one."""
    assert output_fps(track(fps, variable=variable), target(limits)) == Fraction(expected)


def test_a_moving_poster_keeps_its_writing() -> None:
    """A move over a picture full of writing would cut its edges: it is shown whole instead."""
    headline = Region(left=0.02, top=0.02, right=0.98, bottom=0.12)
    seen = analysis(shot(0, 0).model_copy(update={"text": (headline,)}))
    made = plan(picture(), seen, [target(size=Size(width=1280, height=720))], Edits()).recipes[0]

    assert made.clips[0].framing.mode == "blur"
    assert any("writing" in str(reason) for reason in made.reasons)
