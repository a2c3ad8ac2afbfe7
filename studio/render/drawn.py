"""Pictures that Python draws: MoviePy clips, which become segments like any other picture."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from studio.ingest.master import Master
from studio.plan.recipe import Framing, Redaction, VideoSource
from studio.render.source import Pixels
from studio.values import Size

Draw = Callable[[float], Pixels]
"""The frame at a time in seconds from the drawing's start, as RGB of its size."""


@dataclass(frozen=True)
class Drawing:
    """What is drawn of a master: how it is framed, at which size, and which frames of it, counted at ``fps``."""

    source: VideoSource
    framing: Framing
    size: Size
    fps: Fraction
    start: int
    end: int
    redactions: tuple[Redaction, ...] = ()
    """What of the master's picture is blurred."""

    @property
    def start_s(self) -> float:
        return float(self.start / self.fps)

    @property
    def seconds(self) -> float:
        return float((self.end - self.start) / self.fps)


def drawer(master: Master, drawing: Drawing, cancelled: threading.Event | None) -> Draw:
    """What draws it. Raises RenderError where the master cannot be decoded."""
    if drawing.source == "still":
        from studio.render.moving_still import draw_still

        return draw_still(master, drawing, cancelled)
    from studio.render.waveform import draw_waveform

    return draw_waveform(master, drawing, cancelled)


def frames(draw: Draw, drawing: Drawing, start: int, end: int) -> Iterator[bytes]:
    """The drawing's frames that show from frame ``start`` of the master up to, not including, ``end``, as raw RGB."""
    from moviepy import VideoClip

    clip = VideoClip(frame_function=draw, duration=drawing.seconds)  # type: ignore[no-untyped-call]
    for number in range(start - drawing.start, end - drawing.start):
        yield clip.get_frame(float(number / drawing.fps)).tobytes()
