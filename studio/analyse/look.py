"""One looked-at frame: everything that is measured on it, small enough to keep for a whole shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from studio.analyse import attention, writing
from studio.analyse.faces import FaceFinder
from studio.render.source import Pixels
from studio.values import Region

_SMALL = 128
"""Pixels across of the grey copy in which movement is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one frame shows; ``at`` in seconds."""

    at: float
    faces: tuple[Region, ...]
    text: tuple[Region, ...]
    luma: float
    contrast: float
    sharpness: float
    motion: float
    standing_out: attention.Map
    figure: Region | None
    """What stands on plain ground, where the ground is plain."""
    grey: npt.NDArray[np.uint8]
    """The whole frame, ``_SMALL`` pixels across."""
    brightness: npt.NDArray[np.uint8]
    """The whole frame, half as wide and high as it was looked at."""


def look(frame: Pixels, before: Pixels | None, at: float, finder: FaceFinder) -> Look:
    """Measure ``frame``; ``before`` is the frame before it in the same shot."""
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    small = cv2.resize(grey, (_SMALL, max(16, round(_SMALL * height / width))), interpolation=cv2.INTER_AREA)
    return Look(
        at=at,
        faces=finder.find(frame),
        text=writing.lines(frame),
        luma=round(float(grey.mean()) / 255, 4),
        contrast=round(float(grey.std()) / 255, 4),
        sharpness=round(float(cv2.Laplacian(grey, cv2.CV_32F).var()), 2),
        motion=_difference(frame, before),
        standing_out=attention.standing_out(frame),
        figure=attention.figure(frame),
        grey=np.asarray(small, np.uint8),
        brightness=np.asarray(cv2.resize(grey, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8),
    )


def brightest(looks: Sequence[Look]) -> npt.NDArray[np.uint8]:
    """Each pixel's highest brightness over some frames."""
    return np.asarray(np.maximum.reduce([one.brightness for one in looks]), np.uint8)


def _difference(frame: Pixels, before: Pixels | None) -> float:
    return 0.0 if before is None else round(float(cv2.absdiff(frame, before).mean()) / 255, 5)
