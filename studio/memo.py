"""Small results that are expensive to measure, kept: ``cache/<kind>/<key>.kept``, a checksum and a line of JSON.

The key says what a result was measured from; whoever changes how it is measured changes the key. What was damaged, or
stands under another key than its own, is made again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from pydantic import ValidationError

from studio.errors import Cancelled, StorageError
from studio.messages import KEPT
from studio.values import Frozen

Data = TypeVar("Data", bound=Frozen)

_ASK_S = 0.2
"""How often somebody who waits for another process looks whether to go on waiting."""

_log = logging.getLogger(__name__)


def remember(cache: Path | None, kind: str, key: str, form: type[Data], make: Callable[[], Data]) -> Data:
    """What ``make`` gives, from ``cache`` (if any) where it was made before. Raises StorageError as ``save`` does."""
    if cache is None:
        return make()
    kept = load(cache, kind, key, form)
    if kept is not None:
        return kept
    made = make()
    save(cache, kind, key, made)
    return made


def load(cache: Path, kind: str, key: str, form: type[Data]) -> Data | None:
    """The kept result; ``None`` where there is none, or where it is damaged."""
    place = _place(cache, kind, key)
    try:
        checksum, _, text = place.read_bytes().partition(b"\n")
        whole = checksum == _checksum(key, text)
        kept = form.model_validate_json(text) if whole else None
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        kept = None
    if kept is None:
        _log.warning("the kept %s is damaged and is made again", place)
        return None
    with suppress(OSError):  # a cache that may only be read serves as well
        os.utime(place)  # what was used last is cleared away last
    return kept


def save(cache: Path, kind: str, key: str, value: Frozen) -> None:
    """Keep a result; it appears whole or not at all. Raises StorageError where the folder cannot be written."""
    place = _place(cache, kind, key)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
        try:
            text = value.model_dump_json(context=KEPT).encode()
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(key, text) + b"\n" + text)
            Path(beside).replace(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(place.parent, error) from error


@contextmanager
def turn(folder: Path, name: str, cancelled: threading.Event | None) -> Iterator[None]:
    """Wait until no other process has its turn at ``name``, so that nothing long is made twice.

    Raises Cancelled when ``cancelled`` is set meanwhile, and StorageError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock")
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_ASK_S)
            except Timeout:
                if cancelled and cancelled.is_set():
                    raise Cancelled("waiting for another export was stopped", "start it again when you like") from None
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _unwritable(folder: Path, error: OSError) -> StorageError:
    return StorageError(
        f"cannot keep what was measured in {folder} ({error.strerror or error})",
        "free some space there, or name another folder in STUDIO_CACHE",
    )


@once
def code_digest(folder: Path) -> str:
    """Of all Python files under ``folder``: part of a key whose results follow from that code."""
    code = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        code.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return code.hexdigest()


def _place(cache: Path, kind: str, key: str) -> Path:
    return cache / kind / f"{key}.kept"


def _checksum(key: str, text: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + text).hexdigest().encode()
