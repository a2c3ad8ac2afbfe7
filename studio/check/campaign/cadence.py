"""How many posts, how often, and at which hours: on the calendar alone, in the audience's own time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from studio.campaign.calendar import ScheduledPost
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.campaign.scheduled import (
    ONE_DAY,
    WEEK,
    Period,
    by_platform,
    names,
    nothing_scheduled,
    one_by_one,
    period,
    scheduled,
    some,
)
from studio.check.ranges import Count, Hour, NotNegative, Positive
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg, nmsg

_MINUTES_A_DAY = 24 * 60
_DAYS_A_WEEK = 7
_USUAL_WEEKEND = (5, 6)
_PARTS = ((5, "morning"), (12, "afternoon"), (18, "evening"), (23, "night"))
"""Hours from which each part of the day lasts; before the first it is night still."""


class _Dry(NamedTuple):
    week: date
    platform: str
    ready: int
    needed: int


def enough_content(campaign: CampaignEvidence, *, per_week: Positive = 1) -> Verdict:
    """Ready posts for every week of the campaign, at the cadence that the brief chose (else ``per_week``)."""
    if not campaign.calendar:
        return nothing_scheduled(campaign)
    span, groups = period(campaign), by_platform(campaign)
    cadence = {slug: _cadence(campaign, slug, per_week) for slug in groups}
    dry = [week for slug, posts in groups.items() for week in _dry_weeks(slug, posts, cadence[slug], span)]
    ready = sum(post.ready for posts in groups.values() for post in posts)
    needed = sum(_due(each, span.days) for each in cadence.values())
    evidence = {"measured": ready, "wanted_min": needed, "first": str(span.first), "last": str(span.last)}
    if not dry:
        text = nmsg(
            "{count} ready post fills every week from {first} to {last}, where {needed} are needed.",
            "{count} ready posts fill every week from {first} to {last}, where {needed} are needed.",
            ready, needed=needed, first=span.first, last=span.last,
        )  # fmt: skip
        return passed(text, **evidence)
    first = min(dry)
    text = msg(
        "The week of {week} runs dry on {platform}: {ready} of {needed} posts are approved and rendered. "
        "Prepare more, or plan fewer a week.",
        week=first.week, platform=first.platform, ready=first.ready, needed=first.needed,
    )  # fmt: skip
    weeks = [{"week": str(each.week), "platform": each.platform} for each in sorted(dry)]
    return warned(text, **evidence, dry_weeks=weeks)


def _cadence(campaign: CampaignEvidence, slug: str, usual: float) -> float:
    plan = campaign.brief.platforms.get(slug) if campaign.brief else None
    return (plan.posts_per_week if plan else None) or usual


def _due(per_week: float, days: int) -> int:
    """How many posts a cadence has had after so many days; one that is not whole yet is not due."""
    return math.floor(per_week * days / _DAYS_A_WEEK + 1e-9)


def _dry_weeks(slug: str, posts: Sequence[ScheduledPost], per_week: float, span: Period) -> list[_Dry]:
    """Weeks of the campaign with too little of their own, or after too little in all (for less than one a week)."""
    days = sorted(post.day for post in posts if post.ready)
    found, begin, so_far = [], span.first, 0
    while begin <= span.last:
        end = min(begin + WEEK, span.last + ONE_DAY)
        ready = sum(begin <= day < end for day in days)
        own = _due(per_week, (end - begin).days)
        owed = max(own, _due(per_week, (end - span.first).days) - so_far)
        if ready < owed:
            found.append(_Dry(begin, slug, ready, owed))
        so_far, begin = max(so_far + ready, _due(per_week, (end - span.first).days)), end
    return found


def ready_before_launch(campaign: CampaignEvidence, *, days: Count = 7) -> Verdict:
    """Everything of the campaign's first days is approved and rendered."""
    if not campaign.calendar:
        return nothing_scheduled(campaign)
    launch = period(campaign).first
    early = [post for post in scheduled(campaign) if launch <= post.day < launch + timedelta(days=days)]
    open_ = [post for post in early if not post.ready]
    evidence = {"launch": str(launch), "measured": len(early) - len(open_), "wanted": len(early)}
    if not early:
        text = nmsg(
            "No post is scheduled for the first {count} day after the launch on {launch}: schedule some.",
            "No post is scheduled for the first {count} days after the launch on {launch}: schedule some.",
            days, launch=launch,
        )  # fmt: skip
        return warned(text, **evidence)
    if open_:
        text = nmsg(
            "{count} post of the first days from {launch} is not approved and rendered yet: {posts}.",
            "{count} posts of the first days from {launch} are not approved and rendered yet: {posts}.",
            len(open_), launch=launch, posts=some(names(open_)),
        )  # fmt: skip
        return warned(text, **evidence, posts=names(open_))
    text = nmsg(
        "{count} post of the first days from {launch} is approved and rendered.",
        "All {count} posts of the first days from {launch} are approved and rendered.",
        len(early), launch=launch,
    )  # fmt: skip
    return passed(text, **evidence)


