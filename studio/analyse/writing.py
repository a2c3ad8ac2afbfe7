"""Lines of writing in a picture, by the classical way: strokes joined into bars, bars checked for letters."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from studio.render.source import Pixels
from studio.values import Region

Grey = npt.NDArray[np.uint8]

_LEAST_HEIGHT = 6
"""Pixels; lower writing cannot be told from texture, nor read."""
_MOST_HEIGHT = 0.3
"""Share of the picture's height."""
_LEAST_LETTERS = 3
_LEAST_CONTRAST = 40
"""Between ink and ground, of 255."""


def lines(picture: Pixels) -> tuple[Region, ...]:
    """Lines of writing in an RGB picture, from top to bottom. Faces and leaves are mostly passed over."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    height, width = grey.shape
    found = [box for box in _bars(grey) if _is_writing(grey, box)]
    return tuple(
        Region(
            left=round(x / width, 4), top=round(y / height, 4), right=round((x + w) / width, 4),
            bottom=round((y + h) / height, 4),
        )
        for x, y, w, h in sorted(found, key=lambda box: (box[1], box[0]))
    )  # fmt: skip


def _bars(grey: Grey) -> list[tuple[int, int, int, int]]:
    """Boxes of level bars that strokes side by side make, for writing of small and of large size."""
    strokes = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    _, strong = cv2.threshold(strokes, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    boxes = []
    for reach in (9, 21):
        joined = cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
        joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
        boxes += [tuple(int(value) for value in stats[i, :4]) for i in range(1, count) if _is_bar(stats[i], grey)]
    return _distinct(boxes)


def _is_bar(stat: npt.NDArray[np.int32], grey: Grey) -> bool:
    _, _, w, h, area = (int(value) for value in stat)
    return _LEAST_HEIGHT <= h <= _MOST_HEIGHT * grey.shape[0] and w >= 1.8 * h and area >= 0.45 * w * h


def _is_writing(grey: Grey, box: tuple[int, int, int, int]) -> bool:
    """Whether a bar holds letters: ink on a ground, in several pieces of like height on one line."""
    x, y, w, h = box
    cut = grey[max(0, y - 1) : y + h + 1, max(0, x - 1) : x + w + 1]
    _, dark = cv2.threshold(cut, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    light = cut[dark == 0]
    ink = cut[dark > 0]
    if not light.size or not ink.size or float(np.median(light)) - float(np.median(ink)) < _LEAST_CONTRAST:
        return False
    strokes = np.asarray(dark, np.uint8)
    return any(_letters(side, w, h) for side in (strokes, 255 - strokes))


def _letters(ink: Grey, width: int, height: int) -> bool:
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink))
    pieces = [stats[i] for i in range(1, count)]
    letters = [
        piece
        for piece in pieces
        if 0.45 * height <= piece[3] and piece[2] <= 1.6 * height and 0.12 <= piece[4] / (piece[2] * piece[3]) <= 0.95  # noqa: PLR2004
    ]
    if len(letters) < _LEAST_LETTERS:
        return False
    covered = sum(int(piece[2]) for piece in letters)
    return covered >= 0.4 * width and float(np.std([piece[3] for piece in letters])) <= 0.25 * height


def _distinct(boxes: Sequence[tuple[int, ...]]) -> list[tuple[int, int, int, int]]:
    """Boxes without those that lie inside a larger one."""
    kept: list[tuple[int, int, int, int]] = []
    for x, y, w, h in sorted(boxes, key=lambda box: -box[2] * box[3]):
        inner = (x + 1, y + 1, w - 2, h - 2)
        if not any(_holds(box, inner) for box in kept):
            kept.append((x, y, w, h))
    return kept


def _holds(outer: tuple[int, int, int, int], inner: tuple[int, int, int, int]) -> bool:
    (x, y, w, h), (left, top, width, height) = outer, inner
    return x <= left and y <= top and left + width <= x + w and top + height <= y + h
