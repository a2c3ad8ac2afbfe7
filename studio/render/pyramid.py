"""One decoded picture at several sizes, so that each output is made from the nearest and not from the whole."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from studio.render import bands
from studio.values import PixelBox, Size

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
INTERPOLATE = 1.1
"""So little smaller or larger, a picture interpolated between the nearest pixels is as good as a filtered one."""
INTERPOLATE_HALVED = 1.3
"""The same of a smaller level, whose finest detail is gone already: as near to what the whole picture would give as
Pillow's bicubic filter, in a fifth of its time. What folds back here makes no stripes coarser than three pixels."""
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Pyramid:
    """A copy of the master's picture, of any size, and smaller ones, each half as wide and high as the one before."""

    levels: tuple[Image.Image, ...]
    displayed: Size
    """The master's own size, in whose pixels crops count."""

    @classmethod
    def of(cls, picture: Image.Image, displayed: Size, least: float) -> Pyramid:
        """Halve ``picture`` as long as it stays no smaller than ``least`` times the master."""
        levels = [picture]
        while levels[-1].width >= 2 * least * displayed.width and levels[-1].height >= 2 * least * displayed.height:
            levels.append(halved(levels[-1]))
        return cls(tuple(levels), displayed)

    def nearest(self, crop: PixelBox, size: Size) -> tuple[Image.Image, Box]:
        """The smallest level that has a pixel of its own for each of ``size``, and where ``crop`` lies in it."""
        for place in reversed(range(len(self.levels))):
            left, top, right, bottom = box = self._box(crop, place)
            if right - left >= size.width - _ROUNDING and bottom - top >= size.height - _ROUNDING:
                return self.levels[place], box
        return self.levels[0], self._box(crop, 0)

    def resized(self, crop: PixelBox, size: Size) -> Image.Image:
        """What ``crop`` shows, at ``size``."""
        level, box = self.nearest(crop, size)
        shrink = (box[2] - box[0]) / size.width
        most = INTERPOLATE if level is self.levels[0] else INTERPOLATE_HALVED
        if 1 / INTERPOLATE <= shrink <= most and all(abs(side - round(side)) < _ROUNDING for side in box):
            return _interpolated(level, box, size)
        return level.resize((size.width, size.height), Image.Resampling.LANCZOS, box=box)

    def _box(self, crop: PixelBox, place: int) -> Box:
        # Not by the level's own size, which is rounded up.
        level, largest = self.levels[place], self.levels[0]
        across = largest.width / self.displayed.width / 2**place
        down = largest.height / self.displayed.height / 2**place
        right, bottom = (crop.x + crop.width) * across, (crop.y + crop.height) * down
        return (crop.x * across, crop.y * down, min(right, level.width), min(bottom, level.height))


def _interpolated(level: Image.Image, box: Box, size: Size) -> Image.Image:
    """A box of whole pixels at nearly its own size: OpenCV takes a fifth of Pillow's time."""
    left, top, right, bottom = box
    pixels = np.asarray(level.crop((round(left), round(top), round(right), round(bottom))))
    return Image.fromarray(cv2.resize(pixels, (size.width, size.height), interpolation=cv2.INTER_CUBIC))


def halved(picture: Image.Image) -> Image.Image:
    """Half as wide and high. Bicubic, because averaging four pixels blurs fine writing and makes moiré of patterns."""
    picture = _even(picture)
    half = Image.new(picture.mode, (picture.width // 2, picture.height // 2))

    def rows(top: int, bottom: int) -> Image.Image:
        # The filter looks beyond the box, so that bands join without a seam.
        box = (0, 2 * top, picture.width, 2 * bottom)
        return picture.resize((half.width, bottom - top), Image.Resampling.BICUBIC, box=box)

    bands.fill(half, rows)
    return half


def _even(picture: Image.Image) -> Image.Image:
    """With its last column and row twice where they have no partner: without these, all would be a little stretched."""
    width, height = picture.size
    even = (width + width % 2, height + height % 2)
    if even == picture.size:
        return picture
    result = picture.crop((0, 0, *even))
    result.paste(picture.crop((width - 1, 0, width, height)), (even[0] - 1, 0))
    result.paste(result.crop((0, height - 1, even[0], height)), (0, even[1] - 1))
    return result
