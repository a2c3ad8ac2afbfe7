"""Windows: what they keep, where they stand, and when the whole picture is shown instead."""

from __future__ import annotations

import pytest

from studio.analyse.analysis import Sample, Shot
from studio.plan.edits import PlacementEdits
from studio.plan.framing import FACE_CORE, frame_shot
from studio.values import WHOLE, Point, Region, Size, Span

LANDSCAPE, PORTRAIT = Size(width=1920, height=1080), Size(width=720, height=1280)
STORY, SQUARE, WIDE = Size(width=1080, height=1920), Size(width=1080, height=1080), Size(width=1280, height=720)
NOBODY = PlacementEdits()
FLAT = (1 / 64,) * 64


def look(*faces: Region, at: float = 0.0) -> Sample:
    return Sample(at=at, faces=faces, luma=0.5, contrast=0.2, sharpness=100, motion=0.01)


def shot(*samples: Sample, **more: object) -> Shot:
    given = {"span": Span(start=0, end=4), "samples": samples, "columns": FLAT, "rows": FLAT, **more}
    return Shot.model_validate(given)


def face(x: float, y: float = 0.35, size: float = 0.12) -> Region:
    """A face around a point, a little higher than wide on a 16:9 frame."""
    return Region(left=x - size / 2, top=y - size, right=x + size / 2, bottom=y + size)


def window(scene: Shot, master: Size, target: Size, edits: PlacementEdits = NOBODY) -> Region:
    framing, why = frame_shot(scene, master, target, edits)
    assert framing.mode == "cover", why
    return framing.crop.as_region(master)


SIZES = [STORY, SQUARE, Size(width=1080, height=1350), WIDE, Size(width=1000, height=400)]


@pytest.mark.parametrize("target", SIZES, ids=str)
@pytest.mark.parametrize("master", [LANDSCAPE, PORTRAIT, Size(width=853, height=481)], ids=str)
@pytest.mark.parametrize("x", [0.05, 0.3, 0.5, 0.71, 0.95])
def test_a_window_has_the_outputs_shape_in_even_pixels_inside_the_master(master: Size, target: Size, x: float) -> None:
    """Nothing is stretched: the window's shape is the output's within what even pixels allow."""
    crop = frame_shot(shot(look(face(x, size=0.04))), master, target, NOBODY)[0].crop

    assert crop.x + crop.width <= master.width and crop.y + crop.height <= master.height
    assert [number % 2 for number in (crop.x, crop.y, crop.width, crop.height)] == [0, 0, 0, 0]
    if abs(master.aspect / target.aspect - 1) > 0.03:
        exact = min(crop.width / target.aspect, crop.height * target.aspect)
        assert abs(crop.width - crop.height * target.aspect) <= 2.5 * max(1, target.aspect), exact


@pytest.mark.parametrize("x", [0.1, 0.25, 0.5, 0.62, 0.9])
def test_a_face_is_wholly_inside_and_near_the_middle(x: float) -> None:
    """One speaker, wherever they sit, is in the window, in its middle as far as the picture reaches."""
    kept = window(shot(look(face(x))), LANDSCAPE, STORY)

    assert kept.contains(face(x).core(FACE_CORE))
    wanted = min(1 - kept.width / 2, max(kept.width / 2, x))
    assert kept.centre.x == pytest.approx(wanted, abs=0.03)


def test_a_face_in_an_upright_picture_gets_headroom() -> None:
    """A wide window on an upright picture puts the face a little above its middle, with the hair inside."""
    kept = window(shot(look(face(0.5, y=0.25, size=0.06))), PORTRAIT, WIDE)

    assert kept.top < 0.19 - 0.03
    assert 0.35 < (0.25 - kept.top) / kept.height < 0.5


def test_a_face_seen_in_few_frames_still_counts() -> None:
    """Frames without a face, such as those of somebody who looks away, do not outvote the others."""
    kept = window(shot(look(), look(), look(face(0.15)), look()), LANDSCAPE, STORY)

    assert kept.contains(face(0.15).core(FACE_CORE))


