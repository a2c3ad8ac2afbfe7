"""Words as a picture: a title, and as much of the text below it as is read at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt

from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan.captions import is_right_to_left, wrap
from studio.plan.reading import measure
from studio.plan.recipe import Card, ImageEncode, Recipe
from studio.platforms.contract import Placement, Target
from studio.values import PixelBox

SIDE = 0.085
"""Share of the shorter side that stays free at each edge."""
TITLE_SIZES = (0.16, 0.145, 0.13, 0.118, 0.106, 0.095, 0.085, 0.076, 0.068, 0.06, 0.053)
"""Heights of the title's letters as shares of the side of a square as large as the place for words, largest first."""
BODY_SHARE = 0.56
"""Height of the text's letters as a share of the title's."""
PAGE_SIZE = 0.075
"""As ``TITLE_SIZES``: of a page that is nothing but text."""
PAGE_LINES = 6
"""Of such a page."""
LEAST = 0.04
"""Share of the place's width under which no letter goes: 14 px where that is 360 px wide."""
LEADING, TALL_LEADING = 1.3, 1.55
"""From line to line, in heights of the letters: Latin, Greek and Cyrillic; scripts with marks above and below."""
MOST_LINES = 4
"""Of a title."""
MARK = 0.1
"""Share of the place's height that the mark above the words takes with its distance."""

_EM_PER_CHARACTER = 0.58
"""Mean advance of the bundled bold face, with some room: lines are not broken again when they are drawn."""
_SENTENCE = re.compile(r"(?<=[.!?…؟。।۔])\s+")  # noqa: RUF001 - other scripts' own marks


def card(master: Master, target: Target, title: str, body: Sequence[str] = (), *, why: Message) -> Recipe:
    """A picture of a title and of the whole sentences of ``body`` that have room; other sentences are left out."""
    return _recipe(master, target, lay_out(title, body, target.placement), why)


def pages(master: Master, target: Target, most: int) -> list[tuple[Recipe, str]]:
    """The text's title on a page of its own, then whole sentences, all of one size; each page with its words."""
    assert master.written
    title, paragraphs = master.written.title, master.written.paragraphs
    texts = _parted(paragraphs, target.placement)[: most - 1]
    told = [(card(master, target, title, why=msg("the title")), title)]
    why = msg("whole sentences")
    return told + [(_recipe(master, target, _page(text, target.placement), why), text) for text in texts]


def _recipe(master: Master, target: Target, made: Card, why: Message) -> Recipe:
    placement = target.placement
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="image",
        source="card",
        size=placement.canvas,
        card=made,
        image=ImageEncode.model_validate({"format": placement.format}),
        max_bytes=target.limit("max_bytes"),
        reasons=(why,),
    )


def lay_out(title: str, body: Sequence[str], placement: Placement) -> Card:
    """The words in lines, as large as the clear part of the canvas allows."""
    place = _place(placement)
    leading = _leading(" ".join([title, *body[:1]]))
    share = (1 - MARK) * (0.62 if body else 1.0)
    letters, lines = next(_fitting(title, place, leading, share), _smallest(title, place, leading))
    small = max(round(letters * BODY_SHARE), _least(place))
    room = place.height * (1 - MARK) - len(lines) * letters * leading - small
    return Card(
        title=lines,
        body=_body(body, _characters(place, small), int(room / (small * leading))),
        right_to_left=is_right_to_left(" ".join([title, *body])),
        title_size=letters,
        body_size=small,
        leading=leading,
        place=place,
    )


def _page(text: str, placement: Placement) -> Card:
    """A page that is nothing but text."""
    place, leading = _place(placement), _leading(text)
    letters = max(round(_side(place) * PAGE_SIZE), _least(place))
    lines = _even(text, _characters(place, letters))
    if len(lines) * letters * leading > place.height * (1 - MARK):
        letters, lines = _smallest(text, place, leading)
    return Card(
        title=lines, right_to_left=is_right_to_left(text), title_size=letters, body_size=letters, leading=leading,
        place=place,
    )  # fmt: skip


def _parted(paragraphs: Sequence[str], placement: Placement) -> list[str]:
    """Whole sentences of one paragraph together, as many as are read at a glance."""
    place = _place(placement)
    width = _characters(place, max(round(_side(place) * PAGE_SIZE), _least(place)))
    found: list[str] = []
    for paragraph in paragraphs:
        begun = ""
        for sentence in _SENTENCE.split(paragraph):
            longer = f"{begun} {sentence}".strip()
            if begun and len(wrap(longer, width)) > PAGE_LINES:
                found.append(begun)
                longer = sentence
            begun = longer
        found.append(begun)
    return [text for text in found if text]


def _place(placement: Placement) -> PixelBox:
    """Where words may stand: inside the clear zone, with air around."""
    size, zone = placement.canvas, placement.clear_zone
    side = round(min(size.width, size.height) * SIDE)
    left, right, top, bottom = (max(edge, side) for edge in (zone.left, zone.right, zone.top, zone.bottom))
    return PixelBox(
        x=min(left, size.width - 2),
        y=min(top, size.height - 2),
        width=max(2, size.width - left - right),
        height=max(2, size.height - top - bottom),
    )


def _fitting(title: str, place: PixelBox, leading: float, share: float) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Sizes at which the title fits into ``share`` of the height, no word broken, largest first."""
    longest = max(measure(word) for word in title.split())
    for size in TITLE_SIZES:
        letters = max(round(_side(place) * size), _least(place))
        width = _characters(place, letters)
        lines = _even(title, width)
        whole = longest <= width or not _has_spaces(title)
        if whole and len(lines) <= MOST_LINES and len(lines) * letters * leading <= place.height * share:
            yield letters, lines


def _even(title: str, width: int) -> tuple[str, ...]:
    """As few lines as ``width`` characters allow, about equally long; words stay whole where they did."""
    lines = wrap(title, width)
    whole = max((measure(word) for word in title.split()), default=width)
    narrower = range(max(whole, width // 2), width) if _has_spaces(title) else range(0)
    return tuple(next((even for less in narrower if len(even := wrap(title, less)) == len(lines)), lines))


def _smallest(title: str, place: PixelBox, leading: float) -> tuple[int, tuple[str, ...]]:
    """What is left where nothing fits: the beginning of the title at the least legible size."""
    letters = _least(place)
    lines = wrap(title, _characters(place, letters))
    room = max(1, int(place.height * (1 - MARK) / (letters * leading)))
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


def _side(place: PixelBox) -> float:
    return sqrt(place.width * place.height)


def _least(place: PixelBox) -> int:
    return round(place.width * LEAST)


def _characters(place: PixelBox, letters: int) -> int:
    return max(4, int(place.width / (letters * _EM_PER_CHARACTER)))


def _has_spaces(text: str) -> bool:
    """Whether the script parts its words: Chinese, Japanese and Thai do not, and may be broken anywhere."""
    return measure(text) < 1.5 * len(text) and not any("\u0e00" <= letter <= "\u0e7f" for letter in text)


def _leading(text: str) -> float:
    """All scripts but Latin, Greek and Cyrillic may stand in tall lines."""
    tall = any(letter.isalpha() and ord(letter) >= 0x0530 for letter in text)  # noqa: PLR2004 - behind Cyrillic
    return TALL_LEADING if tall else LEADING
