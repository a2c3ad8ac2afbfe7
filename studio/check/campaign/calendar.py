"""What the campaign's posts are, together: shared, asking, repeated, in series, on days that people know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from studio.campaign.calendar import ScheduledPost
from studio.campaign.occasions import Occasion, occasions, without_list
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.campaign.scheduled import names, nothing_scheduled, period, scheduled, some
from studio.check.copy.lexicon import WEEKDAYS, words_of
from studio.check.copy.tags import DAYS, weekday_of
from studio.check.ranges import AtLeastOne, Count, Share
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.messages import Message, msg, nmsg
from studio.plan.copy import signs


def share_others(campaign: CampaignEvidence, *, one_in: AtLeastOne = 5) -> Verdict:
    """At least one post in ``one_in`` passes on what others made, and says who."""
    posts = scheduled(campaign)
    if not posts:
        return nothing_scheduled(campaign)
    curated = [post for post in posts if post.curated]
    uncredited = [post for post in curated if not post.credit]
    evidence = {"measured": round(len(curated) / len(posts), 3), "wanted_min": round(1 / one_in, 3)}
    if uncredited:
        text = msg("{posts} passes on what others made without saying who: fill in credit.",
                   posts=some(names(uncredited)))  # fmt: skip
        return warned(text, **evidence, posts=names(uncredited))
    if len(curated) * one_in < len(posts):
        text = msg(
            "{curated} of {posts} posts pass on what others made: make it one in {one_in}.",
            curated=len(curated), posts=len(posts), one_in=one_in,
        )  # fmt: skip
        return warned(text, **evidence)
    return passed(msg("{curated} of {posts} posts pass on what others made, with credit.",
                      curated=len(curated), posts=len(posts)), **evidence)  # fmt: skip


def eighty_twenty(campaign: CampaignEvidence, *, most_asks: Share = 0.2) -> Verdict:
    """At most this share of the posts wants something of their readers. Unmarked ones might be either."""
    posts = scheduled(campaign)
    if not posts:
        return nothing_scheduled(campaign)
    asks = sum(post.kind == "ask" for post in posts)
    unmarked = sum(post.kind is None for post in posts)
    least, most = asks / len(posts), (asks + unmarked) / len(posts)
    evidence = {"measured": round(least, 3), "wanted_max": most_asks, "unmarked": unmarked}
    if least > most_asks + 1e-9:
        text = msg(
            "{asks} of {posts} posts ask for something ({share:.0%}): {wanted:.0%} are enough, the others build trust.",
            asks=asks, posts=len(posts), share=least, wanted=most_asks,
        )  # fmt: skip
        return warned(text, **evidence)
    if most > most_asks + 1e-9:
        text = nmsg(
            "{count} post is marked neither 'ask' nor 'relationship': fill in kind, then this can be told.",
            "{count} posts are marked neither 'ask' nor 'relationship': fill in kind, then this can be told.",
            unmarked,
        )
        return unknown(text, **evidence)
    return passed(msg("{asks} of {posts} posts ask for something.", asks=asks, posts=len(posts)), **evidence)


class Repeat(NamedTuple):
    """The same words on one platform again."""

    before: ScheduledPost
    again: ScheduledPost

    @property
    def apart(self) -> timedelta:
        """By the audience's clocks, so that a week is a week when clocks change."""
        return self.again.local.replace(tzinfo=None) - self.before.local.replace(tzinfo=None)


def repeats(posts: Sequence[ScheduledPost]) -> tuple[Repeat, ...]:
    """Each post whose words stood on its platform before, with the last that had them; spaces and capitals aside."""
    last: dict[tuple[str, str], ScheduledPost] = {}
    found = []
    for post in sorted(posts, key=lambda each: each.when):
        key = post.platform, " ".join(post.text.casefold().split())
        if key[1] and key in last:
            found.append(Repeat(last[key], post))
        last[key] = post
    return tuple(found)


def recycle(campaign: CampaignEvidence, *, days: Count = 7) -> Verdict:
    """No words twice on one platform within ``days``."""
    posts = scheduled(campaign)
    if not any(post.text for post in posts):
        text = msg("No scheduled post has its text: fill in the column text, then this can be told.")
        return unknown(text) if posts else nothing_scheduled(campaign)
    found = repeats(posts)
    soon = [each for each in found if each.apart < timedelta(days=days)]
    evidence = {"repeats": [[each.before.name, each.again.name] for each in found], "wanted_min_days": days}
    if soon:
        text = msg(
            "{again} says the same as {before} on {platform} within {days} days: change its words, or wait.",
            again=soon[0].again.name, before=soon[0].before.name, platform=soon[0].again.platform, days=days,
        )  # fmt: skip
        return warned(text, **evidence, pairs=[[each.before.name, each.again.name] for each in soon])
    text = nmsg(
        "{count} post is repeated, none within {days} days.", "{count} posts are repeated, none within {days} days.",
        len(found), days=days,
    )  # fmt: skip
    return passed(text, **evidence)


