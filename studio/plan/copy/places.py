"""The places where a text may be cut, and which of them end a sentence."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import regex

from studio.plan.copy import signs

_END = regex.compile(r"[\p{Sentence_Terminal}\u2026]")
_CLOSING = regex.compile(r"[\p{Pe}\p{Pf}\"'\u201c]")
_ABBREVIATED = frozenset({
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "nr", "vs", "etc", "ca", "cf", "p", "pp", "vol", "fig", "tel", "e.g",
    "i.e", "z.b", "u.a", "d.h", "bzw", "usw", "mme", "mlle", "m", "sra", "sr", "ev", "dott", "p.ej", "ecc",
})  # fmt: skip
"""Words that a full stop shortens, in the languages that write such; the next word is often a name with a capital."""
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
"""Scripts whose words stand without spaces, and which may be cut between any two letters (UAX #14)."""
_NOT_FIRST = regex.compile(
    r"[\p{Line_Break=CL}\p{Line_Break=CP}\p{Line_Break=EX}\p{Line_Break=IS}\p{Line_Break=NS}\p{Line_Break=CJ}"
    r"\p{Line_Break=IN}\p{Line_Break=QU}\p{Line_Break=PO}]"
)
_NOT_LAST = regex.compile(r"[\p{Line_Break=OP}\p{Line_Break=QU}\p{Line_Break=PR}]")
_KEEP_TOGETHER = frozenset("\u00a0\u202f\u2007")


class Place(NamedTuple):
    """Where a text may be cut, as an index of its characters."""

    at: int
    sentence: bool
    """Whether a sentence or line ends there."""
    paragraph: bool
    """Whether an empty line follows."""


def places(text: str) -> Iterator[Place]:
    """Every place inside the text where it may be cut, in order: never inside a word, a link, a hashtag or a sign.

    Chinese and Japanese, which do not part their words, may be cut between letters; Thai and its like only at spaces.
    """
    spans = signs.whole(text)
    starts = [start for start, _ in spans]

    def protected(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and starts[index] < at < spans[index][1]

    before = ""
    for found in signs.GRAPHEME.finditer(text):
        sign, at = found[0], found.start()
        if before and _may_part(before, sign) and not protected(at):
            yield Place(at, _ends_sentence(text, at), _blank_after(text, at).count("\n") > 1)
        before = sign


def first_sentence(text: str) -> str:
    """The text up to the end of its first sentence or line."""
    end = next((place.at for place in places(text) if place.sentence), len(text))
    return text[:end].strip()


def _may_part(before: str, after: str) -> bool:
    """Whether a text may be cut between two signs."""
    if after[0].isspace():
        return not before[-1].isspace() and after[0] not in _KEEP_TOGETHER
    if before[-1].isspace() or _NOT_FIRST.match(after) or _NOT_LAST.match(before):
        return False
    if signs.is_emoji(before) and signs.is_emoji(after):
        return True
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def _ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence or line ends before ``at``."""
    gap = _blank_after(text, at)
    if "\n" in gap:
        return True
    end = at
    while end and _CLOSING.match(text[end - 1]):
        end -= 1
    if not end or not _END.match(text[end - 1]):
        return False
    if unicodedata.east_asian_width(text[end - 1]) in "WF":
        return True
    after = text[at + len(gap) : at + len(gap) + 1]
    return bool(gap) and not (text[end - 1] == "." and (after.islower() or _is_abbreviation(text[: end - 1])))


def _blank_after(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return text[at:end]


def _is_abbreviation(before: str) -> bool:
    """Whether the word before a full stop is a title, an initial or a list's number rather than a sentence's last."""
    line = before.rpartition("\n")[2]
    word = line.rpartition(" ")[2].casefold().lstrip("(\"'\u2018\u201c\u00ab")
    initial = len(word) == 1 and word.isalpha()
    return initial or word in _ABBREVIATED or (line.strip() == word and word.isdigit())
