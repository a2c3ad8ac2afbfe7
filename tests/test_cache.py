"""The cache keeps what was used last, and stays within its limit."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from studio.cache import clear, limit_bytes, trim, usage
from studio.errors import SelectionError

HOUR = 3600


def kept(cache: Path, name: str, *, size: int = 1000, hours_ago: float = 5) -> Path:
    path = cache / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    moment = time.time() - hours_ago * HOUR
    os.utime(path, (moment, moment))
    return path


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    """Over its limit the cache loses its oldest files, and no more than it must."""
    ages = {hours: kept(tmp_path, f"outputs/{hours}.mp4", hours_ago=hours) for hours in (2, 4, 6, 8, 10)}

    assert trim(tmp_path, 4000) == 2000
    assert [hours for hours, path in ages.items() if path.exists()] == [2, 4, 6]


def test_what_is_in_use_stays(tmp_path: Path) -> None:
    """Files of the last hour stay even over the limit: an export may be joining them."""
    now = [kept(tmp_path, f"segments/ab/{number}.mp4", hours_ago=0.2) for number in range(5)]

    assert trim(tmp_path, 1000) == 0
    assert all(path.exists() for path in now)


def test_a_cache_within_its_limit_is_left_alone(tmp_path: Path) -> None:
    """Nothing is removed that has room."""
    path = kept(tmp_path, "outputs/a.mp4", hours_ago=999)

    assert trim(tmp_path, 1000) == 0
    assert path.exists()


def test_locks_and_what_is_being_written_do_not_count(tmp_path: Path) -> None:
    """They belong to whoever works just now."""
    kept(tmp_path, "segments/master.lock")
    kept(tmp_path, "segments/.work-abc/run0-0.mp4")
    kept(tmp_path, "analyses/a.json", size=10)

    assert [(one.kind, one.files, one.bytes) for one in usage(tmp_path)] == [("analyses", 1, 10)]


def test_clearing_removes_everything(tmp_path: Path) -> None:
    """Afterwards nothing is kept."""
    kept(tmp_path, "outputs/a.mp4")
    clear(tmp_path)

    assert usage(tmp_path) == ()


@pytest.mark.parametrize("wrong", ["much", "inf", "nan", "-1"])
def test_a_wrong_limit_is_said(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """The error names the setting and what it should be."""
    monkeypatch.setenv("STUDIO_CACHE_GB", wrong)

    with pytest.raises(SelectionError, match=f"STUDIO_CACHE_GB is '{wrong}': give a number of gigabytes"):
        limit_bytes()