def world_events(campaign: CampaignEvidence) -> Verdict:
    """At least one public holiday or observance of the campaign's period has a post on its day."""
    if not campaign.calendar:
        return nothing_scheduled(campaign)
    span = period(campaign)
    countries = campaign.brief.audience.countries if campaign.brief else ()
    known = occasions(countries, span.first, span.last)
    taken = {post.day for post in campaign.calendar}
    used = [each for each in known if each.day in taken]
    evidence = {
        "occasions": [_told(each) for each in known],
        "used": [_told(each) for each in used],
        "countries": list(countries),
        "countries_without_list": list(without_list(countries)),
    }
    if not known:
        text = msg(
            "No holiday or observance that the studio knows falls between {first} and {last}{countries}.",
            first=span.first, last=span.last,
            countries="" if countries else msg("; for public holidays write the audience's countries in the brief"),
        )  # fmt: skip
        return unknown(text, **evidence)
    listed = some(msg("{day} {name}", day=each.day, name=Message(id=each.name)) for each in used or known)
    if not used:
        text = msg("No post on a day that people know. There are {days}: say something on one of them.", days=listed)
        return warned(text, **evidence)
    return passed(msg("There is a post on {days}.", days=listed), **evidence)


def _told(occasion: Occasion) -> dict[str, str]:
    return {key: str(value) for key, value in occasion.model_dump().items()}


def tags_on_their_day(campaign: CampaignEvidence) -> Verdict:
    """A hashtag that belongs to a day of the week goes out on that day, by the audience's calendar."""
    posts = scheduled(campaign)
    if not posts:
        return nothing_scheduled(campaign)
    dated = [(post, tag, day) for post in posts for tag in _tags(post)
             if (day := weekday_of(tag, post.language or "en")) is not None]  # fmt: skip
    wrong = [(post, tag, day) for post, tag, day in dated if day != post.day.weekday()]
    suggested = {post.name: _trends(post) for post in posts}
    evidence = {"suggested": suggested, "hashtags": [[post.name, tag, WEEKDAYS[day]] for post, tag, day in dated]}
    if wrong:
        post, tag, day = wrong[0]
        text = msg(
            "#{tag} belongs to a {day}, and {post} goes out on a {posted}: move the post, or take the hashtag out.",
            tag=tag, day=DAYS[day], post=post.name, posted=DAYS[post.day.weekday()],
        )  # fmt: skip
        return failed(text, **evidence, wrong=[[each.name, tag] for each, tag, _ in wrong])
    if dated:
        return passed(msg("{tags} goes out on its day.", tags=some(f"#{tag}" for _, tag, _ in dated)), **evidence)
    name, such = next(((name, such) for name, such in suggested.items() if such), ("", []))
    if such:
        text = msg("No hashtag of a weekday on the wrong day; {tag} would fit {post}.", tag=f"#{such[0]}", post=name)
        return passed(text, **evidence)
    return passed(msg("No hashtag of a weekday on the wrong day."), **evidence)


def _trends(post: ScheduledPost) -> list[str]:
    """Hashtags that are usual on the post's day, in its language."""
    known = words_of(post.language or "en")
    return list(known.weekday_tags.get(WEEKDAYS[post.day.weekday()], ())) if known else []


def _tags(post: ScheduledPost) -> list[str]:
    written = [post.text[start + 1 : end] for start, end in signs.hashtags(post.text)]
    return list({tag.casefold(): tag for tag in [*post.hashtags, *written]}.values())


def consistent_series(campaign: CampaignEvidence, *, spread_days: Count = 1) -> Verdict:
    """Episodes have one intro, outro, brand kit and thumbnail, and a gap that varies by ``spread_days`` at most."""
    series = Counter(post.series for post in scheduled(campaign) if post.series)
    several = [name for name, count in series.items() if count > 1]
    if not several:
        text = msg("No series with two episodes is scheduled: fill in series and episode, then this can be told.")
        return unknown(text) if scheduled(campaign) else nothing_scheduled(campaign)
    episodes = {
        name: sorted((post for post in scheduled(campaign) if post.series == name), key=lambda post: post.when)
        for name in several
    }
    evidence = {"gaps_days": {name: _gaps(each) for name, each in episodes.items()}, "spread_max_days": spread_days}
    for name, each in episodes.items():
        if wrong := _irregular(name, each, spread_days) or _differing(name, each):
            return warned(wrong, **evidence)
    all_ = [post for each in episodes.values() for post in each]
    unsaid = [field for field in _SHARED if not all(getattr(post, field) for post in all_)]
    if unsaid:
        text = msg("The gap is regular; nobody said which {what} the episodes have: fill that in.",
                   what=tuple(_SHARED[field] for field in unsaid))  # fmt: skip
        return unknown(text, **evidence)
    return passed(msg("Each series has one look and comes at a regular gap."), **evidence)


def _gaps(episodes: Sequence[ScheduledPost]) -> list[int]:
    """Days from each to the next."""
    return [(later.day - one.day).days for one, later in pairwise(episodes)]


def _irregular(series: str, episodes: Sequence[ScheduledPost], spread_days: int) -> Message | None:
    gaps = _gaps(episodes)
    usual = median(gaps)
    at = next((at for at, gap in enumerate(gaps) if abs(gap - usual) > spread_days), None)
    if at is None:
        return None
    return msg(
        "'{series}' comes every {usual:.0f} days, and {episode} after {gap}: keep the schedule.",
        series=series, usual=usual, episode=episodes[at + 1].name, gap=gaps[at],
    )  # fmt: skip


def _differing(series: str, episodes: Sequence[ScheduledPost]) -> Message | None:
    for field, told in _SHARED.items():
        found = sorted({getattr(episode, field) for episode in episodes})
        if len(found) > 1:
            return msg(
                "Episodes of '{series}' differ in their {what} ({found}): use one for all.",
                series=series, what=told, found=some(f"'{each}'" for each in found),
            )  # fmt: skip
    return None


_SHARED = {
    "intro": msg("intro"), "outro": msg("outro"), "brand_kit": msg("brand kit"), "thumbnail": msg("thumbnail template"),
}  # fmt: skip
