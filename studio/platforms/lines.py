"""Where in a TOML text a key stands: the parser keeps no line numbers, and people need them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Path = tuple[str | int, ...]
"""The way to a value, as pydantic gives it: ``("placements", 1, "size")``."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_INLINE = re.compile(r"^\s*\{")
"""A line of an array of inline tables: ``{ key = "max_file_mb", value = 5 },``."""
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\-\"']+)\s*=")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """The line, counted from 1, that holds the longest part of ``path``; ``None`` where nothing of it is found."""
    best: tuple[int, int] | None = None
    for number, found in _places(text):
        if found == tuple(path[: len(found)]) and (best is None or len(found) > best[0]):
            best = (len(found), number)
    return best[1] if best else None


def _places(text: str) -> Iterator[tuple[int, Path]]:
    """Each line that opens a table or sets a key, with its way from the top."""
    counts: dict[Path, int] = {}
    table: Path = ()
    array: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _enter(header[2], counts, repeated=header[1] == "[[")
            yield number, table
        elif key := _KEY.match(line):
            array = (*table, *_names(key[1]))
            yield number, array
        elif _INLINE.match(line):
            counts[array] = counts.get(array, -1) + 1
            yield number, (*array, counts[array])


def _enter(name: str, counts: dict[Path, int], *, repeated: bool) -> Path:
    names = _names(name)
    path: Path = ()
    for position, part in enumerate(names):
        path = (*path, part)
        if repeated and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
