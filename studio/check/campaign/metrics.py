"""What imported metrics say: where it works best, what is watched to the end, whether it is slowing down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Literal, NamedTuple

from studio.campaign.metrics import MetricRow
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.ranges import AtLeastOne, Count, NotNegative, Share
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.values import Frozen

_WEEK = 7
Indicator = Literal["engagements", "clicks"]


def _rows(campaign: CampaignEvidence) -> tuple[MetricRow, ...]:
    """Those of the platform that is asked about, up to today."""
    return tuple(
        row for row in campaign.metrics
        if row.day <= campaign.today and (campaign.platform is None or row.platform == campaign.platform.slug)
    )  # fmt: skip


def _nothing_imported() -> Verdict:
    return unknown(msg("No metrics are imported: export them from the platforms, then this can be told."))


def adapt_on_the_way(campaign: CampaignEvidence, *, within_days: Count = 7) -> Verdict:
    """While the campaign runs, the newest metrics are of the last ``within_days``."""
    start = campaign.brief.start if campaign.brief else None
    end = campaign.brief.end if campaign.brief else None
    newest = max((row.day for row in _rows(campaign)), default=None)
    if start is None:
        return unknown(msg("The brief does not say when the campaign starts: write start."))
    if not start <= campaign.today <= (end or campaign.today):
        return unknown(msg("The campaign is not running today."))
    age = (campaign.today - (newest or start)).days
    evidence = {"measured_days": age, "wanted_max_days": within_days, "newest": str(newest) if newest else None}
    if age <= within_days and newest:
        text = nmsg("The newest metrics are {count} day old.", "The newest metrics are {count} days old.", age)
        return passed(text, **evidence)
    if newest is None and age <= within_days:
        text = msg("It has only just begun: import metrics by {day}.", day=start + timedelta(days=within_days))
        return unknown(text, **evidence)
    if newest is None:
        text = nmsg("It has run for {count} day without metrics: import some, and adapt what does not work.",
                    "It has run for {count} days without metrics: import some, and adapt what does not work.",
                    age)  # fmt: skip
        return warned(text, **evidence)
    text = nmsg("The newest metrics are {count} day old: import new ones, and adapt what does not work.",
                "The newest metrics are {count} days old: import new ones, and adapt what does not work.",
                age)  # fmt: skip
    return warned(text, **evidence)


class _Rank(NamedTuple):
    rate: float
    platform: str
    impressions: int


def focus(campaign: CampaignEvidence, *, least_impressions: Count = 100, behind: Share = 0.5) -> Verdict:
    """Platforms by engagements per impression. Warns where most posts go to one that has under ``behind`` of the best.

    A platform with fewer than ``least_impressions`` is not ranked: chance decides there.
    """
    if not campaign.metrics:
        return _nothing_imported()
    ranked = _ranked(campaign, least_impressions)
    order = [{"platform": each.platform, "engagement": round(each.rate, 4), "impressions": each.impressions}
             for each in ranked]  # fmt: skip
    if len(ranked) <= 1:
        text = msg("Fewer than two platforms have {least} impressions with engagements: import more, then compare.",
                   least=least_impressions)  # fmt: skip
        return unknown(text, ranking=order)
    best = ranked[0]
    posts = {each: sum(post.platform == each.platform for post in campaign.calendar) for each in ranked}
    busiest = max(ranked, key=lambda each: (posts[each], each.rate))
    if posts[busiest] > posts[best] and busiest.rate < behind * best.rate:
        text = msg(
            "Most posts go to {busiest} ({rate:.1%} engage), and {best} does better ({best_rate:.1%}): shift some.",
            busiest=busiest.platform, rate=busiest.rate, best=best.platform, best_rate=best.rate,
        )  # fmt: skip
        return warned(text, ranking=order)
    text = msg("Best first: {platforms}.",
               platforms=tuple(msg("{platform} ({rate:.1%})", platform=each.platform, rate=each.rate)
                               for each in ranked))  # fmt: skip
    return passed(text, ranking=order)


def _ranked(campaign: CampaignEvidence, least: int) -> list[_Rank]:
    seen: dict[str, int] = defaultdict(int)
    engaged: dict[str, int] = defaultdict(int)
    for row in campaign.metrics:
        if row.impressions is not None and row.engagements is not None and row.day <= campaign.today:
            seen[row.platform] += row.impressions
            engaged[row.platform] += row.engagements
    enough = (slug for slug, count in seen.items() if count >= max(1, least))
    return sorted((_Rank(engaged[slug] / seen[slug], slug, seen[slug]) for slug in enough), reverse=True)


class _Watched(NamedTuple):
    video: str
    completion: float
    seconds: float | None
    length: float | None


def keep_updating(campaign: CampaignEvidence, *, least_completion: Share = 0.5, shortest_s: NotNegative = 6) -> Verdict:
    """How many watch each video to its end; a cut as long as people watch is suggested where too few do."""
    videos = list(_watched(_rows(campaign)))
    if not videos:
        if not campaign.metrics:
            return _nothing_imported()
        return unknown(msg("No metrics say how far a video is watched: import completion_rate, or seconds_watched."))
    listed = [
        {"video": each.video, "completion": round(each.completion, 3), "cut_s": _cut(each, shortest_s)}
        for each in videos
    ]
    worst = min(videos, key=lambda each: each.completion)
    evidence = {"videos": listed, "wanted_min": least_completion}
    if worst.completion >= least_completion:
        text = msg("{share:.0%} or more watch each video to its end.", share=worst.completion)
        return passed(text, **evidence)
    cut = _cut(worst, shortest_s)
    if cut is None:
        text = msg("{share:.0%} watch '{video}' to its end: change its opening, or make it shorter.",
                   share=worst.completion, video=worst.video)  # fmt: skip
        return warned(text, **evidence)
    text = msg("{share:.0%} watch '{video}' to its end: try a cut of {cut:.0f} s, which is how long people stay.",
               share=worst.completion, video=worst.video, cut=cut)  # fmt: skip
    return warned(text, **evidence, cut_s=cut)


def _watched(rows: Sequence[MetricRow]) -> Iterator[_Watched]:
    """Each video's means over its rows, by their views; where completion is not told, seconds stand in for it."""
    groups: dict[str, list[MetricRow]] = defaultdict(list)
    for row in rows:
        if row.completion_rate is not None or (row.seconds_watched is not None and row.video_s is not None):
            groups[row.video or row.post or row.platform].append(row)
    for video, each in groups.items():
        completions = [(_completion(row), row.views or 1) for row in each]
        stays = [(row.seconds_watched, row.views or 1) for row in each if row.seconds_watched is not None]
        lengths = [row.video_s for row in each if row.video_s is not None]
        yield _Watched(video, _mean(completions), _mean(stays) if stays else None, lengths[-1] if lengths else None)


