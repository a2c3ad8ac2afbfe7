"""What a master shows and says: shots, faces, what stands out, writing, speech, loudness; kept per master."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from studio.analyse.analysis import Analysis
from studio.ingest.master import Master

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
    from studio.analyse import store

    kept = store.load(cache, master.sha256) if cache else None
    analysis = kept or _measure(master, cancelled, progress or _nobody)
    if cache and not kept:
        store.save(cache, analysis)
    if progress:
        progress(1.0)
    return analysis


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
    return Analysis(
        master=master.sha256,
        shots=shots,
        speech=sound.speech(master, cancelled=cancelled) if levels else (),
        loudness_lufs=levels.loudness_lufs if levels else None,
        true_peak_dbtp=levels.true_peak_dbtp if levels else None,
    )


def _nobody(_done: float) -> None:
    """Nobody wants to know how far it is."""
