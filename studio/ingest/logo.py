"""What is drawn of a picture that stands alone: on transparency, or on one plain colour."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from studio.ingest.master import Drawn
from studio.values import Region

_VISIBLE = 8
"""Opacity, of 255, below which nobody sees anything."""
_LOOKED_AT = 512
"""Pixels of the longer side for looking at grounds and brightness."""
_PLAIN = 6
"""How far, of 255, a plain ground's pixels may lie from each other: JPEG's noise."""
_SAME_EVERYWHERE = {"#ffffff", "#000000"}
_OTHER = 24
"""How far from the ground's colour a pixel is part of what stands on it."""


def drawn_of(picture: Image.Image, *, srgb: bool) -> Drawn | None:
    """Where a loaded picture is drawn, how bright, and on what; ``None`` where it fills its frame.

    Colours are taken as they are stored. Where these are not ``srgb``, a coloured ground would come out as another
    colour than the picture's own, so that only white and black ones count.
    """
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        opacity = upright.convert("RGBA").getchannel("A")
        if opacity.getextrema() != (255, 255):
            return _on_transparency(upright, opacity)
    found = _on_colour(upright) if upright.mode in {"RGB", "RGBA", "L", "P", "1"} else None
    return found if found and (srgb or found.ground in _SAME_EVERYWHERE) else None


def _on_transparency(picture: Image.Image, opacity: Image.Image) -> Drawn | None:
    box = opacity.point([0] * _VISIBLE + [255] * (256 - _VISIBLE)).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    width, height = picture.size
    small = picture.crop(box).convert("RGBA")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    grey, weight = np.asarray(small.convert("L"), np.float64), np.asarray(small.getchannel("A"), np.float64)
    return Drawn(
        bounds=Region(left=left / width, top=top / height, right=right / width, bottom=bottom / height),
        reach=_reach(weight >= _VISIBLE),
        luma=round(float((grey * weight).sum() / max(1.0, weight.sum()) / 255), 4),
    )


def _on_colour(picture: Image.Image) -> Drawn | None:
    """By the outermost pixels of a smaller copy; ``None`` where these differ, or nothing else is there."""
    small = picture.convert("RGB")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    pixels = np.asarray(small).astype(np.int16)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    ground = np.median(edge, axis=0).astype(np.int16)
    if np.abs(edge - ground).max() > _PLAIN:
        return None
    stands = np.abs(pixels - ground).max(axis=2) > _OTHER
    rows, columns = np.flatnonzero(stands.any(axis=1)), np.flatnonzero(stands.any(axis=0))
    if not rows.size:
        return None
    height, width = stands.shape
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    red, green, blue = (int(level) for level in ground)
    return Drawn(
        bounds=Region(left=left / width, top=top / height, right=right / width, bottom=bottom / height),
        reach=_reach(stands[top:bottom, left:right]),
        luma=round(float(np.asarray(small.convert("L"))[stands].mean()) / 255, 4),
        ground=f"#{red:02x}{green:02x}{blue:02x}",
    )


def _reach(stands: npt.NDArray[np.bool_]) -> float:
    """How far what stands there reaches from the middle of its box, as a share of the way to the box's corners."""
    height, width = stands.shape
    down, across = (np.abs(np.arange(side) + 0.5 - side / 2) + 0.5 for side in (height, width))
    far = np.hypot(down[:, None], across[None, :])[stands].max(initial=0.0)
    return round(min(1.0, float(far) / float(np.hypot(width / 2, height / 2))), 4)
