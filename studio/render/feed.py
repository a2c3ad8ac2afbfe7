"""What FFmpeg is fed to make pictures: a master, decoded once for all of them, or frames that Python draws."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from studio.ingest.master import Master
from studio.render import drawn, graph, redaction, source
from studio.render.drawn import Drawing
from studio.values import Size


@dataclass(frozen=True)
class Feed:
    """Inputs, and filter graphs that end in ``graph.outlet(n)`` for each picture and in ``sound.OUTLET``."""

    inputs: tuple[str, ...]
    graphs: tuple[str, ...]
    pieces: Callable[[], Iterable[bytes]] | None = None
    """Raw frames for ``pipe:0``."""


def decoded(master: Master, pictures: Sequence[graph.Picture], fps: Fraction, folder: Path) -> Feed:
    """Pictures of a moving master. ``folder`` takes what says where they are blurred."""
    assert master.video
    start = min(picture.clips[0].start for picture in pictures)
    origin = start - source.lead_frames(master.video, start, fps)
    boxes = [(picture.clips, picture.redactions) for picture in pictures]
    veils = redaction.veils(boxes, master.video.size, fps, origin=origin, folder=folder)
    return Feed(
        inputs=tuple(source.picture_input(master, origin, fps)),
        graphs=(graph.pictures_graph(pictures, fps, master.video, origin=origin, veils=veils),),
    )


def raw(size: Size, fps: Fraction, pieces: Callable[[], Iterable[bytes]], picture: graph.Picture | None = None) -> Feed:
    """Raw RGB frames of ``size``, with the effect and the text of ``picture``."""
    finished = graph.finish(picture or graph.Picture((), size), fps)
    return Feed(
        inputs=(
            "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", str(size), "-framerate", str(fps),
            "-i", "pipe:0",
        ),
        graphs=(f"[0:0]scale={graph.to_bt709('auto')},{finished}{graph.outlet()}",),
        pieces=pieces,
    )  # fmt: skip


def python_drawn(
    master: Master,
    drawing: Drawing,
    picture: graph.Picture,
    *,
    frames: tuple[int, int],
    cancelled: threading.Event | None = None,
) -> Feed:
    """The ``frames`` of a drawing, from the first up to the second, with the effect and text of ``picture``."""
    draw = drawn.drawer(master, drawing, cancelled)
    return raw(drawing.size, drawing.fps, lambda: drawn.frames(draw, drawing, *frames), picture)
