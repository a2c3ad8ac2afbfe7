"""An output's sound: loudness, length, channels."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from studio.ingest.master import Master
from studio.render import render, sound
from tests import making
from tests.render.recipes import master_of, samples_of, sound_of, video_recipe

SPEECHLIKE = "aevalsrc='0.02*sin(2*PI*300*t)*(1+sin(2*PI*3*t))':s=44100"
PEAKY = "aevalsrc='0.01*sin(2*PI*300*t)+if(lt(mod(t,0.5),0.002),0.8,0)':s=48000"


def _level(path: Path) -> sound.Level:
    return sound.measure_file(path, 3, doing="measuring")


def _rendered(tmp_path: Path, source: str | None, seconds: float = 3.0, lufs: float = -16.0) -> tuple[Master, Path]:
    master = master_of(making.video(tmp_path / "m.mp4", sound=source, seconds=seconds))
    recipe = video_recipe(master, int(seconds * 30), sound=sound_of(master, lufs))
    return master, render(recipe, master, cache=tmp_path).path


def test_quiet_sound_is_raised_to_the_target(tmp_path: Path) -> None:
    """Sound some 25 LU too quiet comes out within 1 LU of the target and below the peak ceiling."""
    _, made = _rendered(tmp_path, SPEECHLIKE)
    level = _level(made)
    assert level.lufs == pytest.approx(-16, abs=1)
    assert level.peak_dbtp <= -1


def test_sharp_peaks_are_limited(tmp_path: Path) -> None:
    """Clicks far above the rest do not go over the true-peak ceiling when the rest is raised."""
    _, made = _rendered(tmp_path, PEAKY)
    assert _level(made).peak_dbtp <= -1


def test_silence_stays_silence(tmp_path: Path) -> None:
    """Digital silence is not raised into noise."""
    _, made = _rendered(tmp_path, "anullsrc=r=48000:cl=stereo", seconds=1)
    _, samples = samples_of(made)
    assert np.abs(samples).max() < 1e-4


def test_surround_becomes_stereo(tmp_path: Path) -> None:
    """5.1 is mixed down, and its centre is heard on both sides."""
    centre = "aevalsrc='0|0|0.3*sin(2*PI*500*t)|0|0|0':c=5.1:s=48000"
    _, made = _rendered(tmp_path, centre, seconds=1)
    with av.open(str(made)) as container:
        channels = [frame.to_ndarray() for frame in container.decode(audio=0)]
    left, right = np.concatenate(channels, axis=1)
    assert np.abs(left).max() > 0.1
    assert np.abs(left - right).max() < 0.02


def test_sound_that_begins_late_stays_late(tmp_path: Path) -> None:
    """A track that begins 0.7 s after the picture is not pulled to the front."""
    late = making.video(
        tmp_path / "late.mp4", seconds=2, sound="sine=frequency=600:sample_rate=48000",
        options=["-af", "adelay=0", "-output_ts_offset", "0"],
    )  # fmt: skip
    shifted = tmp_path / "m.mkv"
    from studio.render import ffmpeg

    ffmpeg.run(
        ["-i", str(late), "-itsoffset", "0.7", "-i", str(late), "-map", "0:v", "-map", "1:a", "-c", "copy",
         "-y", str(shifted)],
        doing="making a late track",
    )  # fmt: skip
    master = master_of(shifted)
    start, samples = samples_of(render(video_recipe(master, 45), master, cache=tmp_path).path)
    heard = start + float(np.argmax(np.abs(samples) > 0.05)) / 48000
    assert heard == pytest.approx(0.7, abs=0.02)


def test_sound_has_the_pictures_length(tmp_path: Path) -> None:
    """The last sample comes within one AAC frame of the picture's end."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=2))
    made = render(video_recipe(master, 37, start=5), master, cache=tmp_path).path
    start, samples = samples_of(made)
    assert start == 0
    assert 0 <= samples.size - round(37 / 30 * 48000) <= 1024
