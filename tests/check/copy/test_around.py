"""What goes with a post: links, alt text, language."""

from __future__ import annotations

import pytest

from studio.check.copy.around import language_as_declared, tagged_links, useful_alt_text
from tests.check.copy.building import copy, said

SITE = copy(
    link="https://example.org/walk", title="A walk in the wood", message="On Saturday we plant a thousand trees."
)
TAGS = "utm_source=townhall&utm_medium=social&utm_campaign=walk"


@pytest.mark.parametrize(
    ("link", "level"),
    [
        (f"https://example.org/walk?{TAGS}", "pass"),
        ("https://example.org/walk", "warn"),
        ("https://example.org/walk?utm_source=townhall&utm_medium=social", "warn"),
        (f"https://example.org/walk?{TAGS}".replace("townhall", "newsletter"), "warn"),
        ("https://somebody.example/else", "n/a"),
        ("no link", "n/a"),
    ],
)
def test_links_to_the_campaign_say_where_visits_come_from(link: str, level: str) -> None:
    """Source, medium and campaign, the source being the platform; other people's links are theirs."""
    assert tagged_links(said(f"Go: {link}", source=SITE)).level == level


def test_links_of_html_count_too() -> None:
    """Readers do not see them."""
    assert tagged_links(said('<a href="https://example.org/walk">go</a>', format="html", source=SITE)).level == "warn"
    good = f'<a href="https://example.org/walk?{TAGS.replace("&", "&amp;")}">go</a>'
    assert tagged_links(said(good, format="html", source=SITE)).level == "pass"


@pytest.mark.parametrize(
    ("language", "alt", "level"),
    [
        ("en", "Children plant an oak.", "pass"), ("en", "Children plant oak.", "warn"), ("en", "", "warn"),
        ("en", "suggestion: A walk in the wood; forest walk", "warn"), ("en", "forest-walk-in-autumn_03.jpg", "warn"),
        ("en", "Image of children who plant an oak", "warn"), ("fr", "Photo d'enfants qui plantent un chêne", "warn"),
        ("fr", "Des enfants plantent un chêne", "pass"), ("de", "Ein Bild von Kindern am Hang", "warn"),
        ("de", "Kinder pflanzen eine Eiche", "pass"), ("es", "Foto de niños con un roble", "warn"),
        ("it", "Immagine di bambini con una quercia", "warn"), ("nl", "Foto van kinderen met een eik", "warn"),
        ("ar", "صورة أطفال يزرعون شجرة بلوط", "warn"), ("ar", "أطفال يزرعون شجرة بلوط صغيرة", "pass"),
        ("zh", "孩子们种一棵橡树", "pass"), ("en", "On Saturday we plant a thousand trees!", "warn"),
        ("en", "Photographers climb a hill", "pass"),
    ],
)  # fmt: skip
def test_alt_texts_say_what_is_seen(language: str, alt: str, level: str) -> None:
    """20 characters or more, by a person, without file names, phrases that say nothing, or the post once more."""
    assert useful_alt_text(said("Trees!", language=language, alt_text=alt, source=SITE)).level == level


def test_an_alt_text_is_judged_once_on_a_platform() -> None:
    """With the first of its texts."""
    assert useful_alt_text(said("Trees!", leads=False)).level == "n/a"


TEXTS = {
    "en": "On Saturday we plant a thousand trees on the hill behind the school.",
    "fr": "Samedi, nous plantons un millier d'arbres sur la colline derrière l'école.",
    "de": "Am Samstag pflanzen wir tausend Bäume auf dem Hügel hinter der Schule.",
    "es": "El sábado plantamos mil árboles en la colina que está detrás de la escuela.",
    "it": "Sabato piantiamo mille alberi sulla collina che si trova dietro la scuola.",
    "nl": "Op zaterdag planten we duizend bomen op de heuvel achter de school.",
    "ar": "نزرع يوم السبت ألف شجرة على التل الذي يقع خلف المدرسة.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_in_the_language_it_says(language: str) -> None:
    """Another one warns, with what it seems to be."""
    other = "en" if language != "en" else "fr"

    assert language_as_declared(said(TEXTS[language], language=language)).level == "pass"
    wrong = language_as_declared(said(TEXTS[language], language=other))
    assert (wrong.level, wrong.evidence["measured"]) == ("warn", language)


def test_short_and_unknown_texts_are_not_judged() -> None:
    """Nor are languages that nobody tells apart, or knows."""
    assert language_as_declared(said("Trees!", language="fr")).level == "n/a"
    assert (
        language_as_declared(said("#Trees https://example.org/trees-and-forests-and-hills", language="fr")).level
        == "n/a"
    )
    assert language_as_declared(said(TEXTS["en"], language="ku")).level == "n/a"
    assert language_as_declared(said(TEXTS["en"], language="en-GB")).level == "pass"
