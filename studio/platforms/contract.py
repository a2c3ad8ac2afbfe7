"""The plugin contract: what a ``platform.toml`` says, as types.

A platform's folder name is its slug. Facts, placements, limits and tips are data; every limit and tip names its
source and the month in which somebody read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from studio.platforms.hooks import Code
from studio.values import Frozen, OutputKind, Size

BYTES_PER_MB = 1_000_000
"""Platforms publish decimal megabytes; where one means 1 048 576, the smaller is the safe reading."""

FORMATS: dict[OutputKind, tuple[str, ...]] = {"image": ("jpeg", "png", "webp"), "video": ("mp4",)}
"""What the studio can write for each kind of output."""


def _as_size(value: Any) -> Any:
    """``"1080x1350"`` as people write it, beside the table that JSON holds."""
    if not isinstance(value, str):
        return value
    width, cross, height = value.partition("x")
    if not (cross and width.strip().isdigit() and height.strip().isdigit()):
        raise ValueError(f"'{value}' is no size: write width x height in pixels, such as \"1080x1350\"")
    return {"width": int(width), "height": int(height)}


Confidence = Literal["high", "medium", "low"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
AsOf = Annotated[str, Field(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?|unknown)$")]
PixelSize = Annotated[Size, BeforeValidator(_as_size)]


class Source(Frozen):
    """Where a fact was read."""

    title: str
    url: str = ""
    as_of: AsOf


class Limit(Frozen):
    """What the platform refuses, cuts or converts. High or medium confidence fails an output, low only warns."""

    key: str
    """One of the names in ``studio.check.limits``: ``max_file_mb``, ``max_duration_s``, ``image_formats``, ..."""
    value: Any
    source: str
    """A key of the platform's ``sources``."""
    as_of: AsOf
    """Left out of a ``platform.toml``, the month of its source."""
    confidence: Confidence
    via: str | None = None
    """The door it holds for, such as ``api``: whoever uploads by hand is only warned. Nothing: it holds for all."""
    note: str | None = None


class SharedLimit(Limit):
    """A limit that several placements of one platform share, written once."""

    placements: tuple[str, ...] = ()
    """Ids of the placements it holds for; empty: all of them."""


class Tip(Frozen):
    """What works well there."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*\.[a-z0-9_]+$")]
    advice: str
    source: str
    """A key of the platform's ``sources``."""
    as_of: AsOf
    """Left out of a ``platform.toml``, the month of its source."""
    confidence: Confidence = "medium"
    check: str | None = None
    """A name in ``studio.check.tips`` that measures it; nothing where only a person can tell."""
    with_: dict[str, Any] = Field(default={}, alias="with")
    """The check's parameters."""
    placements: tuple[str, ...] = ()
    """Ids of the placements it is about; empty: all of them."""
    kinds: tuple[OutputKind, ...] = ()
    """Kinds of output it is about; empty: all of them."""

    def about(self, placement: Placement) -> bool:
        """Whether it says something about this placement."""
        return (not self.placements or placement.id in self.placements) and (
            not self.kinds or placement.kind in self.kinds
        )


class SafeZone(Frozen):
    """Pixels at each edge of the placement's size that the app covers with its own buttons and text."""

    top: int = Field(0, ge=0)
    right: int = Field(0, ge=0)
    bottom: int = Field(0, ge=0)
    left: int = Field(0, ge=0)
    source: str | None = None
    """A key of the platform's ``sources``; nothing where the zone is empty."""


