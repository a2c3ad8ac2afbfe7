"""How much words stand out from what is behind them, on the finished pixels."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.check.flashing import luminance
from studio.values import Region

REACH_EM = 0.08
"""How far from a letter's edge what is behind it counts, in heights of the letters: the edge that is drawn around
ours, or the ground."""
_REACHED = 90
"""Percentile of the local contrasts in a box of words: its letters and their edges take a tenth of it and more."""
_GLARE = 0.05
"""What WCAG adds to each luminance, for light that falls on the screen."""


def contrast_in(picture: npt.NDArray[np.uint8], box: Region, letters_px: float) -> float | None:
    """WCAG's contrast ratio, 1 to 21, of the words in ``box`` of an RGB picture with letters ``letters_px`` high.

    ``None`` where the box has no pixels.
    """
    height, width = picture.shape[:2]
    left, right = round(box.left * width), round(box.right * width)
    top, bottom = round(box.top * height), round(box.bottom * height)
    cut = picture[max(0, top) : bottom, max(0, left) : right]
    if min(cut.shape[:2]) < 2:  # noqa: PLR2004 - nothing beside anything
        return None
    reach = max(1, round(letters_px * REACH_EM))
    near = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    light = cv2.medianBlur(np.ascontiguousarray(luminance(cut)), 3)  # ringing is no contrast
    brighter, darker = np.asarray(cv2.dilate(light, near)), np.asarray(cv2.erode(light, near))
    return round(float(np.percentile((brighter + _GLARE) / (darker + _GLARE), _REACHED)), 2)
