"""A pack as a folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

from studio import machine
from studio.pack.contents import Contents
from studio.pack.place import former_manifest
from studio.pack.storing import scratch_in

_BLOCK = 1 << 20


def write_folder(contents: Contents, out: Path) -> None:
    """Write everything under a hidden name on the same disk first, then move it to ``out``, a resolved path.

    A new folder appears at once, whole. One that exists stays the same folder, for it may be a mount point or where
    somebody works: each file moves there whole, the manifest last. Media that are the same already are left alone, so
    that nothing that keeps a copy of the folder elsewhere sends them again. Outputs that a former pack had and the new
    one has not go, and files that the studio did not write stay.
    """
    former, exists = former_manifest(out), out.exists()
    scratch = scratch_in(out if exists else out.parent)
    try:
        fresh = Contents(texts=contents.texts, files=_changed(contents.files, out))
        _fill(fresh, scratch)
        if exists:
            _move(fresh, scratch, out)
        else:
            scratch.replace(out)
        if former:
            _remove(_names(former) - contents.names, out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _changed(files: Mapping[str, Path], out: Path) -> dict[str, Path]:
    """The files that do not lie in ``out`` byte by byte as they are."""
    with ThreadPoolExecutor(machine.cores()) as pool:
        same = pool.map(_same, files.values(), (out / name for name in files))
        return {name: source for (name, source), equal in zip(files.items(), same, strict=True) if not equal}


def _same(one: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        return all(left.read(_BLOCK) == block for block in iter(lambda: right.read(_BLOCK), b""))


def _move(contents: Contents, scratch: Path, out: Path) -> None:
    for name in sorted(contents.names, key=lambda name: name == "manifest.json"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).replace(out / name)


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


def _names(manifest: dict[str, Any]) -> set[str]:
    """The files that a former manifest says the studio wrote.

    The file may have been changed by anybody, so that only names that stay inside the pack count.
    """
    outputs = [each for each in _listed(manifest["outputs"]) if isinstance(each, dict)]
    texts = manifest["texts"] if isinstance(manifest.get("texts"), dict) else {}
    codes = [each.get("file") for each in _listed(texts.get("qr_codes")) if isinstance(each, dict)]
    named = [name for each in outputs for name in (each.get("file"), *_listed(each.get("sidecars")))]
    every = [*named, *_listed(texts.get("files")), *codes, manifest.get("edits")]
    return {name for name in every if isinstance(name, str) and _inside(name)}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _remove(names: set[str], out: Path) -> None:
    """Take away files of a former pack, and the folders that are empty then."""
    root = out.resolve()
    for name in sorted(names):
        path = out / name
        if path.parent.resolve().is_relative_to(root) and not path.is_dir():
            path.unlink(missing_ok=True)
            if path.parent != out and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
