"""Words that people search for, now and in years."""

from __future__ import annotations

import pytest

from studio.check.copy.lasting import keywords, keywords_early, no_dated_words
from tests.check.copy.building import copy, said

DATED = [
    ("en", "We plant trees tomorrow.", "We plant trees tomorrow, 5 December."),
    ("en", "On Saturday we plant trees.", "Every Saturday we plant trees."),
    ("en", "See you Friday.", "Good Friday was on a Friday."),
    ("en", "It began last week.", "In today's world people share."),
    ("fr", "Nous plantons demain.", "Nous plantons demain, le 5 décembre."),
    ("fr", "Aujourd\u2019hui, il pleut.", "Chaque samedi, il pleut."),
    ("de", "Morgen pflanzen wir.", "Am Morgen pflanzen wir."),
    ("de", "Am Samstag pflanzen wir.", "Am Samstag, 5. Dezember, pflanzen wir."),
    ("de", "Das war gestern.", "Das war gestern, am 5.12."),
    ("es", "Mañana plantamos.", "Plantamos por la mañana."),
    ("it", "Domani piantiamo.", "Piantiamo domani, 5 dicembre."),
    ("nl", "Morgen planten we.", "Elke zaterdag planten we."),
    ("ar", "نزرع الأشجار غدًا.", "نزرع الأشجار غدًا، 5 ديسمبر."),
    ("ar", "بدأ ذلك الأسبوع الماضي.", "لم يكذب أحد."),
]


@pytest.mark.parametrize(("language", "short", "lasting"), DATED)
def test_words_that_pass_need_a_date(language: str, short: str, lasting: str) -> None:
    """The word and its sentence are named; a date beside it, or a habit, lasts."""
    found = no_dated_words(said(short, language=language))

    assert (found.level, found.evidence["where"]) == ("warn", [short])
    assert no_dated_words(said(lasting, language=language)).level == "pass"


@pytest.mark.parametrize(
    ("language", "keyword", "text", "level"),
    [
        ("en", "trees", "A tree grows.", "pass"), ("en", "sharing", "Before you share", "pass"),
        ("en", "media literacy", "Literacy of media", "warn"), ("en", "media literacy", "Media literacy, now", "pass"),
        ("en", "art", "A part of it", "warn"), ("fr", "rumeurs", "Une rumeur court", "pass"),
        ("de", "Gerücht", "Gerüchte laufen", "pass"), ("ar", "شائعات", "الشائعات تنتشر", "pass"),
        ("ar", "شائعات", "وبالشائعات نبدأ", "pass"), ("ar", "شائعات", "تصل رسالة", "warn"),
    ],
)  # fmt: skip
def test_keywords_are_found_in_their_forms(language: str, keyword: str, text: str, level: str) -> None:
    """Plural, inflected and with the Arabic article, and never inside of another word."""
    assert keywords(said(text, language=language, source=copy(language, keywords=(keyword,)))).level == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Trees help. The climate is warm. It rains.", "pass"),
        ("Trees help. It rains. It pours.", "warn"),
        ("Trees help. Trees grow. Trees stand.", "pass"),
        ("It rains. It pours. It stops. Trees and climate.", "warn"),
    ],
)
def test_keywords_stand_in_the_first_three_sentences(text: str, level: str) -> None:
    """One in each, or two in all; what comes later is too late."""
    assert keywords_early(said(text, source=copy(keywords=("tree", "climate")))).level == level


def test_a_copy_file_without_keywords_is_told() -> None:
    """Somebody has to write them."""
    assert keywords(said("Trees", source=copy())).level == "warn"
    assert keywords_early(said("Trees")).level == "warn"
