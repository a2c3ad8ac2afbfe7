"""The plugin contract: what a ``platform.toml`` says, as types.

A platform's folder name is its slug. Facts, placements, limits and tips are data; every limit and tip names its
source and the month in which somebody read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from studio.values import Frozen, OutputKind, Size

Confidence = Literal["high", "medium", "low"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
AsOf = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2})?|unknown)$")]


class Source(Frozen):
    """Where a fact was read."""

    title: str
    url: str = ""
    as_of: AsOf


class Limit(Frozen):
    """What the platform refuses, cuts or converts. High or medium confidence fails an output, low only warns."""

    key: str
    """One of the names in ``studio.check.limits``: ``max_bytes``, ``max_duration_s``, ``formats``, ..."""
    value: Any
    source: str
    """A key of the platform's ``sources``."""
    as_of: AsOf
    confidence: Confidence
    via: str | None = None
    """The door it holds for, such as ``api``; nothing where it holds for a hand-made upload."""
    note: str | None = None


class Tip(Frozen):
    """What works well there."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*\.[a-z0-9_]+$")]
    advice: str
    source: str
    as_of: AsOf
    confidence: Confidence = "medium"
    check: str | None = None
    """A name in ``studio.check.tips`` that measures it; nothing where only a person can tell."""
    with_: dict[str, Any] = Field(default={}, alias="with")
    """The check's parameters."""
    placements: tuple[str, ...] = ()
    """Ids of the placements it is about; empty: all of them."""


class SafeZone(Frozen):
    """Pixels at each edge of the placement's size that the app covers with its own buttons and text."""

    top: int = Field(0, ge=0)
    right: int = Field(0, ge=0)
    bottom: int = Field(0, ge=0)
    left: int = Field(0, ge=0)


class Aim(Frozen):
    """How long an output should be, in seconds, and which part of the master it takes."""

    max_s: float | None = Field(None, gt=0)
    """Longer masters are cut to this; nothing: the whole master."""
    pick: Literal["opening", "highlight"] = "opening"
    """``opening`` keeps the master's beginning, ``highlight`` takes its best moment."""


class Placement(Frozen):
    """One place on a platform where an output appears."""

    id: Slug
    name: str
    kind: OutputKind
    size: Size
    """Of the output, in pixels; both sides even for a video."""
    format: Literal["jpeg", "png", "webp", "mp4"]
    aim: Aim = Aim()
    """Only for a video."""
    captions: Literal["burned", "none"] = "none"
    """Whether subtitles are burned into the picture."""
    sidecars: tuple[Literal["srt", "vtt"], ...] = ()
    """Subtitle files that the platform takes beside the video."""
    safe_zone: SafeZone = SafeZone()
    frame: Literal["feed", "story", "player", "thumbnail"] = "feed"
    """What the app puts around it; the browser draws its preview so."""
    limits: tuple[Limit, ...] = ()


class Status(Frozen):
    """Whether the platform is still there."""

    state: Literal["active", "retired"] = "active"
    since: str | None = None
    replaced_by: str | None = None
    note: str | None = None


class Platform(Frozen):
    """One plugin."""

    slug: Slug
    name: str
    aka: tuple[str, ...] = ()
    status: Status = Status()
    sources: dict[str, Source]
    placements: tuple[Placement, ...] = Field(min_length=1)
    tips: tuple[Tip, ...] = ()
    loudness_lufs: float = -14.0
    """What sound is normalised to. Most platforms publish nothing; -14 is the practice that streaming follows."""
    folder: Path = Field(default=Path(), exclude=True)
    """Where the plugin lies; set by the registry."""

    def tips_for(self, placement: Placement) -> tuple[Tip, ...]:
        """The tips that are about one placement."""
        return tuple(tip for tip in self.tips if not tip.placements or placement.id in tip.placements)


class Target(Frozen):
    """One placement together with its platform: what is planned and checked for."""

    platform: Platform
    placement: Placement

    @property
    def id(self) -> str:
        """Such as ``instagram/square``."""
        return f"{self.platform.slug}/{self.placement.id}"

    def limit(self, key: str) -> Any:
        """The value of one limit; ``None`` where the platform has none."""
        return next((limit.value for limit in self.placement.limits if limit.key == key), None)
