"""A pack as one file. The same contents give the same bytes: no clock, no owner, a fixed order."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from studio.pack.contents import Contents
from studio.pack.place import require_former_zip
from studio.pack.storing import scratch_in

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""
_READABLE = 0o644 << 16
_UNIX = 3


def write_zip(contents: Contents, out: Path) -> None:
    """Write the zip beside ``out``, then rename it there. Media are stored as they are: they are packed already."""
    require_former_zip(out)
    scratch = scratch_in(out.parent)
    try:
        with ZipFile(scratch, "x") as archive:
            for name, text in sorted(contents.texts.items()):
                archive.writestr(_entry(name, len(text), ZIP_DEFLATED), text)
            for name, source in sorted(contents.files.items()):
                entry = _entry(name, source.stat().st_size, ZIP_STORED)
                with source.open("rb") as read, archive.open(entry, "w") as write:
                    shutil.copyfileobj(read, write, 1 << 20)
        scratch.replace(out)
    finally:
        scratch.unlink(missing_ok=True)


def _entry(name: str, size: int, method: int) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    entry.file_size = size  # tells zipfile whether it needs the form for large files
    return entry
