"""Tracks, and the sound of somebody who speaks them, made of numbers alone."""

from __future__ import annotations

import random
from collections.abc import Sequence

from studio.analyse.analysis import Voice
from studio.check.subtitles.tracks import Track
from studio.ingest.master import Cue, Subtitles

STEP_S = 0.032


def file(*cues: Cue, name: str = "talk.srt", language: str | None = "en") -> Subtitles:
    return Subtitles(name=name, format="srt", encoding="utf-8", language=language, cues=cues)


def track(*cues: Cue, name: str = "talk.srt", language: str | None = "en", width: int = 42) -> Track:
    return Track(name=name, language=language, cues=cues, width=width, whole=file(*cues, name=name, language=language))


def cue(start: float, end: float, text: str = "Words") -> Cue:
    return Cue(start=start, end=end, text=text)


def talk(seconds: float = 120.0, seed: int = 1) -> tuple[Cue, ...]:
    """Sentences of 1 to 4 s with pauses between them."""
    chance = random.Random(seed)
    cues: list[Cue] = []
    at = 2.0
    while at < seconds - 5:
        end = at + chance.uniform(1, 4)
        cues.append(cue(round(at, 3), round(end, 3)))
        at = end + chance.uniform(0.2, 2)
    return tuple(cues)


def voice(cues: Sequence[Cue], seconds: float = 120.0, late_s: float = 0.0) -> Voice:
    """A detector's curve of somebody who speaks these cues, each so much later."""
    middles = [(step + 0.5) * STEP_S for step in range(int(seconds / STEP_S))]
    said = [any(one.start + late_s <= at < one.end + late_s for one in cues) for at in middles]
    return Voice.of([0.95 if each else 0.03 for each in said], STEP_S)
