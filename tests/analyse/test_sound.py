"""Speech and loudness."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from studio.analyse import analyse, sound
from studio.analyse.sound import spans
from studio.errors import Cancelled
from studio.ingest import ingest
from tests import making
from tests.analyse.making import sound_master


def test_a_tone_has_the_loudness_that_it_was_made_with(tmp_path: Path) -> None:
    """A 1 kHz sine at -20 dBFS reads -23 LUFS on one channel (ITU-R BS.1770), its peak -20 dBTP."""
    tone = making.sound(tmp_path / "tone.wav", seconds=3, source="aevalsrc=0.1*sin(2*PI*1000*t):s=48000")

    levels = sound.levels(sound_master(tone, seconds=3))

    assert levels is not None
    assert levels.loudness_lufs == pytest.approx(-23, abs=0.5)
    assert levels.true_peak_dbtp == pytest.approx(-20, abs=0.2)


def test_measuring_the_loudness_can_be_stopped(tmp_path: Path) -> None:
    """A stop is obeyed while hours of sound are measured, not only after them."""
    hours = making.sound(tmp_path / "hours.wav", seconds=600)
    master = sound_master(hours, seconds=600)
    cancelled = threading.Event()
    cancelled.set()

    with pytest.raises(Cancelled):
        sound.levels(master, cancelled=cancelled)


def test_a_tone_is_not_speech(tmp_path: Path) -> None:
    """Sound alone is nobody speaking; a master of sound has no shots."""
    tone = making.sound(tmp_path / "tone.wav", seconds=3)

    analysis = analyse(sound_master(tone, seconds=3))

    assert analysis.speech == () and analysis.shots == ()
    assert analysis.loudness_lufs is not None


def test_silence_has_no_loudness_and_no_speech(tmp_path: Path) -> None:
    """A silent track gives no numbers, rather than minus infinity."""
    silence = making.sound(tmp_path / "silence.wav", seconds=2, source="anullsrc=r=48000:cl=mono")

    analysis = analyse(sound_master(silence, seconds=2))

    assert (analysis.loudness_lufs, analysis.true_peak_dbtp, analysis.speech) == (None, None, ())


def test_speech_bridges_a_breath_and_drops_a_click() -> None:
    """One sentence with a short pause is one stretch; a single loud moment is none."""
    chances = [0.0] * 10 + [0.9] * 20 + [0.1] * 5 + [0.9] * 20 + [0.0] * 40 + [0.9] * 2 + [0.0] * 10

    (spoken,) = spans(chances, 0.032)

    assert spoken.start == pytest.approx(0.32 - 0.06, abs=0.01)
    assert spoken.end == pytest.approx(55 * 0.032 + 0.06, abs=0.01)


def test_speech_never_leaves_the_sound() -> None:
    """Room for soft starts and ends is not taken from before the start or after the end."""
    (spoken,) = spans([0.9] * 50, 0.032)

    assert (spoken.start, spoken.end) == (0.0, 1.6)


def test_somebody_speaking_is_heard(footage: Path) -> None:
    """A spoken French sentence of seven seconds is mostly speech."""
    master = ingest(footage / "audio" / "french_sentence_7s.wav")

    spoken = sum(span.seconds for span in analyse(master).speech)

    assert 4 < spoken < 7
