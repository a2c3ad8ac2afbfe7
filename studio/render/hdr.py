"""HDR pictures to sRGB, by a colour table. Moving pictures are tone-mapped by FFmpeg (``studio.render.source``)."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import ImageFilter

from studio.ingest.master import Transfer

Colours = npt.NDArray[np.float64]
"""Any number of rows of red, green, blue."""

WHITE_NITS = 203.0
"""HDR's reference white (ITU-R BT.2408), which becomes sRGB's white."""
PEAK_NITS = 1000.0
"""What is brighter than a common HDR display shows is cut off."""
_SIZE = 48
"""Steps of the table each way."""
_LINEAR_TO = 0.3
"""Brightness, of white, below which nothing changes."""
_BT2020_TO_BT709 = np.array(
    [[1.660491, -0.587641, -0.072850], [-0.124550, 1.132900, -0.008349], [-0.018151, -0.100579, 1.118730]]
)
"""ITU-R BT.2087."""


@cache
def table(transfer: Transfer) -> ImageFilter.Color3DLUT:
    """The filter that turns BT.2020 pixels of ``transfer`` ("pq" or "hlg") into sRGB."""
    axis = np.linspace(0, 1, _SIZE)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    coded = np.stack([red.ravel(), green.ravel(), blue.ravel()], axis=1)
    return ImageFilter.Color3DLUT(_SIZE, to_srgb(coded, transfer).astype(np.float32).ravel().tolist())


def to_srgb(pixels: Colours, transfer: Transfer) -> Colours:
    """Coded BT.2020 colours (0 to 1) as coded sRGB colours."""
    light = (_pq_light(pixels) if transfer == "pq" else _hlg_light(pixels)) / WHITE_NITS
    shown = np.clip(_compress(light) @ _BT2020_TO_BT709.T, 0, 1)
    coded = np.where(shown <= 0.0031308, 12.92 * shown, 1.055 * shown ** (1 / 2.4) - 0.055)  # noqa: PLR2004 - IEC 61966-2-1
    return np.asarray(coded, np.float64)


def _pq_light(coded: Colours) -> Colours:
    """cd/m² of SMPTE ST 2084."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = coded ** (1 / m2)
    return np.asarray(10000 * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1), np.float64)


def _hlg_light(coded: Colours) -> Colours:
    """cd/m² of hybrid log-gamma on a display of 1000 cd/m², whose system gamma is 1.2 (ITU-R BT.2100)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)  # noqa: PLR2004 - BT.2100
    luminance = scene @ np.array([0.2627, 0.6780, 0.0593])
    return np.asarray(PEAK_NITS * scene * luminance[:, None] ** 0.2, np.float64)


def _compress(light: Colours) -> Colours:
    """Bring 0 to PEAK_NITS into 0 to 1: straight, then a Möbius curve; hues stay, for all channels share it."""
    peak, j = PEAK_NITS / WHITE_NITS, _LINEAR_TO
    a = -j * j * (peak - 1) / (j * j - 2 * j + peak)
    b = (j * j - 2 * j * peak + peak) / (peak - 1)
    brightest = np.maximum(light.max(axis=1, keepdims=True), 1e-9)
    curved = (b * b + 2 * b * j + j * j) / (b - a) * (brightest + a) / (brightest + b)
    wanted = np.where(brightest <= j, brightest, np.minimum(curved, 1))
    return np.asarray(light * wanted / brightest, np.float64)
