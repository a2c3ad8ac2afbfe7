"""Everything that the checks of a campaign may ask, gathered once."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from studio.campaign.brief import Brief, PlatformPlan
from studio.campaign.calendar import ScheduledPost
from studio.campaign.metrics import MetricRow
from studio.plan.copy.post import Post
from studio.platforms.contract import Platform
from studio.values import Frozen, OutputKind, Size


class MadeOutput(Frozen):
    """One finished file of the campaign's pack, as its manifest knows it."""

    placement: str
    """Such as ``instagram/square``."""
    kind: OutputKind
    format: str
    size: Size | None = None
    duration_s: float | None = None
    language: str | None = None
    transparent: bool = False
    """Whether it is a picture with transparent parts, such as a logo."""

    @property
    def platform(self) -> str:
        """The platform's slug."""
        return self.placement.partition("/")[0]


class Decided(NamedTuple):
    """What people decided about one post beside its words; empty where nobody said."""

    name: str
    content_type: str
    voice: str
    place: str
    pinned: bool
    playlist: str


class CampaignEvidence(Frozen):
    """What is known about a campaign. What nobody gave is ``None`` or empty, and says nothing against it."""

    today: dt.date
    platform: Platform | None = None
    """Whose tip is asked; ``None`` for one about the whole campaign."""
    brief: Brief | None = None
    calendar: tuple[ScheduledPost, ...] = ()
    """In the order of time."""
    metrics: tuple[MetricRow, ...] = ()
    """In the order of days."""
    posts: tuple[Post, ...] = ()
    outputs: tuple[MadeOutput, ...] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """The slugs of all platforms that the campaign is on: those of its brief, outputs, posts and calendar."""
        planned = self.brief.platforms if self.brief else ()
        made = (output.platform for output in self.outputs)
        said = (*(post.platform for post in self.posts), *(post.platform for post in self.calendar))
        return tuple(dict.fromkeys((*planned, *made, *said)))

    @property
    def is_planned(self) -> bool:
        """Whether anybody gave more than a pack: a brief, a calendar or metrics."""
        return bool(self.brief or self.calendar or self.metrics)

    @property
    def plan(self) -> PlatformPlan:
        """What the brief says of the platform whose tip is asked."""
        plans = self.brief.platforms if self.brief and self.platform else {}
        return plans.get(self.platform.slug, PlatformPlan()) if self.platform else PlatformPlan()

    @property
    def decided(self) -> tuple[Decided, ...]:
        """The posts of the platform whose tip is asked: those of the calendar, else those of the brief."""
        slug = self.platform.slug if self.platform else ""
        scheduled = tuple(
            Decided(post.name, post.content_type, post.voice, post.place, post.pinned, post.playlist)
            for post in self.calendar
            if post.platform == slug
        )
        return scheduled or tuple(
            Decided(post.name, post.type or "", post.voice or "", post.place or "", post.pinned, post.playlist or "")
            for post in (self.brief.posts if self.brief else ())
            if not post.platforms or slug in post.platforms
        )
