"""Cues as every later step may rely on them: plain words, in order, one at a time, none empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from studio.ingest.master import Cue
from studio.ingest.plaintext import without_markup
from studio.messages import Message, msg, nmsg

_TOO_SHORT_S = 0.3
"""What remains of a cue below this, when the next one cuts it short, cannot be read."""
_CHARACTERS_PER_S = 15
"""Comfortable reading (BBC Subtitle Guidelines: 160 to 180 words a minute)."""
_SHORTEST_S, _LONGEST_S = 1.0, 7.0
"""How long a cue without a usable end stays."""


def mend(cues: Sequence[Cue], longest_text: int) -> tuple[tuple[Cue, ...], Counter[str]]:
    """The cues as plain text without empties, duplicates, negative lengths and overlaps, and what that took."""
    repairs: Counter[str] = Counter()
    worded = _worded(cues, longest_text, repairs)
    ordered = sorted(worded, key=lambda cue: cue.start)
    misplaced = sum(later.start < earlier.start for earlier, later in pairwise(worded))
    if misplaced:
        repairs[msg("a cue out of order was moved").id] += misplaced
    return _apart(_positive(ordered, repairs), repairs), repairs


def _worded(cues: Sequence[Cue], longest_text: int, repairs: Counter[str]) -> list[Cue]:
    kept: dict[Cue, None] = {}
    for cue in cues:
        text = without_markup(cue.text)
        if len(text) > longest_text:
            text = text[:longest_text]
            repairs[msg("a cue that was too long was cut").id] += 1
        plain = cue.model_copy(update={"text": text})
        if not text:
            repairs[msg("an empty cue was removed").id] += 1
        elif plain in kept:
            repairs[msg("a duplicate was removed").id] += 1
        else:
            kept[plain] = None
    return list(kept)


def _positive(cues: Sequence[Cue], repairs: Counter[str]) -> list[Cue]:
    """Each cue ends after it starts; the start is kept, since that is when somebody speaks."""
    mended = []
    for cue in cues:
        if cue.end > cue.start:
            mended.append(cue)
            continue
        repairs[msg("a cue that ended before it started got a length to read it in").id] += 1
        seconds = min(_LONGEST_S, max(_SHORTEST_S, len(cue.text) / _CHARACTERS_PER_S))
        mended.append(cue.model_copy(update={"end": round(cue.start + seconds, 3)}))
    return mended


def _apart(cues: Sequence[Cue], repairs: Counter[str]) -> tuple[Cue, ...]:
    """No two cues at once: the earlier ends where the next starts, and cues that start together become one."""
    apart: list[Cue] = []
    for cue in cues:
        last = apart[-1] if apart else None
        if last is None or last.end <= cue.start:
            apart.append(cue)
        elif cue.start - last.start < _TOO_SHORT_S:
            repairs[msg("cues shown together became one").id] += 1
            apart[-1] = Cue(start=last.start, end=max(last.end, cue.end), text=f"{last.text}\n{cue.text}")
        else:
            repairs[msg("an overlap was removed by ending the earlier cue sooner").id] += 1
            apart[-1] = last.model_copy(update={"end": cue.start})
            apart.append(cue)
    return tuple(apart)


def in_words(repairs: Counter[str]) -> tuple[Message, ...]:
    """What was mended, for people; ``repairs`` counts messages by their ids."""
    return tuple(
        nmsg("{what}", "{what} ({count} times)", count, what=Message(id=what)) for what, count in repairs.items()
    )
