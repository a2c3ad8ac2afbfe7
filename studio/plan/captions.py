"""Subtitles cut to an output's window and reflowed to its width."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from studio.ingest.master import Cue, Subtitles
from studio.plan.reading import GAP_S, MAX_CHARACTERS, MAX_LINES, SHORTEST_S, line_width, measure
from studio.plan.recipe import Captions, CaptionStyle, Sidecar
from studio.platforms.contract import Placement, SafeZone
from studio.values import Size, Span

SHORTEST_REST_S = 0.3
"""What is left of a cue at a cut is dropped below this: nobody can read it."""
LONGEST_SENTENCE = 140
"""Characters that are read at a glance under a picture."""
PAUSE_S = 1.5
"""A longer silence between two cues parts what is said."""
HOOK_S = 3.0
"""How long a hook stands: what people see before they scroll on."""
HOOK_SIZE = 1.25
"""Height of its letters, in heights of a subtitle's."""
HOOK_TOP = 0.06
"""Share of the picture's height above it."""
SENTENCE_ENDS = (".", "!", "?", "…", "؟", "。", "！", "？", "।", "۔")  # noqa: RUF001 - other scripts' own marks

TALL = 0.7
"""Width by height below which a picture fills a phone's screen, and the app draws its buttons over it."""
WIDE = 1.2
"""From here on a picture is landscape."""
SIDE_RUNGS = (0.05, 0.08, 0.13, 0.18)
BOTTOM_RUNGS = (0.06, 0.14, 0.265, 0.365)
"""Margins as shares of the picture's width and height. Tall pictures begin at the third of each, square ones and 4:5
at the second of the sides.

Apps cover much the same edges, each by its own few pixels. On shared rungs captions stand in one place for all of
them, so that their pictures are the same and are encoded once (docs/adr/0005-caption-rungs.md).
"""

_EM_PER_CHARACTER = 0.56
"""Mean advance of the bundled bold face in running text; libass wraps once more where a line is wider."""
_RIGHT_TO_LEFT = {"R", "AL"}
_CLAUSE = re.compile(r"(?<=[.!?…,;:،؛؟。、])\s+")


def cut(cues: Sequence[Cue], window: Span) -> tuple[Cue, ...]:
    """The cues that show in ``window``, with times from its start."""
    kept = []
    for cue in cues:
        start, end = max(cue.start, window.start) - window.start, min(cue.end, window.end) - window.start
        if end - start >= min(SHORTEST_REST_S, cue.end - cue.start) - 1e-6:
            kept.append(Cue(start=round(start, 3), end=round(end, 3), text=cue.text))
    return tuple(kept)


def open_captions(subtitles: Subtitles, window: Span, placement: Placement) -> Captions | None:
    """What is burned into the picture; ``None`` where nobody speaks in the window."""
    style = caption_style(placement.canvas, placement.clear_zone)
    most = characters_per_line(placement.canvas, style)
    pages = [page for cue in subtitles.cues for page in reflow(cue, line_width(subtitles.language, cue.text, most))]
    cues = cut(pages, window)
    if not cues:
        return None
    text = "\n".join(cue.text for cue in cues)
    return Captions(language=subtitles.language, right_to_left=is_right_to_left(text), cues=cues, style=style)


