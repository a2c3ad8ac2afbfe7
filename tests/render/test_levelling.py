"""Finished files keep loudness and true peak, whatever their encoder adds."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Literal

import av
import numpy as np
import numpy.typing as npt
import pytest

from studio.plan.recipe import Sound
from studio.render import levelling
from studio.render.sound import Level, Setting, Window
from tests import making
from tests.render.planned import made

WANTED = Sound(stream=0, lufs=-14, true_peak_dbtp=-1, kbps=128)
CLAPS = "aevalsrc='0.004*sin(2*PI*300*t)+0.5*(2*random(0)-1)*exp(-90*mod(t,0.37))':s=48000"
QUIET_SPEECH = "aevalsrc='0.02*sin(2*PI*170*t+3*sin(2*PI*5*t))*pow(sin(2*PI*1.7*t),6)*(1+random(0))':s=44100"
FROM_8_KHZ = "aevalsrc='0.4*pow(sin(2*PI*1.7*t),8)*(2*random(0)-1)':s=8000"
SQUARES = "aevalsrc='if(lt(mod(t,0.5),0.05),sgn(sin(2*PI*523*t)),0.002*sin(2*PI*200*t))':s=48000"
PEAKY = Level(-30, -10)
NOISE = "anoisesrc=color=pink:amplitude=1:seed=1:sample_rate=48000"


def true_peak(path: Path) -> float:
    """In dBTP, of what a player decodes: at four times the rate by Fourier transform: not FFmpeg's meter."""
    with av.open(str(path)) as container:
        flat = av.AudioResampler("fltp")
        pieces = [part.to_ndarray() for frame in container.decode(audio=0) for part in flat.resample(frame)]
    channels: npt.NDArray[np.float32] = np.concatenate(pieces, axis=1)
    length = channels.shape[1]
    spectrum = np.fft.rfft(channels, 1 << length.bit_length())
    whole = 4 * (1 << length.bit_length())
    finer = np.fft.irfft(spectrum, whole)[:, : 4 * length] * 4
    return float(20 * np.log10(np.abs(finer).max()))


@pytest.mark.parametrize(
    ("source", "form", "channels"),
    [
        (CLAPS, "m4a", 2), (CLAPS, "mp3", 2), (CLAPS, "ogg", 1), (SQUARES, "ogg", 1), (SQUARES, "m4a", 2),
        (FROM_8_KHZ, "ogg", 1), (NOISE, "ogg", 2),
    ],
)  # fmt: skip
def test_a_finished_file_keeps_its_true_peak(tmp_path: Path, source: str, form: str, channels: Literal[1, 2]) -> None:
    """By another measure than the studio's own, whatever the sound and the encoder."""
    master = making.sound(tmp_path / "m.wav", source=source, seconds=2)
    _, output, facts = made(master, tmp_path, kind="audio", format=form, size=None, channels=channels)

    assert facts.true_peak_dbtp is not None and facts.true_peak_dbtp <= -1
    assert true_peak(output.path) <= -0.8


@pytest.mark.parametrize(("form", "channels"), [("m4a", 2), ("mp3", 2), ("ogg", 1)])
def test_quiet_speech_is_lifted_to_its_loudness(tmp_path: Path, form: str, channels: Literal[1, 2]) -> None:
    """By more than 20 dB, through a limiter and an encoder, within half a loudness unit."""
    master = making.sound(tmp_path / "m.wav", source=QUIET_SPEECH, seconds=3)
    _, _, facts = made(master, tmp_path, kind="audio", format=form, size=None, channels=channels)

    assert facts.loudness_lufs == pytest.approx(-14, abs=0.5)
    assert facts.true_peak_dbtp is not None and facts.true_peak_dbtp <= -1


def test_sound_with_room_is_raised_evenly() -> None:
    """No limiter touches what stays below the ceiling."""
    assert levelling.first(WANTED, Level(-30, -20)) == Setting(16, None)


def test_sharp_peaks_meet_a_limiter_with_room_for_the_encoder() -> None:
    """What an even gain would carry over the ceiling is kept a decibel below it."""
    assert levelling.first(WANTED, PEAKY) == Setting(16, -2)


def test_silence_stays_as_it_is() -> None:
    """Nothing is raised, whatever comes out."""
    nothing = Level(-70, -70)
    assert levelling.first(WANTED, nothing) == Setting(0, None)
    assert levelling.corrected(WANTED, nothing, Setting(0, None), nothing) == Setting(0, None)


def test_a_sound_too_short_to_be_measured_keeps_the_ceiling() -> None:
    """The meter hears nothing below 0.4 s; peaks it does see."""
    assert levelling.first(WANTED, Level(-70, 0)) == Setting(0, -2)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (Level(-14.2, -1.0), Setting(16, -2)),  # right
        (Level(-14.2, -0.5), Setting(16, -2.7)),  # half a decibel over, and a margin
        (Level(-15.0, -1.5), Setting(17.2, -2)),  # the limiter cost loudness, and takes some of what is added
        (Level(-13.0, -1.5), Setting(15, -2)),
        (Level(-30.0, -1.5), Setting(22, -2)),  # no more than is decent
        (Level(-15.0, 0.0), Setting(17.2, -3.2)),
    ],
)
def test_the_next_try_mends_what_was_measured(found: Level, wanted: Setting) -> None:
    """A lower ceiling for peaks, another gain for loudness; the same again where nothing is wrong."""
    better = levelling.corrected(WANTED, PEAKY, Setting(16, -2), found)
    assert astuple(better) == pytest.approx(astuple(wanted))


def test_an_encoder_that_overshoots_without_a_limiter_gets_one() -> None:
    """Below the peaks that went in, not below the ceiling, from which they were far."""
    better = levelling.corrected(WANTED, Level(-30, -20), Setting(16, None), Level(-14, 0))
    assert astuple(better) == pytest.approx((16, -5.2))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [(Level(-14, -0.6), Setting(17.4, -3.6)), (Level(-15, -1.2), Setting(18, -3)), (Level(-13, -1.2), Setting(17, -3))],
)
def test_the_last_time_nothing_is_raised(found: Level, wanted: Setting) -> None:
    """Peaks that go over take all down with them; a little too quiet is better than distorted."""
    better = levelling.corrected(WANTED, PEAKY, Setting(18, -3), found, last=True)
    assert astuple(better) == pytest.approx(astuple(wanted))


def test_what_nothing_mends_ends(tmp_path: Path) -> None:
    """Written so often, and no more."""
    loud = making.sound(tmp_path / "loud.wav", source="aevalsrc=sgn(sin(2*PI*523*t)):s=48000", seconds=1)
    tried: list[list[str]] = []

    def write(filters: list[str]) -> Path:
        tried.append(filters)
        return loud

    levelling.write_level(WANTED, Window(0, 1), PEAKY, write, doing="trying")
    assert len(tried) == levelling.TRIES
