# ruff: noqa: RUF001 - other alphabets are what these tests are about
"""The lists of words, a language each."""

from __future__ import annotations

import pytest

from studio.check.copy import COPY_CHECKS
from studio.check.copy.lexicon import WEEKDAYS, Words, phrases_in, tokens, words_of
from studio.check.copy.prose import sentences
from studio.paths import resource
from tests.check.copy.building import post, said

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "nl")
CASELESS = {"ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_list(language: str) -> None:
    """A list that is missing would make its check pass everything. Nothing stands twice in one."""
    words = words_of(language)

    assert words is not None
    optional = {
        "first_person_endings",
        "verbs_first",
        "noun_before",
        *(("shouted", "common") if language in CASELESS else ()),
    }
    for name in set(Words.model_fields) - optional:
        told = getattr(words, name)
        assert told, name
        if isinstance(told, tuple):
            plain = [tokens(each) for each in told]
            assert len(set(plain)) == len(plain), (name, sorted(each for each in plain if plain.count(each) > 1))
    assert set(words.weekday_tags) == set(WEEKDAYS)


def test_the_lists_are_those_that_are_shipped() -> None:
    """A regional form takes the list of its language; a language without one has none."""
    assert {path.stem for path in resource("assets", "words").glob("*.toml")} == set(LANGUAGES)
    assert words_of("pt-BR") is None
    assert words_of("fr-CA") == words_of("fr")


def test_words_are_compared_as_people_read_them() -> None:
    """Whatever the case, the apostrophe, and Arabic vowels and forms of alef."""
    assert tokens("Aujourd\u2019hui") == tokens("aujourd'hui")
    assert tokens("سَجِّلْ أنا") == tokens("سجل انا")
    assert phrases_in(tokens("Unsere Bäume"), ("unser*",)) == [(0, ("unsere",))]


def test_sentences_are_language_only() -> None:
    """Without links, accounts, rows of hashtags, bullets and a thread's numbers; words in inline hashtags stay."""
    text = "See https://example.org/a. Ask @ada!\n• One #Tree grows\n\n#One #Two\n\n1/2"

    assert [each.text for each in sentences(post(text))] == ["See  .", "Ask  !", "One Tree grows"]


def test_a_line_of_strokes_is_no_sentence() -> None:
    """Arabic posts are parted by the stroke that stretches words; alone it is a letter, and no word."""
    text = "نزرع الأشجار.\nـــــــ\nهطل المطر.\nشكرا لكم."

    assert len(sentences(post(text, language="ar"))) == 3
    assert COPY_CHECKS["no_lecture"](said(text, language="ar")).level == "pass"
