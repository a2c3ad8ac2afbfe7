"""What the demo sounds like: the spoken words over a soft bed of chords made on the spot."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from studio.paths import resource
from studio.render import ffmpeg

RATE = 48000
Samples = npt.NDArray[np.float64]
"""Time x two channels, -1 to 1."""

_CHORDS = ((220.0, 261.63, 329.63), (174.61, 220.0, 261.63), (196.0, 246.94, 293.66), (164.81, 196.0, 246.94))
"""A minor, F, G, E minor, in hertz."""
_CHORD_S = 2.925
_BED_LEVEL = 0.035
_SPEECH_LEVEL = 0.9


def speech(seconds: float) -> Samples:
    """The spoken words, silent from their end to ``seconds``."""
    recording = resource("assets", "demo", "speech.flac")
    as_samples = ["-ac", "1", "-ar", str(RATE), "-bitexact", "-f", "f32le"]
    pieces = ffmpeg.read([*ffmpeg.safe_input(recording), *as_samples], doing="reading the demo's words", size=4 * 480)
    words = np.frombuffer(b"".join(pieces), "<f4")
    track = np.zeros((round(seconds * RATE), 2))
    track[: len(words)] = words[: len(track), None]
    return track


def bed(seconds: float) -> Samples:
    """Slow chords, one note after the other, fading in and out at the ends."""
    total = np.zeros(round(seconds * RATE))
    for number in range(math.ceil(seconds / _CHORD_S)):
        first = round(number * _CHORD_S * RATE)
        sounding = _chord(_CHORDS[number % len(_CHORDS)])[: len(total) - first]
        total[first : first + len(sounding)] += sounding
    t = np.arange(len(total)) / RATE
    total *= np.clip(t / 0.5, 0, 1) * np.clip((seconds - t) / 1.2, 0, 1)
    return np.stack([total, np.roll(total, RATE // 80)], axis=1) * _BED_LEVEL


def _chord(notes: tuple[float, ...]) -> npt.NDArray[np.float64]:
    """A swelling chord an octave low, and its notes plucked one by one an octave high."""
    t = np.arange(round((_CHORD_S + 1) * RATE)) / RATE
    swell = np.clip(t / 0.6, 0, 1) * np.clip((_CHORD_S + 0.6 - t) / 0.8, 0, 1)
    total = np.zeros_like(t)
    for order, hertz in enumerate(notes):
        total += 0.6 * swell * np.sin(np.pi * hertz * t)
        plucked = t - order * _CHORD_S / 6
        total += 0.7 * (plucked > 0) * np.exp(-2.2 * np.maximum(plucked, 0)) * np.sin(4 * np.pi * hertz * plucked)
    return np.asarray(total * np.clip((t[-1] - t) / 0.3, 0, 1))


def mixed(words: Samples) -> Samples:
    """The words over the bed, never above full scale."""
    return np.clip(words * _SPEECH_LEVEL + bed(len(words) / RATE), -1, 1)


def openness(words: Samples, fps: int) -> npt.NDArray[np.float64]:
    """How far a mouth is open in each frame, 0 to 1: the loudness of what is said in it."""
    step = RATE // fps
    frames = words[: len(words) // step * step, 0].reshape(-1, step)
    loud: npt.NDArray[np.float64] = np.sqrt((frames**2).mean(axis=1))
    return np.minimum(loud / max(1e-9, float(np.quantile(loud, 0.95))), 1.0)
