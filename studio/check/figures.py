"""What many limits have in common: a figure that has a most or a least, a name that is one of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from studio.check.facts import Facts
from studio.check.telling import figure as number
from studio.check.telling import rounded, this
from studio.check.verdict import Verdict, failed, passed, unknown
from studio.messages import Message, msg

_ALIASES = {
    "jpg": "jpeg",
    "h265": "hevc",
    "avc": "h264",
    "h.264": "h264",
    "h.265": "hevc",
    "tif": "tiff",
    "heic": "heif",
    "m4v": "mp4",
}


class Figure(NamedTuple):
    """One number of a file, and how people are told of it."""

    what: Message
    """How a sentence begins: "Its length"."""
    noun: Message
    """What a file has none of, where the number cannot be measured: a picture has no "length"."""
    unit: Message
    measure: Callable[[Facts], float | None]
    decimals: int = 4
    """More are noise."""


def at_most(figure: Figure, remedy: Message, slack: float = 1.0) -> Callable[[Facts, float], Verdict]:
    def judge(facts: Facts, most: float) -> Verdict:
        what, noun, unit, measure, decimals = figure
        found = measure(facts)
        if found is None:
            return unknown(msg("{this} has no {noun} to measure.", this=this(facts), noun=noun), wanted_max=most)
        evidence, shown = {"measured": found, "wanted_max": most}, rounded(found, most, decimals)
        told = {"what": what, "found": number(shown), "most": number(most), "unit": unit}
        if found <= most * slack:
            return passed(msg("{what} is {found}{unit}, at most {most}{unit}.", **told), **evidence)
        return failed(
            msg(
                "{what} is {found}{unit}, {over}{unit} over the limit of {most}{unit}: {remedy}.",
                over=number(shown - most), remedy=remedy, **told,
            ),
            **evidence,
        )  # fmt: skip

    return judge


def at_least(figure: Figure, remedy: Message, slack: float = 1.0) -> Callable[[Facts, float], Verdict]:
    def judge(facts: Facts, least: float) -> Verdict:
        what, noun, unit, measure, decimals = figure
        found = measure(facts)
        if found is None:
            return unknown(msg("{this} has no {noun} to measure.", this=this(facts), noun=noun), wanted_min=least)
        evidence, shown = {"measured": found, "wanted_min": least}, rounded(found, least, decimals)
        told = {"what": what, "found": number(shown), "least": number(least), "unit": unit}
        if found * slack >= least:
            return passed(msg("{what} is {found}{unit}, at least {least}{unit}.", **told), **evidence)
        return failed(
            msg(
                "{what} is {found}{unit}, and at least {least}{unit} is asked: {remedy}.", remedy=remedy, **told
            ),
            **evidence,
        )  # fmt: skip

    return judge


def one_of(
    what: Message, noun: Message, remedy: Message, measure: Callable[[Facts], str | None]
) -> Callable[[Facts, Sequence[str]], Verdict]:
    def judge(facts: Facts, allowed: Sequence[str]) -> Verdict:
        found = measure(facts)
        names = ", ".join(allowed)
        if found is None:
            return unknown(msg("{this} has no {noun}.", this=this(facts), noun=noun), wanted=[*allowed])
        evidence = {"measured": found, "wanted": [*allowed]}
        if canonical(found) in {canonical(name) for name in allowed}:
            return passed(msg("{what} is {found}, one of {names}.", what=what, found=found, names=names), **evidence)
        return failed(
            msg(
                "{what} is {found}, and only {names} is taken: {remedy}.",
                what=what, found=found, names=names, remedy=remedy,
            ),
            **evidence,
        )  # fmt: skip

    return judge


def canonical(name: str) -> str:
    """One spelling for formats and codecs that go by several."""
    return _ALIASES.get(name.casefold(), name.casefold())
