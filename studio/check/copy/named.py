"""The library of checks of posts, by the name that a ``platform.toml`` uses.

Each is pure: a ``PostEvidence`` and the plugin's parameters in, a verdict out. They warn; they fail only where nobody
can want the post as it is. ``alike.no_copy_paste`` is about all posts of a campaign together, and stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

from studio.check.copy import around, asking, lasting, reading, sizes, tags, tone
from studio.check.copy.evidence import PostEvidence
from studio.check.tips import TipCheck, arguments
from studio.check.verdict import Verdict, unknown
from studio.messages import msg
from studio.platforms.contract import Tip

COPY_CHECKS: Mapping[str, TipCheck] = MappingProxyType(
    {
        check.__name__: check
        for check in (
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
    }
)


def ask_about_post(tip: Tip, evidence: PostEvidence) -> Verdict:
    """What the check that ``tip`` names says about one post; ``n/a`` where it makes no sense of its parameters."""
    assert tip.check is not None
    check = COPY_CHECKS[tip.check]
    try:
        given = arguments(check, tip.with_)
    except ValidationError as error:
        wrong = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors()}))
        return unknown(
            msg("“{check}” makes no sense of {wrong}; look for yourself: {advice}",
                check=tip.check, wrong=wrong, advice=tip.advice)
        )  # fmt: skip
    return check(evidence, **given)
