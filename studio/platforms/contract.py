"""The plugin contract: what a ``platform.toml`` says, as types.

A platform's folder name is its slug. Facts, placements, limits and tips are data; every limit and tip names its
source and the month in which somebody read it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from studio.platforms.facts import MONTH, AsOf, Confidence, Limit, Slug, Source, value_of
from studio.platforms.hooks import Code
from studio.platforms.kinds import USED_BY, Format, misfits
from studio.platforms.posts import PostRules
from studio.values import Frozen, OutputKind, Region, Size

BYTES_PER_MB = 1_000_000
"""Platforms publish decimal megabytes; where one means 1 048 576, the smaller is the safe reading."""


GENERAL_SOURCE = "general."
"""How the keys of sources begin that belong to tips for every platform."""


def _as_size(value: Any) -> Any:
    """``"1080x1350"`` as people write it, beside the table that JSON holds."""
    if not isinstance(value, str):
        return value
    width, cross, height = value.partition("x")
    if not (cross and width.strip().isdigit() and height.strip().isdigit()):
        raise ValueError(f"'{value}' is no size: write width x height in pixels, such as \"1080x1350\"")
    return {"width": int(width), "height": int(height)}


PixelSize = Annotated[Size, BeforeValidator(_as_size)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
FileTemplate = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*\.(txt|html|xml)\.j2$")]


class SharedLimit(Limit):
    """A limit that several placements of one platform share, written once."""

    placements: tuple[str, ...] = ()
    """Ids of the placements it holds for; empty: all of them."""


def _as_list(value: Any) -> Any:
    """One word as people write it, beside a list of several."""
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
TipKind = Literal["auto", "assist", "feature", "manual"]


class Tip(Frozen):
    """What works well there.

    What the studio does about it follows from its keys: with ``feature`` it has a tool, with ``asks`` it asks in the
    brief, with ``check`` alone it measures, and with none of them a person ticks it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*\.[a-z0-9_]+$")]
    advice: str
    source: str
    """A key of the platform's ``sources``."""
    as_of: AsOf
    """Left out of a ``platform.toml``, the month of its source."""
    confidence: Confidence = "medium"
    check: str | None = None
    """The name of a check below that measures it; nothing where only a person can tell."""
    with_: dict[str, Any] = Field(default={}, alias="with")
    """The check's parameters."""
    asks: Words = ()
    """Fields of the campaign's brief that it wants filled in, such as "audience.places". Without a check, all of them
    must be there."""
    feature: Words = ()
    """Tools of the studio that do it: "placement:NAME" and "post:NAME" of this platform, "command:NAME", "edit:NAME",
    "brief:FIELD", or "code:MODULE.NAME"."""
    waits_for: str | None = None
    """The part that the project does not have yet and that it waits for, in a few words."""
    planned: TipKind | None = None
    """What it will be once that part is there; only beside ``waits_for``, where no other key says it."""
    note: bool = False
    """Whether what its check finds is only told, and neither warns nor fails: where polish matters little."""
    placements: tuple[str, ...] = ()
    """Ids of the placements it is about; empty: all of them."""
    kinds: tuple[OutputKind, ...] = ()
    """Kinds of output it is about; empty: all of them."""
    posts: tuple[Slug, ...] = ()
    """Of a check on posts: ids of the posts it is about; empty: all of them."""

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        """What one key asks of another."""
        told = bool(self.check or self.asks or self.feature)
        if self.planned and (told or not self.waits_for):
            raise ValueError(f"'{self.id}' has planned: leave it out, or write waits_for and no check, asks or feature")
        if self.waits_for and not told and not self.planned:
            raise ValueError(f"'{self.id}' waits for {self.waits_for}: write planned, such as \"feature\"")
        return self

    @property
    def kind(self) -> TipKind:
        """``auto``: measured; ``assist``: asked for; ``feature``: a tool does it; ``manual``: a person ticks it."""
        if self.feature:
            return "feature"
        if self.asks:
            return "assist"
        return "auto" if self.check else self.planned or "manual"

    @property
    def state(self) -> Literal["done", "waiting"]:
        """Whether the studio does what it is about."""
        return "waiting" if self.waits_for else "done"

    @property
    def is_general(self) -> bool:
        """Whether it holds on every platform, and was given to this one by the registry."""
        return self.source.startswith(GENERAL_SOURCE)

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

    def free(self, size: Size, granted_px: int = 0) -> Region:
        """What the app leaves free of a picture of ``size``, with so many pixels more at each edge."""
        return Region(
            left=(self.left - granted_px) / size.width,
            top=(self.top - granted_px) / size.height,
            right=1 - (self.right - granted_px) / size.width,
            bottom=1 - (self.bottom - granted_px) / size.height,
        )


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


CIRCLE_SHARE = (1 - 0.5**0.5) / 2
"""How much of a square, at each edge, lies outside of the largest square inside its circle."""


