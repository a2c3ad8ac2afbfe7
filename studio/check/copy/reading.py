"""Checks on how hard a post is to read.

Flesch's reading ease, with the constants that each language's own studies give (Flesch 1948; Kandel and Moles 1958;
Amstad 1978; Fernández Huerta 1959; Franchina and Vacca 1986; Douma 1960). Syllables are counted by their vowels:
textstat, the library of this field, fetches a dictionary from the network for English and takes hyphens for syllables
elsewhere. For other languages, Arabic among them, whose formulas want short vowels that nobody writes, only sentences
and words are measured, and the message says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple

import regex
from pydantic import Field

from studio.check.copy.evidence import PostEvidence
from studio.check.copy.lexicon import base
from studio.check.copy.prose import Sentence, is_unspaced
from studio.check.copy.saying import quoted
from studio.check.ranges import Positive
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg

Ease = Annotated[float, Field(ge=-100, le=120)]
ENOUGH_WORDS = 20
"""A formula says nothing of less."""
_LONG_SENTENCE = 8
"""Words that make a sentence worth naming as the hardest."""


class Formula(NamedTuple):
    """Reading ease = base - sentence x words per sentence - syllable x syllables per word."""

    base: float
    sentence: float
    syllable: float


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "en": Formula(206.835, 1.015, 84.6),
        "fr": Formula(207.0, 1.015, 73.6),
        "de": Formula(180.0, 1.0, 58.5),
        "es": Formula(206.84, 1.02, 60.0),
        "it": Formula(217.0, 1.3, 60.0),
        "nl": Formula(206.835, 0.93, 77.0),
    }
)


def plain_language(
    evidence: PostEvidence, *, min_ease: Ease = 50.0, max_words: Positive = 20.0, max_letters: Positive = 7.0
) -> Verdict:
    """It reads easily: ``min_ease`` or more by Flesch's formula in its own language, and short where there is none.

    There, a sentence has at most ``max_words`` words, and a word ``max_letters`` letters, on average.
    """
    every = [each for each in evidence.sentences if each.words]
    words = [word for each in every for word in each.words]
    if is_unspaced(evidence.text):
        return unknown(msg("Its words stand without spaces: read it yourself."))
    if len(words) < ENOUGH_WORDS:
        return unknown(
            msg("It has {words} words, too few to tell how hard it is to read.", words=len(words)),
            measured_words=len(words), wanted_min_words=ENOUGH_WORDS,
        )  # fmt: skip
    formula = FORMULAS.get(base(evidence.post.language))
    if formula is None:
        return _by_length(every, words, max_words, max_letters)
    language = base(evidence.post.language)
    ease = _ease(every, formula, language)
    hardest = _hardest(every, lambda each: -_ease([each], formula, language))
    told = {"measured_ease": round(ease, 1), "wanted_min_ease": min_ease, "hardest": hardest}
    if ease < min_ease:
        return warned(
            msg(
                "It is hard to read ({ease:.0f} of 100; {least:.0f} or more is plain). Shorten: {sentence}",
                ease=ease, least=min_ease, sentence=quoted(hardest),
            ),
            **told,
        )  # fmt: skip
    return passed(msg("It reads easily: {ease:.0f} of 100.", ease=min(100.0, ease)), **told)


def _by_length(every: Sequence[Sentence], words: Sequence[str], max_words: float, max_letters: float) -> Verdict:
    long, letters = len(words) / len(every), sum(map(_letters, words)) / len(words)
    hardest = _hardest(every, lambda each: float(len(each.words)))
    told = {
        "measured_words_per_sentence": round(long, 1), "wanted_max_words": max_words,
        "measured_letters_per_word": round(letters, 1), "wanted_max_letters": max_letters, "hardest": hardest,
    }  # fmt: skip
    if long > max_words or letters > max_letters:
        return warned(
            msg(
                "Its sentences have {words:.1f} words and its words {letters:.1f} letters on average, and {most:.0f} "
                "and {longest:.0f} are advised (there is no formula for its language). Shorten: {sentence}",
                words=long, letters=letters, most=max_words, longest=max_letters, sentence=quoted(hardest),
            ),
            **told,
        )  # fmt: skip
    return passed(
        msg(
            "Its sentences have {words:.1f} words and its words {letters:.1f} letters on average, which is short "
            "(there is no formula for its language).",
            words=long, letters=letters,
        ),
        **told,
    )  # fmt: skip


def _hardest(every: Sequence[Sentence], hardness: Callable[[Sentence], float]) -> str:
    long = [each for each in every if len(each.words) >= _LONG_SENTENCE] or list(every)
    return max(long, key=hardness).text


def _ease(every: Sequence[Sentence], formula: Formula, language: str) -> float:
    words = [word for each in every for word in each.words]
    spoken = sum(syllables(word, language) for word in words)
    return formula.base - formula.sentence * len(words) / len(every) - formula.syllable * spoken / len(words)


def _letters(word: str) -> int:
    return sum(sign.isalpha() for sign in word)


_GROUPS: Mapping[str, regex.Pattern[str]] = MappingProxyType(
    {
        "en": regex.compile(r"(?<![cstgx])i(?=[aou]|ence|ent)|e(?=as?$)|[aeiouy]+?(?=ing$)|[aeiouy]+"),
        "fr": regex.compile(r"[aeiouyœæ]+"),
        "de": regex.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ui|[aeiouyäöü]"),
        "nl": regex.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|ei|ij|ui|ou|au|oe|eu|[aeiouyäëïöü]"),
        "es": regex.compile(r"[iuy]?[aeoáéó][iuy]?|[íú]|uy|[iu]+|y"),
        "it": regex.compile(r"[iu]?[aeoàèéòó][iu]?|i?ù|ì|[iu]+"),
    }
)
"""What is said in one breath."""
_SILENT: Mapping[str, regex.Pattern[str]] = MappingProxyType(
    {
        "en": regex.compile(r"(?<=[aeiouy].*[^aeiouyl])e(?:s(?<![cszxgh]es)|d(?<![td]ed))?$|(?<=[aeiouy]l)es?$"),
        "fr": regex.compile(r"(?<=[aeiouyœæéèêëàâîïôûù].*[^aeiouyœæéèêëàâîïôûù])(?:e|es|(?<!m)ent)$"),
    }
)
_Q = regex.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """How many syllables a word has, about: its vowels and diphthongs, without those that are not heard."""
    plain = _Q.sub("", unicodedata.normalize("NFC", word.casefold()))
    if language in _SILENT:
        plain = _SILENT[language].sub("", plain)
    if language in {"en", "fr"}:
        plain = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return max(1, len(_GROUPS[language].findall(plain)))
