"""The sentences of a post, without what is no language in it: links, accounts, rows of hashtags, a thread's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from studio.check.copy.lexicon import TOKEN, base, folded
from studio.plan.copy import signs
from studio.plan.copy.markup import visible
from studio.plan.copy.places import places
from studio.plan.copy.post import Post

_BULLET = regex.compile(r"^\s*(?:[•*\-–—]|\d{1,2}[.)])\s+")
_NUMBERED = regex.compile(r"^\s*\d{1,2}/\d{1,2}\s*$")
_ORDINAL = regex.compile(r"\b\d{1,2}\.\s*$")
_ORDINALS = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "sk", "sl", "sr"})
"""Languages that write the fifth of a month as "5."."""
_PAUSE = regex.compile(r"[,;:(&\u060c\u061b\u2013\u2014!?.\u061f\u2026]")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class Sentence(NamedTuple):
    """One sentence, or a line without an end."""

    text: str
    tokens: tuple[str, ...]
    pauses: frozenset[int]
    """Which of them stand behind a comma, a colon and the like."""

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip(" \"'\u00bb\u201d)").endswith(("?", "\u061f", "\uff1f", "\u037e"))

    @property
    def words(self) -> list[str]:
        """As people count them."""
        return signs.words(self.text)

    def written(self, phrase: Sequence[str]) -> str:
        """Some of its tokens that stand side by side, as they are written."""
        plain = folded(self.text)
        found = regex.search(r"[^\p{L}\p{M}\p{N}]+".join(map(regex.escape, phrase)), plain)
        same = len(plain) == len(self.text)
        return self.text[found.start() : found.end()] if found and same else " ".join(phrase)

    def end_in(self, text: str) -> int:
        """Where it ends in the text that it was taken from, which may have links and ``#`` between its words."""
        found = regex.search(r".*?".join(map(regex.escape, self.text.split())), text)
        return found.end() if found else len(text)


def texts(post: Post) -> list[str]:
    """Each part as it is seen."""
    return [visible(part.text) if post.format == "html" else part.text for part in post.parts]


def sentences(post: Post) -> tuple[Sentence, ...]:
    """Every sentence of a post, in order."""
    ordinals = base(post.language) in _ORDINALS
    return tuple(
        each for text in texts(post) for line in text.splitlines() for each in _of_line(line, ordinals=ordinals)
    )


def is_unspaced(text: str) -> bool:
    """Whether its words stand without spaces, so that nobody can count them."""
    return len(_UNSPACED.findall(text)) > len(text) / 4


@lru_cache(maxsize=4096)
def _of_line(line: str, *, ordinals: bool) -> tuple[Sentence, ...]:
    """The same lines stand in the posts of many platforms."""
    text = _language_of_line(line)
    if not text:
        return ()
    ends = [place.at for place in places(text) if place.sentence]
    if ordinals:
        ends = [at for at in ends if not _ORDINAL.search(text, 0, at)]
    cut = (text[start:end].strip() for start, end in pairwise([0, *ends, len(text)]))
    return tuple(sentence for each in cut if (sentence := _sentence(each)).tokens)


def _language_of_line(line: str) -> str:
    if _NUMBERED.match(line):
        return ""
    without = signs.change_links(line, lambda *_: " ")
    pieces, done, between = [], 0, ""
    for start, end in sorted([*signs.hashtags(without), *signs.mentions(without)]):
        between += without[done:start]
        tag = without[start] == "#"
        pieces += [without[done:start], without[start + 1 : end] if tag else " "]
        done = end
    between += without[done:]
    if done and not TOKEN.search(between):
        return ""  # nothing but hashtags and accounts
    return _BULLET.sub("", "".join([*pieces, without[done:]])).strip()


def _sentence(text: str) -> Sentence:
    found: list[str] = []
    plain, pauses, done = folded(text), set[int](), 0
    for each in TOKEN.finditer(plain):
        if found and _PAUSE.search(plain, done, each.start()):
            pauses.add(len(found))
        found.append(each[0])
        done = each.end()
    return Sentence(text, tuple(found), frozenset(pauses))