def test_two_people_who_fit_are_both_kept() -> None:
    """Neighbours share the window."""
    kept = window(shot(look(face(0.2), face(0.45))), LANDSCAPE, SQUARE)

    assert kept.contains(face(0.2)) and kept.contains(face(0.45))


def test_people_too_far_apart_are_shown_whole() -> None:
    """Nobody is cut out: the whole picture stands over a blurred copy, and the reason is said."""
    framing, why = frame_shot(shot(look(face(0.15), face(0.85))), LANDSCAPE, STORY, NOBODY)

    assert framing.mode == "blur" and framing.crop.as_region(LANDSCAPE) == WHOLE
    assert why is not None and "people are too far apart for a 9:16 window" in str(why)


def test_somebody_who_crosses_the_picture_is_shown_whole() -> None:
    """A still window cannot follow; a person's head is not cut off for half of the shot."""
    walk = [look(face(0.1 + step * 0.1), at=step / 2) for step in range(9)]

    framing, why = frame_shot(shot(*walk), LANDSCAPE, STORY, NOBODY)

    assert framing.mode == "blur" and why is not None and "moves too far" in str(why)


def test_a_crowd_far_behind_does_not_count() -> None:
    """Small faces beside a large one are not what the shot is about."""
    kept = window(shot(look(face(0.3, size=0.2), face(0.9, size=0.03))), LANDSCAPE, STORY)

    assert kept.contains(face(0.3, size=0.2).core(FACE_CORE))


def test_a_close_up_wider_than_the_window_is_centred_on() -> None:
    """A face a little wider than the window fills it, its middle in the middle."""
    close = Region(left=0.3, top=0.1, right=0.75, bottom=0.95)

    assert window(shot(look(close)), LANDSCAPE, STORY).centre.x == pytest.approx(0.525, abs=0.02)


def test_a_close_up_far_larger_than_the_window_is_shown_whole() -> None:
    """Eyes without a mouth are no portrait."""
    framing, why = frame_shot(shot(look(Region(left=0.1, top=0.2, right=0.9, bottom=0.8))), PORTRAIT, WIDE, NOBODY)

    assert framing.mode == "blur" and why is not None and "face is too large" in str(why)


def test_without_evidence_the_window_stays_in_the_middle() -> None:
    """A scene in which nothing stands out is cropped in its middle, as people do."""
    assert window(shot(look()), LANDSCAPE, STORY).centre.x == pytest.approx(0.5, abs=0.01)


def test_the_subject_stays_whole() -> None:
    """A small juggler right of the middle is in the window from head to foot, balls included."""
    juggler = Region(left=0.6, top=0.1, right=0.8, bottom=0.95)

    kept = window(shot(look(), subject=juggler), LANDSCAPE, STORY)

    assert kept.left <= juggler.left and juggler.right <= kept.right


def test_a_subject_wider_than_the_window_is_cropped_in_a_scene() -> None:
    """A flower or a street may run out of the window; a blurred copy would be worse."""
    assert window(shot(look(), subject=Region(left=0.1, top=0.1, right=0.8, bottom=0.9)), LANDSCAPE, STORY)


def test_a_logo_on_plain_ground_is_shown_whole() -> None:
    """What stands alone is not cut."""
    columns = tuple(1 / 48 if 8 <= column < 56 else 0.0 for column in range(64))
    logo = Region(left=0.125, top=0.3, right=0.875, bottom=0.7)

    framing, why = frame_shot(shot(look(), subject=logo, columns=columns), LANDSCAPE, STORY, NOBODY)

    assert framing.mode == "blur" and why is not None and "plain ground" in str(why)


def test_a_page_of_writing_is_shown_whole_and_a_street_sign_is_not() -> None:
    """A poster's lines are kept whole; a few letters in a scene do not stop a crop."""
    poster = tuple(Region(left=0.1, top=0.2 + i / 10, right=0.9, bottom=0.26 + i / 10) for i in range(4))
    sign = (Region(left=0.05, top=0.2, right=0.12, bottom=0.24),)

    framing, why = frame_shot(shot(look(), text=poster), LANDSCAPE, STORY, NOBODY)

    assert framing.mode == "blur" and why is not None and "writing is too wide" in str(why)
    assert window(shot(look(), text=sign), LANDSCAPE, STORY)


