"""What is wrong with a plugin, so that whoever wrote it can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from studio.values import Frozen


class Problem(Frozen):
    """One thing that keeps a plugin from loading; it never stops the other plugins."""

    file: Path
    line: int | None = None
    """Counted from 1; nothing where no line is to blame."""
    message: str
    cure: str

    @property
    def plugin(self) -> str:
        """Its name and line without the way there: a pack goes to others, and a machine's paths are its own."""
        return f"{self.file.parent.name}/{self.file.name}{f':{self.line}' if self.line else ''}"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{where}: {self.message}: {self.cure}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A cure for a name that nobody knows."""
    names = sorted(known)
    guess = nearest(word, names)
    return f"did you mean '{guess}'?" if guess else f"choose one of: {', '.join(names) or '(there is none)'}"
