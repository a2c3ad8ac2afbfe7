"""Files on their way in: each a folder of its own that grows piece by piece, so that an upload can stop and go on."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from studio.errors import InputRefused, SelectionError, StorageError
from studio.values import Frozen

LIMIT_BYTES = 16 << 30
RESERVE_BYTES = 512 << 20
"""Space that uploads leave free on the disk for the outputs."""
KEEP_S = 7 * 24 * 3600.0
"""How long an upload stays after it was last used."""
_ID = re.compile(r"[0-9a-f]{32}")
_NAME_LENGTH = 200
_ABOUT = "about.json"
_PART = "part"


class Upload(Frozen):
    """One file that somebody sends."""

    id: str
    """128 random bits: whoever knows it may read and continue the file, and nobody can guess it."""
    name: str
    """For people only; never part of a path."""
    bytes: int
    """As announced; complete when so many have come."""


class OffsetMismatch(Exception):
    """A piece that does not begin where the file ends; ``expected`` is where it must."""

    def __init__(self, expected: int) -> None:
        super().__init__(f"expected offset {expected}")
        self.expected = expected


class TakenOver(Exception):
    """Another connection continues this upload."""


def readable_name(name: str) -> str:
    """A file's name as people may see it: no folders, no control or direction characters, not endless."""
    base = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(char for char in base if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    return clean.strip()[-_NAME_LENGTH:] or "unnamed"


class Uploads:
    """All uploads in one folder. Safe to use from several threads of one process."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES, reserve_bytes: int = RESERVE_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._reserve = reserve_bytes
        self._lock = threading.Lock()
        self._writers: dict[str, object] = {}

    def create(self, name: str, size: int) -> Upload:
        """Begin an upload. Raises InputRefused for a size that is too large, StorageError where the disk is full."""
        shown = readable_name(name)
        if size < 0 or size > self._limit:
            raise InputRefused(f"{shown} is larger than {self._limit >> 20:,} MB", "send a shorter or smaller version")
        upload = Upload(id=secrets.token_hex(16), name=shown, bytes=size)
        with self._storing():
            self._folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < size + self._reserve:
                raise StorageError(f"no room on the studio's disk for {shown}", "free some space and send it again")
            folder = self._folder / upload.id
            folder.mkdir(mode=0o700)
            (folder / _PART).touch()
            (folder / _ABOUT).write_text(upload.model_dump_json(), encoding="utf-8")
            self._complete(upload)
        return upload

    def find(self, key: str) -> Upload:
        """Raises SelectionError for an upload that is not there (any more)."""
        gone = SelectionError("this upload is not here any more", "send the file again")
        if not _ID.fullmatch(key):
            raise gone
        try:
            return Upload.model_validate_json((self._folder / key / _ABOUT).read_bytes())
        except FileNotFoundError as error:
            raise gone from error

    def offset(self, key: str) -> int:
        """How many bytes have come so far."""
        upload = self.find(key)
        try:
            return (self._folder / key / _PART).stat().st_size
        except FileNotFoundError:  # complete, and no part any more
            return upload.bytes

    def path(self, key: str) -> Path:
        """Where the complete file lies, under a name that stands for its own (``in_own_name``).

        Raises SelectionError while parts of it are missing.
        """
        self.find(key)
        path = self._folder / key / key
        if not path.exists():
            raise SelectionError("this upload is not complete", "choose the same file again to continue")
        os.utime(self._folder / key)
        return path

    def in_own_name(self, text: str) -> str:
        """``text`` with the names that people gave their files in place of the ids under which these lie."""
        return _ID.sub(lambda match: self._name_of(match[0]), text)

    @contextlib.contextmanager
    def append(self, key: str, offset: int) -> Iterator[Callable[[bytes], None]]:
        """A function that adds bytes at ``offset``; what it has added stays, whatever happens next.

        A second connection takes over from the first, which may be dead without knowing it. Raises OffsetMismatch,
        TakenOver, InputRefused for more bytes than announced, StorageError where the disk is full.
        """
        upload, me = self.find(key), object()
        with self._lock:
            if (expected := self.offset(key)) != offset:
                raise OffsetMismatch(expected)
            self._writers[key] = me
        part = self._folder / key / _PART
        if not part.exists():
            raise OffsetMismatch(upload.bytes)
        try:
            with self._storing(), part.open("ab", buffering=0) as file:
                yield lambda piece: self._write(file.write, piece, upload, me)
            self._complete(upload)
        finally:
            with self._lock:
                if self._writers.get(key) is me:
                    del self._writers[key]

    def remove(self, key: str) -> None:
        """Forget an upload and its bytes."""
        self.find(key)
        with self._lock:
            self._writers[key] = object()
        shutil.rmtree(self._folder / key, ignore_errors=True)
        self._writers.pop(key, None)

    def expire(self, keep_s: float = KEEP_S) -> None:
        """Remove what nobody has used for ``keep_s`` seconds."""
        oldest = time.time() - keep_s
        for folder in self._folder.glob("*"):
            with contextlib.suppress(FileNotFoundError):  # it was renamed or removed just now: somebody uses it
                newest = max(path.stat().st_mtime for path in (folder, *folder.glob("*")))
                if _ID.fullmatch(folder.name) and newest < oldest:
                    shutil.rmtree(folder, ignore_errors=True)

    def _name_of(self, key: str) -> str:
        try:
            return self.find(key).name
        except SelectionError:
            return key

    def _write(self, write: Callable[[bytes], int | None], piece: bytes, upload: Upload, me: object) -> None:
        with self._lock:
            if self._writers.get(upload.id) is not me:
                raise TakenOver
            if self.offset(upload.id) + len(piece) > upload.bytes:
                raise InputRefused(f"{upload.name} is longer than announced", "send the file again")
            while piece:
                piece = piece[write(piece) or 0 :]

    def _complete(self, upload: Upload) -> None:
        part = self._folder / upload.id / _PART
        with self._lock:
            if part.exists() and part.stat().st_size == upload.bytes:
                part.replace(part.with_name(upload.id))

    @contextlib.contextmanager
    def _storing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StorageError("the studio's disk is full", "free some space, then continue the upload") from error
            if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
                raise StorageError(
                    f"the studio may not write to {self._folder}", "give it the right to, or set STUDIO_DATA"
                ) from error
            raise