def hook(words: str, seconds: float, placement: Placement) -> Captions:
    """Words over the first seconds: larger than subtitles, near the top, clear of what the app lays over it."""
    size, zone = placement.canvas, placement.clear_zone
    sides = caption_style(size, zone)
    letters = round(size.width * _letter(size.aspect) * HOOK_SIZE)
    style = sides.model_copy(
        update={"font_size": letters, "margin_top": max(zone.top + letters // 2, round(size.height * HOOK_TOP))}
    )
    text = _even_lines(" ".join(words.split()), characters_per_line(size, style))
    cue = Cue(start=0, end=round(min(HOOK_S, seconds), 3), text=text)
    return Captions(language=None, right_to_left=is_right_to_left(text), cues=(cue,), style=style)


def sentence_at(at: float, cues: Sequence[Cue]) -> str:
    """What is being said at a moment: the whole sentence where it is short, else the cue; empty where nobody speaks."""
    index = next((index for index, cue in enumerate(cues) if cue.start <= at < cue.end), None)
    if index is None:
        return ""
    first = last = index
    while first > 0 and not ends_sentence(cues[first - 1].text) and cues[first].start - cues[first - 1].end < PAUSE_S:
        first -= 1
    while (
        last + 1 < len(cues) and not ends_sentence(cues[last].text) and cues[last + 1].start - cues[last].end < PAUSE_S
    ):
        last += 1
    sentence = " ".join(" ".join(cue.text.split()) for cue in cues[first : last + 1])
    return sentence if measure(sentence) <= LONGEST_SENTENCE else " ".join(cues[index].text.split())


def whole_cue(text: str) -> Cue:
    """Words that stand on a still picture."""
    return Cue(start=0, end=1, text=text)


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with it, whatever closes behind its mark."""
    return text.rstrip("\"'»”) ").endswith(SENTENCE_ENDS)


def sidecars(tracks: Sequence[Subtitles], window: Span, placement: Placement) -> tuple[Sidecar, ...]:
    """Subtitle files beside the output, one for each language and format that the platform takes."""
    return tuple(
        Sidecar(format=form, language=track.language, cues=cues)
        for track in tracks
        for form in placement.sidecars
        if (cues := cut(track.cues, window))
    )


def caption_style(size: Size, safe: SafeZone) -> CaptionStyle:
    """Letters 15 to 22 px high when the output is 360 px wide on a phone, centred, clear of the app's own buttons."""
    tall = size.aspect < TALL
    sides = SIDE_RUNGS[2:] if tall else SIDE_RUNGS[1:] if size.aspect < WIDE else SIDE_RUNGS
    side = _rung(max(safe.left, safe.right), size.width, sides)
    below = safe.bottom and safe.bottom + round(size.height * 0.01)
    return CaptionStyle(
        font_size=round(size.width * _letter(size.aspect)),
        margin_left=side,
        margin_right=side,
        margin_bottom=_rung(below, size.height, BOTTOM_RUNGS[2:] if tall else BOTTOM_RUNGS),
    )


def _rung(needed: int, whole: int, rungs: Sequence[float]) -> int:
    """The first rung that leaves ``needed`` pixels of ``whole`` free; what is over the last rung stays as it is."""
    return next((place for rung in rungs if (place := round(whole * rung)) >= needed), needed)


def _letter(aspect: float) -> float:
    """Height of the letters as a share of the width: full-screen pictures are watched from further away."""
    if aspect > WIDE:  # more would cover the picture
        return 0.042
    return 0.05 if aspect > TALL else 0.052


def characters_per_line(size: Size, style: CaptionStyle) -> int:
    """How many characters fit between the margins, at most the field's 42."""
    room = size.width - style.margin_left - style.margin_right
    return min(MAX_CHARACTERS, int(room / (style.font_size * _EM_PER_CHARACTER)))


@lru_cache(maxsize=4096)  # many placements have lines of the same width
def reflow(cue: Cue, width: int) -> tuple[Cue, ...]:
    """The cue in at most two even lines of ``width`` characters; longer ones follow each other, by their length.

    Between two of them there is a gap of two frames, as between any two subtitles, where there is time for it.
    """
    parts = _pages(" ".join(cue.text.split()), width)
    cues = []
    for number, (part, (start, end)) in enumerate(zip(parts, _shares(cue, parts), strict=True), 1):
        roomy = number < len(parts) and end - start >= SHORTEST_S + GAP_S
        shown = _even_lines(part, width)
        cues.append(Cue(start=round(start, 3), end=round(end - GAP_S if roomy else end, 3), text=shown))
    return tuple(cues)


def divided(cue: Cue, parts: int) -> list[Cue]:
    """The cue's words in as many cues of about equal length, as far as it has words; they share its time by length."""
    room = max(measure(word) for word in cue.text.split())
    width = max(room, math.ceil(measure(cue.text) / parts))
    lines = wrap(cue.text, width)
    timed = zip(lines, _shares(cue, lines), strict=True)
    return [Cue(start=round(start, 3), end=round(end, 3), text=line) for line, (start, end) in timed]


def _shares(cue: Cue, parts: Sequence[str]) -> Iterator[tuple[float, float]]:
    """The times of a cue's parts, which follow each other: shares of its own by their length."""
    total = sum(measure(part) for part in parts) or 1
    ends = [cue.start + (cue.end - cue.start) * spent / total for spent in accumulate(map(measure, parts))]
    return pairwise([cue.start, *ends])


def is_right_to_left(text: str) -> bool:
    """Whether most letters with a direction run from right to left."""
    directions = [unicodedata.bidirectional(letter) for letter in text]
    return sum(d in _RIGHT_TO_LEFT for d in directions) > sum(d == "L" for d in directions)


def _pages(text: str, width: int) -> list[str]:
    """The text in pieces that each fit two lines, cut after a clause where one ends near the middle."""
    if len(wrap(text, width)) <= MAX_LINES:
        return [text]
    half = measure(text) / 2
    clauses = {found.start() for found in _CLAUSE.finditer(text)}
    breaks = [found.start() for found in re.finditer(r"\s+", text)]
    if not breaks:
        return _chop_evenly(text, MAX_LINES * (width - width % 2))
    place = min(breaks, key=lambda at: abs(measure(text[:at]) - half) * (0.25 if at in clauses else 1.0))
    return [page for side in (text[:place], text[place:]) for page in _pages(side.strip(), width)]


def _even_lines(text: str, width: int) -> str:
    """One line where it fits, else two lines of about equal length."""
    if measure(text) <= width:
        return text
    breaks = [found.start() for found in re.finditer(r"\s", text)]
    fitting = [at for at in breaks if max(measure(text[:at]), measure(text[at + 1 :])) <= width]
    if not fitting:
        return "\n".join(wrap(text, width))
    best = min(fitting, key=lambda at: abs(measure(text[:at]) - measure(text[at + 1 :])))
    return f"{text[:best]}\n{text[best + 1 :]}"


def wrap(text: str, width: int) -> list[str]:
    """Greedy lines of at most ``width``; scripts without spaces are broken between characters."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(lines[-1]) + 1 + measure(word) <= width:
            lines[-1] += " " + word
        else:
            lines.extend(_chop(word, width))
    return lines


def _chop_evenly(text: str, most: int) -> list[str]:
    """Pieces of about equal width, so that the last one is not a sign or two that flash by."""
    total = measure(text)
    return _chop(text, min(most, math.ceil(total / math.ceil(total / most)) + 1))


def _chop(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if measure(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
