"""Real files, as they come from telephones, cameras, archives and attackers."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from studio.errors import InputRefused
from studio.ingest import ingest
from studio.ingest.master import Master

ACCEPTED = {
    "bitrot_frames.mp4",
    "clip_to_rename.mp4",
    "png_named_jpg.jpg",
    "huge_100mp_9643x10328.jpg",
    "injection.srt",
}


def manifest(footage: Path, folder: str) -> list[dict[str, Any]]:
    listed = tomllib.loads((footage / "MANIFEST.toml").read_text(encoding="utf-8"))["media"]
    return [media for media in listed if media["file"].startswith(folder) and not media["file"].endswith(".json")]


def check_video(master: Master, probe: dict[str, Any]) -> None:
    video = master.video
    assert video
    listed = max(probe["video"], key=lambda track: track["width"] * track["height"])
    assert (video.stored.width, video.stored.height) == (listed["width"], listed["height"])
    assert video.codec.removeprefix("lib") == listed["codec"]
    assert float(video.fps) == pytest.approx(listed["fps"], abs=0.02)
    assert (video.variable_rate, video.interlaced) == (probe["vfr"], probe["interlaced"])
    assert video.rotation == -probe["rotation"] % 360
    assert video.transfer == {16: "pq", 18: "hlg"}.get(probe["color_trc"], "sdr")


@pytest.mark.slow
def test_videos_and_sound_are_as_the_manifest_says(footage: Path) -> None:
    """Size, rate, turn, interlacing, HDR, length and sound of real recordings are measured right."""
    for media in manifest(footage, "video/") + manifest(footage, "audio/"):
        master, probe = ingest(footage / media["file"]), media["probe"]
        assert (master.bytes, master.sha256) == (media["bytes"], media["sha256"]), media["file"]
        assert master.duration_s == pytest.approx(probe["duration_s"], abs=0.02), media["file"]
        assert bool(master.audio) == bool(probe["audio"])
        if probe["video"]:
            check_video(master, probe)
        else:
            assert master.kind == "audio"


def test_pictures_are_as_the_manifest_says(footage: Path) -> None:
    """Format, size, colours, orientation and location of real pictures are measured right."""
    for media in manifest(footage, "image/"):
        master, probe = ingest(footage / media["file"]), media["probe"]
        if probe["frames"] > 1:
            assert master.kind == "video"
            continue
        still = master.still
        assert still
        size = (still.size.width, still.size.height)
        upright = size if still.orientation < 5 else size[::-1]
        assert (*upright, still.format, still.mode) == (
            probe["width"], probe["height"], probe["format"], probe["mode"]
        ), media["file"]  # fmt: skip
        assert (still.orientation, bool(still.profile)) == (probe["exif_orientation"], probe["icc"])
        assert any("a location" in str(note) for note in master.notes) == probe["gps"]


def test_subtitles_are_as_the_manifest_says(footage: Path) -> None:
    """Real subtitle files give all their cues."""
    clip = footage / "hostile" / "clip_to_rename.mp4"
    languages = {"tos_no": "no", "_fr": "fr", "_ar": "ar"}
    for media in manifest(footage, "subtitles/"):
        (subtitles,) = ingest(clip, [footage / media["file"]]).subtitles
        empty = 1 if "broken" in media["file"] else 0
        assert len(subtitles.cues) == media["probe"]["cues"] - empty
        expected = next((code for part, code in languages.items() if part in media["file"]), "en")
        assert subtitles.language == expected


def test_hostile_files_end_in_one_line(footage: Path) -> None:
    """Each attack is refused in one line within 10 s, and what is merely awkward is taken."""
    clip = footage / "hostile" / "clip_to_rename.mp4"
    for media in manifest(footage, "hostile/"):
        file = footage / media["file"]
        began = time.monotonic()
        if file.name in ACCEPTED:
            assert ingest(clip, [file]).subtitles if file.suffix == ".srt" else ingest(file)
        else:
            with pytest.raises(InputRefused) as refused:
                ingest(clip, [file]) if file.suffix == ".srt" else ingest(file)
            assert str(refused.value).isprintable()
        assert time.monotonic() - began < 10, file.name
