"""What a master shows and says: shots, faces, what stands out, writing, speech, loudness; kept per master."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from studio import memo
from studio.analyse.analysis import Analysis, Track
from studio.ingest.master import Master
from studio.values import Frozen

KIND = "analyses"
VERSION = 2
"""Counts up with every change of what an analysis measures, so that older ones are made again."""

TRACKS, TRACKS_VERSION = "faces", 1
"""The same for the faces that are followed through a master."""

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

_PICTURE_SHARE = 0.9
"""How much of the work is the picture, where there is sound too."""


def analyse(
    master: Master,
    *,
    cache: Path | None = None,
    cancelled: threading.Event | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """What planning needs to know of ``master``, from ``cache`` where it was analysed before.

    Raises Cancelled, RenderError where the file cannot be decoded, and StorageError where ``cache`` cannot be written.
    """
    tell = progress or _nobody

    key = f"{master.sha256}-{VERSION}"
    analysis = _kept(cache, KIND, key, Analysis, lambda: _measure(master, cancelled, tell), cancelled=cancelled)
    tell(1.0)
    return analysis


class _Tracks(Frozen):
    """What is kept of a master's faces."""

    tracks: tuple[Track, ...]


def follow_faces(
    master: Master,
    analysis: Analysis,
    *,
    cache: Path | None = None,
    cancelled: threading.Event | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """``analysis`` with every face in every frame, from ``cache`` where they were followed before.

    Takes about as long as the master plays. Raises what ``analyse`` raises.
    """
    from studio.analyse.tracks import follow

    tell = progress or _nobody
    key = f"{master.sha256}-{VERSION}-{TRACKS_VERSION}"

    def measure() -> _Tracks:
        return _Tracks(tracks=follow(master, analysis.shots, cancelled=cancelled, progress=tell))

    found = _kept(cache, TRACKS, key, _Tracks, measure, cancelled=cancelled)
    tell(1.0)
    return analysis.model_copy(update={"tracks": found.tracks})


def _kept(
    cache: Path | None,
    kind: str,
    key: str,
    form: type[memo.Data],
    measure: Callable[[], memo.Data],
    *,
    cancelled: threading.Event | None,
) -> memo.Data:
    """Measured by one process at a time: it takes long, and others that want the same master wait for it."""
    if cache is None:
        return measure()
    kept = memo.load(cache, kind, key, form)
    if kept is not None:
        return kept
    with memo.turn(cache / kind, key, cancelled):
        return memo.remember(cache, kind, key, form, measure)


def _measure(master: Master, cancelled: threading.Event | None, progress: Progress) -> Analysis:
    from studio.analyse import sound
    from studio.analyse.moving import moving_shots
    from studio.analyse.still import still_shot

    if master.kind == "text":
        return Analysis(master=master.sha256)
    if master.kind == "image":
        return Analysis(master=master.sha256, shots=(still_shot(master),))
    pictured = _PICTURE_SHARE if master.audio else 1.0
    shots = moving_shots(master, cancelled=cancelled, progress=lambda done: progress(done * pictured))
    if master.audio is None:
        return Analysis(master=master.sha256, shots=shots)
    levels = sound.levels(master, cancelled=cancelled)
    voice = sound.voice(master, cancelled=cancelled) if levels else None
    return Analysis(
        master=master.sha256,
        shots=shots,
        speech=sound.spans(voice.chances, voice.step_s) if voice else (),
        voice=voice,
        loudness_lufs=levels.loudness_lufs if levels else None,
        true_peak_dbtp=levels.true_peak_dbtp if levels else None,
    )


def _nobody(_done: float) -> None:
    """Nobody wants to know how far it is."""
