"""The boxes ("atoms") of an MP4 or MOV file (ISO/IEC 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER = 8
_WIDE = 16
"""A box over 4 GB: its size follows in 8 more bytes."""


def plays_before_it_is_whole(path: Path) -> bool:
    """Whether the index (``moov``) stands before the media (``mdat``), so that a player can start at once."""
    for name in top_level(path):
        if name in {"moov", "mdat"}:
            return name == "moov"
    return False


def top_level(path: Path) -> Iterator[str]:
    """The names of the outermost boxes, in order; ends quietly where the file is damaged."""
    end = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + _HEADER <= end:
            file.seek(at)
            size, name = struct.unpack(">I4s", file.read(_HEADER))
            yield name.decode("latin-1")
            if size == 1:
                wide = file.read(_WIDE - _HEADER)
                size = struct.unpack(">Q", wide)[0] if len(wide) == _WIDE - _HEADER else 0
            if size < _HEADER:
                return
            at += size
