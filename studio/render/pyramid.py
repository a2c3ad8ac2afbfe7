"""One decoded picture at several sizes, so that each output is made from the nearest and not from the whole."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from studio.values import PixelBox, Size

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
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
            levels.append(levels[-1].reduce(2))
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
        return level.resize((size.width, size.height), Image.Resampling.LANCZOS, box=box)

    def _box(self, crop: PixelBox, place: int) -> Box:
        # Not by the level's own size, which is rounded up where a side is odd.
        level, largest = self.levels[place], self.levels[0]
        across = largest.width / self.displayed.width / 2**place
        down = largest.height / self.displayed.height / 2**place
        right, bottom = (crop.x + crop.width) * across, (crop.y + crop.height) * down
        return (crop.x * across, crop.y * down, min(right, level.width), min(bottom, level.height))
