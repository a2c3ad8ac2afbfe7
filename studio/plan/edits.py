"""What people decided by hand; everything else is derived."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from studio.values import Frozen, Point, Region

EVERYWHERE = "*"
"""Stands for all placements that say nothing else."""

BlurFaces = Literal["all", "bystanders"]
"""Whose faces nobody may recognise: everybody's, or those of all but the main person."""
FacesDecided = BlurFaces | Literal["nobody"]
"""The same as somebody decides it; "nobody" stands against what holds for all placements."""


def _in_picture(region: Region) -> Region:
    """What somebody meant to hide or to keep must not get lost for a slip: a part beside the picture is an error."""
    if not (0 <= region.left < region.right <= 1 and 0 <= region.top < region.bottom <= 1):
        raise ValueError("left must be less than right, top less than bottom, and all between 0 and 1")
    return region


Part = Annotated[Region, AfterValidator(_in_picture)]
"""A part of a picture, in fractions of its sides."""


class BlurredRegion(Frozen):
    """A part of the master's picture that somebody blurs by hand."""

    region: Part
    """In fractions of the master's picture."""
    start_s: float = Field(0, ge=0)
    """In the master's own time."""
    end_s: float | None = Field(None, gt=0)
    """Nothing: to the end."""


class SubtitleTiming(Frozen):
    """How the times of subtitles in one language become the master's: multiplied by ``rate``, then moved."""

    language: str
    """Its code; "und" where nobody could tell it."""
    shift_s: float = Field(0.0, ge=-86400, le=86400)
    """Above 0: later."""
    rate: float = Field(1.0, ge=0.5, le=2)
    """Such as 25/23.976 for subtitles of a film that was slowed down."""


class PlacementEdits(Frozen):
    """Decisions about one placement, or about all of them."""

    focal_point: Point | None = None
    """Keep this point of the master in the crop, in every shot that shows in the output."""
    start_s: float | None = Field(None, ge=0)
    """Where in the master the output begins."""
    still_s: float | None = Field(None, ge=0)
    """Which moment of the master becomes the picture."""
    fit: Literal["cover", "blur"] | None = None
    """Fill the frame by cropping, or show the whole picture over a blurred copy."""
    language: str | None = None
    """Which subtitles are burned in, by language code."""
    subtitle_timing: tuple[SubtitleTiming, ...] | None = None
    """When subtitles appear that came early, late or at another rate."""
    retime_subtitles: bool | None = None
    """Give each subtitle the time that reading takes, where there is room, and at most two lines."""
    blur_faces: FacesDecided | None = None
    """Whose faces are blurred in every frame."""
    keep_clear: tuple[Part, ...] | None = None
    """Faces that stay in one of these parts of the master are not blurred."""
    blur_regions: tuple[BlurredRegion, ...] | None = None
    """What is blurred as well: a face that was not found, a number plate, a name badge."""

    @property
    def faces_to_blur(self) -> BlurFaces | None:
        """Whose faces are blurred; ``None``: nobody's."""
        return None if self.blur_faces == "nobody" else self.blur_faces


class Edits(Frozen):
    """``placements`` holds decisions by placement ("facebook/teaser"); "*" counts where a placement has none."""

    placements: dict[str, PlacementEdits] = {}

    def of(self, placement: str) -> PlacementEdits:
        """The decisions that count for one placement: its own, then those for all."""
        general = self.placements.get(EVERYWHERE, PlacementEdits())
        own = self.placements.get(placement, PlacementEdits())
        return general.model_copy(update={name: value for name, value in own if value is not None})
