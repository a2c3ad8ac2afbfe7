"""Made films and pictures of drawn people whom the network takes for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from studio.demo.portrait import Person, heads
from studio.demo.scenes import AMINA, JONAS
from studio.render import ffmpeg

SIZE = (480, 270)
FPS = 25
Place = Callable[[float], tuple[float, float]]
"""The middle of a head at a time in seconds, in pixels."""


def across(t: float) -> tuple[float, float]:
    """From the left to the right within two seconds, up and down meanwhile."""
    return 70 + 170 * t, 135 + 40 * float(np.sin(4 * t))


@cache
def _head(person: Person, scale: float) -> Image.Image:
    return heads(person, scale)[0][0]


def people(who: Sequence[tuple[Person, float, tuple[float, float]]]) -> Image.Image:
    """People by their looks, sizes and places, on a plain wall."""
    canvas = Image.new("RGB", SIZE, (120, 140, 150))
    for person, scale, (x, y) in who:
        head = _head(person, scale)
        canvas.paste(head, (round(x - head.width / 2), round(y - head.height / 2)), head)
    return canvas


def picture(path: Path, *, two: bool = False) -> Path:
    """One person, or one large and one small."""
    who = [(AMINA, 0.6, (150.0, 135.0)), (JONAS, 0.35, (380.0, 130.0))]
    people(who[: 2 if two else 1]).save(path, quality=95)
    return path


def film(path: Path, *, seconds: float = 2.0, moves: Place = across, beside: bool = False, empty_s: float = 0) -> Path:
    """Somebody who moves; ``beside``: and a larger person who keeps still; nobody for the last ``empty_s``."""

    def frames() -> Iterator[bytes]:
        for number in range(round(seconds * FPS)):
            at = number / FPS
            who = [(AMINA, 0.35, moves(at))] if at < seconds - empty_s else []
            still = [(JONAS, 0.6, (370.0, 140.0))] if beside else []
            yield people([*still, *who]).tobytes()

    ffmpeg.run(
        ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", f"{SIZE[0]}x{SIZE[1]}", "-framerate", str(FPS),
         "-i", "pipe:0", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p", "-y",
         str(path)],
        doing="making a film", pieces=frames(),
    )  # fmt: skip
    return path