def evenings_weekends(campaign: CampaignEvidence, *, from_hour: Hour = 18, to_hour: Hour = 22) -> Verdict:
    """Approved posts both in the evening and on the audience's own weekend."""
    posts = [post for post in scheduled(campaign) if post.approved]
    if not scheduled(campaign):
        return nothing_scheduled(campaign)
    weekend = _weekend(campaign)
    begin, end = time(from_hour), time(to_hour)
    evening = [post for post in posts if begin <= post.local.time().replace(second=0, microsecond=0) <= end]
    free = [post for post in posts if post.day.weekday() in weekend]
    evidence = {"evenings": len(evening), "weekends": len(free), "approved": len(posts)}
    if evening and free:
        text = msg(
            "Of {approved} approved posts {evenings} go out in the evening and {weekends} on a weekend.", **evidence
        )
        return passed(text, **evidence)
    gaps = [*([] if evening else [msg("evenings ({begin} to {end} h)", begin=from_hour, end=to_hour)]),
            *([] if free else [msg("weekends")])]  # fmt: skip
    text = msg("No approved post goes out on {times}: move some there, when people have time.", times=tuple(gaps))
    return warned(text, **evidence)


def _weekend(campaign: CampaignEvidence) -> frozenset[int]:
    """Days of the week that are free somewhere among the audience, Monday 0 (Unicode CLDR's week data)."""
    from babel import Locale, UnknownLocaleError

    days: set[int] = set()
    for country in campaign.brief.audience.countries if campaign.brief else ():
        try:
            locale = Locale.parse(f"und_{country}")
        except (UnknownLocaleError, ValueError):
            continue
        days |= {locale.weekend_start, locale.weekend_end}
    return frozenset(days or _USUAL_WEEKEND)


def not_too_often(campaign: CampaignEvidence, *, least_per_week: NotNegative = 1, most_per_day: Count = 10) -> Verdict:
    """On each platform at least so many posts a week on average, and on no day more than ``most_per_day``."""
    groups = by_platform(campaign)
    if not scheduled(campaign):
        return nothing_scheduled(campaign)
    span = period(campaign)

    def judge(slug: str) -> Verdict:
        posts = groups[slug]
        busiest, most = Counter(post.day for post in posts).most_common(1)[0] if posts else (span.first, 0)
        rate = len(posts) * _DAYS_A_WEEK / max(_DAYS_A_WEEK, span.days)
        evidence = {"per_week": round(rate, 2), "most_on_a_day": most, "wanted_max_per_day": most_per_day}
        if most > most_per_day:
            text = msg(
                "{platform} has {most} posts on {day}, and {limit} are plenty: spread them.",
                platform=slug, most=most, day=busiest, limit=most_per_day,
            )  # fmt: skip
            return warned(text, **evidence, day=str(busiest))
        if rate < least_per_week:
            text = msg(
                "{platform} has {rate:.1f} posts a week on average: one a week is the least that works.",
                platform=slug, rate=rate,
            )  # fmt: skip
            return warned(text, **evidence)
        text = msg("Every platform has enough posts a week, and at most {limit} a day.", limit=most_per_day)
        return passed(text, **evidence)

    return one_by_one(groups, judge)


def weekly_per_account(campaign: CampaignEvidence, *, days: Count = 7) -> Verdict:
    """On each platform never more than ``days`` from one post to the next, from the first day to the last."""
    groups = by_platform(campaign)
    if not scheduled(campaign):
        return nothing_scheduled(campaign)
    span = period(campaign)

    def judge(slug: str) -> Verdict:
        inside = sorted({post.day for post in groups[slug] if span.first <= post.day <= span.last})
        edges = [span.first - ONE_DAY, *inside, span.last + ONE_DAY]
        begin, end = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
        silent = (end - begin).days
        evidence = {"measured": silent, "wanted_max": days, "from": str(begin), "to": str(end)}
        if silent > days:
            text = msg(
                "On {platform} it is {silent} days from {begin} to {end} with no post between: post at least once a "
                "week, better daily.",
                platform=slug, silent=silent, begin=begin, end=end,
            )  # fmt: skip
            return warned(text, **evidence)
        return passed(msg("Every account posts at least once in {days} days.", days=days), **evidence)

    return one_by_one(groups, judge)


