"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from studio.errors import StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_PREFIX = ".work-"
_ABANDONED_S = 24 * 3600.0
"""No render takes longer; a work folder as old as this was left behind by a studio that was killed."""


@contextlib.contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """An empty folder in the folder ``beside``, on the same disk, that is gone afterwards.

    What fails to be written within becomes a StorageError.
    """
    with _storage_errors(beside):
        beside.mkdir(parents=True, exist_ok=True)
        _sweep(beside)
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=beside) as folder:
            yield Path(folder)


def publish(finished: Path, place: Path) -> None:
    """Give a finished file its final name in one step; of two that do so at once, the later stays."""
    with _storage_errors(place):
        os.replace(finished, place)  # noqa: PTH105 - the documented atomic call


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # somebody else sweeps too
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _storage_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise StorageError(
            f"{place} cannot be written", "allow writing there, or move the cache (STUDIO_CACHE)"
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise StorageError(
                f"the disk of {place} is full", "free some space, or move the cache (STUDIO_CACHE)"
            ) from error
        if isinstance(error, (NotADirectoryError, FileExistsError)) or error.errno == errno.EROFS:
            raise StorageError(
                f"{place} cannot be written ({error.strerror})", "name another folder in STUDIO_CACHE"
            ) from error
        raise
