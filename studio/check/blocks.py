"""How plainly a picture shows the blocks that it was compressed in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BLOCK = 8
"""Pixels: the side of JPEG's blocks, and of the transforms of most video codecs."""
_MOST = 24.0
"""Steps between two pixels, of 255, that count in full: what is larger is an edge of what is shown."""
_LOOKED_AT = 1280
"""Pixels of the middle, each way, that are looked at."""
_LEAST_STEP = 2.0
"""Added to both, so that steps that nobody sees make no blocks."""


def blockiness(grey: npt.NDArray[np.uint8]) -> float:
    """How much larger the steps on the grid of blocks are than those beside it; about 1 where there are no blocks.

    ``grey`` is the whole picture as it was compressed: scaled, it has no grid any more.
    """
    top, left = (max(0, side - _LOOKED_AT) // 2 // BLOCK * BLOCK for side in grey.shape)
    middle = grey[top : top + _LOOKED_AT, left : left + _LOOKED_AT].astype(np.int16)
    return round(min(_ratio(middle), _ratio(middle.T)), 3)


def _ratio(grey: npt.NDArray[np.int16]) -> float:
    """Of the steps from column to column."""
    steps = np.minimum(np.abs(np.diff(grey, axis=1)), _MOST)
    columns = steps.mean(axis=0)
    if len(columns) < 2 * BLOCK:
        return 1.0
    whole = columns[: len(columns) // BLOCK * BLOCK].reshape(-1, BLOCK)
    by_place = np.median(whole, axis=0) if len(whole) > BLOCK else whole.mean(axis=0)
    beside = float(np.delete(by_place, BLOCK - 1).mean())
    return float(by_place[BLOCK - 1] + _LEAST_STEP) / (beside + _LEAST_STEP)
