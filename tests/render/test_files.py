"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.errors import StorageError
from studio.render import files


def test_work_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    """Neither success nor failure leaves a work folder."""
    with files.work_folder(tmp_path / "cache") as folder:
        (folder / "half-made").write_text("x")
        files.publish(folder / "half-made", tmp_path / "cache" / "done")
    with pytest.raises(ZeroDivisionError), files.work_folder(tmp_path / "cache"):
        raise ZeroDivisionError
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["done"]


def test_what_a_killed_studio_left_is_swept_away(tmp_path: Path) -> None:
    """A work folder of the day before yesterday goes, one in use stays."""
    old, new = tmp_path / ".work-old", tmp_path / ".work-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "output.mp4").write_text("x")
    os.utime(old, (0, 0))
    with files.work_folder(tmp_path):
        assert not old.exists() and new.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot be written"), (errno.EACCES, "cannot be written")],
)
def test_trouble_with_the_disk_is_said(tmp_path: Path, code: int, said: str) -> None:
    """A full, read-only or locked disk is a StorageError that names the place."""
    with pytest.raises(StorageError, match=said), files.work_folder(tmp_path):
        raise OSError(code, os.strerror(code))


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    """A bug is not dressed up as trouble with the disk."""
    with pytest.raises(OSError, match="Interrupted"), files.work_folder(tmp_path):
        raise OSError(errno.EINTR, os.strerror(errno.EINTR))
