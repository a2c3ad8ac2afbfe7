"""The fourth step: the only place that runs FFmpeg or draws pixels; each output is kept under its recipe's digest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.errors import RenderError
    from studio.ingest.master import Master
    from studio.plan.recipe import Recipe
    from studio.render.output import Output

__all__ = ["Segments", "pictures", "prepare", "render"]

Segments = Mapping[str, tuple["Path", ...]]
"""Encoded pieces of each recipe's picture, in order, by the recipe's digest."""


def render(
    recipe: Recipe,
    master: Master,
    *,
    cache: Path,
    segments: Segments | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Output:
    """Make one output: ``cache/outputs/<digest>.<ext>``, found again where it was made before.

    ``segments`` is what ``prepare`` gave for this recipe and others. ``progress`` is told 0 to 1. Raises RenderError
    where the output cannot be made, Cancelled within 2 s after ``cancelled`` is set, and StorageError where the cache
    cannot be written; none of them leaves anything behind.
    """
    # Imported late: ingest and analyse use this package's FFmpeg, and must not load all that rendering needs.
    from studio.render import rendering

    return rendering.render(
        recipe, master, cache=cache, segments=segments or {}, progress=progress, cancelled=cancelled
    )


def prepare(
    recipes: Sequence[Recipe],
    master: Master,
    *,
    cache: Path,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Segments:
    """Encode what several outputs of one master share, all at once, for ``render`` to join.

    ``progress`` is told the share, 0 to 1, of all frames that are ready. Raises what ``render`` raises.
    """
    from studio.render import rendering

    missing = [one for one in recipes if one.video and not rendering.place(one, cache).is_file()]
    if not missing:
        return {}
    from studio.render import effect, segmenting

    # One whose effect is at fault is left to ``render``, which says so, and keeps nothing from the others.
    wanted = [one for one in missing if effect.fault(one) is None]
    beside = [one for one in recipes if one.video]
    return segmenting.encode(wanted, master, cache=cache, beside=beside, progress=progress, cancelled=cancelled)


def pictures(
    recipes: Sequence[Recipe],
    master: Master,
    *,
    cache: Path,
    progress: Callable[[Recipe, float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Iterator[tuple[Recipe, Output | RenderError]]:
    """Make the pictures of one master together, each as it gets ready, or the error that stopped it alone.

    What ``render`` makes of each recipe by itself, from one decode of each moment and on all cores. ``recipes`` have
    the source ``frame`` and differ in their digests. ``progress``, called from several threads, is told 0 to 1 for
    each. Raises Cancelled within 2 s after ``cancelled`` is set, and StorageError where the cache cannot be written.
    """
    from studio.render import rendering

    tell, stop = progress or (lambda _, __: None), cancelled or threading.Event()
    missing = []
    for recipe in recipes:
        if rendering.place(recipe, cache).is_file():
            yield recipe, rendering.attempt(recipe, master, cache, partial(tell, recipe), stop)
        else:
            missing.append(recipe)
    if missing:
        from studio.render import stills

        yield from stills.make_all(missing, master, cache=cache, progress=tell, cancelled=stop)
