"""How a post speaks to people."""

from __future__ import annotations

import pytest

from studio.check.copy.tone import calm_tone, no_lecture, personal, professional
from tests.check.copy.building import copy, said

CALM = [
    ("en", "NATO and UNESCO met in the US. I am OK! #BLM COVID-19 and EU, UN."),
    ("en", "Is it true?! Come!"),
    ("en", "The WHO says so. BBC, CNN, ARD and ZDF report; NASA ESA CERN too."),
    ("de", "Die UNO und die EU. Das ist schön!"),
    ("fr", "L'ONU et l'UNICEF. Venez !"),
    ("ar", "تعالوا معنا!"),
    ("en", "See https://example.org/READ-THIS-NOW"),
]
LOUD = [
    ("en", "NEVER share this."),
    ("en", "Come!!"),
    ("en", "THE BRIDGE IS CLOSED"),
    ("en", "Come ! ! !"),
    ("en", "It is UNACCEPTABLE."),
    ("fr", "JAMAIS sans vérifier."),
    ("de", "Das ist WICHTIG."),
    ("es", "ATENCIÓN: llueve."),
    ("it", "Questa è una cosa IMPORTANTE."),
    ("nl", "Dit is BELANGRIJK."),
    ("ar", "تعالوا معنا!!"),
]


@pytest.mark.parametrize(("language", "text"), CALM)
def test_abbreviations_are_not_shouting(language: str, text: str) -> None:
    """Nor is one exclamation mark, nor a link."""
    assert calm_tone(said(text, language=language)).level == "pass"


@pytest.mark.parametrize(("language", "text"), LOUD)
def test_shouting_warns_with_what_is_loud(language: str, text: str) -> None:
    """Words in capitals and rows of exclamation marks."""
    verdict = calm_tone(said(text, language=language))

    assert verdict.level == "warn"
    assert verdict.evidence["measured"][0] in text


LECTURES = [
    ("en", "You must {}.", "It rained."), ("fr", "Il faut {}.", "Il pleut."), ("de", "Du musst {}.", "Es regnet."),
    ("es", "Debes {}.", "Llueve."), ("it", "Devi {}.", "Piove."), ("nl", "Je moet {}.", "Het regent."),
    ("ar", "يجب {}.", "هطل المطر."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "must", "calm"), LECTURES)
def test_a_third_of_lecturing_is_too_much(language: str, must: str, calm: str) -> None:
    """Three of ten sentences pass, four warn; a call to action does not count."""

    def text(lecturing: int) -> str:
        return " ".join([*(must.format(f"x{n}") for n in range(lecturing)), *[calm] * (10 - lecturing)])

    assert no_lecture(said(text(3), language=language)).level == "pass"
    assert no_lecture(said(text(4), language=language)).level == "warn"


def test_orders_lecture_and_a_title_may_be_one() -> None:
    """In a text; a single line such as "Plant a tree" is a title. A question is no lecture."""
    assert no_lecture(said("Stop. Remember who you are. Think twice. It rained.")).level == "warn"
    assert no_lecture(said("Plant a tree")).level == "pass"
    assert no_lecture(said("It rained. Come with us. It rained.")).level == "pass"
    assert no_lecture(said("I must say. I must go. I must eat.")).level == "pass"
    assert no_lecture(said("You must plant a tree")).level == "warn"
    assert no_lecture(said("Must we all go? Should they?")).level == "pass"
    assert no_lecture(said("It rained.\nSign up here", source=copy(call_to_action="Sign up here"))).level == "pass"


@pytest.mark.parametrize(
    ("language", "person", "nobody"),
    [
        ("en", "We plant trees.", "Trees are planted."), ("en", "Let's go.", "The US is big."),
        ("fr", "J'aime les arbres.", "Les arbres sont plantés."), ("de", "Unsere Bäume wachsen.", "Bäume wachsen."),
        ("es", "Plantamos árboles.", "Los árboles crecen."), ("it", "Piantiamo alberi.", "Gli alberi crescono."),
        ("nl", "Onze bomen groeien.", "Bomen groeien."), ("ar", "نحن نزرع الأشجار.", "تنمو الأشجار هنا."),
        ("en", "Who plants trees?", "Somebody asked who plants trees."), ("ar", "من يزرع الأشجار؟", "تنمو الأشجار."),
    ],
)  # fmt: skip
def test_a_person_speaks(language: str, person: str, nobody: str) -> None:
    """I, we, or a question."""
    assert personal(said(person, language=language)).level == "pass"
    if nobody != "The US is big.":
        assert personal(said(nobody, language=language)).level == "warn"


def test_speaking_to_readers_counts_where_it_is_asked_for() -> None:
    """A tip decides."""
    assert personal(said("Your trees grow.")).level == "warn"
    assert personal(said("Your trees grow."), second_person=True).level == "pass"
    assert personal(said("Träden växer.", language="sv")).level == "n/a"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("We measured 40 trees. 🌳🌳🌳", "pass"), ("We measured 40 trees. 🌳🌳🌳🌳", "warn"),
        ("#A1 #B1 #C1 #D1 #E1 trees", "pass"), ("#A1 #B1 #C1 #D1 #E1 #F1 trees", "warn"), ("lol, trees", "warn"),
        ("TREES ARE GREAT", "warn"),
    ],
)  # fmt: skip
def test_colleagues_write_calmly(text: str, level: str) -> None:
    """Few emoji, few hashtags, no slang, no shouting."""
    assert professional(said(text)).level == level
