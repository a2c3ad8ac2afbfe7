"""Posts that are nearly the same: what looks copied and pasted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Annotated, NamedTuple

from pydantic import Field

from studio.check.copy.lexicon import base
from studio.check.copy.prose import is_unspaced, sentences
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg, nmsg
from studio.plan.copy.post import Post

Percent = Annotated[float, Field(gt=0, le=100)]
_ENOUGH = 8
"""Words; titles, tags and the like have fewer, and two of them may well be the same."""
_TOLD = 5
"""Pairs that the evidence names."""


class Pair(NamedTuple):
    """Two posts, and how alike they are."""

    one: Post
    other: Post
    percent: float


def no_copy_paste(posts: Sequence[Post], *, least_percent: Percent = 90) -> Verdict:
    """No two posts in one language are ``least_percent`` per cent the same."""
    compared = [post for post in posts if _sayings(post)]
    if len(compared) <= 1:
        return unknown(msg("There are no two posts long enough to compare."))
    pairs = near_copies(compared, least_percent=least_percent)
    told = {
        "measured_pairs": len(pairs), "wanted_percent_below": least_percent, "posts": len(compared),
        "pairs": [f"{pair.one.key} = {pair.other.key}: {pair.percent:.0f} %" for pair in pairs[:_TOLD]],
    }  # fmt: skip
    if not pairs:
        return passed(
            nmsg("{count} post, none like another.", "{count} posts, none like another.", len(compared)), **told
        )
    most = pairs[0]
    alike = {id(post) for pair in pairs for post in (pair.one, pair.other)}
    return warned(
        msg(
            "{alike} of {all} posts look copied and pasted, such as {one} and {other} ({percent:.0f} % the same): "
            "word each for its own readers.",
            alike=len(alike), all=len(compared), one=_named(most.one), other=_named(most.other), percent=most.percent,
        ),
        **told,
    )  # fmt: skip


def near_copies(posts: Iterable[Post], *, least_percent: float = 90) -> tuple[Pair, ...]:
    """Every pair that is ``least_percent`` per cent the same or more, the likest first; words may stand in any order.

    Links, accounts and rows of hashtags do not count. Only posts in one language are compared; on one platform only
    the same field (two captions, and not a title with its description); never the parts of one thread.
    """
    from rapidfuzz import fuzz, process

    groups: dict[str, list[tuple[Post, str]]] = {}
    for post in posts:
        if said := _sayings(post):
            groups.setdefault(base(post.language), []).append((post, said))
    found: list[Pair] = []
    for group in groups.values():
        distinct = list(dict.fromkeys(said for _, said in group))
        places = {said: at for at, said in enumerate(distinct)}
        alike = process.cdist(distinct, distinct, scorer=fuzz.ratio, score_cutoff=least_percent)
        found += [
            Pair(one, other, float(percent))
            for (one, said), (other, same) in combinations(group, 2)
            if (percent := alike[places[said], places[same]]) >= least_percent and _comparable(one, other)
        ]
    return tuple(sorted(found, key=lambda pair: -pair.percent))


def _comparable(one: Post, other: Post) -> bool:
    return one.platform != other.platform or one.id == other.id


def _sayings(post: Post) -> str:
    """Its words in order of the alphabet, which makes a plain ratio one of words; empty where they are too few."""
    said = [word for each in sentences(post) for word in each.tokens]
    letters = "".join(said)
    return (
        " ".join(sorted(said)) if len(said) >= _ENOUGH or (is_unspaced(letters) and len(letters) > 2 * _ENOUGH) else ""
    )


def _named(post: Post) -> Message:
    name = Message(id=post.name)
    return msg("{platform} ({name}, {language})", platform=post.platform_name, name=name, language=post.language)
