"""What a post asks for: one thing, clearly, with one link."""

from __future__ import annotations

import pytest

from studio.check.copy.asking import asks_back, call_to_action
from tests.check.copy.building import copy, said

LINK = "https://example.org/walk"

ONE = [
    ("en", "On Saturday we plant trees.\nSign up here"),
    ("en", "If you care about trees, sign the petition."),
    ("en", "Support is near, and help is free. Before you share, ask who says so.\nPlease sign up"),
    ("en", "Share prices fell. Vote counts are in. Give and take. Read by many, it spread.\nSign up"),
    ("fr", "Vote blanc. Participer, c'est gagner.\nSignez la pétition"),
    ("de", "Teile davon brannten. Spenden kamen. Lesen bildet.\nHier anmelden"),
    ("es", "Ayuda humanitaria llega. Reserva natural.\nFirma aquí"),
    ("it", "Prova d'orchestra. Pianta grassa.\nFirma qui"),
    ("nl", "Steun uit Europa. Plant en dier.\nTeken nu"),
    ("en", "Groups support and help each other. People read, vote and share news every day.\nJoin us"),
    ("fr", "Samedi, nous plantons des arbres.\nInscrivez-vous ici"),
    ("de", "Am Samstag pflanzen wir Bäume.\nJetzt anmelden"),
    ("es", "El sábado plantamos árboles.\nInscríbete aquí"),
    ("it", "Sabato piantiamo alberi.\nIscriviti qui"),
    ("nl", "Zaterdag planten we bomen.\nMeld je aan"),
    ("ar", "نزرع الأشجار يوم السبت.\nسجّل هنا"),
    ("en", "Come on Saturday!\nSign up here"),
    ("de", "Komm mit! Wir treffen uns am Samstag.\nMelde dich an"),
    ("ar", "شارك مئة شخص من المدينة في زراعة الأشجار يوم السبت.\nسجّل هنا"),
]
TWO = [
    ("en", "Sign up and share this with friends."),
    ("en", "Watch the video. Donate today!"),
    ("en", "Share this & tag friends!"),
    ("fr", "Inscrivez-vous et partagez avec vos amis."),
    ("de", "Melde dich an und teile das mit Freunden."),
    ("es", "Inscríbete y comparte con tus amigos."),
    ("it", "Iscriviti e condividi con gli amici."),
    ("nl", "Meld je aan en deel dit met vrienden."),
    ("ar", "سجّل هنا وشارك أصدقاءك"),
]


@pytest.mark.parametrize(("language", "text"), ONE)
def test_one_verb_and_one_link_pass(language: str, text: str) -> None:
    """Nouns, questions, stories and requests not to do something are no call."""
    verdict = call_to_action(said(f"{text}\n{LINK}", language=language))

    assert verdict.level == "pass", verdict
    assert len(verdict.evidence["measured"]) == 1


@pytest.mark.parametrize(("language", "text"), TWO)
def test_two_calls_warn_and_are_named(language: str, text: str) -> None:
    """Readers who shall do two things do neither."""
    verdict = call_to_action(said(f"{text}\n{LINK}", language=language))

    assert verdict.level == "warn"
    assert len(verdict.evidence["measured"]) == 2


def test_a_call_needs_one_link_where_links_can_be_pressed() -> None:
    """None and two warn; the same place twice is one, whatever it carries for those who count visits."""
    two = f"{LINK}?utm_source=a {LINK}?utm_source=b"

    assert call_to_action(said("Sign up")).level == "warn"
    assert call_to_action(said(f"Sign up {two}")).level == "pass"
    assert call_to_action(said(f"Sign up {LINK} {LINK}/map")).level == "warn"
    assert call_to_action(said("Sign up", rules={"links": "none"})).level == "pass"
    short = said("Sign up: example.org/walk", source=copy(link=LINK), rules={"links": "shown"})
    assert call_to_action(short).level == "pass"
    html = said(f'<p>Sign up <a href="{LINK}">here</a></p>', format="html")
    assert call_to_action(html).level == "pass"


def test_a_call_whose_verb_nobody_knows_is_to_be_looked_at() -> None:
    """No list has every verb: a person sees whether the line says what to do. It counts as a call beside others."""
    call = copy(call_to_action="Three questions", link=LINK)

    verdict = call_to_action(said(f"Who says so?\nThree questions\n{LINK}", source=call))

    assert verdict.level == "todo"
    assert "“Three questions” begins with a verb" in verdict.message
    known = copy(call_to_action="Register by post", link=LINK)
    assert call_to_action(said(f"Register by post\n{LINK}", source=known)).level == "pass"
    beside = call_to_action(said(f"Sign the petition!\nThree questions\n{LINK}", source=call))
    assert (beside.level, beside.evidence["measured"]) == ("warn", ["Sign", "Three questions"])


def test_a_post_that_asks_for_nothing_needs_no_call() -> None:
    """It is for the relationship; a language without a list is not judged."""
    assert call_to_action(said("It rained all night.")).level == "n/a"
    assert call_to_action(said("Regn hela natten.", language="sv")).level == "n/a"


@pytest.mark.parametrize(
    ("language", "asks", "not_asks"),
    [
        ("en", "Tell us in the comments.", "We told them a story."),
        ("fr", "Dites-nous tout en commentaire.", "Nous racontons une histoire."),
        ("de", "Schreibt uns in den Kommentaren.", "Wir erzählen eine Geschichte."),
        ("es", "Cuéntanos tu historia.", "Contamos una historia."),
        ("it", "Raccontateci la vostra storia.", "Raccontiamo una storia."),
        ("nl", "Laat het ons weten.", "We vertellen een verhaal."),
        ("ar", "شاركونا رأيكم في التعليقات.", "نحكي لكم قصة."),
        ("sv", "Vad tycker du?", ""),
    ],
)
def test_a_conversation_begins_with_a_question(language: str, asks: str, not_asks: str) -> None:
    """A question in any language, or words that ask for an answer in those that have a list."""
    assert asks_back(said(asks, language=language)).level == "pass"
    if not_asks:
        assert asks_back(said(not_asks, language=language)).level == "warn"
