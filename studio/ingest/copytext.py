"""The words that a campaign gives with its media, as data."""

from __future__ import annotations

from collections.abc import Iterable

from studio.messages import Sentence
from studio.values import Frozen


class Copy(Frozen):
    """One copy file: the words in one language. Everything but ``language`` may be empty."""

    name: str
    """The file's own name, for people."""
    language: str
    """As in BCP 47: ``fr``, ``pt-BR``."""
    title: str = ""
    message: str = ""
    """The post itself; where the file has none, the long text begins it."""
    call_to_action: str = ""
    link: str = ""
    """An address that begins with http:// or https://."""
    hashtags: tuple[str, ...] = ()
    """As written, without ``#``; may hold several words."""
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Those that the campaign needs."""
    alt_text: str = ""
    tone: str = ""
    campaign: str = ""
    """Its name in the links' ``utm_campaign``."""
    body: str = ""
    """The long text, in Markdown."""
    notes: tuple[Sentence, ...] = ()
    """What was mended or looks wrong, in words."""


def title_of(copies: Iterable[Copy]) -> str | None:
    """The first title that there is."""
    return next((copy.title for copy in copies if copy.title), None)
