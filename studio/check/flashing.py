"""Flashing that can trigger seizures, as W3C WCAG 2.2 (success criterion 2.3.1) and ITU-R BT.1702 define it.

A general flash is a pair of opposing changes of relative luminance by a tenth or more of its maximum, the darker state
under 0.8; a red flash is a pair of opposing changes to or from saturated red. A screen flashes where many cells change
at about the same moment: what merely moves through the picture changes them one after another.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from studio.check.observed import Flashes, Peak

CELLS = 32
"""Cells along the longer side: each is far smaller than the quarter of the screen that matters."""
MOST_CHANGES = 24
"""Within one second that are told apart."""
_LUMINANCE_STEP, _DARKER = 0.1, 0.8
_RED_STEP, _RED_SHARE = 20.0, 0.8
_AT_ONCE, _TOGETHER = 0.5, 0.75
"""Shares of the cells that change often which have to do so in one frame, or in one direction within ``_SOON_S``."""
_SOON_S = 0.1
_LEAST = 0.05
"""Share of the screen under which nothing is noted."""
_SECOND = 1.0 - 1e-3
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Of linear red, green and blue in relative luminance."""

Cells = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]


def linear(picture: npt.NDArray[np.uint8]) -> Cells:
    """Linear red, green and blue, 0 to 1, of an 8-bit sRGB picture."""
    return np.asarray(_LINEAR[picture])


def luminance(picture: npt.NDArray[np.uint8]) -> Cells:
    """Relative luminance as WCAG defines it, 0 to 1, of an 8-bit sRGB picture."""
    return np.asarray(linear(picture) @ _WEIGHTS)


def _linear_table() -> Cells:
    value = np.arange(256) / 255
    low = value <= 0.04045  # noqa: PLR2004 - where sRGB's curve begins (IEC 61966-2-1)
    return np.where(low, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = _linear_table()


class FlashCounter:
    """Is shown one small frame after the other, and counts."""

    def __init__(self) -> None:
        self._general = _Changes(_LUMINANCE_STEP, _DARKER)
        self._red = _Changes(_RED_STEP)

    def show(self, at: float, picture: npt.NDArray[np.uint8]) -> None:
        """Count what changed since the frame before. ``picture``: RGB, a few cells wide or a little more."""
        height, width = picture.shape[:2]
        scale = CELLS / max(width, height)
        across, down = (max(1, round(side * scale)) for side in (width, height))
        cells = cv2.resize(linear(picture), (across, down), interpolation=cv2.INTER_AREA)
        colours = np.asarray(cells, np.float32)
        everywhere = np.ones(colours.shape[:2], np.bool_)
        self._general.show(at, colours @ _WEIGHTS, everywhere)
        red, green, blue = colours[..., 0], colours[..., 1], colours[..., 2]
        saturated = red >= _RED_SHARE * np.maximum(red + green + blue, 1e-4)
        self._red.show(at, np.maximum(0, red - green - blue) * 320, saturated)

    def forget(self) -> None:
        """Count anew; changes that have just been go on counting towards their second."""
        self._general.forget()
        self._red.forget()

    def count(self, since: float = 0.0) -> Flashes:
        """What was seen so far, with times from ``since``."""
        return Flashes(general=self._general.peaks(since), red=self._red.peaks(since))


class _Moment(NamedTuple):
    """Which cells became darker and brighter in one frame."""

    at: float
    fell: Marks
    rose: Marks


class _Changes:
    """Opposing changes of each cell's value, with the times at which they happened."""

    def __init__(self, step: float, darker: float = float("inf")) -> None:
        self._step, self._darker = step, darker
        self._extreme: Cells | None = None
        self._rising: npt.NDArray[np.int8] = np.zeros(0, np.int8)
        self._marked: Marks = np.zeros(0, np.bool_)
        """Whether the last extreme was in a state that counts, such as saturated red."""
        self._recent: list[_Moment] = []
        """The changes of the last second."""
        self._peaks: dict[int, Peak] = {}

    def show(self, at: float, values: Cells, marked: Marks) -> None:
        if self._extreme is None:
            self._extreme, self._rising, self._marked = values.copy(), np.zeros(values.shape, np.int8), marked.copy()
            return
        fell = (self._rising >= 0) & (self._extreme - values >= self._step) & (values < self._darker)
        rose = (self._rising <= 0) & (values - self._extreme >= self._step) & (self._extreme < self._darker)
        counts = marked | self._marked
        turned = fell | rose
        further = ((self._rising > 0) & (values > self._extreme)) | ((self._rising < 0) & (values < self._extreme))
        self._rising = np.where(fell, -1, np.where(rose, 1, self._rising)).astype(np.int8)
        self._extreme = np.where(turned | further, values, self._extreme).astype(np.float32)
        self._marked = np.where(turned | further, marked, self._marked)
        if (turned & counts).any():
            self._note(at, fell & counts, rose & counts)

    def _note(self, at: float, fell: Marks, rose: Marks) -> None:
        self._recent = [each for each in self._recent if at - each.at < _SECOND]
        self._recent.append(_Moment(at, fell, rose))
        if (fell | rose).mean() < _LEAST:
            return
        moments = np.array([each.at for each in self._recent])
        near = np.abs(moments[:, None] - moments) <= _SOON_S / 2
        falls = np.stack([each.fell for each in self._recent]).reshape(len(moments), -1)
        rises = np.stack([each.rose for each in self._recent]).reshape(len(moments), -1)
        turned, fell_soon, rose_soon = falls | rises, near @ falls, near @ rises
        times = turned.sum(axis=0)
        for number in range(1, min(MOST_CHANGES, int(times.max())) + 1):
            often = times >= number
            share = float(often.mean())
            if share <= max(_LEAST, self._peaks.get(number, Peak()).share):
                continue
            # In how many moments most of these cells changed: half in one frame, or more in one direction soon.
            at_once, falling, rising = (way[:, often].mean(axis=1) for way in (turned, fell_soon, rose_soon))
            common = (at_once >= _AT_ONCE) | (np.maximum(falling, rising) >= _TOGETHER)
            if int(common.sum()) >= number:
                self._peaks[number] = Peak(share=round(share, 4), at=round(at, 3))

    def forget(self) -> None:
        self._peaks = {}

    def peaks(self, since: float) -> tuple[Peak, ...]:
        most = range(1, max(self._peaks, default=0) + 1)
        found = (self._peaks.get(number, Peak(at=since)) for number in most)
        return tuple(Peak(share=peak.share, at=round(peak.at - since, 3)) for peak in found)
