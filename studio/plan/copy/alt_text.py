"""What a picture or video shows, in words, for people who do not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.ingest.copytext import Copy
from studio.plan.copy import markup
from studio.plan.copy.cutting import cut
from studio.plan.copy.places import first_sentence

SUGGESTION = "suggestion: "
"""How a text begins that nobody wrote: a person must read it and look at the picture."""
UNKNOWN_LANGUAGE = "und"
_CAMERA = re.compile(
    r"^(img|dsc|dscf|dscn|mvi|mov|vid|video|pxl|photo|image|picture|screenshot|screen recording|whatsapp \w+|clip"
    r"|final|export|untitled|new)\b",
    re.IGNORECASE,
)


def alt_text(copy: Copy, master: str, most: int | None = None) -> str:
    """The copy's own alt text, else a suggestion from the copy and the name of the master's file.

    What is longer than ``most`` characters is cut at a sentence, else at a word.
    """
    if copy.alt_text:
        return _within(copy.alt_text, most)
    said = copy.title or first_sentence(copy.message or markup.plain(copy.body))
    return _within(SUGGESTION + "; ".join(filter(None, [said, _name_in_words(master)])), most)


def alt_texts(copies: Sequence[Copy], master: str, most: int | None = None) -> dict[str, str]:
    """By language; without any copy, a suggestion from the file's name where that says something."""
    if copies:
        return {copy.language: alt_text(copy, master, most) for copy in copies}
    named = _name_in_words(master)
    return {UNKNOWN_LANGUAGE: _within(SUGGESTION + named, most)} if named else {}


def _name_in_words(name: str) -> str:
    """``forest-walk_03.mp4`` as ``forest walk``; nothing of a name that a camera gave."""
    words = re.sub(r"[\W_]+", " ", name.rpartition(".")[0] or name).strip()
    words = re.sub(r"(\s+\d+)+$", "", words)
    return "" if _CAMERA.match(words) or not any(sign.isalpha() for sign in words) else words


def _within(text: str, most: int | None) -> str:
    found = cut(text, lambda part: most is None or len(part) <= most)
    return found.kept if found else text
