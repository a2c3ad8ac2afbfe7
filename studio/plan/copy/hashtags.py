"""Hashtags that can be said: made of words, each once, no more than help, in the place that the platform likes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import regex

from studio.plan.copy import signs

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_\u200c]+")
_APOSTROPHE = regex.compile(r"(?<=\w)['\u2019](?=\w)")


def hashtag(words: str) -> str | None:
    """The tag of these words, without ``#``: ``Plant a tree`` becomes ``PlantATree``; ``None`` where nothing is left.

    Each word gets a capital, so that screen readers say words and not letters; scripts without capitals join words by
    ``_``. What is one word stays as it was written.
    """
    parts = _WORD.findall(_APOSTROPHE.sub("", words))
    if len(parts) > 1:
        cased = any(sign.islower() or sign.isupper() for part in parts for sign in part)
        parts = [part[0].upper() + part[1:] for part in parts] if cased else parts
        tag = ("" if cased else "_").join(parts)
    else:
        tag = "".join(parts)
    return tag if any(sign.isalpha() for sign in tag) else None


def choose(words: Iterable[str], most: int | None, written: str = "") -> tuple[str, ...]:
    """The tags of ``words``, in their order, each once; those that stand in ``written`` already count and are left out.

    ``most`` is how many a post should have; ``None``: as many as there are.
    """
    there = [written[start + 1 : end] for start, end in signs.hashtags(written)]
    seen = {_folded(tag) for tag in there}
    room = None if most is None else max(0, most - len(seen))
    tags: list[str] = []
    for tag in filter(None, map(hashtag, words)):
        if _folded(tag) not in seen:
            seen.add(_folded(tag))
            tags.append(tag)
    return tuple(tags[:room])


def inline(text: str, tags: Sequence[str], words: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """``text`` with a ``#`` at the first place where it says a tag's words, and the tags that it does not say."""
    spoken = {tag: each for each in words if (tag := hashtag(each))}
    left: list[str] = []
    for tag in tags:
        found = _first(text, spoken.get(tag, tag))
        if found is None:
            left.append(tag)
        else:
            start, end = found
            said = text[start:end]
            text = f"{text[:start]}#{said if said.casefold() == tag.casefold() else tag}{text[end:]}"
    return text, tuple(left)


def written(tags: Iterable[str]) -> str:
    """``#One #Two``."""
    return " ".join(f"#{tag}" for tag in tags)


def _first(text: str, words: str) -> tuple[int, int] | None:
    """Where ``text`` first says ``words`` as whole words, outside of links, mentions and hashtags."""
    inside = signs.whole(text)
    pattern = r"\s+".join(regex.escape(word) for word in words.split())
    for found in regex.finditer(rf"(?<![\w#@])(?:{pattern})(?!\w)", text, regex.IGNORECASE):
        if not any(start < found.end() and found.start() < end for start, end in inside):
            return found.start(), found.end()
    return None


def _folded(tag: str) -> str:
    return unicodedata.normalize("NFKC", tag).casefold()