class Effect(Frozen):
    """What the plugin's own ``plugin.py`` adds to a placement's picture."""

    name: str
    """A function that it registers as an effect."""
    with_: dict[str, Any] = Field(default={}, alias="with")
    """The effect's parameters."""


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
    size: PixelSize
    """Of the output, in pixels, such as "1080x1350"; both sides even for a video."""
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
    effect: Effect | None = None
    """What the plugin's code adds to the picture."""
    limits: tuple[Limit, ...] = ()
    """Its own; those that it shares with others stand in the platform's ``limits``."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        """What one key asks of another."""
        fitting = FORMATS.get(self.kind, ())
        if self.format not in fitting:
            raise ValueError(f'format "{self.format}" does not suit kind "{self.kind}": write {_choice(fitting)}')
        if self.kind == "video" and (self.size.width % 2 or self.size.height % 2):
            raise ValueError(f"size {self.size} is odd, and a video's sides must be even: add or take a pixel")
        if self.kind != "video" and (self.captions != "none" or self.sidecars or self.aim != Aim()):
            raise ValueError("aim, captions and sidecars are for videos only: take them out")
        zone = self.safe_zone
        if zone.left + zone.right >= self.size.width or zone.top + zone.bottom >= self.size.height:
            raise ValueError(f"safe_zone leaves nothing free of {self.size}: give pixels at each edge of that size")
        return self


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
    limits: tuple[SharedLimit, ...] = ()
    """Those that several placements share."""
    tips: tuple[Tip, ...] = ()
    loudness_lufs: float = -14.0
    """What sound is normalised to. Most platforms publish nothing; -14 is the practice that streaming follows."""
    folder: Path = Field(default=Path(), exclude=True)
    """Where the plugin lies; set by the registry."""
    code: Code | None = Field(default=None, exclude=True)
    """What its ``plugin.py`` brings; set by the registry."""

    @model_validator(mode="before")
    @classmethod
    def _date_facts(cls, data: Any) -> Any:
        """Give each fact without a month of its own the month of its source."""
        return dated(data) if isinstance(data, dict) else data

    def limits_for(self, placement: Placement) -> tuple[Limit, ...]:
        """Its own limits, then those that it shares."""
        shared = (limit for limit in self.limits if not limit.placements or placement.id in limit.placements)
        return (*placement.limits, *shared)

    def tips_for(self, placement: Placement) -> tuple[Tip, ...]:
        """The tips that are about one placement."""
        return tuple(tip for tip in self.tips if tip.about(placement))


class Target(Frozen):
    """One placement together with its platform: what is planned and checked for."""

    platform: Platform
    placement: Placement

    @property
    def id(self) -> str:
        """Such as ``instagram/square``."""
        return f"{self.platform.slug}/{self.placement.id}"

    @property
    def limits(self) -> tuple[Limit, ...]:
        return self.platform.limits_for(self.placement)

    @property
    def tips(self) -> tuple[Tip, ...]:
        return self.platform.tips_for(self.placement)

    def limit(self, key: str) -> Any:
        """The value of one limit, that of a hand-made upload first; ``None`` where the platform has none.

        ``max_bytes`` is told in whatever unit the platform publishes it.
        """
        if key == "max_bytes":
            return self.max_bytes
        found = sorted((limit for limit in self.limits if limit.key == key), key=lambda limit: limit.via is not None)
        return found[0].value if found else None

    @property
    def max_bytes(self) -> int | None:
        """The size in bytes that every door takes; ``None`` where the platform has no limit."""
        scale = {"max_bytes": 1, "max_file_mb": BYTES_PER_MB}
        sizes = [int(limit.value * scale[limit.key]) for limit in self.limits if limit.key in scale]
        return min(sizes, default=None)


def dated(data: dict[str, Any]) -> dict[str, Any]:
    """The same facts as in a file, each with the month of its source where it names none of its own."""
    months = {
        key: source["as_of"]
        for key, source in _tables(data.get("sources"))
        if isinstance(source, dict) and "as_of" in source
    }

    def date(fact: Any) -> Any:
        undated = isinstance(fact, dict) and "as_of" not in fact and isinstance(fact.get("source"), str)
        return {**fact, "as_of": months.get(fact["source"], "unknown")} if undated else fact

    def date_all(container: dict[str, Any]) -> dict[str, Any]:
        lists = {key: container[key] for key in ("limits", "tips") if isinstance(container.get(key), list | tuple)}
        return {**container, **{key: [date(fact) for fact in facts] for key, facts in lists.items()}}

    placements = data.get("placements")
    if isinstance(placements, list | tuple):
        data = {**data, "placements": [date_all(each) if isinstance(each, dict) else each for each in placements]}
    return date_all(data)


def _tables(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


def _choice(names: tuple[str, ...]) -> str:
    return " or ".join(f'"{name}"' for name in names) or "another kind"
