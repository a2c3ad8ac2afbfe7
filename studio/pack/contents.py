"""What goes into a pack, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Contents:
    """Every file of the pack by its relative name with forward slashes."""

    texts: dict[str, bytes]
    """Small files, as they will be."""
    files: dict[str, Path]
    """Finished media, and where they lie now."""

    @property
    def names(self) -> set[str]:
        """All of them."""
        return {*self.files, *self.texts}
