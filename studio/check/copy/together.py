"""One check of posts, asked about many: for tips that are about a whole campaign."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from studio.check.copy.evidence import PostEvidence
from studio.check.finding import Level
from studio.check.verdict import Verdict, unknown
from studio.messages import Message, msg

_WORST_FIRST: tuple[Level, ...] = ("fail", "warn", "todo", "pass", "n/a")
_TOLD = 6
"""Posts that the evidence names."""


def of_all(check: Callable[[PostEvidence], Verdict], posts: Iterable[PostEvidence]) -> Verdict:
    """The worst that ``check`` says of any post, with how many it says the like of, and of which.

    Posts that it does not apply to do not count; ``n/a`` where it applies to none. Give parameters with ``partial``.
    """
    verdicts = [(each.post, verdict) for each in posts if (verdict := check(each)).level != "n/a"]
    if not verdicts:
        return unknown(msg("It applies to none of the posts."))
    level = min((verdict.level for _, verdict in verdicts), key=_WORST_FIRST.index)
    like = [(post, verdict) for post, verdict in verdicts if verdict.level == level]
    post, worst = like[0]
    told = msg(
        "{like} of {all} posts, such as {post}: {finding}",
        like=len(like), all=len(verdicts), post=f"{post.platform_name} ({post.name}, {post.language})",
        finding=_said(worst),
    )  # fmt: skip
    evidence = {**worst.evidence, "posts": [each.key for each, _ in like[:_TOLD]], "measured_posts": len(like)}
    return Verdict(level=level, message=str(told), said=told, evidence=evidence)


def _said(verdict: Verdict) -> Message | str:
    return verdict.said or verdict.message
