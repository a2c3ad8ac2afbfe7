"""Subtitles as the edits time them: moved, stretched, and given the time that reading takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from studio.ingest.master import Cue, Master, Subtitles
from studio.plan.captions import divided, reflow
from studio.plan.edits import PlacementEdits, SubtitleTiming
from studio.plan.reading import GAP_S, LONGEST_S, SHORTEST_S, characters, line_width, signs_per_s

UNKNOWN = "und"
"""How edits and file names call a language that nobody could tell (ISO 639-2)."""
ROUNDING_S = 0.001
EARLIER_S = 0.25
"""A subtitle may appear so much before its words, where it is too short: less than anybody notices."""


def timed(master: Master, edits: PlacementEdits) -> Master:
    """The master with its subtitles as the edits want them; the same where they say nothing."""
    if not master.subtitles or not (edits.subtitle_timing or edits.retime_subtitles):
        return master
    timings = edits.subtitle_timing or {}
    tracks = [moved(track, timings.get(track.language or UNKNOWN, SubtitleTiming())) for track in master.subtitles]
    if edits.retime_subtitles:
        tracks = [track.model_copy(update={"cues": retimed(track.cues, track.language)}) for track in tracks]
    return master.model_copy(update={"subtitles": tuple(tracks)})


def moved(track: Subtitles, timing: SubtitleTiming) -> Subtitles:
    """Each time multiplied, then moved; what would end before the master begins is gone."""
    if timing == SubtitleTiming():
        return track
    cues = (
        Cue(
            start=round(max(0.0, cue.start * timing.rate + timing.shift_s), 3),
            end=round(cue.end * timing.rate + timing.shift_s, 3),
            text=cue.text,
        )
        for cue in track.cues
    )
    return track.model_copy(update={"cues": tuple(cue for cue in cues if cue.end > cue.start)})


@lru_cache(maxsize=64)  # many placements show the same subtitles
def retimed(cues: tuple[Cue, ...], language: str | None) -> tuple[Cue, ...]:
    """Two lines at most, none too long to look at, each as long as reading takes where there is room, two frames apart.

    ``cues`` are in order and do not overlap. No word is lost, and no cue begins later than it did but by a gap.
    """
    pages = [page for cue in cues for page in _split(cue, language)]
    return tuple(_apart(_stretched(pages, language)))


def _split(cue: Cue, language: str | None) -> list[Cue]:
    """The cue in pieces that fit two lines and stay no longer than 7 s each."""
    pages: list[Cue] = []
    for page in reflow(cue, line_width(language, cue.text)):
        parts = math.ceil((page.end - page.start) / LONGEST_S - 1e-6)
        pages += divided(page, parts) if parts > 1 else [page]
    return [page.model_copy(update={"end": round(min(page.end, page.start + LONGEST_S), 3)}) for page in pages]


def _stretched(cues: Sequence[Cue], language: str | None) -> list[Cue]:
    """Those that are too short to read take free time behind them, then a little before them."""
    stretched: list[Cue] = []
    for number, cue in enumerate(cues):
        needed = min(LONGEST_S, max(SHORTEST_S, characters(cue.text) / signs_per_s(language, cue.text))) + 1e-3
        start, end = cue.start, cue.end
        if end - start < needed:
            free = cues[number + 1].start - GAP_S if number + 1 < len(cues) else math.inf
            end = max(end, min(start + needed, free))
        if end - start < needed:
            free = stretched[-1].end + GAP_S if stretched else 0.0
            start = min(start, max(end - needed, free, start - EARLIER_S))
        stretched.append(Cue(start=round(start, 3), end=round(end, 3), text=cue.text))
    return stretched


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """At least two frames between neighbours: taken from the earlier one, or from the later where that is too short."""
    apart = [*cues]
    for number, (_, later) in enumerate(pairwise(cues)):
        earlier = apart[number]
        lacking = GAP_S - (later.start - earlier.end)
        if lacking <= ROUNDING_S:
            continue
        if earlier.end - earlier.start - lacking >= SHORTEST_S:
            apart[number] = earlier.model_copy(update={"end": round(earlier.end - lacking, 3)})
        elif later.end - later.start - lacking >= SHORTEST_S:
            apart[number + 1] = later.model_copy(update={"start": round(later.start + lacking, 3)})
    return apart
