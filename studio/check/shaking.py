"""How much a camera, or a crop that follows somebody, trembles: the picture's own jitter, without its calm movements.

A shift is measured in each of many blocks by the brightness that it moves (Lucas and Kanade); the picture moved as the
median block did. Whoever moves in front of a still camera moves few blocks.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

BLOCK = 16
"""Pixels: the side of a block."""
_BLUR = 1.5
"""Pixels: steps longer than a few of these are not measured."""
_CUT = 0.12
"""Mean difference between two frames, 0 to 1, from which the one does not follow from the other."""
_TEXTURE = 8.0
"""Least mean square of a block's slopes, each way, from which its shift can be told."""
_LEAST_BLOCKS = 6
_AGREE_PX, _AGREE = 0.35, 0.5
"""At least half of the blocks have to move alike, or nobody knows how the picture moved."""
_CALM_S = 0.5
"""What takes longer than this is a movement, not a jitter."""
_LEAST_FRAMES = 8
"""Of a second from which it can be judged."""

Grey = npt.NDArray[np.float32]


class ShakeMeter:
    """Is shown one small grey frame after the other, and says how much each second trembles."""

    def __init__(self) -> None:
        self._before: Grey | None = None
        self._runs: list[list[tuple[float, float, float]]] = []
        """Stretches without a cut: time and where the picture stands, in shares of its longer side."""

    def show(self, at: float, grey: npt.NDArray[np.uint8]) -> None:
        frame = np.asarray(cv2.GaussianBlur(grey.astype(np.float32), (0, 0), _BLUR), np.float32)
        shift = None if self._before is None else _shift(self._before, frame)
        self._before = frame
        if shift is None or not self._runs:
            self._runs.append([(at, 0.0, 0.0)])
            return
        _, across, down = self._runs[-1][-1]
        self._runs[-1].append((at, across + shift[0], down + shift[1]))

    def trembling(self, since: float) -> tuple[tuple[float, float], ...]:
        """From ``since`` on, by time from there, the squared jitter in shares of the longer side."""
        recent = [run for run in self._runs if run[-1][0] >= since]
        self._runs = self._runs[-1:]  # the next piece may go on from it
        return tuple((round(at - since, 3), off) for run in recent for at, off in _jitter(np.array(run)) if at >= since)


def by_second(squares: Iterable[tuple[float, float]]) -> tuple[float | None, ...]:
    """For each whole second the root mean square of the jitter, in shares of the longer side; ``None``: unknown."""
    seconds: dict[int, list[float]] = {}
    for at, off in squares:
        seconds.setdefault(int(at), []).append(off)
    if not seconds:
        return ()
    found = [seconds.get(second, []) for second in range(max(seconds) + 1)]
    return tuple(round(float(np.sqrt(np.mean(each))), 5) if len(each) >= _LEAST_FRAMES else None for each in found)


def _shift(before: Grey, frame: Grey) -> tuple[float, float] | None:
    """How far the whole picture moved; ``None`` at a cut, and where it cannot be told."""
    change = frame - before
    if float(np.abs(change).mean()) / 255 > _CUT:
        return None
    mean = (frame + before) / 2
    down, across = (np.asarray(slope, np.float32) for slope in np.gradient(mean))
    xx, yy, xy = _sums(across * across), _sums(down * down), _sums(across * down)
    xt, yt = _sums(across * change), _sums(down * change)
    determinant = xx * yy - xy * xy
    told = (np.minimum(xx, yy) > _TEXTURE * BLOCK**2) & (determinant > 0.1 * xx * yy)
    if int(told.sum()) < _LEAST_BLOCKS:
        return None
    right = (xy * yt - yy * xt)[told] / determinant[told]
    lower = (xy * xt - xx * yt)[told] / determinant[told]
    moved = float(np.median(right)), float(np.median(lower))
    alike = np.hypot(right - moved[0], lower - moved[1]) <= _AGREE_PX + 0.25 * np.hypot(*moved)
    if float(alike.mean()) < _AGREE:
        return None
    side = max(frame.shape)
    return moved[0] / side, moved[1] / side


def _sums(values: Grey) -> npt.NDArray[np.float64]:
    """Of each whole block."""
    high, wide = (side // BLOCK for side in values.shape)
    means = cv2.resize(values[: high * BLOCK, : wide * BLOCK], (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(means, np.float64) * BLOCK**2


def _jitter(run: npt.NDArray[np.float64]) -> list[tuple[float, float]]:
    """The squared distance of each moment from the mean of the half second around it."""
    if len(run) < _LEAST_FRAMES:
        return []
    step = max(1e-3, float(np.median(np.diff(run[:, 0]))))
    reach = max(2, round(_CALM_S / step / 2))
    width = 2 * reach + 1
    if len(run) < width:
        return []
    even = np.ones(width) / width
    calm = np.stack([np.convolve(run[:, axis], even, mode="valid") for axis in (1, 2)], axis=1)
    inner = run[reach : len(run) - reach]
    off = ((inner[:, 1:] - calm) ** 2).sum(axis=1)
    return [(float(at), float(square)) for at, square in zip(inner[:, 0], off, strict=True)]
