"""What matters in a shot: subject, importance, writing, black bars, faces."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.analyse import writing
from studio.analyse.faces import FaceFinder, steady
from studio.analyse.lasting import lasting
from studio.analyse.moving import moving_shots
from studio.analyse.still import still_shot
from studio.values import Region
from tests import making
from tests.analyse.making import lettered, picture_master, texture, video_master


def test_a_small_thing_that_moves_is_the_subject(tmp_path: Path) -> None:
    """A disc that moves in the right quarter of a lively scene is found, and the scene is not."""
    texture(320, 180).save(tmp_path / "leaves.png")
    Image.new("RGB", (24, 24), "red").save(tmp_path / "disc.png")
    clip = making.video(
        tmp_path / "disc.mp4",
        picture=f"movie={tmp_path / 'leaves.png'}:loop=0,setpts=N/25/TB,trim=duration=3[a];"
        f"movie={tmp_path / 'disc.png'}:loop=0,setpts=N/25/TB[b];[a][b]overlay=x=250:y='70+50*sin(t*4)':shortest=1",
        seconds=3,
        sound=None,
    )

    (shot,) = moving_shots(video_master(clip, seconds=3))

    assert shot.subject is not None
    assert 0.7 < shot.subject.left < 0.8 and 0.84 < shot.subject.right < 0.92
    assert shot.subject.height < 0.85
    assert sum(shot.columns[45:60]) > 0.5 and sum(shot.columns) == pytest.approx(1, abs=0.01)


def test_a_scene_in_which_nothing_stands_out_has_no_subject(tmp_path: Path) -> None:
    """Texture all over the frame is nobody's subject."""
    assert still_shot(picture_master(tmp_path / "leaves.jpg", texture(640, 360))).subject is None


def test_a_figure_on_plain_ground_is_the_subject_and_all_that_matters(tmp_path: Path) -> None:
    """A logo on white is found to the pixel, and nothing beside it has weight."""
    logo = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(logo).ellipse((40, 100, 360, 300), fill="teal")

    shot = still_shot(picture_master(tmp_path / "logo.jpg", logo))

    assert shot.subject is not None
    edges = (shot.subject.left, shot.subject.top, shot.subject.right, shot.subject.bottom)
    assert edges == pytest.approx((0.1, 0.25, 0.9, 0.75), abs=0.02)
    assert sum(shot.columns[:5]) == 0


def test_black_bars_are_no_content(tmp_path: Path) -> None:
    """The picture inside a letterbox is found within two pixels of a 1080-line frame per bar."""
    clip = making.video(
        tmp_path / "bars.mp4", picture="testsrc2=size=320x136:rate=25,pad=320:180:0:22", seconds=1, sound=None
    )

    (shot,) = moving_shots(video_master(clip, seconds=1))

    assert shot.content.top == pytest.approx(22 / 180, abs=0.015) and shot.content.top >= 22 / 180 - 1e-4
    assert shot.content.bottom == pytest.approx(158 / 180, abs=0.015)
    assert (shot.content.left, shot.content.right) == (0, 1)


def test_a_dark_scene_has_no_bars(tmp_path: Path) -> None:
    """Black that fades into the picture, or has writing on it, is part of the picture."""
    night = np.zeros((360, 640, 3), np.uint8)
    night[:] = np.linspace(0, 160, 360, dtype=np.uint8)[:, None, None]
    title = lettered(Image.new("RGB", (640, 360), "black"), "A quiet title", (180, 150), 40, "white")

    for picture in (Image.fromarray(night, "RGB"), title):
        content = still_shot(picture_master(tmp_path / "dark.jpg", picture)).content
        assert content == Region(left=0, top=0, right=1, bottom=1)


@pytest.mark.parametrize(("ground", "ink"), [("black", "white"), ("white", "navy"), ("#c03020", "#ffe060")])
def test_writing_is_found_whatever_its_colour(ground: str, ink: str) -> None:
    """A line of writing is found where it stands, light on dark or dark on light."""
    picture = lettered(Image.new("RGB", (640, 360), ground), "Saturday, 8 pm", (100, 200), 40, ink)

    (line,) = writing.lines(np.asarray(picture, np.uint8))

    assert line.left == pytest.approx(100 / 640, abs=0.02)
    assert 200 / 360 - 0.01 < line.top < line.bottom < 255 / 360


def test_leaves_are_not_writing() -> None:
    """Texture is not taken for lines of letters."""
    found = [len(writing.lines(np.asarray(texture(640, 360, seed), np.uint8))) for seed in range(5)]

    assert sum(found) <= 1


def test_writing_that_shows_once_is_passed_over() -> None:
    """Only lines that stand still through several frames count as the shot's writing."""
    line = Region(left=0.1, top=0.8, right=0.9, bottom=0.86)
    chance = Region(left=0.3, top=0.2, right=0.4, bottom=0.25)

    assert lasting([(line,), (line, chance), (line,)]) == (line,)


def test_a_face_seen_in_one_frame_only_is_passed_over() -> None:
    """A shadow that looks like a face once is no face; somebody who stays is."""
    somebody = Region(left=0.4, top=0.2, right=0.5, bottom=0.4)
    shadow = Region(left=0.8, top=0.8, right=0.85, bottom=0.9)

    kept = steady([(somebody,), (somebody, shadow), (somebody,), (somebody,)])

    assert kept == [(somebody,)] * 4
    assert steady([(shadow,)]) == [(shadow,)]


def test_a_real_face_is_found_largest_first(footage: Path) -> None:
    """Three people at a table: three faces, the one in front first."""
    picture = np.asarray(Image.open(footage / "image" / "restaurant_three_faces.jpg").convert("RGB"), np.uint8)

    faces = FaceFinder().find(picture)

    assert len(faces) == 3
    assert faces[0].area > faces[1].area >= faces[2].area
    assert faces[0].right < 0.4


def test_no_face_is_found_where_there_is_none() -> None:
    """Texture and test pictures hold no faces, also in frames of odd shape."""
    finder = FaceFinder()

    for size in ((640, 360), (90, 400), (33, 17)):
        assert finder.find(np.asarray(texture(*size), np.uint8)) == ()


def test_a_picture_is_looked_at_upright(tmp_path: Path) -> None:
    """A logo at the left of a picture that lies on its side is found at the top, as a person sees it."""
    logo = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(logo).rectangle((20, 60, 120, 140), fill="teal")

    shot = still_shot(picture_master(tmp_path / "side.jpg", logo, orientation=6))

    assert shot.subject is not None and shot.subject.bottom < 0.4
