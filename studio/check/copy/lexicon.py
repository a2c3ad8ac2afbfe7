"""Words that the checks of posts look for, a file a language in ``assets/words``, and how they are compared."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache

import regex

from studio.paths import resource
from studio.values import Frozen

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
"""What words are compared by: ``j'ai`` is two of these, and so is ``don't``."""
_UNHEARD = regex.compile(r"[\u064b-\u0652\u0670\u0640]")
"""Arabic's short vowels and the stroke that stretches a word: written or not, the word is the same."""
_ALIKE = str.maketrans("\u0623\u0625\u0622\u0671\u0649\u0624\u0626", "\u0627\u0627\u0627\u0627\u064a\u0648\u064a")
"""Alef with its signs as alef; the final ya without dots, and the seats of hamza, as the plain letter."""


class Words(Frozen):
    """What is known of one language. A phrase may end in ``*``: any ending will do."""

    joints: tuple[str, ...] = ()
    """Between two clauses, or before a request: "and", "please"."""
    asks: tuple[str, ...] = ()
    """How a call to action begins: "sign up"."""
    invites: tuple[str, ...] = ()
    """The same of an invitation, which another call may go with: "come", "join us"."""
    noun_before: tuple[str, ...] = ()
    """Words before which such a beginning is no verb: "help is near"."""
    verbs_first: bool = False
    """Sentences begin with a verb that may look like a request, so that only a short one is taken for one."""
    asks_back: tuple[str, ...] = ()
    """How readers are asked to answer."""
    first_person: tuple[str, ...] = ()
    """"I" comes first."""
    first_person_endings: tuple[str, ...] = ()
    """Of verbs that need no "we"."""
    second_person: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    """How a sentence begins that tells people what to do, calls to action aside."""
    dated: tuple[str, ...] = ()
    """True for a short while only: "tomorrow"."""
    undated: tuple[str, ...] = ()
    """Phrases with such a word that stay true: "today's world"."""
    every: tuple[str, ...] = ()
    """Before a weekday that comes again and again."""
    picture_of: tuple[str, ...] = ()
    """How an alt text begins that says what everybody knows."""
    media: tuple[str, ...] = ()
    """Tags that name what a post is."""
    shouted: tuple[str, ...] = ()
    """Words that no abbreviation in capitals looks like."""
    professional_not: tuple[str, ...] = ()
    """Slang."""
    common: tuple[str, ...] = ()
    """Little words, to find the words of a hashtag, and to tell "share this" from "share prices"."""
    weekday_tags: dict[str, tuple[str, ...]] = {}
    """Hashtags of a weekday, by its English name."""


def words_of(language: str) -> Words | None:
    """The list of a language, ``pt-BR`` under ``pt``; ``None`` where there is none."""
    return _read(base(language))


@cache
def _read(language: str) -> Words | None:
    path = resource("assets", "words") / f"{language}.toml"
    return Words.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def base(language: str) -> str:
    """``pt`` of ``pt-BR``."""
    return language.partition("-")[0].partition("_")[0].casefold()


def folded(text: str) -> str:
    """The text as it is compared: small letters, no Arabic vowels, one form of each letter."""
    plain = _UNHEARD.sub("", unicodedata.normalize("NFC", text)).translate(_ALIKE)
    return plain.casefold()


def tokens(text: str) -> tuple[str, ...]:
    """Its words as they are compared."""
    return tuple(TOKEN.findall(folded(text)))


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""By their first word, the longest first; stems stand under ``*``."""


@cache
def phrases(told: tuple[str, ...]) -> Phrases:
    """A list of phrases, ready to be looked for."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in told:
        parts = tokens(phrase)
        if phrase.endswith("*"):
            found.setdefault("*", []).append(parts)
        elif parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(each), key=lambda one: -len(one))) for first, each in found.items()}


def phrase_at(among: Sequence[str], at: int, told: tuple[str, ...]) -> tuple[str, ...]:
    """The longest of the phrases that stands in these words at ``at``; empty where none does."""
    known = phrases(told)
    for phrase in known.get(among[at], ()):
        if tuple(among[at : at + len(phrase)]) == phrase:
            return phrase
    stems = known.get("*", ())
    return (among[at],) if any(among[at].startswith(stem[0]) for stem in stems) else ()


def phrases_in(among: Sequence[str], told: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """Each of the phrases that stands somewhere in these words, with its place; none lies within another."""
    found, at = [], 0
    while at < len(among):
        phrase = phrase_at(among, at, told)
        if phrase:
            found.append((at, phrase))
        at += max(1, len(phrase))
    return found
