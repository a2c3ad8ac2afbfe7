"""How checks tell figures to people."""

from __future__ import annotations

from collections.abc import Iterable

from studio.check.facts import Facts
from studio.messages import Message, msg
from studio.values import OutputKind

_THIS: dict[OutputKind, Message] = {
    "image": msg("This picture"),
    "video": msg("This video"),
    "audio": msg("This sound file"),
    "document": msg("This document"),
    "text": msg("This text"),
}
_MOST_DECIMALS = 6
"""A microsecond; what differs less is the same to everybody."""


def this(facts: Facts) -> Message:
    """How a message speaks of the file: ``This picture``."""
    return _THIS[facts.kind]


def figure(number: float) -> Message:
    """``plain`` as a message holds it, so that it is told with the reader's decimal sign."""
    shown = plain(number)
    decimals = len(shown.partition(".")[2])
    if decimals:
        return Message(id=f"{{n:.{decimals}f}}", values={"n": float(number)})
    return Message(id="{n}", values={"n": shown})


def either(names: Iterable[str]) -> Message | str:
    """``a, b or c``."""
    *others, last = names
    return msg("{others} or {last}", others=", ".join(others), last=last) if others else last


def plain(number: float) -> str:
    """A number for people: 12 345 678, 6.3, 0.5625."""
    if float(number).is_integer():
        return f"{int(number):,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{number:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".") or "0"


def rounded(number: float, limit: float, decimals: int = 1) -> float:
    """``number`` with so many decimals, or with as many more as it takes to stay on its side of ``limit``.

    So 6.04 s over a limit of 6 s never reads 6.0 s, nor does 5.98 s under it.
    """
    for places in range(decimals, _MOST_DECIMALS):
        near = round(number, places)
        if (near > limit, near < limit) == (number > limit, number < limit):
            return near
    return number
