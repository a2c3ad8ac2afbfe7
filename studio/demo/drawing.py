"""Shapes with smooth edges: everything is drawn several times too large and scaled down once."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
XY = tuple[float, float]

OVERSAMPLING = 3


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one``, moved by ``share`` towards ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


_STEPS = 12
"""Straight lines between two points of a curve."""


def smooth(points: Sequence[XY], *, closed: bool = True) -> list[XY]:
    """A curve through ``points`` (Catmull-Rom)."""
    count = len(points)

    def at(i: int) -> XY:
        return points[i % count if closed else min(max(i, 0), count - 1)]

    curve: list[XY] = []
    for i in range(count if closed else count - 1):
        before, start, end, after = at(i - 1), at(i), at(i + 1), at(i + 2)
        for step in range(_STEPS):
            t = step / _STEPS
            curve.append((_spline(before[0], start[0], end[0], after[0], t),
                          _spline(before[1], start[1], end[1], after[1], t)))  # fmt: skip
    return curve if closed else [*curve, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def gradient(size: tuple[int, int], *stops: Colour) -> Image.Image:
    """A picture that runs from the first colour at the top to the last at the bottom."""
    strip = Image.new("RGB", (1, len(stops)))
    for row, colour in enumerate(stops):
        strip.putpixel((0, row), colour)
    # The outer half pixel of an enlarged strip is flat; the box leaves it out, so that the run is even.
    return strip.resize(size, Image.Resampling.BILINEAR, box=(0, 0.5, 1, len(stops) - 0.5))


class Pen:
    """Draws on a transparent sheet of ``width`` x ``height`` units whose top left corner is at ``origin``.

    ``done`` gives the sheet at ``scale`` pixels a unit.
    """

    def __init__(self, width: int, height: int, scale: float = 1.0, origin: XY = (0, 0)) -> None:
        self.origin = origin
        self.size = (round(width * scale), round(height * scale))
        self.k = scale * OVERSAMPLING
        self.sheet = Image.new("RGBA", (self.size[0] * OVERSAMPLING, self.size[1] * OVERSAMPLING), (0, 0, 0, 0))
        self._ink = ImageDraw.Draw(self.sheet)

    def shape(self, points: Sequence[XY], colour: Colour) -> None:
        self._ink.polygon(self._on_sheet(points), fill=(*colour, 255))

    def ellipse(self, centre: XY, rx: float, ry: float, colour: Colour) -> None:
        self._ink.ellipse(self._box(centre, rx, ry), fill=(*colour, 255))

    def box(  # noqa: PLR0917 - the four edges in reading order
        self, left: float, top: float, right: float, bottom: float, colour: Colour, radius: float = 0
    ) -> None:
        self._ink.rounded_rectangle(
            self._on_sheet([(left, top), (right, bottom)]), radius * self.k, fill=(*colour, 255)
        )

    def stroke(self, points: Sequence[XY], width: float, colour: Colour) -> None:
        """A line with round ends and joints."""
        self._ink.line(self._on_sheet(points), fill=(*colour, 255), width=max(1, round(width * self.k)), joint="curve")
        for x, y in points:
            self.ellipse((x, y), width / 2, width / 2, colour)

    def shade(  # noqa: PLR0917 - the same order for every spot
        self, centre: XY, rx: float, ry: float, colour: Colour, strength: float, blur: float
    ) -> None:
        """A soft spot of light or shadow that stays on what is drawn already."""
        left, top, right, bottom = self._box(centre, rx + 3 * blur, ry + 3 * blur)
        edges = (max(0, int(left)), max(0, int(top)), min(self.sheet.width, int(right) + 1),
                 min(self.sheet.height, int(bottom) + 1))  # fmt: skip
        part = self.sheet.crop(edges)
        # A quarter of the size gives the same look in a sixteenth of the time.
        small = Image.new("L", (part.width // 4 + 1, part.height // 4 + 1), 0)
        inner = [(value - edges[i % 2]) / 4 for i, value in enumerate(self._box(centre, rx, ry))]
        ImageDraw.Draw(small).ellipse(inner, fill=round(255 * strength))
        spot = small.filter(ImageFilter.GaussianBlur(blur * self.k / 4)).resize(part.size, Image.Resampling.BILINEAR)
        ink = Image.new("RGBA", part.size, (*colour, 0))
        ink.putalpha(ImageChops.multiply(spot, part.getchannel("A")))
        part.alpha_composite(ink)
        self.sheet.paste(part, edges)

    def done(self) -> Image.Image:
        return self.sheet.resize(self.size, Image.Resampling.BOX)

    def _on_sheet(self, points: Sequence[XY]) -> list[XY]:
        (left, top), k = self.origin, self.k
        return [((x - left) * k, (y - top) * k) for x, y in points]

    def _box(self, centre: XY, rx: float, ry: float) -> tuple[float, float, float, float]:
        (x, y), *_ = self._on_sheet([centre])
        return (x - rx * self.k, y - ry * self.k, x + rx * self.k, y + ry * self.k)


def place(canvas: Image.Image, sprite: Image.Image, at: XY, *, turn: float = 0.0, pivot: XY = (0, 0)) -> None:
    """Lay ``sprite`` on ``canvas`` with its ``pivot`` at ``at``, turned by ``turn`` degrees, to a part of a pixel."""
    left, top = math.floor(at[0] - pivot[0]) - _MARGIN, math.floor(at[1] - pivot[1]) - _MARGIN
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = at[0] - left, at[1] - top
    inverse = (cos, sin, pivot[0] - cos * dx - sin * dy, -sin, cos, pivot[1] + sin * dx - cos * dy)
    size = (sprite.width + 2 * _MARGIN, sprite.height + 2 * _MARGIN)
    moved = sprite.transform(size, Image.Transform.AFFINE, inverse, Image.Resampling.BILINEAR)
    canvas.paste(moved, (left, top), moved)


_MARGIN = 24
"""Pixels around a sprite, so that turning it cuts nothing off."""
