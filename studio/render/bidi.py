"""Direction marks that make libass order mixed text as the Unicode bidirectional algorithm (UAX #9) asks.

libass takes a line's direction from its first letter, and leaves out rule N0, which keeps a pair of brackets together.
Invisible marks in the text say both.
"""

from __future__ import annotations

import unicodedata

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»"}


def mark_line(line: str, *, right_to_left: bool) -> str:
    """One line with the marks it needs; ``right_to_left`` is the direction of the text that it is part of.

    Letters of one direction alone decide themselves, so a Latin name on a line of its own keeps its full stop right.
    """
    directions = {_strong(character) for character in line} - {None}
    if not directions:
        return line
    rightwards = right_to_left if len(directions) > 1 else directions == {"R"}
    if directions == {"L"}:
        return line
    base = "R" if rightwards else "L"
    return _mark(base) + _mark_brackets(line, base)


def _mark(direction: str) -> str:
    return RIGHT_TO_LEFT_MARK if direction == "R" else LEFT_TO_RIGHT_MARK


def _strong(character: str) -> str | None:
    kind = unicodedata.bidirectional(character)
    return "L" if kind == "L" else "R" if kind in {"R", "AL"} else None


def _counts(character: str) -> str | None:
    """As in rule N0, where digits count as right to left."""
    return "R" if unicodedata.bidirectional(character) in {"EN", "AN"} else _strong(character)


def _mark_brackets(line: str, base: str) -> str:
    before, after = {}, {}
    for start, end in _bracket_pairs(line):
        direction = _bracket_direction(line, start, end, base)
        before[start] = after[end] = _mark(direction) if direction else ""
    return "".join(f"{before.get(index, '')}{character}{after.get(index, '')}" for index, character in enumerate(line))


def _bracket_pairs(line: str) -> list[tuple[int, int]]:
    opened: list[tuple[int, str]] = []
    pairs = []
    for index, character in enumerate(line):
        if character in _PAIRS:
            opened.append((index, _PAIRS[character]))
        elif opened and character == opened[-1][1]:
            pairs.append((opened.pop()[0], index))
    return sorted(pairs)


def _bracket_direction(line: str, start: int, end: int, base: str) -> str | None:
    """Rule N0: the base direction where it occurs inside, else that of what goes before if it is the one inside."""
    inside = {_counts(character) for character in line[start + 1 : end]} - {None}
    if not inside:
        return None
    if base in inside:
        return base
    context = next((kind for character in reversed(line[:start]) if (kind := _counts(character))), base)
    return context if context in inside else base