def several_a_day(campaign: CampaignEvidence, *, platforms: tuple[str, ...] = (), apart_min: Count = 60) -> Verdict:
    """On fast platforms posts reach different people: they do not all stand within one hour of the day.

    ``platforms`` are the fast ones; none named: whatever is asked about.
    """
    groups = {slug: posts for slug, posts in by_platform(campaign).items() if not platforms or slug in platforms}
    if not any(groups.values()):
        return nothing_scheduled(campaign)

    def judge(slug: str) -> Verdict:
        posts = groups[slug]
        if len(posts) <= 1:
            return unknown(msg("{platform} has one post or none: schedule several over the day.", platform=slug))
        minutes = [post.local.hour * 60 + post.local.minute for post in posts]
        apart = max(_around_the_clock(one, other) for one in minutes for other in minutes)
        several = sum(count > 1 for count in Counter(post.day for post in posts).values())
        evidence = {"hours": sorted({minute // 60 for minute in minutes}), "days_with_several": several}
        if apart < apart_min:
            text = msg(
                "All {count} posts on {platform} go out at about {time}: spread them over the day, "
                "since other people look at other hours.",
                count=len(posts), platform=slug, time=f"{posts[0].local:%H:%M}",
            )  # fmt: skip
            return warned(text, **evidence)
        text = nmsg(
            "Posts are spread over the day; {count} day has several.",
            "Posts are spread over the day; {count} days have several.",
            several,
        )
        return passed(text, **evidence)

    return one_by_one(groups, judge)


def _around_the_clock(one: int, other: int) -> int:
    """Minutes between two times of day, the short way: 23:50 and 00:10 are twenty apart."""
    return min((one - other) % _MINUTES_A_DAY, (other - one) % _MINUTES_A_DAY)


def three_times(campaign: CampaignEvidence, *, slots: Count = 3) -> Verdict:
    """Each video is scheduled on ``slots`` different parts of the day (morning, afternoon, evening, night)."""
    posts = [post for post in scheduled(campaign) if post.video]
    if not posts:
        text = msg("No scheduled post names its video: fill in the column video, then this can be told.")
        return unknown(text) if scheduled(campaign) else nothing_scheduled(campaign)
    parts = {video: sorted({_part(post) for post in posts if post.video == video}) for video in dict.fromkeys(
        post.video for post in posts)}  # fmt: skip
    short = [video for video, found in parts.items() if len(found) < slots]
    evidence = {"parts": parts, "wanted_min": slots}
    if short:
        text = msg(
            "{videos} goes out on fewer than {slots} parts of the day: schedule it in the morning, the afternoon and "
            "the evening, and see what works.",
            videos=some(short), slots=slots,
        )  # fmt: skip
        return warned(text, **evidence)
    return passed(msg("Every video goes out on {slots} parts of the day or more.", slots=slots), **evidence)


def _part(post: ScheduledPost) -> str:
    return next((name for hour, name in reversed(_PARTS) if post.local.hour >= hour), _PARTS[-1][1])


def follow_up(campaign: CampaignEvidence, *, least_days: Count = 5, most_days: Count = 7) -> Verdict:
    """From each of the platform's mailings to the next it is ``least_days`` to ``most_days``."""
    days = sorted({post.day for post in scheduled(campaign)})
    if not days:
        return nothing_scheduled(campaign)
    gaps = [(begin, (end - begin).days) for begin, end in pairwise(days)]
    evidence = {"measured": [gap for _, gap in gaps], "wanted_min": least_days, "wanted_max": most_days}
    if not gaps:
        first, last = days[0] + timedelta(days=least_days), days[0] + timedelta(days=most_days)
        text = msg("Nothing follows the one of {day}: schedule another from {first} to {last}.",
                   day=days[0], first=first, last=last)  # fmt: skip
        return warned(text, **evidence)
    wrong = next(((begin, gap) for begin, gap in gaps if not least_days <= gap <= most_days), None)
    if wrong:
        text = nmsg(
            "The one after {day} follows {count} day later: {least} to {most} days are about right.",
            "The one after {day} follows {count} days later: {least} to {most} days are about right.",
            wrong[1], day=wrong[0], least=least_days, most=most_days,
        )  # fmt: skip
        return warned(text, **evidence)
    return passed(msg("Each follows {least} to {most} days after the one before.", least=least_days, most=most_days),
                  **evidence)  # fmt: skip