def test_a_very_long_picture_becomes_a_band() -> None:
    """Of a banner, a sliver would show nothing: its best part is shown, larger than the whole would be."""
    banner = Size(width=3200, height=340)
    columns = tuple(1 / 16 if column < 16 else 0.0 for column in range(64))

    framing, why = frame_shot(shot(look(), columns=columns), banner, STORY, NOBODY)

    assert framing.mode == "blur" and why is not None and "sliver" in str(why)
    assert 340 < framing.crop.width < 1600 and framing.crop.height == 340
    assert framing.crop.x + framing.crop.width <= 850


def test_black_bars_are_cut_off_unless_the_master_has_the_outputs_shape() -> None:
    """A letterboxed film fills a story, and stays as its makers framed it in an output of its own shape."""
    film = shot(look(face(0.5)), content=Region(left=0, top=0.12, right=1, bottom=0.88))

    story = window(film, LANDSCAPE, STORY)

    assert story.top >= 0.12 and story.bottom <= 0.88
    assert window(film, LANDSCAPE, WIDE) == WHOLE


@pytest.mark.parametrize("target", [Size(width=1080, height=1934), Size(width=1100, height=1920)], ids=str)
def test_a_nearly_equal_shape_is_simply_covered(target: Size) -> None:
    """Two percent of the picture are no reason for bars, whatever stands there."""
    edges = shot(look(), text=(Region(left=0.0, top=0.0, right=1.0, bottom=0.1),) * 3)

    assert window(edges, PORTRAIT, target).area > 0.96


def test_a_persons_own_choices_win() -> None:
    """A focal point is kept in the window, and a chosen fit is obeyed, against all evidence."""
    scene = shot(look(face(0.9)))
    focal = PlacementEdits(focal_point=Point(x=0.2, y=0.5))

    assert window(scene, LANDSCAPE, STORY, focal).centre.x == pytest.approx(0.2, abs=0.01)
    assert frame_shot(scene, LANDSCAPE, STORY, PlacementEdits(fit="blur"))[0].mode == "blur"
    apart = shot(look(face(0.15), face(0.85)))
    assert frame_shot(apart, LANDSCAPE, STORY, PlacementEdits(fit="cover"))[0].mode == "cover"


def test_neighbouring_shots_of_one_scene_get_the_same_window() -> None:
    """A speaker who sits still between two cuts does not jump sideways."""
    one = window(shot(look(face(0.40)), look(face(0.41))), LANDSCAPE, STORY)
    other = window(shot(look(face(0.405)), look(face(0.41))), LANDSCAPE, STORY)

    assert one.left == pytest.approx(other.left, abs=0.01)


def test_a_headline_weighs_more_than_small_print() -> None:
    """Ten small lines that fit do not make up for a headline that would be cut."""
    headline = Region(left=0.02, top=0.02, right=0.98, bottom=0.12)
    small = tuple(Region(left=0.45, top=0.3 + step / 20, right=0.55, bottom=0.31 + step / 20) for step in range(10))
    framing, why = frame_shot(shot(look(), text=(headline, *small)), LANDSCAPE, STORY, NOBODY)

    assert framing.mode == "blur"
    assert why is not None
    assert "writing" in str(why)


def test_small_print_is_not_cut_for_a_headline() -> None:
    """A large headline that fits does not make up for three lines of an address that would be cut."""
    headline = Region(left=0.3, top=0.4, right=0.7, bottom=0.6)
    address = tuple(Region(left=0.4, top=top, right=0.6, bottom=top + 0.02) for top in (0.92, 0.94, 0.96))
    framing, why = frame_shot(shot(look(), text=(headline, *address)), PORTRAIT, SQUARE, NOBODY)

    assert framing.mode == "blur"
    assert why is not None
