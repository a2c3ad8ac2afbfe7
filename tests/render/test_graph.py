"""The filter graph and FFmpeg's arguments, as data."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.ingest.master import VideoTrack
from studio.plan.recipe import Clip, Framing, Sound, VideoEncode
from studio.render import encode, graph, source
from studio.values import PixelBox, Size

TRACK = VideoTrack(stream=0, codec="h264", size=Size(width=1920, height=1080), stored=Size(width=1920, height=1080), fps=Fraction(30))  # fmt: skip  # noqa: E501
LEFT = Framing(mode="cover", crop=PixelBox(x=0, y=0, width=608, height=1080))
RIGHT = Framing(mode="cover", crop=PixelBox(x=1312, y=0, width=608, height=1080))


def test_neighbours_under_one_framing_are_one_clip() -> None:
    """A cut without a new window costs no branch of the graph."""
    clips = [
        Clip(start=9, end=20, framing=LEFT),
        Clip(start=20, end=31, framing=LEFT),
        Clip(start=31, end=40, framing=RIGHT),
    ]
    merged = graph.merge(clips)
    assert [(clip.start, clip.end) for clip in merged] == [(9, 31), (31, 40)]


def test_the_same_recipe_gives_the_same_graph() -> None:
    """It is a pure function: names, order and numbers depend on nothing else."""
    clips = [Clip(start=40, end=50, framing=LEFT), Clip(start=50, end=60, framing=RIGHT)]
    picture = graph.Picture(tuple(clips), Size(width=1080, height=1920), Path("/a b/c.ass"))
    made, again = (graph.pictures_graph([picture], Fraction(30), TRACK, origin=10) for _ in range(2))
    assert made == again
    assert "trim=start_frame=30:end_frame=40" in made and "trim=start_frame=40:end_frame=50" in made
    assert "crop=608:1080:1312:0" in made


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1, 4000), (4000, 1), (719, 577), (1080, 1080)])
def test_a_fitted_picture_is_even_and_inside(width: int, height: int) -> None:
    """H.264's colour planes want even sizes; nothing is larger than the frame."""
    size = Size(width=1080, height=1350)
    whole = PixelBox(x=0, y=0, width=width, height=height).fitted(size)
    assert whole.width % 2 == 0 and whole.height % 2 == 0
    assert whole.width <= size.width and whole.height <= size.height
    assert whole.width in (size.width, max(2, whole.width)) and (whole.width == 1080 or whole.height == 1350)


def test_untagged_pictures_are_taken_as_players_take_them() -> None:
    """HD without a tag is BT.709, smaller pictures are BT.601; a tag counts as it stands."""
    small = TRACK.model_copy(update={"stored": Size(width=720, height=576)})
    assert source.matrix(TRACK) == "bt709"
    assert source.matrix(small) == "bt601"
    assert source.matrix(small.model_copy(update={"matrix": "bt709"})) == "auto"


def test_a_picture_that_stands_for_seconds_is_looked_for_longer() -> None:
    """The frame that still shows at the start may have begun long before, at most at the master's own start."""
    slow = TRACK.model_copy(update={"variable_rate": True})
    assert source.lead_frames(TRACK, 300, Fraction(30)) == 30
    assert source.lead_frames(slow, 600, Fraction(30)) == 300
    assert source.lead_frames(slow, 7, Fraction(30)) == 7


def test_picture_and_sound_are_encoded_apart() -> None:
    """Neither's arguments speak of the other, so that one can be kept while the other is made anew."""
    picture = encode.picture_arguments(VideoEncode(crf=20, preset="fast", max_kbps=4000), Fraction(25))
    sound = encode.sound_arguments(Sound(stream=1, lufs=-14, true_peak_dbtp=-1, kbps=96))
    assert not any(":a" in word for word in picture) and not any(":v" in word for word in sound)
    assert picture[picture.index("-g") + 1] == "50"
    assert picture[picture.index("-maxrate") + 1] == "4000k"
