"""What finished files have in common, told by their content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.check import check, measuring, names
from studio.check.content import content_of
from studio.platforms.contract import Target
from studio.platforms.registry import Registry
from studio.render import ffmpeg
from tests import making


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.video(tmp_path_factory.mktemp("clip") / "clip.mp4", seconds=1)


def remade(clip: Path, to: Path, *options: str) -> Path:
    ffmpeg.run(["-i", str(clip), "-i", str(clip), *options, "-y", str(to)], doing="making a test clip")
    return to


def test_the_same_picture_with_another_sound_shows_the_same(clip: Path, tmp_path: Path) -> None:
    """What was seen in one file holds for the other; what was heard does not."""
    same = remade(clip, tmp_path / "louder.mp4", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-af", "volume=2")
    picture = remade(clip, tmp_path / "blurred.mp4", "-map", "0:v", "-map", "1:a", "-c:a", "copy", "-vf", "gblur")
    whole, louder, blurred = map(content_of, (clip, same, picture))

    assert whole.picture == louder.picture != blurred.picture
    assert whole.sound == blurred.sound != louder.sound
    assert None not in (whole.picture, whole.sound)


@pytest.mark.parametrize("name", ["words.txt", "empty.bin"])
def test_a_file_that_is_no_recording_counts_as_a_whole(tmp_path: Path, name: str) -> None:
    """It has a digest of its own, and no sound."""
    path = tmp_path / name
    path.write_text("words" if name == "words.txt" else "")

    assert content_of(path).sound is None
    assert content_of(path).picture


def test_what_files_share_is_measured_once(clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second file with the same sound is not listened to again, and the findings are the same."""
    target: Target = Registry.load(names=names()).select(["youtube/video"])[0]
    listened: list[Path] = []
    listen: Callable[[Path], measuring.Loudness] = measuring._loudness
    monkeypatch.setattr(measuring, "_loudness", lambda path: listened.append(path) or listen(path))
    copy = remade(clip, tmp_path / "copy.mp4", "-map", "0:v", "-map", "1:a", "-c", "copy", "-metadata", "title=x")

    first = check(clip, target, cache=tmp_path / "cache")
    second = check(copy, target, cache=tmp_path / "cache")

    assert listened == [clip]
    assert first.facts.loudness_lufs == second.facts.loudness_lufs
    assert {one.rule: one.level for one in first.findings} == {one.rule: one.level for one in second.findings}
