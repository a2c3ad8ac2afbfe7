"""``waveform``: sound becomes a video that shows it, as bars that run past the middle as they are heard."""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from studio.ingest.master import Master
from studio.render import ffmpeg, source
from studio.render.drawn import Draw, Drawing
from studio.render.source import Pixels
from studio.values import Size

Bars = npt.NDArray[np.float64]
"""Heights from 0 to 1, one for each stretch of sound."""

GROUND = (30, 58, 76)
HEARD = (244, 241, 234)
COMING = (118, 141, 154)
"""Calm colours that belong to no platform; captions stand out on them."""

BARS_PER_SECOND = 10
_RATE = 8000
"""Samples per second of the measured sound: plenty for heights."""
_PITCH = 1 / 44
"""From bar to bar, as a share of the frame's shorter side."""
_FILLED = 0.58
"""How much of the pitch a bar takes."""
_BAND = 0.3
"""Height of the tallest bar, as a share of the frame's shorter side."""
_CENTRE = 0.44
"""Where the bars stand, from the top: captions have the lower third."""
_LEAST = 0.035
_QUIETEST_DB = -36.0
"""Relative to the loudest bar; what is quieter is drawn as silence."""


def draw_waveform(master: Master, drawing: Drawing, cancelled: threading.Event | None) -> Draw:
    """The drawing's stretch of the master's sound."""
    return draw_bars(heights(_samples(master, drawing, cancelled)), drawing.size)


def _samples(master: Master, drawing: Drawing, cancelled: threading.Event | None) -> npt.NDArray[np.float32]:
    """The stretch of sound, mono."""
    assert master.audio
    seconds = drawing.seconds + 1 / BARS_PER_SECOND
    arguments = [
        *source.seek(drawing.start_s), *ffmpeg.safe_input(master.path, master.container),
        "-map", f"0:{master.audio.stream}", "-t", f"{seconds:.6f}",
        "-ac", "1", "-ar", str(_RATE), "-f", "f32le",
    ]  # fmt: skip
    doing = f"drawing the sound of {master.name}"
    pieces = ffmpeg.read(arguments, doing=doing, size=4 * (_RATE // BARS_PER_SECOND), cancelled=cancelled)
    return np.frombuffer(b"".join(pieces), np.float32)


def heights(samples: npt.NDArray[np.float32]) -> Bars:
    """One bar for each stretch of sound: its level in decibels below the loudest, as 0 to 1."""
    step = _RATE // BARS_PER_SECOND
    stretches = samples[: samples.size // step * step].reshape(-1, step).astype(np.float64)
    level = np.sqrt((stretches**2).mean(axis=1)) if stretches.size else np.zeros(0)
    loudest = level.max(initial=0.0)
    if loudest <= 0:
        return np.zeros(level.size)
    decibels = 20 * np.log10(np.maximum(level / loudest, 1e-6))
    return np.asarray(np.clip(1 - decibels / _QUIETEST_DB, 0, 1), np.float64)


def draw_bars(bars: Bars, size: Size) -> Draw:
    """Frames in which the bar that is being heard stands in the middle."""
    short = min(size.width, size.height)
    pitch, tallest = short * _PITCH, short * _BAND
    band = round(tallest) + 2
    top = round(size.height * _CENTRE) - band // 2
    columns = np.arange(size.width, dtype=np.float32) + 0.5 - size.width / 2
    from_centre = np.abs(np.arange(band, dtype=np.float32) + 0.5 - band / 2)[:, None]
    ground = np.empty((size.height, size.width, 3), np.uint8)
    ground[:] = GROUND
    contrast = np.where((columns < 0)[:, None], HEARD, COMING).astype(np.float32) - np.asarray(GROUND, np.float32)
    known = np.append(bars, 0).astype(np.float32)

    def draw(at: float) -> Pixels:
        position = columns / pitch + at * BARS_PER_SECOND
        index = np.floor(position).astype(int)
        inside = (index >= 0) & (index < bars.size)
        half = np.maximum(known[np.where(inside, index, -1)], _LEAST) * (tallest / 2)
        # Edges are drawn by how much of a pixel they cover, so that the bars glide.
        across = np.clip((_FILLED / 2 - np.abs(position - index - 0.5)) * pitch + 0.5, 0, 1) * inside
        cover = across * np.clip(half - from_centre + 0.5, 0, 1)
        picture = ground.copy()
        picture[top : top + band] += np.rint(cover[..., None] * contrast).astype(np.uint8)
        return picture

    return draw
