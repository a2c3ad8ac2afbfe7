"""The fourth step: the only place that runs FFmpeg or draws pixels; each output is kept under its recipe's digest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ingest.master import Master
    from studio.plan.recipe import Recipe
    from studio.render.output import Output

__all__ = ["render"]


def render(
    recipe: Recipe,
    master: Master,
    *,
    cache: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Output:
    """Make one output: ``cache/outputs/<digest>.<ext>``, found again where it was made before.

    ``progress`` is told 0 to 1. Raises RenderError where the output cannot be made, Cancelled within 2 s after
    ``cancelled`` is set, and StorageError where the cache cannot be written; none of them leaves anything behind.
    """
    # Imported late: ingest and analyse use this package's FFmpeg, and must not load all that rendering needs.
    from studio.render import rendering

    return rendering.render(recipe, master, cache=cache, progress=progress, cancelled=cancelled)
