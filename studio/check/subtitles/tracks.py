"""The subtitles of one output, or of a master, as the rules look at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from studio.check.evidence import Evidence
from studio.ingest.master import Cue, Master, Subtitles
from studio.messages import msg
from studio.plan.captions import characters_per_line
from studio.plan.reading import GAP_FRAMES, GAP_S, MAX_CHARACTERS
from studio.plan.retiming import retimed
from studio.values import Frozen


class Track(Frozen):
    """Subtitles in one language that show together."""

    name: str
    """For people: the file's name, or "burned in"."""
    language: str | None
    cues: tuple[Cue, ...]
    width: int = MAX_CHARACTERS
    """Characters that fit a line where they are shown."""
    gap_s: float = GAP_S
    """Of two frames."""
    whole: Subtitles | None = None
    """The master's subtitles that they were cut from."""


class Fault(NamedTuple):
    """One subtitle that breaks a rule, and by how much."""

    track: Track
    cue: Cue
    measured: float


Finder = Callable[[Track], Sequence[Fault]]


def burned_in(evidence: Evidence) -> Track | None:
    """What is drawn into the picture."""
    recipe = evidence.recipe
    if recipe is None or recipe.captions is None:
        return None
    made = recipe.captions
    return Track(
        name=msg("burned in").id,
        language=made.language,
        cues=made.cues,
        width=characters_per_line(recipe.size, made.style),
        gap_s=gap_of(float(recipe.fps) if recipe.fps else None),
        whole=_whole(made.language, evidence.master),
    )


def tracks_of(evidence: Evidence) -> tuple[Track, ...] | None:
    """Burned in and beside the output, each language's file once; ``None`` where nobody knows."""
    recipe = evidence.recipe
    if recipe is None:
        return None
    drawn = burned_in(evidence)
    beside = {
        (one.language, one.cues): Track(
            name=f"{one.language or 'und'}.{one.format}",
            language=one.language,
            cues=one.cues,
            gap_s=gap_of(float(recipe.fps) if recipe.fps else None),
            whole=_whole(one.language, evidence.master),
        )
        for one in reversed(recipe.sidecars)
    }
    return (*([drawn] if drawn else []), *reversed(beside.values()))


def came_in(master: Master) -> tuple[Track, ...]:
    """The subtitle files of a master, as they were read."""
    gap = gap_of(float(master.video.fps) if master.video else None)
    return tuple(
        Track(name=one.name, language=one.language, cues=one.cues, gap_s=gap, whole=one) for one in master.subtitles
    )


def gap_of(fps: float | None) -> float:
    """Two frames, at most those of film."""
    return min(GAP_S, GAP_FRAMES / fps) if fps else GAP_S


def can_be_retimed(faults: Sequence[Fault], find: Finder) -> bool:
    """Whether giving the master's subtitles the time that reading takes would leave fewer of these faults."""
    for whole in {id(fault.track.whole): fault.track.whole for fault in faults}.values():
        if whole is None:
            continue
        plain = Track(name=whole.name, language=whole.language, cues=whole.cues)
        mended = plain.model_copy(update={"cues": retimed(whole.cues, whole.language)})
        if len(find(mended)) < len(find(plain)):
            return True
    return False


def _whole(language: str | None, master: Master | None) -> Subtitles | None:
    return next((one for one in master.subtitles if one.language == language), None) if master else None
