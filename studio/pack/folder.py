"""A pack as a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from studio.errors import StorageError
from studio.pack.contents import Contents
from studio.pack.storing import scratch_beside


def write_folder(contents: Contents, out: Path) -> None:
    """Write everything beside ``out`` first, then move it there.

    A new folder appears at once, whole. In a former pack each file is replaced whole, and the manifest last; outputs
    that the new pack no longer has go, and files that the studio did not write stay.
    """
    former = _former_manifest(out)
    scratch = scratch_beside(out)
    try:
        _fill(contents, scratch)
        if former is None:
            if out.is_dir():
                out.rmdir()
            scratch.replace(out)
            return
        names = [name for name in (*contents.files, *contents.texts) if name != "manifest.json"]
        for name in (*names, "manifest.json"):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (scratch / name).replace(out / name)
        _remove(_names(former) - {*names, "manifest.json"}, out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _fill(contents: Contents, folder: Path) -> None:
    folder.mkdir()
    for name, text in contents.texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    for name, source in contents.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)


def _former_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of the pack that stands there; ``None`` where there is nothing.

    Raises StorageError where something else stands there.
    """
    if not out.exists() and not out.is_symlink():
        return None
    if not out.is_dir():
        raise StorageError(f"{out} is a file", "choose a folder, or a name that ends in .zip")
    if not any(out.iterdir()):
        return None
    try:
        former = json.loads((out / "manifest.json").read_bytes())
    except (FileNotFoundError, ValueError):
        former = None
    if not (isinstance(former, dict) and {"studio", "master", "outputs"} <= former.keys()):
        raise StorageError(f"{out} holds other things", "choose a new or empty folder, or one with an earlier pack")
    return former


def _names(manifest: dict[str, Any]) -> set[str]:
    """The files that a former manifest says the studio wrote.

    The file may have been changed by anybody, so that only names that stay inside the pack count.
    """
    outputs = manifest["outputs"] if isinstance(manifest["outputs"], list) else []
    named = [
        name
        for output in outputs
        if isinstance(output, dict)
        for name in (output.get("file"), *(output.get("sidecars") or []))
    ]
    return {name for name in named if isinstance(name, str) and _inside(name)}


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _remove(names: set[str], out: Path) -> None:
    """Take away files of a former pack, and the folders that are empty then."""
    root = out.resolve()
    for name in sorted(names):
        path = out / name
        if path.parent.resolve().is_relative_to(root):
            path.unlink(missing_ok=True)
            if path.parent != out and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
