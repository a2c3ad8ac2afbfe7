"""Loops: what is written, and how it is made to fit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.render.gif import AIM, Look, smaller
from studio.values import Size
from tests import making
from tests.render.planned import made

FULL = Look(Size(width=480, height=270), Fraction(25, 2))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.video(tmp_path_factory.mktemp("gif") / "clip.mp4", seconds=2)


def test_a_loop_is_silent_exact_and_repeats_for_ever(clip: Path, tmp_path: Path) -> None:
    """By a second reader: size, frames, length of each in hundredths of a second."""
    _, output, facts = made(clip, tmp_path, kind="video", format="gif", size="161x91", aim={"max_s": 1})

    assert (facts.kind, facts.format, facts.audio_codec) == ("video", "gif", None)
    assert (facts.width, facts.height, facts.fps, facts.duration_s) == (161, 91, Fraction(25, 2), 0.96)
    with Image.open(output.path) as gif:
        assert gif.size == (161, 91) and gif.info["loop"] == 0 and gif.info["duration"] == 80
        assert "comment" not in gif.info
        assert getattr(gif, "n_frames", 1) == facts.frames == 12


def test_a_loop_shows_what_the_master_shows(clip: Path, tmp_path: Path) -> None:
    """Colours come through the palette as they were."""
    red = making.video(tmp_path / "red.mp4", seconds=0.5, picture="color=0xc03020:size=160x90:rate=25", sound=None)
    _, output, _ = made(red, tmp_path, kind="video", format="gif", size="160x90")

    with Image.open(output.path) as gif:
        mean = np.asarray(gif.convert("RGB")).mean(axis=(0, 1))
    assert np.abs(mean - (0xC0, 0x30, 0x20)).max() < 6


def test_a_loop_over_its_bytes_is_made_smaller_and_says_so(clip: Path, tmp_path: Path) -> None:
    """Within the limit, near it, and with the figures."""
    _, _, whole = made(clip, tmp_path, kind="video", format="gif", size="320x180")
    limit = whole.bytes // 2
    _, output, facts = made(clip, tmp_path, {"max_bytes": limit}, kind="video", format="gif", size="320x180")

    assert limit * 0.5 < facts.bytes <= limit
    assert facts.width and facts.height and abs(facts.width / facts.height - 16 / 9) < 0.03
    assert "instead of 320x180" in str(output.notes[0])


def test_what_is_not_worth_showing_is_not_made(clip: Path, tmp_path: Path) -> None:
    """A limit of a few kilobytes fails with the figure."""
    with pytest.raises(RenderError, match=r"cannot fit into 0.00 MB.*shorter or calmer"):
        made(clip, tmp_path, {"max_bytes": 2000}, kind="video", format="gif", size="320x180")


def test_a_picture_becomes_a_loop(tmp_path: Path) -> None:
    """A slow move over it, at the loop's own rate."""
    Image.effect_noise((320, 180), 60).convert("RGB").save(tmp_path / "a.png")
    _, _, facts = made(tmp_path / "a.png", tmp_path, kind="video", format="gif", size="80x60", aim={"max_s": 0.5})

    assert facts.kind == "video" and facts.frames == 6 and facts.fps == Fraction(25, 2)


@pytest.mark.parametrize("over", [1.05, 1.3, 3.0, 20.0])
def test_rate_goes_first_then_colours_then_size(over: float) -> None:
    """Each step only as far as it has to."""
    look = smaller(FULL, over)

    assert look.fps == 10
    assert look.colours == (256 if over * 0.8 <= AIM else 128)
    expected = min(1.0, AIM / (over * 0.8 * 0.85))
    assert look.size.area / FULL.size.area == pytest.approx(expected, rel=0.07)
    assert smaller(look, 1.001).size.area < look.size.area or look.colours == 256
