"""Videos whose frames Python draws: moving stills and waveforms."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.plan.recipe import Clip, Framing, Recipe
from studio.render import hdr, render
from studio.render.moving_still import canvas_size, zoom
from studio.render.waveform import BARS_PER_SECOND, COMING, HEARD, draw_bars, heights
from studio.values import PixelBox, Size
from tests import making
from tests.render.recipes import FAST, SMALL, blur, frames_of, master_of, samples_of, sound_of


def _recipe(master_digest: str, source: str, framing: Framing, **changes: object) -> Recipe:
    return Recipe(
        placement="test/drawn", master=master_digest, kind="video", source=source, size=SMALL, fps=Fraction(30),  # type: ignore[arg-type]
        clips=(Clip(start=0, end=30, framing=framing),), video=FAST, **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_still_moves_without_a_jerk() -> None:
    """From frame to frame the picture grows by a small, even, never whole-pixel step, and ends at its own size."""
    size = Size(width=200, height=200)
    whole = canvas_size(size)
    canvas = np.zeros((whole.height, whole.width, 3), np.uint8)
    canvas[:, whole.width // 2 + 60 :] = 255
    edges = [draw[100, :, 0].sum() / 255 for draw in map(zoom(canvas, size, 4.0), np.arange(0, 4.01, 1 / 30))]
    steps = -np.diff(edges)
    assert edges[-1] == pytest.approx(40, abs=0.2)
    assert 3 < edges[0] - edges[-1] < 8
    assert steps.max() < 0.12 and steps.min() > -0.02


def test_a_picture_shown_whole_stays_whole_while_it_moves(tmp_path: Path) -> None:
    """At the end of the move, where it is largest, the picture's own edges are still in the frame."""
    picture = Image.new("RGB", (400, 200), (0, 0, 255))
    picture.paste((255, 0, 0), (10, 10, 390, 190))
    picture.save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    made = render(_recipe(master.sha256, "still", blur(master)), master, cache=tmp_path)
    frames = frames_of(made.path)
    with av.open(str(made.path)) as container:
        assert not container.streams.audio
    assert len(frames) == 30
    row = frames[-1][90].astype(int)
    assert row[1, 2] > 150 and row[-2, 2] > 150 and row[90, 0] > 200


def test_sound_becomes_a_video(tmp_path: Path) -> None:
    """It has the frames asked for, bars in it, and the sound."""
    master = master_of(making.sound(tmp_path / "m.wav"))
    framing = Framing(mode="cover", crop=PixelBox.whole(SMALL))
    made = render(_recipe(master.sha256, "waveform", framing, sound=sound_of(master)), master, cache=tmp_path)
    frames = frames_of(made.path)
    _, samples = samples_of(made.path)
    assert len(frames) == 30
    assert (frames[15] > 200).all(axis=2).any()
    assert np.abs(samples).max() > 0.1


def test_bars_follow_the_sound() -> None:
    """Loud is tall, silence is flat, and what was heard is brighter than what comes."""
    time = np.arange(16000, dtype=np.float32) / 8000
    bars = heights(np.where(time < 1, np.sin(2 * np.pi * 200 * time), 0).astype(np.float32))
    assert bars.size == 2 * BARS_PER_SECOND
    assert bars[:9].min() > 0.9 and bars[11:].max() == 0
    frame = draw_bars(np.ones(100), Size(width=300, height=300))(5.0)
    colours = {tuple(colour) for colour in frame.reshape(-1, 3).tolist()}
    assert {HEARD, COMING} <= colours
    assert (frame[:, :150] == COMING).all(axis=2).sum() == 0


def test_silence_and_no_sound_at_all_draw_a_flat_line() -> None:
    """Nothing divides by the loudness of silence."""
    assert heights(np.zeros(8000, np.float32)).max() == 0
    assert draw_bars(heights(np.zeros(0, np.float32)), SMALL)(0.0).shape == (180, 180, 3)


def test_hdr_white_is_neither_grey_nor_burnt_out() -> None:
    """HDR's reference white becomes light, its mid-grey stays mid-grey, colours keep their hue, all in order."""
    pq_white, pq_grey = 0.581, 0.381  # 203 and 26 cd/m²: reference white and 18 % grey of BT.2408
    white, grey, red = hdr.to_srgb(np.array([[pq_white] * 3, [pq_grey] * 3, [0.5, 0.3, 0.3]]), "pq")
    assert 0.75 < white.mean() <= 1 and np.ptp(white) < 0.01
    assert 0.3 < grey.mean() < 0.5
    assert red[0] > red[1] + 0.2
    steps = hdr.to_srgb(np.repeat(np.linspace(0, 1, 50)[:, None], 3, axis=1), "hlg").mean(axis=1)
    assert (np.diff(steps) >= -1e-9).all() and steps[0] < 0.01 and steps[-1] > 0.97
