"""What is told in other languages: the catalogues say all that the studio says, and fill the same gaps."""

from __future__ import annotations

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from studio.messages import Message as Said
from studio.messages import msg, nmsg, tell
from studio.paths import resource

CATALOGUES = sorted(resource("assets", "locale").glob("*.po"))
GLOSSARY = Path(__file__).parents[1] / "docs" / "french.md"
ADVICE = "Run python docs/catalogue.py, and translate what is empty in assets/locale."


def words_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def gaps(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)", text))
    return named or {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", Path(__file__).parents[1] / "docs" / "catalogue.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_everything_is_translated_and_nothing_else(tool: ModuleType, path: Path) -> None:
    """A new sentence in the code, a template or a tip needs its words in every language."""
    said = {message.id for message in tool.template()}
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)

    assert {message.id for message in catalog} == said, ADVICE
    assert tool.missing(catalog) == [], ADVICE


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_fills_the_same_gaps(path: Path) -> None:
    """A figure that the English tells is told in every language, and none is asked for that is not there."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    for message in catalog:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[1]
            for told in words_of(message):
                assert gaps(told) | {"count"} == gaps(english) | {"count"}, message.id


def avoided() -> list[str]:
    """The words that the glossary keeps out."""
    rows = re.findall(r"^\| .* \| .* \| (.+) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return [word for row in rows if row not in {"not", "---"} for word in row.split(", ")]


def french() -> list[str]:
    with resource("assets", "locale", "fr.po").open("rb") as file:
        return [told for message in read_po(file, locale="fr") if message.id for told in words_of(message)]


@pytest.mark.parametrize("word", avoided())
def test_french_has_one_word_for_a_thing(word: str) -> None:
    """What the glossary avoids is said nowhere."""
    assert [told for told in french() if re.search(rf"\b{word}s?\b", told, re.IGNORECASE)] == []


def test_french_is_set_as_french() -> None:
    """No line begins with a colon or a unit: its spaces do not break; quotation marks and apostrophes are its own."""
    wrong = re.compile(r" [:;!?»]| %(?!\()|« |\w'|\.\.\.|[\d}] (?:s|px|Mo|ko|Go|LUFS|dBTP|kbit/s|octets)(?![\w’])")

    assert [told for told in french() if wrong.search(told)] == []
    assert len(avoided()) > 10


def test_french_has_its_plurals_decimals_and_spaces() -> None:
    """Nought and one are singular, a comma parts the decimals, and a colon has its space."""
    ready = [tell(nmsg("{count} output is ready.", "{count} outputs are ready.", number), "fr") for number in (0, 1, 2)]

    assert ready == ["0 version est prête.", "1 version est prête.", "2 versions sont prêtes."]
    assert tell(msg("{part}: {earned:.0f} of {points}", part=msg("first seconds"), earned=7.5, points=15), "fr") == (
        "premières secondes\N{NO-BREAK SPACE}: 8 sur 15"
    )
    loud = msg("Loudness is {found:.1f} LUFS, near the {aim:g} aimed at.", found=-14.2, aim=-14.0)
    assert "14,2" in tell(loud, "fr")


def test_braces_in_an_advice_are_no_gaps() -> None:
    """The words of a plugin are told as they stand, also within a sentence of ours."""
    advice = Said(id="Fill in {name}.")

    assert tell(advice, "fr") == "Fill in {name}."
    assert tell(msg("{finding} (The platform's own figure was not found.)", finding=advice)) == (
        "Fill in {name}. (The platform's own figure was not found.)"
    )
