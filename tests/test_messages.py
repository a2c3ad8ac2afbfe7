"""What is told to people, in their language."""

from __future__ import annotations

import json
from datetime import date

import pytest
from babel.messages.catalog import Catalog

from studio import messages
from studio.messages import KEPT, Message, languages, msg, nmsg, preferred, tell, translated
from studio.plan.recipe import Skipped


def test_gaps_are_filled_by_their_names() -> None:
    """Figures are formatted as the sentence asks."""
    assert tell(msg("It lasts {seconds:.1f} s.", seconds=6.24)) == "It lasts 6.2 s."


def test_the_number_chooses_the_words() -> None:
    """One thing is told otherwise than many."""
    told = [tell(nmsg("{count} subtitle is cut.", "{count} subtitles are cut.", number)) for number in (1, 3)]

    assert told == ["1 subtitle is cut.", "3 subtitles are cut."]


def test_sentences_hold_others() -> None:
    """A list is told as one, and a message within another is told with it."""
    inner = msg("it is {what}", what="dark")

    assert tell(msg("See: {why}.", why=(inner, "it is blurred", "it is small"))) == (
        "See: it is dark, it is blurred and it is small."
    )


def test_a_message_survives_json() -> None:
    """Findings are kept and sent as JSON."""
    message = nmsg("{count} of {all}", "{count} of {all}", 2, all=3, share=0.5, inner=(msg("a"), "b"))

    assert Message.model_validate_json(message.model_dump_json()) == message


def test_what_has_no_translation_stays_english() -> None:
    """A missing catalogue, or a missing sentence, never hides a finding."""
    assert tell(msg("Nobody has translated this {what}.", what="yet"), "xx") == "Nobody has translated this yet."


def test_a_plural_without_words_stays_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue names it before somebody translates it: until then it is told in English, and known to be."""
    catalog = Catalog(locale="fr")
    catalog.add(("{count} file", "{count} files"), ("", ""))
    monkeypatch.setattr(messages, "_catalogue", lambda _: catalog)
    files = nmsg("{count} file", "{count} files", 3)

    assert tell(files, "fr") == "3 files"
    assert not translated(files, "fr")


def test_english_is_always_there() -> None:
    """It is what the sentences are written in."""
    assert languages()[0] == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "fr"}, "fr"), ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "xx_YY.UTF-8"}, "en"), ({"LANG": "C.UTF-8"}, "en"), ({"LANG": ""}, "en"), ({}, "en"),
    ],
)  # fmt: skip
def test_the_systems_language_is_taken_where_there_is_a_catalogue(environment: dict[str, str], language: str) -> None:
    """Anything else is English."""
    assert preferred(environment) == language


def test_it_is_known_what_stays_english() -> None:
    """A page marks it so, and a screen reader says it with the right voice."""
    assert translated("first seconds", "fr")
    assert not translated("Nobody has translated this yet.", "fr")
    assert translated("Nobody has translated this yet.", "en")


def test_days_and_lists_are_told_as_the_language_has_them() -> None:
    """Data stays data until somebody reads it."""
    said = msg("{name} ticked it on {day}.", name=("Ana", msg("words")), day=date(2026, 11, 3))

    assert tell(said) == "Ana and words ticked it on 2026-11-03."
    assert tell(said, "fr") == "Ana et mots l’a coché le 3 novembre 2026."


def test_a_sentence_is_text_for_programs_and_data_for_later() -> None:
    """A pack's JSON is read by programs; what is kept is told again, in another language."""
    skipped = Skipped(placement="a/b", reason=msg("{name} has no sound", name="clip.mp4"))

    assert json.loads(skipped.model_dump_json())["reason"] == "clip.mp4 has no sound"
    again = Skipped.model_validate_json(skipped.model_dump_json(context=KEPT))
    assert tell(again.reason, "fr") == "clip.mp4 n’a pas de son"
