"""How the checks of posts say things."""

from __future__ import annotations

from studio.check.copy.evidence import PostEvidence
from studio.check.verdict import Verdict, unknown
from studio.messages import Message, msg

_MOST = 90
"""Characters of a sentence that a message quotes."""


def no_list(evidence: PostEvidence) -> Verdict:
    """For a language that ``assets/words`` has no list of."""
    return unknown(
        msg("There is no list of words for “{language}” yet: read it yourself.", language=evidence.post.language),
        language=evidence.post.language,
    )


def shortened(text: str) -> str:
    """A sentence as far as a message has room for it, at a word."""
    if len(text) <= _MOST:
        return text
    return text[:_MOST].rpartition(" ")[0] + "…"


def quoted(text: str) -> Message:
    return msg("“{text}”", text=shortened(text))
