"""How far subtitles are from what is said: where the two curves of "somebody speaks" fit best."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from studio.analyse.analysis import Voice
from studio.ingest.master import Cue
from studio.values import Frozen

STEP_S = 0.01
REACH_S = 10.0
"""How far to either side is looked."""
_LATE_S = 0.02
"""By how much the voice detector's curve is behind the sound's: 10 to 50 ms behind its energy on four recordings."""
_APART_S = 1.0
"""Fits nearer to the best one than this are the same one."""
_SURE, _CLEAR = 0.4, 0.2
"""Correlation of a fit that counts, and how much the next best has to be below it. Of real files, those that belong
together reach 0.59 over 0.19; strangers 0.25 over 0.19 on speech and 0.25 over 0.24 among dense cues; a song 0.35."""
_PAUSES = 4
"""So many pauses between cues are a pattern; fewer fit anywhere."""
_PAUSE_S = 0.2
_BETTER = 0.1
"""How much better a fit at another rate has to be."""
FILM, PAL, CINEMA = Fraction(24000, 1001), Fraction(25), Fraction(24)
RATES = tuple(one / other for one in (FILM, PAL, CINEMA) for other in (FILM, PAL, CINEMA) if one != other)
"""What becomes of times when a film made for one rate is played at another."""

Curve = npt.NDArray[np.float64]


class Drift(Frozen):
    """How cues would fit what is said: at ``cue * rate + shift_s``."""

    shift_s: float
    """Above 0: the cues are too early."""
    rate: float = 1.0
    agreement: float
    """Correlation of both curves there, at most 1."""
    runner_up: float
    """The same of the next best place."""
    sure: bool
    """Whether that says anything: music and dense cues fit everywhere alike."""


@lru_cache(maxsize=64)  # the outputs of one master ask the same
def drift(cues: tuple[Cue, ...], voice: Voice) -> Drift | None:
    """Where the cues fit best; ``None`` where they are too few to tell."""
    speech = _speech(voice)
    inside = [cue for cue in cues if cue.start < len(speech) * STEP_S]
    pauses = sum(later.start - earlier.end >= _PAUSE_S for earlier, later in pairwise(inside))
    if pauses < _PAUSES or not speech.std():
        return None
    spectrum = _spectrum(speech)
    plain = _fit(inside, 1.0, speech, spectrum)
    others = [_fit(inside, float(rate), speech, spectrum) for rate in RATES]
    best = max(others, key=lambda each: each.agreement)
    return best if best.sure and best.agreement >= plain.agreement + _BETTER else plain


def _speech(voice: Voice) -> Curve:
    """Its probability every 10 ms."""
    chances = np.array(voice.chances)
    at = (np.arange(len(chances)) + 0.5) * voice.step_s - _LATE_S
    times = (np.arange(int(len(chances) * voice.step_s / STEP_S)) + 0.5) * STEP_S
    return np.asarray(np.interp(times, at, chances)) if len(chances) else np.zeros(0)


def _shown(cues: Sequence[Cue], rate: float, length: int) -> Curve:
    """Share of each 10 ms in which a subtitle shows: by how much the seconds that have shown so far grow in it."""
    edges = np.arange(length + 1) * STEP_S
    times = np.array([(cue.start, cue.end) for cue in cues]).T * rate
    corners = times.T.ravel()  # cues are in order and do not overlap
    seconds = np.cumsum(np.stack([np.zeros(len(cues)), times[1] - times[0]], 1).ravel())
    return np.asarray(np.diff(np.interp(edges, corners, seconds, left=0.0)) / STEP_S)


def _length(speech: Curve) -> int:
    """Of the transform: what is moved out at one end does not come in at the other."""
    return 1 << int(np.ceil(np.log2(2 * len(speech) + 2 * REACH_S / STEP_S)))


def _spectrum(speech: Curve) -> npt.NDArray[np.complex128]:
    return np.fft.rfft(speech - speech.mean(), _length(speech))


def _fit(cues: Sequence[Cue], rate: float, speech: Curve, spectrum: npt.NDArray[np.complex128]) -> Drift:
    """The shift at which the cues correlate best with what is said, to a fraction of a step by a parabola."""
    shown = _shown(cues, rate, len(speech))
    shown -= shown.mean()
    reach, length = round(REACH_S / STEP_S), _length(speech)
    product = np.fft.irfft(spectrum * np.conj(np.fft.rfft(shown, length)), length)
    scale = float(speech.std() * shown.std()) * len(speech) or 1.0
    fits = np.concatenate([product[-reach:], product[: reach + 1]]) / scale
    best = int(fits.argmax())
    apart = np.abs(np.arange(len(fits)) - best) * STEP_S >= _APART_S
    agreement, runner_up = float(fits[best]), float(fits[apart].max())
    return Drift(
        shift_s=round((best - reach + _summit(fits, best)) * STEP_S, 3),
        rate=rate,
        agreement=round(agreement, 3),
        runner_up=round(runner_up, 3),
        sure=agreement >= _SURE and agreement - runner_up >= _CLEAR,
    )


def _summit(fits: Curve, best: int) -> float:
    """How far the top of the parabola through the best step and its neighbours is from that step."""
    if not 0 < best < len(fits) - 1:
        return 0.0
    before, top, after = (float(each) for each in fits[best - 1 : best + 2])
    bend = before - 2 * top + after
    return (before - after) / (2 * bend) if bend else 0.0
