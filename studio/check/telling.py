"""How checks tell figures to people."""

from __future__ import annotations

from studio.check.facts import Facts
from studio.values import OutputKind

_CALLED: dict[OutputKind, str] = {
    "image": "picture",
    "video": "video",
    "audio": "sound file",
    "document": "document",
    "text": "text",
}
_MOST_DECIMALS = 6
"""A microsecond; what differs less is the same to everybody."""


def this(facts: Facts) -> str:
    """How a message speaks of the file: ``This picture``."""
    return f"This {_CALLED[facts.kind]}"


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
