"""Work on a large picture in several threads, a band of its rows in each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from studio import machine

BAND_PIXELS = 1_000_000
"""A band's size: large enough to be worth a thread's while, small enough to need no memory to speak of."""

MakeBand = Callable[[int, int], Image.Image]
"""The rows of the result from the first up to, not including, the second."""


def fill(result: Image.Image, make: MakeBand) -> None:
    """Paste all rows of ``result``, each made once."""
    rows = max(1, BAND_PIXELS // result.width)
    starts = range(0, result.height, rows)

    def paste(top: int) -> None:
        result.paste(make(top, min(top + rows, result.height)), (0, top))

    with ThreadPoolExecutor(min(len(starts), machine.cores()), thread_name_prefix="band") as pool:
        list(pool.map(paste, starts))
