"""What can be made again, and how much room it may take: analyses, segments, sounds, outputs, previews, the demo."""

from __future__ import annotations

import math
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from studio.errors import SelectionError
from studio.values import Frozen

LIMIT_BYTES = 10_000_000_000
"""Room for the segments and outputs of some fifty short masters. ``STUDIO_CACHE_GB`` sets another limit."""
IN_USE_S = 3600.0
"""What was used this recently stays, even over the limit: somebody may be working with it."""
LEAVES = 0.8
"""A clean-up goes on until this share of the limit is left, so that it is not due again at once."""


class Usage(Frozen):
    """What one kind of kept files takes."""

    kind: str
    files: int
    bytes: int


def limit_bytes() -> int:
    """The limit in force. Raises SelectionError where ``STUDIO_CACHE_GB`` is no number."""
    wanted = os.environ.get("STUDIO_CACHE_GB")
    if not wanted:
        return LIMIT_BYTES
    try:
        gigabytes = float(wanted)
    except ValueError:
        gigabytes = math.nan
    if not 0 <= gigabytes < math.inf:
        raise SelectionError(f"STUDIO_CACHE_GB is '{wanted}'", "give a number of gigabytes, such as 20")
    return int(gigabytes * 1e9)


def usage(cache: Path) -> tuple[Usage, ...]:
    """What each kind takes, in alphabetical order."""
    kinds: dict[str, list[int]] = {}
    for path, status in _files(cache):
        kinds.setdefault(path.relative_to(cache).parts[0], []).append(status.st_size)
    return tuple(Usage(kind=kind, files=len(sizes), bytes=sum(sizes)) for kind, sizes in sorted(kinds.items()))


def clear(cache: Path) -> None:
    """Remove everything; an export that is running just now may have to be started again."""
    for kind in cache.glob("*"):
        if kind.is_dir():
            shutil.rmtree(kind, ignore_errors=True)


def trim(cache: Path, limit: int) -> int:
    """Remove what was used longest ago until the cache is well under ``limit``; the bytes that went."""
    files = sorted(_files(cache), key=lambda one: one[1].st_mtime)
    total = before = sum(status.st_size for _, status in files)
    if total <= limit:
        return 0
    oldest_in_use = time.time() - IN_USE_S
    for path, status in files:
        if total <= limit * LEAVES or status.st_mtime > oldest_in_use:
            break
        path.unlink(missing_ok=True)
        total -= status.st_size
    return before - total


def _files(cache: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every kept file, without those that are being written and the locks."""
    for path in cache.glob("*/**/*"):
        hidden = any(part.startswith(".") for part in path.relative_to(cache).parts)
        if not hidden and path.suffix != ".lock" and path.is_file():
            with suppress(FileNotFoundError):  # somebody else clears too
                yield path, path.stat()
