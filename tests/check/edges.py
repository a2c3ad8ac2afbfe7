"""Pairs just inside and just outside a check's edge, and what is promised of each of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from studio.check.named import TipCheck


class Edge(NamedTuple):
    """``inside`` passes and ``outside`` does not, where ``asked`` is what a plugin gives."""

    check: str
    varied: str
    inside: Any
    outside: Any
    asked: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.check}: {self.varied}"

    def hold(self, check: TipCheck) -> None:
        """One side passes and the other does not."""
        inside, outside = check(self.inside, **self.asked), check(self.outside, **self.asked)
        assert (inside.level, outside.level in {"warn", "fail", "todo"}) == ("pass", True), (inside, outside)


def edge(check: str, varied: str, pair: Iterable[Any], **asked: Any) -> Edge:
    """``pair`` is what passes and what does not, in this order."""
    inside, outside = pair
    return Edge(check, varied, inside, outside, asked)
