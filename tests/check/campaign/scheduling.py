"""Campaigns for tests: a few scheduled posts around a Monday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from studio.campaign.brief import Brief
from studio.campaign.calendar import ScheduledPost
from studio.check.campaign.evidence import CampaignEvidence
from studio.platforms.contract import Placement, Platform

MONDAY = date(2026, 11, 30)
ZONE = "Europe/Paris"
HERE = "picshare"


def post(day: float = 0, clock: str = "12:00", platform: str = HERE, **more: Any) -> ScheduledPost:
    """A post ``day`` days after Monday, at a time of Paris, finished unless it says otherwise."""
    naive = datetime.fromisoformat(f"{MONDAY + timedelta(days=int(day))}T{clock}")
    usual = {"timezone": ZONE, "approved": True, "rendered": True}
    return ScheduledPost.model_validate(
        {**usual, "platform": platform, "when": naive.replace(tzinfo=ZoneInfo(more.get("timezone", ZONE))), **more}
    )


def platform(slug: str = HERE) -> Platform:
    placement = Placement(id="square", name="Square", kind="image", format="png", size="10x10")  # type: ignore[arg-type]
    return Platform(slug=slug, name=slug.title(), sources={}, placements=(placement,))


def campaign(
    posts: Sequence[ScheduledPost] = (), *, days: int | None = None, asked: str | None = HERE, **more: Any
) -> CampaignEvidence:
    """``days`` is how long the brief says that it lasts from Monday; nothing: there is no brief."""
    brief = Brief(name="Walk", start=MONDAY, end=MONDAY + timedelta(days=days - 1)) if days else None
    usual = {"today": MONDAY, "brief": brief, "platform": platform(asked) if asked else None}
    return CampaignEvidence.model_validate({**usual, "calendar": tuple(posts), **more})
