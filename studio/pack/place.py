"""Whether a pack may be written to a place: asked before anything is rendered, and again before it is written."""

from __future__ import annotations

import errno
import json
import os
import zlib
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from studio.errors import StorageError
from studio.pack.storing import SCRATCH, storing


def check_place(out: Path) -> None:
    """Raise StorageError where no pack may be written to ``out``: foreign contents, a file in the way, no permission.

    It reads little and writes nothing, so that it may be asked before the work begins.
    """
    with storing(out):
        place = resolved(out)
        if is_zip(out):
            require_former_zip(place)
        else:
            former_manifest(place)
        folder = place.parent if is_zip(out) or not place.exists() else place
        _require_writable(next(each for each in (folder, *folder.parents) if each.exists()))


def resolved(out: Path) -> Path:
    """Where ``out`` really lies; a loop of links stays as it is, and is refused when it is opened."""
    return Path(os.path.realpath(out))


def is_zip(out: Path) -> bool:
    """Whether a pack of this name is one file."""
    return out.suffix.lower() == ".zip"


def former_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of the pack that stands in ``folder``; ``None`` where there is nothing.

    Raises StorageError where something else stands there.
    """
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise StorageError(f"{folder} is a file", "choose a folder, or a name that ends in .zip")
    if all(each.name.startswith(SCRATCH) for each in folder.iterdir()):
        return None
    try:
        former = _manifest((folder / "manifest.json").read_bytes())
    except FileNotFoundError:
        former = None
    if former is None:
        raise StorageError(f"{folder} holds other things", "choose a new or empty folder, or one with an earlier pack")
    return former


def require_former_zip(file: Path) -> None:
    """Raise StorageError where something stands at ``file`` that is no pack of the studio's."""
    if file.is_dir():
        raise StorageError(f"{file} is a folder", "choose the name of a file, or a folder without .zip in its name")
    if file.exists() and not (file.is_file() and _is_pack(file)):
        raise StorageError(f"{file} holds other things", "choose a new name, or that of an earlier pack")


def _is_pack(file: Path) -> bool:
    try:
        with ZipFile(file) as archive:
            return _manifest(archive.read("manifest.json")) is not None
    except (BadZipFile, KeyError, EOFError, RuntimeError, zlib.error):  # no zip, no manifest, damaged, encrypted
        return False


def _manifest(text: bytes) -> dict[str, Any] | None:
    """What a manifest says; ``None`` where the studio did not write it."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    return data if isinstance(data, dict) and {"studio", "master", "outputs"} <= data.keys() else None


def _require_writable(folder: Path) -> None:
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