def _completion(row: MetricRow) -> float:
    if row.completion_rate is not None:
        return row.completion_rate
    assert row.seconds_watched is not None and row.video_s is not None
    return min(1.0, row.seconds_watched / row.video_s)


def _mean(weighed: Sequence[tuple[float, int]]) -> float:
    return sum(value * weight for value, weight in weighed) / sum(weight for _, weight in weighed)


def _cut(video: _Watched, shortest_s: float) -> float | None:
    """In whole seconds; nothing where it is not known how long people stay, or where it would not be shorter."""
    if video.seconds is None:
        return None
    cut = max(shortest_s, float(int(video.seconds)))
    return cut if video.length is None or cut < video.length else None


class Fall(Frozen):
    """One indicator that falls week after week."""

    platform: str
    indicator: Indicator
    began: date
    """The first day of the first week that was lower than the one before."""
    before: float
    """A middling day of the week before that."""
    now: float
    """A middling day of the newest week."""


def slowing(campaign: CampaignEvidence, *, falls: AtLeastOne = 2, drop: Share = 0.3, sure: Share = 0.8) -> Verdict:
    """A sustained fall: ``falls`` weeks in a row each lower than the one before, and by ``drop`` in all.

    A week is told by the median of its days, so that one good or bad day says nothing, and weeks are whole, so that
    quiet weekends say nothing either. Chance is kept out by comparing every day of the newest week with every day of
    the one before the fall (the statistic of Mann and Whitney): ``sure`` of these pairs have to be lower. Weeks are
    counted back from the newest day; a day that no row tells is not known rather than nought, and a week with fewer
    than four known days ends the count.
    """
    rows = _rows(campaign)
    if not rows:
        return _nothing_imported()
    found, told = [], 0
    for platform in sorted({row.platform for row in rows}):
        for indicator in ("engagements", "clicks"):
            weeks = _weeks([row for row in rows if row.platform == platform], indicator)
            told += len(weeks) > falls
            if (since := _falling_since(weeks, falls, drop, sure)) is not None:
                before, now = weeks[since - 1].middle, weeks[-1].middle
                fall = Fall(platform=platform, indicator=indicator, began=weeks[since].first, before=before, now=now)
                found.append(fall)
    if not told:
        text = nmsg("The metrics cover fewer than {count} whole week: import more, then this can be told.",
                    "The metrics cover fewer than {count} whole weeks: import more, then this can be told.",
                    falls + 1)  # fmt: skip
        return unknown(text)
    if not found:
        return passed(msg("Nothing falls week after week."))
    deepest = min(found, key=lambda each: each.now / each.before)
    text = msg(
        "{what} on {platform} fall since {began}, from {before:.0f} to {now:.0f} a day: has it peaked? "
        "Refresh it, or start another.",
        what=_INDICATORS[deepest.indicator], platform=deepest.platform, began=deepest.began,
        before=deepest.before, now=deepest.now,
    )  # fmt: skip
    return warned(text, falls=[each.model_dump(mode="json") for each in found])


_INDICATORS = {"engagements": msg("Engagements"), "clicks": msg("Clicks")}
_LEAST_DAYS = 4


class _Week(NamedTuple):
    first: date
    days: tuple[int, ...]

    @property
    def middle(self) -> float:
        return float(median(self.days))


def _weeks(rows: Sequence[MetricRow], indicator: Indicator) -> list[_Week]:
    """Each week back from the newest day, oldest first, with the days that are known."""
    days: dict[date, int] = defaultdict(int)
    for row in rows:
        if (value := getattr(row, indicator)) is not None:
            days[row.day] += value
    weeks: list[_Week] = []
    end = max(days, default=None)
    while end is not None:
        week = [end - timedelta(days=at) for at in range(_WEEK)]
        known = tuple(days[day] for day in week if day in days)
        if len(known) < _LEAST_DAYS:
            break
        weeks.append(_Week(week[-1], known))
        end -= timedelta(days=_WEEK)
    return weeks[::-1]


def _falling_since(weeks: Sequence[_Week], falls: int, drop: float, sure: float) -> int | None:
    """Which week is the first of a fall that lasts to the newest; nothing where there is none."""
    since = len(weeks)
    while since > 1 and weeks[since - 1].middle < weeks[since - 2].middle:
        since -= 1
    if len(weeks) - since < falls:
        return None
    before, now = weeks[since - 1], weeks[-1]
    lower = sum(day < other for day in now.days for other in before.days) / (len(now.days) * len(before.days))
    return since if now.middle <= (1 - drop) * before.middle and lower >= sure else None
