"""The library of checks of posts, and holding finished ones against their platform's limits, tips and own copy rules.

Everything is measured again, on the text that is handed over. Checks warn; they fail only where nobody can want the
post as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from studio.check.copy import around, asking, lasting, reading, sizes, tags, tone
from studio.check.copy.evidence import PostEvidence, gather_post
from studio.check.copy.limits import POST_LIMITS, UNITS
from studio.check.finding import Finding
from studio.check.named import ask, by_name
from studio.check.plugins import check_copy, is_copy_rule
from studio.check.weighing import limit_finding, tip_finding
from studio.ingest.copytext import Copy
from studio.plan.copy.post import Post
from studio.platforms import hooks
from studio.platforms.contract import Platform, Tip

__all__ = ["COPY_CHECKS", "POST_LIMITS", "UNITS", "PostEvidence", "check_post", "gather_post", "is_about_copy"]

COPY_CHECKS = by_name(
    around.language_as_declared,
    around.tagged_links,
    around.useful_alt_text,
    asking.asks_back,
    asking.call_to_action,
    lasting.keywords,
    lasting.keywords_early,
    lasting.no_dated_words,
    reading.plain_language,
    sizes.full_thought,
    sizes.length,
    sizes.words,
    tags.hashtags,
    tags.listed_hashtags,
    tags.tags,
    tags.weekday_tags,
    tone.calm_tone,
    tone.no_lecture,
    tone.personal,
    tone.professional,
)


def check_post(
    post: Post,
    platform: Platform,
    *,
    source: Copy | None = None,
    hashtags: Sequence[str] = (),
    day: date | None = None,
) -> tuple[Finding, ...]:
    """What each limit and tip of its platform, and each of its own copy rules, says about one post.

    ``source`` is the copy file that it was written from, ``hashtags`` those that the campaign's audience follows,
    ``day`` when it goes out; what is not known is not judged.
    """
    evidence = gather_post(post, platform, source=source, hashtags=hashtags, day=day)
    rules = evidence.rules
    judged = ((limit, POST_LIMITS.get(limit.key)) for limit in rules.limits)
    limits = (limit_finding(limit, judge(post, rules, limit.value), platform) for limit, judge in judged if judge)
    copy = hooks.Copy(text=evidence.text, language=post.language)
    return (*limits, *_tips(evidence, platform), *check_copy(copy, platform))


def _tips(evidence: PostEvidence, platform: Platform) -> Iterator[Finding]:
    for tip in platform.tips:
        check = COPY_CHECKS.get(tip.check or "")
        if check and (not tip.posts or evidence.post.id in tip.posts):
            yield tip_finding(tip, ask(check, evidence, tip), platform)


def is_about_copy(tip: Tip, platform: Platform) -> bool:
    """Whether a tip is asked about posts rather than about files."""
    return tip.check in COPY_CHECKS or is_copy_rule(tip, platform)
