"""What the checks of the calendar share: whose posts, from when to when, and how many of them are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from studio.campaign.calendar import ScheduledPost
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.verdict import Verdict, unknown
from studio.messages import Message, msg, nmsg
from studio.values import Frozen

_NAMED = 3
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


class Period(Frozen):
    """From the campaign's first day to its last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def scheduled(campaign: CampaignEvidence) -> tuple[ScheduledPost, ...]:
    """The calendar's posts on the platform that is asked about; all of them for a tip about the whole campaign."""
    if campaign.platform is None:
        return campaign.calendar
    return tuple(post for post in campaign.calendar if post.platform == campaign.platform.slug)


def by_platform(campaign: CampaignEvidence) -> dict[str, tuple[ScheduledPost, ...]]:
    """The same by platform, with nothing for one that the brief plans and the calendar has no post on."""
    posts = scheduled(campaign)
    planned = list(campaign.brief.platforms) if campaign.brief else []
    if campaign.platform is not None:
        planned = [campaign.platform.slug]
    slugs = dict.fromkeys([*planned, *(post.platform for post in posts)])
    return {slug: tuple(post for post in posts if post.platform == slug) for slug in slugs}


def period(campaign: CampaignEvidence) -> Period:
    """As the brief says it, else from the first scheduled post to the last. The calendar has one."""
    days = [post.day for post in campaign.calendar]
    brief = campaign.brief
    first = (brief.start if brief else None) or min(days)
    last = (brief.end if brief else None) or max(days)
    return Period(first=first, last=max(first, last))


def nothing_scheduled(campaign: CampaignEvidence) -> Verdict:
    """What an empty calendar says to any of its checks."""
    if campaign.platform is None:
        return unknown(msg("The calendar is empty: schedule the campaign's posts, then this can be told."))
    text = msg(
        "The calendar has no post on {platform}: schedule some, then this can be told.", platform=campaign.platform.name
    )
    return unknown(text)


def some(names: Iterable[Message | str], most: int = _NAMED) -> tuple[Message | str, ...]:
    """The first few, and how many more there are, to be told as a list."""
    listed = list(names)
    rest = len(listed) - most
    return (*listed[:most], nmsg("{count} more", "{count} more", rest)) if rest > 0 else tuple(listed)


def names(posts: Sequence[ScheduledPost]) -> list[str]:
    """What people know each by."""
    return [post.name for post in posts]


def one_by_one(groups: dict[str, tuple[ScheduledPost, ...]], judge: Callable[[str], Verdict]) -> Verdict:
    """What ``judge`` says about each platform, as one verdict: the worst of them, with all its platforms' evidence."""
    order = {"fail": 0, "warn": 1, "n/a": 2, "todo": 3, "pass": 4}
    verdicts = {slug: judge(slug) for slug in groups}
    worst = min(verdicts.values(), key=lambda verdict: order[verdict.level])
    evidence = {slug: {"level": each.level, **each.evidence} for slug, each in verdicts.items()}
    return worst.model_copy(update={"evidence": {**worst.evidence, "platforms": evidence}})
