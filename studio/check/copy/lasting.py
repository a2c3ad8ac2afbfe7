"""Checks on words that people search for, now and in years."""

from __future__ import annotations

from functools import cache

import regex

from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import Words, base, phrases_in, tokens
from studio.check.copy.prose import Sentence
from studio.check.copy.saying import no_list, quoted
from studio.check.copy.tags import day_names
from studio.check.ranges import AtLeastOne
from studio.check.verdict import Verdict, passed, warned
from studio.messages import msg, nmsg

_DATE = regex.compile(r"\b\d{1,2}\s?[./-]\s?\d{1,2}\b|\b(?:19|20)\d\d\b|\b\d{4}-\d\d\b")
_DAY = regex.compile(r"\d+(?:st|nd|rd|th|er|º|ª)?$")
_ENDINGS = 2
"""Letters by which forms of one word differ: tree, trees; rumeur, rumeurs."""
_STEM = 4
_SUFFIX = regex.compile(r"(?<=\p{Latin}{4})(?:ing|ed|es|e|s)$")
_PREFIX = regex.compile(r"^(?:[وف]?(?:بال|كال|لل|ال)|[وف](?=\p{L}{4}))")
"""Arabic's article and the little words that are joined to what follows."""


def no_dated_words(evidence: PostEvidence) -> Verdict:
    """It has no words that are true for a short while only, such as "tomorrow", unless a date stands beside them."""
    words = evidence.words
    if words is None:
        return no_list(evidence)
    found = [(word, each.text) for each in evidence.sentences for word in dated(each, words, evidence.post.language)]
    told = {"measured": [word for word, _ in found], "wanted": 0, "where": [text for _, text in found]}
    if found:
        return warned(
            msg(
                "“{word}” will not be true for long: write the date, or leave it out ({sentence}).",
                word=found[0][0], sentence=quoted(found[0][1]),
            ),
            **told,
        )  # fmt: skip
    return passed(msg("It stays true: it has no “{word}” without a date.", word=words.dated[0]), **told)


def dated(sentence: Sentence, words: Words, language: str) -> list[str]:
    """The words of a sentence without a date that hold for a short while only."""
    if _has_date(sentence, language):
        return []
    safe = {at + step for at, phrase in phrases_in(sentence.tokens, words.undated) for step in range(len(phrase))}
    found = [(at, phrase) for at, phrase in phrases_in(sentence.tokens, words.dated) if at not in safe]
    again = {at + len(phrase) for at, phrase in phrases_in(sentence.tokens, words.every)}
    days = {at: name for at, name in enumerate(sentence.tokens) if name in _days(language)}
    found += [(at, (name,)) for at, name in days.items() if at not in again and at not in safe]
    return [sentence.written(phrase) for _, phrase in sorted(found)]


@cache
def _days(language: str) -> frozenset[str]:
    return frozenset(day_names(language))


@cache
def _months(language: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(base(language)).months["format"]
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(tokens(name)[0] for width in ("wide", "abbreviated") for name in months[width].values())


def _has_date(sentence: Sentence, language: str) -> bool:
    if _DATE.search(sentence.text):
        return True
    among, months = sentence.tokens, _months(language)
    near = {step for at, name in enumerate(among) if name in months for step in range(at - 2, at + 3)}
    return any(0 <= at < len(among) and _DAY.match(among[at]) for at in near)


def keywords(evidence: PostEvidence, *, least: AtLeastOne = 1) -> Verdict:
    """It says ``least`` of the campaign's keywords or more."""
    wanted = evidence.source.keywords if evidence.source else ()
    if not wanted:
        return _none_named(least)
    among = tokens(evidence.text)
    found = [word for word in wanted if says(among, word)]
    told = {"measured": found, "wanted_min": least, "keywords": list(wanted)}
    if len(found) < least:
        return warned(
            nmsg(
                "It says {count} of the campaign's keywords ({wanted}); {least} or more are advised.",
                "It says {count} of the campaign's keywords ({wanted}); {least} or more are advised.",
                len(found), wanted=tuple(wanted[:5]), least=least,
            ),
            **told,
        )  # fmt: skip
    return passed(msg("It says what people search for: {found}.", found=tuple(found)), **told)


def keywords_early(evidence: PostEvidence, *, sentences: AtLeastOne = 3, least: AtLeastOne = 2) -> Verdict:
    """Each of its first ``sentences`` sentences has a keyword, or all of them together have ``least``."""
    wanted = evidence.source.keywords if evidence.source else ()
    if not wanted:
        return _none_named(least)
    first = evidence.sentences[:sentences]
    each = [[word for word in wanted if says(one.tokens, word)] for one in first]
    found = list(dict.fromkeys(word for some in each for word in some))
    told = {"measured": found, "wanted_min": least, "where": [one.text for one in first], "keywords": list(wanted)}
    if len(found) >= least or (first and all(each)):
        return passed(msg("Its first sentences have keywords: {found}.", found=tuple(found)), **told)
    return warned(
        nmsg(
            "Its first {sentences} sentences have {count} keyword of {wanted}: put more of them there.",
            "Its first {sentences} sentences have {count} keywords of {wanted}: put more of them there.",
            len(found), sentences=len(first), wanted=tuple(wanted[:5]),
        ),
        **told,
    )  # fmt: skip


def _none_named(least: int) -> Verdict:
    return warned(
        msg("The copy file names no keywords: write those that people would search for."), measured=0, wanted_min=least
    )


def says(among: tuple[str, ...], keyword: str) -> bool:
    """Whether these words have a keyword in one of its forms, its own words side by side."""
    parts = tokens(keyword)
    return any(
        all(map(_same, among[at : at + len(parts)], parts)) for at in range(len(among) - len(parts) + 1) if parts
    )


def _same(one: str, other: str) -> bool:
    one, other = _stem(one), _stem(other)
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDINGS)


def _stem(word: str) -> str:
    """A word without what is joined before it in Arabic, or changes at its end in English: sharing, shared, share."""
    bare = _PREFIX.sub("", word) or word
    return _SUFFIX.sub("", bare)
