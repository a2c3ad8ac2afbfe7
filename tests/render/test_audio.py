"""Sound alone: exact, level, tagged."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.check.measuring import measure
from studio.pack.pictures import artwork_of
from tests import making
from tests.render.planned import made
from tests.render.recipes import samples_of

BEEP = "aevalsrc=if(between(t\\,1\\,1.1)\\,sin(2*PI*1000*t)*0.9\\,0.02*sin(2*PI*200*t)):s=48000:d=3"
"""A quiet hum with a beep from 1.0 to 1.1 s."""


@pytest.fixture(scope="module")
def beep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.sound(tmp_path_factory.mktemp("sound") / "a_beep.wav", source=BEEP, seconds=3)


@pytest.mark.parametrize(
    ("form", "channels", "codec"), [("m4a", 2, "aac"), ("mp3", 2, "mp3"), ("ogg", 1, "opus"), ("ogg", 2, "opus")]
)
def test_each_format_is_exact_level_and_titled(
    beep: Path, tmp_path: Path, form: str, channels: int, codec: str
) -> None:
    """Length to the sample as players count, the beep where it was, loudness, title; nothing of a person."""
    _, output, facts = made(beep, tmp_path, kind="audio", format=form, size=None, channels=channels, aim={"max_s": 2})

    assert (facts.kind, facts.format, facts.audio_codec, facts.channels) == ("audio", form, codec, channels)
    assert facts.duration_s == pytest.approx(2, abs=0.0015)
    assert facts.title == "a beep" and facts.personal_data == ()
    assert facts.loudness_lufs == pytest.approx(-14, abs=1.5)
    _, samples = samples_of(output.path)
    loud = np.flatnonzero(np.abs(samples) > 0.5 * np.abs(samples).max())
    assert loud[0] / 48000 == pytest.approx(1.0, abs=0.01)
    assert output.path.suffix == f".{form}"


@pytest.mark.parametrize("form", ["m4a", "mp3"])
def test_artwork_stands_in_the_file(tmp_path: Path, form: str) -> None:
    """Square, from the master's picture, where players look for it; sound and picture are told apart."""
    clip = making.video(tmp_path / "clip.mp4", seconds=1)
    _, output, facts = made(clip, tmp_path, kind="audio", format=form, size=None, artwork="200x200")

    assert facts.kind == "audio" and facts.artwork and (facts.artwork.width, facts.artwork.height) == (200, 200)
    assert artwork_of(output.path).size == (200, 200)
    with av.open(str(output.path)) as container:
        packet = next(packet for packet in container.demux(container.streams.video[0]) if packet.size)
    with Image.open(io.BytesIO(bytes(packet))) as picture:
        assert picture.format == "JPEG"


def test_sound_without_a_picture_gets_its_title_as_artwork(beep: Path, tmp_path: Path) -> None:
    """A card with the file's name, as people would write it."""
    recipe, _, facts = made(beep, tmp_path, kind="audio", format="m4a", size=None, artwork="300x300")

    assert facts.artwork and recipe.parts[0].card and recipe.parts[0].card.title == ("a beep",)


def test_bytes_are_kept(beep: Path, tmp_path: Path) -> None:
    """The rate is what the limit leaves."""
    _, output, facts = made(beep, tmp_path, {"max_bytes": 30_000}, kind="audio", format="mp3", size=None)

    assert facts.bytes <= 30_000
    assert facts.audio_kbps and 60 <= facts.audio_kbps <= 80
    assert measure(output.path) == facts


def test_a_voice_message_peaks_below_full_scale(tmp_path: Path) -> None:
    """Opus at a low rate overshoots; what is loud all the time stays clear of distortion."""
    loud = making.sound(tmp_path / "loud.wav", source="anoisesrc=color=pink:amplitude=1:seed=1:sample_rate=48000")
    _, _, facts = made(loud, tmp_path, kind="audio", format="ogg", size=None, channels=1)

    assert facts.true_peak_dbtp is not None and facts.true_peak_dbtp <= -0.5
