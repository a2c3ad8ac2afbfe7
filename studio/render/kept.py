"""Parts of outputs that are kept: named by what they are made from, and by what they hold.

``cache/<kind>/ab/<digest>-<checksum>.mp4``: the digest says what made it, the checksum that it is still whole. What was
damaged is made again.
"""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from studio import memo
from studio.render import files
from studio.values import file_digest

_CHECKSUM = 16
"""Hexadecimal digits of the SHA-256 in a name: damage is found, nobody is kept from forging."""


@dataclass(frozen=True)
class Shelf:
    """One kind of kept part."""

    folder: Path

    def find(self, digest: str) -> Path | None:
        """The part, whole; ``None`` where it was never made, was cleared away, or is damaged (then it goes)."""
        for path in sorted(self._room(digest).glob(f"{digest}-*")):
            if path.stem.endswith(f"-{file_digest(path)[:_CHECKSUM]}"):
                os.utime(path)  # what was used last is cleared away last
                return path
            path.unlink(missing_ok=True)
        return None

    def add(self, digest: str, finished: Path) -> Path:
        """Keep a finished file; it moves."""
        place = self._room(digest) / f"{digest}-{file_digest(finished)[:_CHECKSUM]}{finished.suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        files.publish(finished, place)
        return place

    def turn(self, name: str, cancelled: threading.Event | None) -> AbstractContextManager[None]:
        """Wait until no other process makes parts of ``name``, so that nothing is made twice."""
        return memo.turn(self.folder, name, cancelled)

    def _room(self, digest: str) -> Path:
        return self.folder / digest[:2]
