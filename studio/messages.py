"""What is said to people, as data: English with named gaps and what fills them, so that it can be told in French too.

``msg("It lasts {seconds:.1f} s.", seconds=6.2)`` is made where something is found; ``tell(message, "fr")`` turns it
into words where somebody reads it. Catalogues lie in ``assets/locale`` as Babel reads them.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from gettext import c2py
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import SerializationInfo, SerializerFunctionWrapHandler, WrapSerializer

from studio.paths import resource
from studio.values import Frozen, file_digest

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as CatalogMessage

ENGLISH = "en"
_SETTINGS = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language, the strongest first, as POSIX has it."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_GROUPED = 10_000
"""A count from which thousands stand apart."""
_DECIMAL_COMMA = frozenset({"fr"})


class Message(Frozen):
    """A sentence, or a part of one."""

    id: str
    """In English, with gaps such as ``{seconds:.1f}``: the catalogue's key."""
    plural: str | None = None
    """The same for a ``count`` other than one."""
    count: int | None = None
    values: dict[str, Message | str | int | float | date | tuple[Message | str | date, ...]] = {}
    """What fills the gaps; a tuple is told as a list, a day as the language writes it."""

    def __str__(self) -> str:
        return tell(self)

    def __hash__(self) -> int:
        """By what is said; the values are in a dict, which has none of its own."""
        return hash((self.id, self.count, *self.values.values()))


KEPT = {"kept": True}
"""The context in which values are put away to be read again, and a sentence stays data."""


def _in_json(sentence: Any, as_data: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    return as_data(sentence) if info.context == KEPT else str(sentence)


Sentence = Annotated[Message | str, WrapSerializer(_in_json, when_used="json")]
"""What a value tells people. JSON for programs has it in English, as a text."""


def msg(text: str, /, **values: Any) -> Message:
    """A sentence with gaps. The text has to stand there literally, for Babel to find it."""
    return Message(id=text, values=values)


def nmsg(one: str, many: str, count: int, /, **values: Any) -> Message:
    """The same, where the number of things changes the words; ``{count}`` is among the gaps."""
    return Message(id=one, plural=many, count=count, values={"count": count, **values})


def tell(message: Message | str, language: str = ENGLISH) -> str:
    """The words. What the catalogue lacks stays English; a text without values is looked up as it stands.

    So a tip's advice may hold braces.
    """
    if isinstance(message, str):
        return _words(message, None, None, language)
    pattern = _words(message.id, message.plural, message.count, language)
    if not message.values:
        return pattern
    return _Filler(language).vformat(pattern, (), message.values)


def translated(message: Message | str, language: str) -> bool:
    """Whether ``tell`` has words of that language for it: what has none is read out as English."""
    catalog = _catalogue(language)
    found = catalog.get(message if isinstance(message, str) else message.id) if catalog and message else None
    return language == ENGLISH or bool(_forms(found))


def tongue(message: Message | str, language: str) -> str:
    """The language that a screen reader has to switch to for it; nothing: it is the page's own."""
    return "" if translated(message, language) else ENGLISH


def preferred(environment: Mapping[str, str]) -> str:
    """The language that a system is set to, where there is a catalogue for it; else English."""
    asked = next((value for name in _SETTINGS if (value := environment.get(name))), "")
    language = re.split(r"[_.@]", asked)[0].lower()
    return language if language in languages() else ENGLISH


def phrases(language: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """``gettext`` and ``ngettext`` for templates, from the same catalogue."""
    return (
        lambda text: _words(text, None, None, language),
        lambda one, many, count: _words(one, many, count, language),
    )


def languages() -> tuple[str, ...]:
    """English, and those that there is a catalogue for."""
    found = sorted(path.stem for path in resource("assets/locale").glob("*.po"))
    return (ENGLISH, *found)


def catalogue_digest(language: str) -> str:
    """SHA-256 of what is said in it; empty for English."""
    path = resource("assets/locale") / f"{language}.po"
    return file_digest(path) if path.is_file() else ""


class _Filler(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return tell(value, self.language)
        if isinstance(value, (tuple, list)):
            return _listed([self.format_field(each, "") for each in value], self.language)
        if isinstance(value, date):
            return local_date(value, self.language)
        told = str(super().format_field(value, format_spec))
        if isinstance(value, int) and value >= _GROUPED and self.language != ENGLISH and not format_spec:
            told = f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        return local(told, self.language) if isinstance(value, float) else told


def _listed(things: list[str], language: str) -> str:
    """``a, b and c``."""
    joint = {"fr": " et "}.get(language, " and ")
    return joint.join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)


def local(number: str, language: str) -> str:
    """A formatted number as the language writes it."""
    if language not in _DECIMAL_COMMA:
        return number
    return number.replace(".", ",").replace("-", "\N{MINUS SIGN}").replace("%", "\N{NARROW NO-BREAK SPACE}%")


def local_date(day: date, language: str) -> str:
    """A day as the language writes it: ``2026-11-30`` in English, ``30 novembre 2026`` in French."""
    if language == ENGLISH:
        return day.isoformat()
    from babel.dates import format_date

    return format_date(day, "long", locale=language)


def _words(one: str, many: str | None, count: int | None, language: str) -> str:
    catalog = _catalogue(language)
    found = catalog.get(one) if catalog and one else None
    forms = _forms(found)
    if catalog is None or not forms:
        return one if many is None or count == 1 else many
    return forms[0] if len(forms) == 1 else forms[c2py(catalog.plural_expr)(count or 0)]


def _forms(found: CatalogMessage | None) -> tuple[str, ...]:
    """The words that somebody stands by, one for each plural form; none where any of them is missing."""
    if found is None or found.fuzzy or not found.string:
        return ()
    forms = (found.string,) if isinstance(found.string, str) else tuple(found.string)
    return forms if all(forms) else ()


@cache
def _catalogue(language: str) -> Catalog | None:
    """``None`` for English, and for a language that nobody has translated."""
    path = resource("assets/locale") / f"{language}.po"
    if language == ENGLISH or not path.is_file():
        return None
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=language)
