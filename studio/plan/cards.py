"""Words as a picture: a title, and as much of the text below it as is read at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.ingest.master import Master
from studio.plan.captions import is_right_to_left, measure, wrap
from studio.plan.recipe import Card, ImageEncode, Recipe
from studio.platforms.contract import Placement, Target
from studio.values import PixelBox, Size

SIDE = 0.085
"""Share of the shorter side that stays free at each edge."""
TITLE_SIZES = (0.125, 0.11, 0.1, 0.09, 0.08, 0.07, 0.06, 0.052, 0.045)
"""Heights of the title's letters as shares of the shorter side, largest first."""
BODY_SHARE = 0.56
"""Height of the text's letters as a share of the title's."""
LEAST = 0.04
"""Share of the width under which no letter goes: 14 px where the card is 360 px wide."""
LINE = 1.4
"""Height of a line in heights of its letters; scripts of tall lines have more."""
TALL_LINE = 1.75
MOST_LINES = 6
"""Of a title."""
HEAD = 0.06
"""Share of the shorter side that the mark above the words takes."""

_EM_PER_CHARACTER = 0.6
_SENTENCE = re.compile(r"(?<=[.!?…؟。।۔])\s+")  # noqa: RUF001 - other scripts' own marks


def card(master: Master, target: Target, title: str, body: Sequence[str] = (), *, why: str) -> Recipe:
    """A picture of a title and of the whole sentences of ``body`` that have room; other sentences are left out."""
    placement = target.placement
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="image",
        source="card",
        size=placement.canvas,
        card=lay_out(title, body, placement),
        image=ImageEncode.model_validate({"format": placement.format}),
        max_bytes=target.limit("max_bytes"),
        reasons=(why,),
    )


def lay_out(title: str, body: Sequence[str], placement: Placement) -> Card:
    """The words in lines, as large as the clear part of the canvas allows."""
    size, place = placement.canvas, _place(placement)
    right_to_left = is_right_to_left(" ".join([title, *body]))
    line = TALL_LINE if _is_tall(title) else LINE
    letters, lines = next(_fitting(title, size, place, line, most=0.62 if body else 1.0), _smallest(title, size, place))
    small = max(round(letters * BODY_SHARE), _least(size))
    room = place.height - len(lines) * letters * line - small * line
    return Card(
        title=lines,
        body=_body(body, _characters(place, small), int(room / (small * line))),
        right_to_left=right_to_left,
        title_size=letters,
        body_size=small,
        place=place,
    )


def pages(title: str, paragraphs: Sequence[str], placement: Placement, most: int) -> list[tuple[str, tuple[str, ...]]]:
    """The title on a page of its own, then whole sentences, as many on each page as are read at a glance."""
    size, place = placement.canvas, _place(placement)
    letters = max(round(min(size.width, size.height) * TITLE_SIZES[-3]), _least(size))
    room = int(place.height * 0.8 / (letters * LINE))
    found: list[str] = []
    for paragraph in paragraphs:
        begun = ""
        for sentence in _SENTENCE.split(paragraph):
            longer = f"{begun} {sentence}".strip()
            if begun and len(wrap(longer, _characters(place, letters))) > min(room, MOST_LINES):
                found.append(begun)
                longer = sentence
            begun = longer
        found.append(begun)
    return [(title, ()), *((text, ()) for text in found[: most - 1] if text)]


def _place(placement: Placement) -> PixelBox:
    """Where words may stand: inside the clear zone, with air around, below the mark."""
    size, zone = placement.canvas, placement.clear_zone
    short = min(size.width, size.height)
    side = round(short * SIDE)
    left, right = max(zone.left, side), max(zone.right, side)
    top, bottom = max(zone.top, side) + round(short * HEAD), max(zone.bottom, side)
    return PixelBox(
        x=left,
        y=min(top, size.height - 2),
        width=max(2, size.width - left - right),
        height=max(2, size.height - top - bottom),
    )


def _fitting(
    title: str, size: Size, place: PixelBox, line: float, most: float
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Sizes at which the title fits into ``most`` of the height, no word broken, largest first."""
    longest = max(measure(word) for word in title.split())
    for share in TITLE_SIZES:
        letters = max(round(min(size.width, size.height) * share), _least(size))
        width = _characters(place, letters)
        lines = tuple(wrap(title, width))
        whole = longest <= width or not _has_spaces(title)
        if whole and len(lines) <= MOST_LINES and len(lines) * letters * line <= place.height * most:
            yield letters, lines


def _smallest(title: str, size: Size, place: PixelBox) -> tuple[int, tuple[str, ...]]:
    """What is left where nothing fits: the beginning of the title at the least legible size."""
    letters = _least(size)
    lines = wrap(title, _characters(place, letters))
    room = max(1, int(place.height / (letters * TALL_LINE)))
    return letters, (*lines[: room - 1], lines[room - 1] + "…") if len(lines) > room else tuple(lines)


def _body(paragraphs: Sequence[str], width: int, room: int) -> tuple[str, ...]:
    """Whole sentences from the beginning, in at most ``room`` lines."""
    kept: list[str] = []
    text = ""
    for sentence in (part for paragraph in paragraphs for part in _SENTENCE.split(paragraph)):
        text = f"{text} {sentence}".strip()
        lines = wrap(text, width)
        if len(lines) > room:
            break
        kept = lines
    return tuple(kept)


def _least(size: Size) -> int:
    return round(size.width * LEAST)


def _characters(place: PixelBox, letters: int) -> int:
    return max(4, int(place.width / (letters * _EM_PER_CHARACTER)))


def _has_spaces(text: str) -> bool:
    """Whether the script parts its words: Chinese, Japanese and Thai do not, and may be broken anywhere."""
    return measure(text) < 1.5 * len(text) and not any("\u0e00" <= letter <= "\u0e7f" for letter in text)


def _is_tall(text: str) -> bool:
    """Whether the script stands in tall lines: all but Latin, Greek and Cyrillic may."""
    return any(letter.isalpha() and ord(letter) >= 0x0530 for letter in text)  # noqa: PLR2004 - behind Cyrillic
