"""What people decided by hand; everything else is derived."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.values import Frozen, Point


class SubtitleTiming(Frozen):
    """How the times of a subtitle file become the master's: multiplied by ``rate``, then moved by ``shift_s``."""

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
    subtitle_timing: dict[str, SubtitleTiming] | None = None
    """When subtitles appear, by language code ("und": nobody could tell which)."""
    retime_subtitles: bool | None = None
    """Give each subtitle the time that reading takes, where there is room, and at most two lines."""


class Edits(Frozen):
    """``placements`` holds decisions by placement ("facebook/teaser"); "*" counts where a placement has none."""

    placements: dict[str, PlacementEdits] = {}

    def of(self, placement: str) -> PlacementEdits:
        """The decisions that count for one placement: its own, then those for all."""
        general = self.placements.get("*", PlacementEdits())
        own = self.placements.get(placement, PlacementEdits())
        return general.model_copy(update={name: value for name, value in own if value is not None})
