"""The bundled fonts: which one draws which character, and how large its letters come out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio import values
from studio.paths import resource
from studio.values import file_digest


@dataclass(frozen=True)
class Font:
    """One bundled font."""

    path: Path
    family: str
    characters: frozenset[int]
    line_em: float
    """Height of its line in em. ASS font sizes are line heights, so a font of tall lines needs a larger one."""


@cache
def bundled() -> tuple[Font, ...]:
    """All fonts in ``assets/fonts``: the one for Latin, Greek and Cyrillic first, symbols last."""
    paths = sorted(resource("assets", "fonts").glob("*.ttf"), key=_order)
    return tuple(_load(path) for path in paths)


def _order(path: Path) -> tuple[bool, bool, str]:
    return (path.name != "NotoSans-Bold.ttf", "Symbols" in path.name, path.name)


def _load(path: Path) -> Font:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        metrics = font["OS/2"]
        return Font(
            path=path,
            family=font["name"].getDebugName(1),
            characters=frozenset(font.getBestCmap()),
            line_em=(metrics.usWinAscent + metrics.usWinDescent) / font["head"].unitsPerEm,
        )


@cache
def digest() -> str:
    """SHA-256 over all bundled fonts: text comes out differently with others."""
    return values.digest([file_digest(font.path) for font in bundled()])


def main_font() -> Font:
    """The font that draws whatever has no other."""
    return bundled()[0]


def runs(text: str) -> Iterator[tuple[Font, str]]:
    """``text`` cut where its font changes.

    A character keeps the font before it where that has it, so that marks, digits and spaces stay with their word;
    but letters prefer the first font that has them.
    """
    current, start = main_font(), 0
    for index, character in enumerate(text):
        font = _font_for(character, current)
        if font is not current:
            if index > start:
                yield current, text[start:index]
            current, start = font, index
    if start < len(text):
        yield current, text[start:]


def _font_for(character: str, current: Font) -> Font:
    if invisible(character):
        return current
    code = ord(character)
    joins = unicodedata.category(character)[0] in "MZ" or character.isdigit()
    if joins and code in current.characters:
        return current
    return next((font for font in bundled() if code in font.characters), current)


def invisible(character: str) -> bool:
    """Whether nothing is drawn for it: controls, joiners, direction marks, variation selectors."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} or 0xFE00 <= ord(character) <= 0xFE0F  # noqa: PLR2004


def missing_glyphs(text: str) -> set[str]:
    """The characters that no bundled font can draw."""
    return {
        character
        for character in set(text)
        if not invisible(character) and not any(ord(character) in font.characters for font in bundled())
    }
