"""The small values that every step shares: frozen data, exact rates, regions, digests."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

MediaKind = Literal["image", "video", "audio", "text"]
OutputKind = Literal["image", "video", "audio", "text", "document"]

Rate = Annotated[
    Fraction,
    BeforeValidator(lambda value: Fraction(str(value)) if isinstance(value, (str, int, float)) else value),
    PlainSerializer(str, return_type=str),
]
"""Frames per second, exact ("30000/1001"), and text in JSON."""


class Frozen(BaseModel):
    """Data that never changes after it was made; unknown keys are errors; JSON in and out."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Size(Frozen):
    """A picture's size in pixels, as a person sees it (rotation and pixel aspect applied)."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return self.width / self.height

    @property
    def area(self) -> int:
        """In pixels."""
        return self.width * self.height

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class Span(Frozen):
    """A stretch of time in seconds, ``end`` excluded."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start

    def overlap(self, other: Span) -> float:
        """Seconds that both spans share; 0 where they do not meet."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


class Point(Frozen):
    """A place in a picture as fractions of its width and height, from the top left."""

    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class Region(Frozen):
    """A rectangle in a picture as fractions of its width and height, from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    def iou(self, other: Region) -> float:
        """Intersection over union."""
        shared = self.overlap(other)
        joint = self.area + other.area - shared
        return shared / joint if joint > 0 else 0.0

    @property
    def centre(self) -> Point:
        return Point(x=min(1, max(0, (self.left + self.right) / 2)), y=min(1, max(0, (self.top + self.bottom) / 2)))

    def union(self, other: Region) -> Region:
        return Region(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )

    def towards(self, other: Region, share: float) -> Region:
        """The region that has gone ``share`` of the way to another one."""
        return Region(
            left=self.left + (other.left - self.left) * share,
            top=self.top + (other.top - self.top) * share,
            right=self.right + (other.right - self.right) * share,
            bottom=self.bottom + (other.bottom - self.bottom) * share,
        )

    def grown(self, across: float, down: float) -> Region:
        """The region with so much more on each side, in shares of its own width and height."""
        dx, dy = self.width * across, self.height * down
        return Region(left=self.left - dx, top=self.top - dy, right=self.right + dx, bottom=self.bottom + dy)

    def core(self, share: float) -> Region:
        """The middle ``share`` of the region, each way."""
        dx, dy = self.width * (1 - share) / 2, self.height * (1 - share) / 2
        return Region(left=self.left + dx, top=self.top + dy, right=self.right - dx, bottom=self.bottom - dy)

    def overlap(self, other: Region) -> float:
        """The area that both regions share; 0 where they do not meet."""
        return Region(
            left=max(self.left, other.left),
            top=max(self.top, other.top),
            right=min(self.right, other.right),
            bottom=min(self.bottom, other.bottom),
        ).area

    def contains(self, other: Region) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


WHOLE = Region(left=0, top=0, right=1, bottom=1)


class PixelBox(Frozen):
    """A rectangle in whole pixels of a picture as displayed, from the top left."""

    x: int = Field(ge=0)
    y: int = Field(ge=0)
    width: int = Field(gt=0)
    height: int = Field(gt=0)

    @classmethod
    def whole(cls, size: Size) -> Self:
        return cls(x=0, y=0, width=size.width, height=size.height)

    def as_region(self, size: Size) -> Region:
        """The same rectangle as fractions of a picture of ``size``."""
        return Region(
            left=self.x / size.width,
            top=self.y / size.height,
            right=(self.x + self.width) / size.width,
            bottom=(self.y + self.height) / size.height,
        )

    def fitted(self, size: Size) -> Size:
        """The largest even size of the box's shape inside ``size``."""
        scale = min(size.width / self.width, size.height / self.height)
        return Size(
            width=max(2, min(size.width, 2 * round(self.width * scale / 2))),
            height=max(2, min(size.height, 2 * round(self.height * scale / 2))),
        )


def digest(data: Any) -> str:
    """SHA-256 of plain data in its canonical JSON form: the same data gives the same digest on every machine."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
