"""How long a text is, the way its platform counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from studio.plan.copy import signs
from studio.platforms.posts import PostRules, Unit


def count(text: str, rules: PostRules) -> int:
    """The length of ``text`` in the unit of ``rules``, whose special rules for links and mentions hold too."""
    text = unicodedata.normalize("NFC", text)
    if rules.mentions == "name":
        text = _SERVER.sub(r"\1", text)
    measure = UNITS[rules.count]
    if rules.link_weight is None:
        return measure(text)
    spans = list(signs.links(text))
    between = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    return sum(measure(text[start:end]) for start, end in between) + rules.link_weight * len(spans)


_SERVER = re.compile(r"(?<![\w@/])(@\w[\w.-]*)@[\w-]+(?:\.[\w-]+)+")


def _graphemes(text: str) -> int:
    return len(signs.graphemes(text))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _bytes(text: str) -> int:
    return len(text.encode())


def _weighted(text: str) -> int:
    """By twitter-text's configuration 3; no link and no emoji has a blank in it, so that words can be counted apart."""
    return sum(_weight(piece) for piece in _BLANKS.split(text))


_BLANKS = re.compile(r"(\s+)")


@lru_cache(maxsize=20_000)
def _weight(word: str) -> int:
    """By a port of twitter-text that passes its published conformance data.

    Emoji that are newer than the port may count more than two, never less. Counting takes long, and words come again.
    """
    from twitter_text import parse_tweet

    return int(parse_tweet(word).weightedLength)


def _emoji_bytes(text: str) -> int:
    return sum(len(sign.encode()) if signs.is_emoji(sign) else len(sign) for sign in signs.graphemes(text))


def _words(text: str) -> int:
    return len(signs.words(text))


UNITS: Mapping[Unit, Callable[[str], int]] = MappingProxyType(
    {
        "characters": len,
        "graphemes": _graphemes,
        "utf16": _utf16,
        "bytes": _bytes,
        "weighted": _weighted,
        "emoji_bytes": _emoji_bytes,
        "words": _words,
    }
)
"""What each unit measures; ``studio.platforms.posts`` says what they mean."""