class Placement(Frozen):
    """One place on a platform where an output appears. ``studio.platforms.kinds`` says which keys suit which kind."""

    id: Slug
    name: str
    kind: OutputKind
    format: Format
    size: PixelSize | None = None
    """Of a picture, a video or a document's pages, in pixels, such as "1080x1350"; an MP4's sides are even."""
    aim: Aim = Aim()
    """Of a video or sound."""
    captions: Literal["burned", "none"] = "none"
    """Whether subtitles are written into the picture; in a document, under each page's picture."""
    sidecars: tuple[Literal["srt", "vtt"], ...] = ()
    """Subtitle files that the platform takes beside a video or sound."""
    safe_zone: SafeZone = SafeZone()
    shape: Literal["rectangle", "circle"] = "rectangle"
    """``circle``: the app cuts the square to a circle, as with profile pictures and round video notes."""
    fit: Literal["auto", "contain", "cover"] = "auto"
    """Of a picture. ``cover`` fills the frame by cropping, ``contain`` shows the whole master on a plain ground inside
    the safe zone; ``auto`` contains a logo (a picture with transparent parts) and crops everything else."""
    transparency: bool = False
    """Whether the ground of a contained picture, and what the master leaves transparent, stays transparent."""
    ground: Colour | None = None
    """Colour behind a contained picture, such as "#ffffff"; nothing: white, or dark behind a bright logo."""
    channels: Literal[1, 2] = 2
    """Of sound alone: 1 for a voice message."""
    artwork: PixelSize | None = None
    """Of the square cover picture inside a sound file, such as "1400x1400"; nothing: the platform shows none."""
    pages: int = Field(8, ge=1)
    """At most so many pages of a document."""
    frame: Literal["feed", "story", "player", "thumbnail", "profile", "banner"] = "feed"
    """What the app puts around it; the browser draws its preview so."""
    effect: Effect | None = None
    """What the plugin's code adds to a picture or a video: a filter, or a clip before or after it."""
    template: FileTemplate | None = None
    """Which Jinja2 template writes a text; nothing: ``<id>.<format>.j2`` where there is one, else
    ``file.<format>.j2``."""
    posts: tuple[Slug, ...] = ()
    """Of a text: ids of the platform's posts that it is made of, in that order."""
    picture: Slug | None = None
    """Of a text: id of the platform's picture that goes with it."""
    limits: tuple[Limit, ...] = ()
    """Its own; those that it shares with others stand in the platform's ``limits``."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        """What one key asks of another."""
        fields = type(self).model_fields
        told = {key: getattr(self, key) for key in USED_BY if getattr(self, key) != fields[key].default}
        for wrong in misfits(self.kind, self.format, told):
            raise ValueError(wrong)
        return self

    @property
    def canvas(self) -> Size:
        """The size of what is seen; only for kinds that are."""
        assert self.size is not None
        return self.size

    @property
    def clear_zone(self) -> SafeZone:
        """The safe zone, and of a circle the corners that the app cuts away."""
        if self.shape == "rectangle":
            return self.safe_zone
        rim = math.ceil(self.canvas.width * CIRCLE_SHARE)
        sides = ("top", "right", "bottom", "left")
        return self.safe_zone.model_copy(update={side: max(rim, getattr(self.safe_zone, side)) for side in sides})


class Status(Frozen):
    """Whether the platform is still there."""

    state: Literal["active", "retired"] = "active"
    since: str | None = None
    replaced_by: str | None = None
    note: str | None = None
    source: str | None = None
    """A key of the platform's ``sources``."""

    @property
    def told(self) -> str:
        """In words, such as "Closed on 2021-03-31; instead: live video on X."; empty where there is nothing to tell."""
        parts = [self.note or ""]
        if self.state == "retired":
            closed = f"Closed on {self.since}" if self.since else "Closed"
            parts.insert(0, f"{closed}; instead: {self.replaced_by}." if self.replaced_by else f"{closed}.")
        return " ".join(part for part in parts if part)


class Platform(Frozen):
    """One plugin."""

    slug: Slug
    name: str
    aka: tuple[str, ...] = ()
    status: Status = Status()
    sources: dict[str, Source]
    placements: tuple[Placement, ...] = Field(min_length=1)
    posts: tuple[PostRules, ...] = ()
    """The texts that go with the outputs, in the order in which a person fills them in."""
    limits: tuple[SharedLimit, ...] = ()
    """Those that several placements share."""
    tips: tuple[Tip, ...] = ()
    utm_medium: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")] = "social"
    """What the links of its posts say of how people came, beside the platform's name."""
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

    @property
    def posts(self) -> tuple[PostRules, ...]:
        """The rules of the posts that a text is made of; what limits them limits it."""
        by_id = {post.id: post for post in self.platform.posts}
        return tuple(by_id[name] for name in self.placement.posts)

    def limit(self, key: str) -> Any:
        """The value of one limit, that of a hand-made upload first; ``None`` where the platform has none.

        ``max_bytes`` is told in whatever unit the platform publishes it.
        """
        if key == "max_bytes":
            return self.max_bytes
        return value_of(self.limits, key)

    @property
    def max_bytes(self) -> int | None:
        """The size in bytes that every door takes; ``None`` where the platform has no limit."""
        scale = {"max_bytes": 1, "max_file_mb": BYTES_PER_MB}
        sizes = [int(limit.value * scale[limit.key]) for limit in self.limits if limit.key in scale]
        return min(sizes, default=None)


def dated(data: dict[str, Any]) -> dict[str, Any]:
    """The same facts as in a file, each with the month of its source where it names none of its own.

    What is wrong with a source is said of the source alone: until it is mended, nobody knows the month of its facts.
    """
    months = {
        key: source["as_of"]
        for key, source in _tables(data.get("sources"))
        if isinstance(source, dict) and isinstance(source.get("as_of"), str) and re.match(MONTH, source["as_of"])
    }

    def date(fact: Any) -> Any:
        undated = isinstance(fact, dict) and "as_of" not in fact
        return {**fact, "as_of": months.get(str(fact.get("source")), "unknown")} if undated else fact

    def date_all(container: dict[str, Any]) -> dict[str, Any]:
        lists = {key: container[key] for key in ("limits", "tips") if isinstance(container.get(key), list | tuple)}
        return {**container, **{key: [date(fact) for fact in facts] for key, facts in lists.items()}}

    for section in ("placements", "posts"):
        if isinstance(data.get(section), list | tuple):
            data = {**data, section: [date_all(each) if isinstance(each, dict) else each for each in data[section]]}
    return date_all(data)


def _tables(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()
