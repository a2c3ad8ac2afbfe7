"""Where the picture lies inside a frame with black bars."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.values import WHOLE, Region

Grey = npt.NDArray[np.uint8]

_BLACK = 28
"""Brightness, of 255, under which a row counts as black: video black with the noise of compression."""
_PICTURE = 44
"""Brightness that most of the row beside a bar has; a dark scene fades out instead of ending at a line."""
_MOST = 0.4
"""Share of a side that a bar may take."""


def content(brightest: Grey, within: Region = WHOLE) -> Region:
    """The picture without its black bars, inside ``within``.

    ``brightest`` is each pixel's highest brightness over the frames that share the bars. A bar is black nearly all
    along, and ends at a sharp line: a dark scene, or writing on black, has none.
    """
    top, bottom = _bounds(np.percentile(brightest, 90, axis=1), np.median(brightest, axis=1))
    # Level bars must not make the upright edges look dark.
    height = brightest.shape[0]
    middle = brightest[round(top * height) : round(bottom * height)]
    left, right = _bounds(np.percentile(middle, 90, axis=0), np.median(middle, axis=0))
    return Region(
        left=max(within.left, left),
        top=max(within.top, top),
        right=min(within.right, right),
        bottom=min(within.bottom, bottom),
    )


def _bounds(bright: npt.NDArray[np.floating], usual: npt.NDArray[np.floating]) -> tuple[float, float]:
    length = len(bright)
    first = _bar(bright, usual)
    last = _bar(bright[::-1], usual[::-1])
    return round(first / length, 5), round(1 - last / length, 5)


def _bar(bright: npt.NDArray[np.floating], usual: npt.NDArray[np.floating]) -> int:
    """Rows that a bar takes at the start of a profile, with the half-black row at its edge."""
    lit = np.flatnonzero(bright > _BLACK)
    width = int(lit[0]) if lit.size else 0
    if width < 2 or width > _MOST * len(bright):  # noqa: PLR2004 - one dark row is no bar
        return 0
    beside = usual[width + 1 : width + 4]
    return width + 1 if beside.size and float(beside.max()) > _PICTURE else 0
