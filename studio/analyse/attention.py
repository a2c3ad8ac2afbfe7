"""What draws the eye in a picture: maps of importance on a small grid.

A map is 64 x 64 over the whole frame and sums to 1, or is all 0. What stands out by colour follows Achanta et al.
(CVPR 2009, frequency-tuned), what stands out by structure Hou and Zhang (CVPR 2007, spectral residual).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from studio.render.source import Pixels
from studio.values import Region

GRID = 64
"""Cells of a map each way."""
Map = npt.NDArray[np.float32]

_PLAIN = 18
"""Difference, of 255, that a plain ground has in itself."""
_MIDDLE = 0.96
"""Share of what stands out that its box holds; the rest is strays at the edges."""
_NOTHING_MOVES = 6.0
"""Difference of brightness, of 255, that noise and compression make."""


def standing_out(picture: Pixels) -> Map:
    """Where colour or structure differs from the rest of the picture."""
    small = np.asarray(cv2.resize(picture, (GRID, GRID), interpolation=cv2.INTER_AREA), np.uint8)
    return normal(np.sum([normal(_colour(small)), normal(_structure(small)), normal(_focus(picture))], axis=0))


def _colour(small: npt.NDArray[np.uint8]) -> Map:
    """Distance of each place's colour from the picture's mean colour."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    soft = cv2.GaussianBlur(lab, (0, 0), 1.5)
    distance = np.linalg.norm(soft - lab.mean(axis=(0, 1)), axis=2)
    return np.asarray(distance**2, np.float32)


def _structure(small: npt.NDArray[np.uint8]) -> Map:
    """What the picture's spectrum does not lead one to expect."""
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    spectrum = np.fft.fft2(grey)
    log = np.log(np.abs(spectrum) + 1e-3)
    residual = log - cv2.blur(log, (3, 3))
    back = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    return np.asarray(cv2.GaussianBlur(back.astype(np.float32), (0, 0), 2.5), np.float32)


def _focus(picture: Pixels) -> Map:
    """Where the picture is sharp: what the camera was focused on."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    edges = np.abs(cv2.Laplacian(grey, cv2.CV_32F))
    fine = cv2.resize(np.minimum(edges, 60), (GRID, GRID), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(fine, (0, 0), 1.5), np.float32)


def figure(picture: Pixels) -> Region | None:
    """What stands on a plain ground, such as a logo or a title; ``None`` where the ground is not plain."""
    small = cv2.resize(picture, (GRID * 2, GRID * 2), interpolation=cv2.INTER_AREA).astype(np.int16)
    edge = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    ground = np.median(edge, axis=0)
    if np.mean(np.abs(edge - ground).max(axis=1) > _PLAIN) > 0.01:  # noqa: PLR2004 - a speck is no picture
        return None
    other = np.abs(small - ground).max(axis=2) > _PLAIN
    columns, rows = np.flatnonzero(other.any(axis=0)), np.flatnonzero(other.any(axis=1))
    if not columns.size:
        return None
    left, right, top, bottom = (int(i) / (GRID * 2) for i in (columns[0], columns[-1] + 1, rows[0], rows[-1] + 1))
    return Region(left=left, top=top, right=right, bottom=bottom)


def moving(before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> Map:
    """What moved between two grey pictures of one shot, once the camera's own shift is taken out."""
    (dx, dy), certainty = cv2.phaseCorrelate(before.astype(np.float32), after.astype(np.float32))
    if certainty > 0.1 and max(abs(dx), abs(dy)) > 0.5:  # noqa: PLR2004 - less is no shift
        shift = np.array([[1, 0, dx], [0, 1, dy]], np.float32)
        before = cv2.warpAffine(before, shift, before.shape[::-1], borderMode=cv2.BORDER_REPLICATE)  # type: ignore[assignment]
    changed = cv2.absdiff(before, after).astype(np.float32)
    changed = np.maximum(0, changed - _NOTHING_MOVES)
    return np.asarray(cv2.resize(changed, (GRID, GRID), interpolation=cv2.INTER_AREA), np.float32)


def on_faces(faces: Iterable[Region]) -> Map:
    """Faces, with room for hair and chin, the larger the more."""
    canvas = np.zeros((GRID, GRID), np.float32)
    for face in faces:
        left, right = sorted((int(face.left * GRID), max(int(face.left * GRID) + 1, round(face.right * GRID))))
        top, bottom = int(face.top * GRID), max(int(face.top * GRID) + 1, round(face.bottom * GRID))
        canvas[top:bottom, left:right] += 1
    return canvas


def normal(values: npt.NDArray[np.floating]) -> Map:
    """The same map with sum 1; all 0 where there is nothing in it."""
    total = float(values.sum())
    return np.asarray(values / total if total > 0 else np.zeros_like(values), np.float32)


def compactness(values: Map) -> float:
    """1 where all importance lies in one place, 0 where it is spread over the frame."""
    ordered = np.sort(values, axis=None)[::-1]
    if ordered.sum() <= 0:
        return 0.0
    needed = int(np.searchsorted(np.cumsum(ordered), 0.8 * ordered.sum())) + 1
    return max(0.0, 1 - needed / (0.4 * ordered.size))


def profiles(values: Map) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Importance by column and by row."""
    columns, rows = (normal(values.sum(axis=axis)) for axis in (0, 1))
    return tuple(round(float(x), 5) for x in columns), tuple(round(float(x), 5) for x in rows)


def extent(values: Map) -> Region | None:
    """The smallest upright box that holds the outstanding part of a map; ``None`` for an empty one."""
    if values.sum() <= 0:
        return None
    soft = cv2.GaussianBlur(values, (0, 0), 1.0)
    strong = np.where(soft >= 0.15 * soft.max(), soft, 0)
    left, right = _middle(strong.sum(axis=0))
    top, bottom = _middle(strong.sum(axis=1))
    return Region(left=left, top=top, right=right, bottom=bottom)


def _middle(profile: npt.NDArray[np.floating]) -> tuple[float, float]:
    """Where the middle of a profile begins and ends, as fractions."""
    run = np.cumsum(profile) / profile.sum()
    first = int(np.searchsorted(run, (1 - _MIDDLE) / 2))
    last = int(np.searchsorted(run, (1 + _MIDDLE) / 2))
    return first / GRID, min(GRID, last + 1) / GRID


def mean(maps: Sequence[Map]) -> Map:
    """The mean of several maps; all 0 where there are none."""
    return np.asarray(np.mean(maps, axis=0), np.float32) if maps else np.zeros((GRID, GRID), np.float32)
