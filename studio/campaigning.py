"""From a brief, a calendar and metrics to what the campaign's tips say: the third job, beside outputs and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import Field

from studio.campaign.brief import Brief
from studio.campaign.brief_file import load_brief
from studio.campaign.calendar import ScheduledPost, load_calendar
from studio.campaign.metrics import MetricRow, load_metrics
from studio.check.campaign.evidence import CampaignEvidence, MadeOutput
from studio.check.judging import campaign_tips, judge, ticked
from studio.pack.manifest import Manifest, PackedOutput
from studio.platforms.contract import Platform
from studio.platforms.registry import Registry
from studio.values import Frozen


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011 - the reader's day


class Planned(Frozen):
    """What people planned and saw beside the pack."""

    brief: Brief | None = None
    calendar: tuple[ScheduledPost, ...] = ()
    metrics: tuple[MetricRow, ...] = ()
    platforms: tuple[Platform, ...] = ()
    """Those of the brief and the calendar, whose tips are asked too."""
    today: dt.date = Field(default_factory=_today)

    @property
    def hashtags(self) -> tuple[str, ...]:
        """Those that the audience follows, without ``#``."""
        return tuple(tag.lstrip("#") for tag in self.brief.hashtags) if self.brief else ()

    @property
    def unrecognisable(self) -> bool:
        """Whether people in the master must not be recognised."""
        return self.brief is not None and self.brief.people_must_not_be_recognised


def load_planned(
    registry: Registry, *, brief: Path | None = None, calendar: Path | None = None, metrics: Path | None = None
) -> Planned:
    """The files that somebody gave. Raises InputRefused, with the line that is to blame."""
    slugs = registry.platforms.keys()
    told = load_brief(brief, platforms=slugs, tips=tip_ids(registry)) if brief else None
    posts = load_calendar(calendar, platforms=slugs) if calendar else ()
    named = dict.fromkeys((*(told.platforms if told else ()), *(post.platform for post in posts)))
    return Planned(
        brief=told,
        calendar=posts,
        metrics=load_metrics(metrics, platforms=slugs) if metrics else (),
        platforms=tuple(registry.platforms[slug] for slug in named),
    )


def tip_ids(registry: Registry) -> frozenset[str]:
    """Every tip that there is, by its id."""
    own = (tip.id for platform in registry.platforms.values() for tip in platform.tips)
    return frozenset(own) | {tip.id for tip in campaign_tips().tips}


def judged(manifest: Manifest, planned: Planned, platforms: Iterable[Platform]) -> Manifest:
    """The pack with what each tip says once about the campaign, and with what people ticked.

    ``platforms`` are those of the pack.
    """
    known = {platform.slug: platform for platform in (*platforms, *planned.platforms)}
    campaign = CampaignEvidence(
        today=planned.today,
        brief=planned.brief,
        calendar=planned.calendar,
        metrics=planned.metrics,
        posts=tuple(packed.post for packed in manifest.texts.posts),
        outputs=tuple(_made(output) for output in manifest.outputs),
    )
    return manifest.model_copy(
        update={
            "outputs": _ticked(manifest.outputs, campaign),
            "campaign": judge(campaign, campaign_tips(), known.values()),
        }
    )


def _ticked(outputs: Sequence[PackedOutput], campaign: CampaignEvidence) -> tuple[PackedOutput, ...]:
    if campaign.brief is None or not campaign.brief.ticked:
        return tuple(outputs)
    return tuple(
        output.model_copy(update={"findings": tuple(ticked(finding, campaign) for finding in output.findings)})
        for output in outputs
    )


def _made(output: PackedOutput) -> MadeOutput:
    facts = output.facts
    return MadeOutput(
        placement=output.placement,
        kind=output.kind,
        format=facts.format,
        size=facts.size,
        duration_s=facts.duration_s,
        language=output.language,
        transparent=bool(facts.transparent),
    )
