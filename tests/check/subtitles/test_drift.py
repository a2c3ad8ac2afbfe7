"""How far cues are from what is said."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.analyse import analyse
from studio.check.subtitles.drift import drift
from studio.ingest import ingest
from studio.ingest.master import Subtitles
from studio.ingest.subtitles.load import load_subtitles
from studio.paths import resource
from studio.plan.edits import SubtitleTiming
from studio.plan.retiming import moved
from tests.check.subtitles.building import cue, file, talk, voice

SHIFTS = (-3.2, -0.4, 0.25, 1.7)


def shifted(track: Subtitles, seconds: float) -> Subtitles:
    return moved(track, SubtitleTiming(language="en", shift_s=seconds))


@pytest.mark.parametrize("shift", [*SHIFTS, -9.5, 9.5, 0.0])
def test_a_shift_is_found(shift: float) -> None:
    """To a fiftieth of a second, and it is sure."""
    found = drift(shifted(file(*talk()), shift).cues, voice(talk()))

    assert found and found.sure
    assert found.shift_s == pytest.approx(-shift, abs=0.03)
    assert found.rate == 1


@pytest.mark.parametrize("rate", [Fraction(25000, 23976), Fraction(24, 25)])
def test_a_film_played_at_another_rate_is_found(rate: Fraction) -> None:
    """Subtitles that run away are told from those that are merely late."""
    timing = SubtitleTiming(language="en", rate=float(rate), shift_s=0.5)

    found = drift(moved(file(*talk()), timing).cues, voice(talk()))

    assert found and found.sure
    assert found.rate == pytest.approx(1 / float(rate), abs=0.002)


@pytest.mark.parametrize("other", [2, 3, 4, 5])
def test_subtitles_of_another_talk_are_never_sure(other: int) -> None:
    """Whatever fits best by chance is not taken for the truth."""
    found = drift(talk(seed=other), voice(talk(seed=1)))

    assert found and not found.sure


def test_dense_subtitles_are_never_sure() -> None:
    """Cues without pauses fit everywhere alike."""
    dense = tuple(cue(at, at + 3) for at in range(0, 117, 3))

    assert drift(dense, voice(talk())) is None
    nearly = tuple(cue(at, at + 2.78) for at in range(0, 117, 3))
    assert not (found := drift(nearly, voice(talk()))) or not found.sure


def test_too_few_to_tell() -> None:
    """Three cues are no pattern; nobody who speaks is no sound to compare with."""
    assert drift(talk()[:3], voice(talk())) is None
    assert drift(talk(), voice(())) is None
    assert drift((), voice(talk())) is None


def test_the_demos_own_voice(tmp_path: Path) -> None:
    """The spoken words of the demo, by the voice detector, against its subtitles moved by so much."""
    heard = analyse(ingest(resource("assets", "demo", "speech.flac")), cache=tmp_path).voice
    words = load_subtitles(resource("assets", "demo", "demo.en.srt"))
    assert heard

    plain = drift(words.cues, heard)

    assert plain and abs(plain.shift_s) < 0.1
    for shift in SHIFTS:
        found = drift(shifted(words, shift).cues, heard)
        assert found and found.sure and found.shift_s - plain.shift_s == pytest.approx(-shift, abs=0.1)


@pytest.mark.slow
def test_a_real_lecture(footage: Path, tmp_path: Path) -> None:
    """Its transcript comes a fifth of a second early; what it is moved by is found within a twentieth."""
    heard = analyse(ingest(footage / "audio" / "physics_opus_5.1_audio_only.webm"), cache=tmp_path).voice
    words = load_subtitles(footage / "subtitles" / "lecture_mit_en.srt")
    assert heard

    plain = drift(words.cues, heard)

    assert plain and plain.sure and plain.shift_s == pytest.approx(0.21, abs=0.05)
    for shift in SHIFTS:
        found = drift(shifted(words, shift).cues, heard)
        assert found and found.sure and found.shift_s - plain.shift_s == pytest.approx(-shift, abs=0.05)
