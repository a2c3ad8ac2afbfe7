"""Writing so that a reader never meets a half-written file, and saying clearly why it could not be done."""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.errors import StorageError

SCRATCH = ".studio-pack-"
"""How the names begin of what is still being written; one that was killed leaves it behind."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def scratch_in(folder: Path) -> Path:
    """A new hidden name in ``folder``, which is made where it is missing, for what is still being written."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{SCRATCH}{secrets.token_hex(6)}"


@contextmanager
def storing(out: Path) -> Iterator[None]:
    """Turn what the disk refuses while ``out`` is written into a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(f"cannot write the pack to {out} ({error.strerror or error})", _remedy(error)) from error


def _remedy(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full or the file too large for it; make room, or choose another place"
    if error.errno in _FORBIDDEN:
        return "choose a folder that you may write to"
    if error.errno == errno.ENAMETOOLONG:
        return "choose a shorter name"
    return "choose another folder, and try again"
