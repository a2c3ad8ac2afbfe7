"""What is drawn of a picture with transparent parts."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageOps

from studio.ingest.master import Drawn
from studio.values import Region

_VISIBLE = 8
"""Opacity, of 255, below which nobody sees anything."""
_LOOKED_AT = 256
"""Pixels of the longer side for measuring brightness."""


def drawn_of(picture: Image.Image) -> Drawn | None:
    """Where a loaded picture is drawn, and how bright; ``None`` where it has no transparent parts, or nothing else."""
    if not picture.has_transparency_data:
        return None
    upright = ImageOps.exif_transpose(picture)
    opacity = upright.convert("RGBA").getchannel("A")
    box = opacity.point([0] * _VISIBLE + [255] * (256 - _VISIBLE)).getbbox()
    if box is None or opacity.getextrema() == (255, 255):
        return None
    left, top, right, bottom = box
    width, height = upright.size
    return Drawn(
        bounds=Region(left=left / width, top=top / height, right=right / width, bottom=bottom / height),
        luma=round(_luma(upright.crop(box)), 4),
    )


def _luma(picture: Image.Image) -> float:
    """Mean brightness of what shows, 0 to 1, weighted by its opacity."""
    small = picture.convert("RGBA")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    grey, opacity = np.asarray(small.convert("L"), np.float64), np.asarray(small.getchannel("A"), np.float64)
    return float((grey * opacity).sum() / max(1.0, opacity.sum()) / 255)
