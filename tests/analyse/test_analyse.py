"""The analysis as a whole: kept per master, made again where it is damaged, stopped when asked."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from studio import memo
from studio.analyse import VERSION, analyse
from studio.analyse.analysis import Analysis
from studio.errors import Cancelled, StorageError
from studio.ingest.master import Master
from studio.render import ffmpeg
from tests import making
from tests.analyse.making import video_master


@pytest.fixture
def master(tmp_path: Path) -> Master:
    return video_master(making.video(tmp_path / "clip.mp4", seconds=1, fps="25"), seconds=1, sound=True)


def test_a_master_is_analysed_once(tmp_path: Path, master: Master) -> None:
    """The second time comes from the cache, even when the file is gone, and says the same."""
    first = analyse(master, cache=tmp_path / "cache")
    master.path.unlink()

    assert analyse(master, cache=tmp_path / "cache") == first
    assert [file.name for file in (tmp_path / "cache" / "analyses").glob("*.kept")] == [
        f"{master.sha256}-{VERSION}.kept"
    ]


def test_a_kept_analysis_is_as_young_as_its_last_use(tmp_path: Path, master: Master) -> None:
    """The cache clears away what was used longest ago, so that using an analysis makes it young again."""
    analyse(master, cache=tmp_path)
    (kept,) = (tmp_path / "analyses").glob("*.kept")
    os.utime(kept, (1, 1))

    analyse(master, cache=tmp_path)

    assert kept.stat().st_mtime > 1


@pytest.mark.parametrize("damage", [b"", b"{", b'{"master": "other"}', b"\xff\xfe"])
def test_a_damaged_analysis_is_made_again(tmp_path: Path, master: Master, damage: bytes) -> None:
    """A cut or scrambled cache file is noticed, replaced, and never an error."""
    first = analyse(master, cache=tmp_path / "cache")
    (place,) = (tmp_path / "cache" / "analyses").glob("*.kept")
    place.write_bytes(damage)

    assert analyse(master, cache=tmp_path / "cache") == first
    assert memo.load(tmp_path / "cache", "analyses", f"{master.sha256}-{VERSION}", Analysis) == first


def test_an_unwritable_cache_is_said_in_words(tmp_path: Path, master: Master) -> None:
    """Where the cache cannot be written, a person is told which folder and what to do."""
    (tmp_path / "cache").write_text("a file where a folder should be")

    with pytest.raises(StorageError, match=r"cannot keep what was measured in .*cache.*STUDIO_CACHE"):
        analyse(master, cache=tmp_path / "cache")


def test_analysing_says_how_far_it_is(master: Master) -> None:
    """Progress rises from 0 to exactly 1."""
    told: list[float] = []

    analyse(master, progress=told.append)

    assert told == sorted(told) and told[0] < 0.2 and told[-1] == 1.0


def test_analysing_can_be_stopped(tmp_path: Path, master: Master) -> None:
    """A stop is obeyed and leaves nothing in the cache."""
    cancelled = threading.Event()
    cancelled.set()

    with pytest.raises(Cancelled):
        analyse(master, cache=tmp_path / "cache", cancelled=cancelled)

    assert not list((tmp_path / "cache").rglob("*.kept"))


def test_looked_at_frames_are_measured(tmp_path: Path) -> None:
    """Grey of half brightness is half bright, flat, unsharp and still."""
    grey = making.video(tmp_path / "grey.mp4", picture="color=0x808080:size=320x180:rate=25", seconds=2, sound=None)

    (shot,) = analyse(video_master(grey, seconds=2)).shots

    assert len(shot.samples) >= 3
    for sample in shot.samples:
        assert sample.luma == pytest.approx(0.5, abs=0.02)
        assert (sample.contrast, sample.motion, sample.sharpness) == pytest.approx((0, 0, 0), abs=0.01)


def test_every_pass_over_a_long_master_has_time_for_its_length(master: Master, monkeypatch: pytest.MonkeyPatch) -> None:
    """A master of twelve hours, the longest that comes in, is not given up after an hour."""
    limits: list[float] = []
    watch = ffmpeg._Cutoff.__init__

    def watched(cutoff: Any, process: Any, cancelled: Any, limit_s: float) -> None:
        limits.append(limit_s)
        watch(cutoff, process, cancelled, limit_s)

    monkeypatch.setattr(ffmpeg._Cutoff, "__init__", watched)
    analyse(master.model_copy(update={"duration_s": 12 * 3600.0}))

    assert len(limits) == 3, "the picture, its loudness, its speech"
    assert all(limit > 24 * 3600 for limit in limits)
