"""Briefs and campaigns that differ in one thing only."""

from __future__ import annotations

from datetime import date
from typing import Any

from studio.campaign.brief import Brief
from studio.check.campaign.evidence import CampaignEvidence, MadeOutput
from studio.plan.copy.post import Part, Post
from studio.platforms.contract import Platform
from tests.check.building import target

TODAY = date(2026, 11, 25)


def platform(slug: str = "town") -> Platform:
    """A platform of that name."""
    return target().platform.model_copy(update={"slug": slug})


def campaign(*, of: str | None = "town", today: date = TODAY, **brief: Any) -> CampaignEvidence:
    """A campaign whose brief says this, asked by the platform ``of``."""
    return CampaignEvidence(
        today=today, platform=platform(of) if of else None, brief=Brief.model_validate({"name": "Walk", **brief})
    )


def post(text: str = "Bring boots!", *, of: str = "town", language: str = "en", **more: Any) -> Post:
    part = Part(text=text, count=len(text))
    return Post(
        platform=of, platform_name=of.title(), id="post", name="Post", language=language, unit="characters",
        parts=(part,), **more,
    )  # fmt: skip


def output(placement: str = "town/post", kind: str = "video", **more: Any) -> MadeOutput:
    form = {"video": "mp4", "image": "png", "text": "txt", "document": "pdf"}[kind]
    return MadeOutput.model_validate({"placement": placement, "kind": kind, "format": form, **more})
