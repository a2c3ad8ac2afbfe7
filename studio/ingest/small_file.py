"""Reading a small file from outside whole."""

from __future__ import annotations

from pathlib import Path

from studio.errors import InputRefused
from studio.ingest.plaintext import display_name
from studio.ingest.sniff import unreadable


def read_small(path: Path, *, most: int, purpose: str, wanted: str) -> bytes:
    """The bytes of a file that is no larger than ``most``.

    ``purpose`` is what it would be too large for ("subtitles"), ``wanted`` what to give instead. Raises InputRefused.
    """
    name = display_name(path)
    try:
        if path.is_dir():
            raise InputRefused(f"{name} is a folder", wanted)
        if path.exists() and not path.is_file():
            raise InputRefused(f"{name} is a device or pipe, not a file", wanted)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error
    require_small(data, name, most=most, purpose=purpose, wanted=wanted)
    return data


def require_small(data: bytes, name: str, *, most: int, purpose: str, wanted: str) -> None:
    """Raise InputRefused for a file with nothing in it, or with more than ``most`` bytes."""
    if not data:
        raise InputRefused(f"{name} is empty (0 bytes)", "copy or upload it again")
    if len(data) > most:
        raise InputRefused(f"{name} has more than {most / 1e6:g} MB, too much for {purpose}", wanted)
