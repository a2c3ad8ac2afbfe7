"""What a platform refuses in a post, counted.

Each judge is pure: a post, the platform's rules and the published number in, a verdict out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from studio.check.copy.prose import texts
from studio.check.verdict import Verdict, failed, passed, warned
from studio.messages import Message, msg
from studio.plan.copy import signs
from studio.plan.copy.alt_text import SUGGESTION
from studio.plan.copy.counting import count
from studio.plan.copy.places import first_sentence
from studio.plan.copy.post import Post
from studio.platforms.posts import PostRules, Unit

UNITS: Mapping[Unit, str] = MappingProxyType(
    {
        "characters": "characters",
        "graphemes": "signs",
        "utf16": "UTF-16 units",
        "bytes": "bytes",
        "weighted": "weighted characters",
        "emoji_bytes": "characters (emoji as bytes)",
        "words": "words",
    }
)
"""What the units of ``studio.platforms.posts`` are called to people."""

Judge = Callable[[Post, PostRules, int], Verdict]


def _length(post: Post, rules: PostRules, most: int) -> Verdict:
    counts = [count(text, rules) for text in texts(post)]
    told = {"most": most, "unit": Message(id=UNITS[rules.count])}
    evidence = {"measured": counts if len(counts) > 1 else counts[0], "wanted_max": most}
    if max(counts) > most:
        return failed(
            msg(
                "The text has {found} {unit}, {over} over the limit of {most}: shorten it in the copy file.",
                found=max(counts), over=max(counts) - most, **told,
            ),
            **evidence,
        )  # fmt: skip
    if len(counts) > 1:
        return passed(
            msg("The longest of {posts} posts has {found} of {most} {unit}.",
                posts=len(counts), found=max(counts), **told),
            **evidence,
        )  # fmt: skip
    return passed(msg("The text has {found} of {most} {unit}.", found=counts[0], **told), **evidence)


def _bytes(post: Post, _: PostRules, most: int) -> Verdict:
    found = max(len(text.encode()) for text in texts(post))
    return _at_most(found, most, msg("bytes"), msg("shorten it in the copy file"))


def _hashtags(post: Post, _: PostRules, most: int) -> Verdict:
    remedy = msg("take some out of the message or the copy's list")
    return _at_most(_count_hashtags(post), most, msg("hashtags"), remedy)


def _few_hashtags(post: Post, _: PostRules, most: int) -> Verdict:
    verdict = _at_most(_count_hashtags(post), most, msg("hashtags"), msg("the best few work better than many"))
    return verdict.model_copy(update={"level": "warn"}) if verdict.level == "fail" else verdict


def _count_hashtags(post: Post) -> int:
    return max(len(list(signs.hashtags(text))) for text in texts(post)) + len(post.hashtags)


def _mentions(post: Post, _: PostRules, most: int) -> Verdict:
    found = max(len(list(signs.mentions(text))) for text in texts(post))
    return _at_most(found, most, msg("mentions"), msg("name fewer accounts"))


def _links(post: Post, _: PostRules, most: int) -> Verdict:
    found = max(len(list(signs.links(text))) for text in texts(post))
    return _at_most(found, most, msg("links"), msg("take some out of the long text"))


def _alt_text(post: Post, _: PostRules, most: int) -> Verdict:
    evidence = {"measured": len(post.alt_text), "wanted_max": most}
    if post.alt_text.startswith(SUGGESTION):
        return warned(msg("The alt text is only a suggestion: write alt_text: in the copy file."), **evidence)
    return _at_most(len(post.alt_text), most, msg("characters of alt text"), msg("shorten it in the copy file"))


def _fold(post: Post, _: PostRules, most: int) -> Verdict:
    """Whether the first sentence shows before "more"."""
    text = texts(post)[0]
    sentence, evidence = first_sentence(text), {"wanted_max": most}
    if post.above_fold is None or post.above_fold.startswith(sentence):
        return passed(msg("The first sentence shows without a press on 'more'."), **evidence)
    return warned(
        msg(
            "Only the first {most} show before 'more', and the first sentence is longer: begin with a short one.",
            most=most,
        ),
        **evidence,
    )


def _at_most(found: int, most: int, what: Message, remedy: Message) -> Verdict:
    evidence = {"measured": found, "wanted_max": most}
    if found <= most:
        return passed(msg("It has {found} {what}, at most {most}.", found=found, what=what, most=most), **evidence)
    return failed(
        msg(
            "It has {found} {what}, {over} over the limit of {most}: {remedy}.",
            found=found, what=what, over=found - most, most=most, remedy=remedy,
        ),
        **evidence,
    )  # fmt: skip


POST_LIMITS: Mapping[str, Judge] = MappingProxyType(
    {
        "max_chars": _length,
        "max_bytes": _bytes,
        "max_hashtags": _hashtags,
        "hashtag_advice_max": _few_hashtags,
        "max_mentions": _mentions,
        "max_links": _links,
        "alt_text_max_chars": _alt_text,
        "fold_chars": _fold,
    }
)
"""The limits of posts that exist; ``docs/posts.md`` says what they mean."""
