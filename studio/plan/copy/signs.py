"""What a text is made of for whoever counts or cuts it: graphemes, emoji, links, mentions, hashtags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import regex

GRAPHEME = regex.compile(r"\X")
"""What people see as one sign (Unicode Standard Annex #29, extended grapheme clusters)."""
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    r"|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3"
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['\u2019\u2010-][\p{L}\p{M}\p{N}]+)*")
_LINK = re.compile(r"https?://[^\s<>\"\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20]+", re.IGNORECASE)
_AFTER_LINK = re.compile(r"[.,;:!?…'’”»\]}،؛؟।]+$")
_TAG = regex.compile(r"(?<![\w&/])#[\p{L}\p{M}\p{N}_\u200c]*[\p{L}\p{M}][\p{L}\p{M}\p{N}_\u200c]*")
_MENTION = re.compile(r"(?<![\w@/])@\w[\w.-]*(?:@[\w-]+(?:\.[\w-]+)+)?")


def words(text: str) -> list[str]:
    """What people count as words; of links, nothing."""
    return _WORD.findall(change_links(text, lambda *_: " "))


def graphemes(text: str) -> list[str]:
    """The text's signs, in order."""
    return GRAPHEME.findall(text)


def is_emoji(grapheme: str) -> bool:
    """Whether a sign is drawn as an emoji: a plain one, a family, a flag, one with a skin tone, a keycap."""
    return _EMOJI.match(grapheme) is not None


def links(text: str) -> Iterator[tuple[int, int]]:
    """Where each link of the web begins and ends; what closes a sentence is not part of it."""
    for found in _LINK.finditer(text):
        link = _AFTER_LINK.sub("", found[0])
        while link.endswith(")") and link.count(")") > link.count("("):
            link = _AFTER_LINK.sub("", link[:-1])
        yield found.start(), found.start() + len(link)


def change_links(text: str, change: Callable[[str, int], str]) -> str:
    """``text`` with each link replaced by what ``change`` makes of it, given the link and where it begins."""
    pieces, done = [], 0
    for start, end in links(text):
        pieces += [text[done:start], change(text[start:end], start)]
        done = end
    return "".join([*pieces, text[done:]])


def hashtags(text: str) -> Iterator[tuple[int, int]]:
    """Where each hashtag stands, with its ``#``; those inside links do not count."""
    yield from _outside(((found.start(), found.end()) for found in _TAG.finditer(text)), list(links(text)))


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """Where each ``@name`` or ``@name@server`` stands; those inside links do not count."""
    found = ((each.start(), each.start() + len(each[0].rstrip(".-"))) for each in _MENTION.finditer(text))
    yield from _outside(found, list(links(text)))


def whole(text: str) -> list[tuple[int, int]]:
    """All that is never cut in two, whatever its letters are: links, hashtags, mentions."""
    return sorted([*links(text), *hashtags(text), *mentions(text)])


def _outside(spans: Iterator[tuple[int, int]], others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if not any(first <= start < last for first, last in others):
            yield start, end
