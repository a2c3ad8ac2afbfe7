"""A finished file."""

from __future__ import annotations

from pathlib import Path

from studio.messages import Sentence
from studio.values import Frozen, OutputKind


class Output(Frozen):
    """What a recipe became. Facts about it are measured by ``studio.check``, never copied from the recipe."""

    placement: str
    kind: OutputKind
    recipe: str
    """The recipe's digest."""
    path: Path
    sha256: str
    """Of the file."""
    notes: tuple[Sentence, ...] = ()
    """What was done to make it fit, such as a lower quality."""
