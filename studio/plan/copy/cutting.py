"""Cutting a text to what fits: at a sentence, else at a word; into a thread; at the fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import regex

from studio.plan.copy import signs
from studio.plan.copy.counting import count
from studio.plan.copy.places import places
from studio.platforms.posts import PostRules

ELLIPSIS = "…"
NEXT_PART = "\f"
"""In a text, where a thread goes on in a new post."""
LEAST = {"paragraph": 1 / 2, "sentence": 1 / 3}
"""What a cut at one of these must keep of what a cut at a word would; where it keeps less, the word is better."""
_MOST_DIGITS = 3
"""Of a thread's numbers; nobody reads a thousand posts."""
_LOOSE = r"[\s\p{Pd}\p{Ps},;:\u060c\u061b\u3001\uff0c\uff1a\uff1b]+"
_LOOSE_END, _LOOSE_START = regex.compile(f"{_LOOSE}$"), regex.compile(_LOOSE)

Fits = Callable[[str], bool]


class Cut(NamedTuple):
    """A text in two. ``kept`` and ``rest`` have no blanks at the cut."""

    kept: str
    rest: str
    at: Literal["end", "sentence", "word"]
    """A paragraph's end is also a sentence's."""


def cut(text: str, fits: Fits, *, ellipsis: str = ELLIPSIS) -> Cut | None:
    """The longest beginning of ``text`` that ``fits``; ``None`` where not even its first word does.

    ``ellipsis`` is added where a sentence is left unfinished.
    """
    if fits(text):
        return Cut(text, "", "end")
    begun = _LOOSE_START.match(text)
    found = [place for place in places(text) if place.at > (begun.end() if begun else 0)]
    word = _furthest([place.at for place in found], lambda at: fits(_unfinished(text[:at], ellipsis)))
    for kind, least in LEAST.items():
        ends = [place.at for place in found if getattr(place, kind)]
        at = _furthest(ends, lambda at: fits(text[:at].rstrip()))
        if at and at >= (word or 0) * least:
            return Cut(text[:at].rstrip(), text[at:].lstrip(), "sentence")
    return Cut(_unfinished(text[:word], ellipsis), text[word:].lstrip(), "word") if word else None


def thread(text: str, fits: Fits) -> tuple[str, ...] | None:
    """The text in parts that each fit with their number, ``1/n``; a single part has none.

    ``None`` where one word or link alone is too long.
    """
    sections = [section.strip() for section in text.split(NEXT_PART) if section.strip()]
    together = "\n\n".join(sections)
    if fits(together):
        return (together,)
    for digits in range(1, _MOST_DIGITS + 1):
        parts = _parts(sections, fits, "9" * digits)
        if parts is None:
            return None
        if len(parts) < 10**digits:
            return tuple(_numbered(part, at, str(len(parts))) for at, part in enumerate(parts, 1))
    return None


def above_fold(text: str, most: int, rules: PostRules) -> str | None:
    """What shows of a text whose first ``most`` units do; ``None`` where all of it shows."""
    if count(text, rules) <= most:
        return None
    ends = [found.end() for found in signs.GRAPHEME.finditer(text)]
    return text[: _furthest(ends, lambda at: count(text[:at], rules) <= most) or 0].rstrip()


def _numbered(part: str, at: int, total: str) -> str:
    return f"{part}\n\n{at}/{total}"


def _parts(sections: Sequence[str], fits: Fits, total: str) -> list[str] | None:
    """The sections cut so that each part fits with a number out of ``total``."""
    parts: list[str] = []
    for section in sections:
        rest = section
        while rest:
            found = cut(rest, lambda part: fits(_numbered(part, len(parts) + 1, total)), ellipsis="")
            if found is None:
                return None
            parts.append(found.kept)
            rest = found.rest
    return parts


def _unfinished(text: str, ellipsis: str) -> str:
    return _LOOSE_END.sub("", text) + ellipsis if ellipsis else text.rstrip()


def _furthest(ends: Sequence[int], fits: Callable[[int], bool]) -> int | None:
    """The last of ``ends`` that fits, where all before it do.

    It looks near the beginning first, since counting a long text takes long.
    """
    low, high, at = -1, len(ends), 0
    while at < high:
        if fits(ends[at]):
            low, at = at, at * 2 + 1
        else:
            high = at
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(ends[middle]) else (low, middle)
    return ends[low] if low >= 0 else None
