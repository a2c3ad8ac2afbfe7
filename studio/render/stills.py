"""All pictures of one master together: each moment of it is decoded once, and its outputs are made in threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from studio import machine
from studio.errors import Cancelled, RenderError
from studio.ingest.master import Master
from studio.plan.recipe import Recipe
from studio.render import rendering
from studio.render.compress import Compressor
from studio.render.job import Job, Made
from studio.render.output import Output
from studio.render.picture import draw, open_for, transparency_notes, write
from studio.render.pyramid import Pyramid

Result = tuple[Recipe, Output | RenderError]


def by_moment(recipes: Sequence[Recipe]) -> list[tuple[Recipe, ...]]:
    """Which recipes of one master share a decoded picture."""
    return _grouped(recipes, lambda recipe: (recipe.fps, recipe.clips[0].start, recipe.redactions))


def by_drawing(recipes: Sequence[Recipe]) -> list[tuple[Recipe, ...]]:
    """Which recipes of one moment differ in their files alone; the largest pictures, which take longest, come first."""
    drawings = _grouped(recipes, lambda recipe: (recipe.clips[0].framing, recipe.size, recipe.written, recipe.filter))
    return sorted(drawings, key=lambda same: -same[0].size.width * same[0].size.height)


def _grouped(recipes: Sequence[Recipe], what: Callable[[Recipe], Hashable]) -> list[tuple[Recipe, ...]]:
    groups: dict[Hashable, list[Recipe]] = {}
    for recipe in recipes:
        groups.setdefault(what(recipe), []).append(recipe)
    return [tuple(members) for members in groups.values()]


def make_all(
    recipes: Sequence[Recipe],
    master: Master,
    *,
    cache: Path,
    progress: Callable[[Recipe, float], None],
    cancelled: threading.Event,
) -> Iterator[Result]:
    """What ``studio.render.pictures`` did not find made."""
    work = _Work(master, cache, progress, cancelled)
    for moment in by_moment(recipes):
        yield from work.pictures(moment)


@dataclass(frozen=True)
class _Work:
    """What all pictures of one call have in common."""

    master: Master
    cache: Path
    progress: Callable[[Recipe, float], None]
    cancelled: threading.Event

    def pictures(self, recipes: Sequence[Recipe]) -> Iterator[Result]:
        """The outputs of one moment, as they get ready."""
        wanted = [(recipe.clips[0].framing, recipe.size) for recipe in recipes]
        try:
            opened = open_for(
                self.master, wanted, moment=recipes[0], redactions=recipes[0].redactions, cancelled=self.cancelled
            )
        except Cancelled:
            raise
        except RenderError as error:
            yield from ((recipe, error) for recipe in recipes)
            return
        pool = ThreadPoolExecutor(machine.cores(), thread_name_prefix="picture")
        try:
            futures = [pool.submit(self._drawing, opened, same) for same in by_drawing(recipes)]
            for future in as_completed(futures):
                yield from future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _drawing(self, opened: Pyramid, recipes: Sequence[Recipe]) -> list[Result]:
        """The files of one picture, which is drawn when the first of them is made."""
        drawn: list[Compressor] = []

        def make(job: Job) -> Made:
            if not drawn:
                drawn.append(Compressor(draw(job, opened)))
            return write(job, drawn[0], transparency_notes(self.master))

        return [(recipe, self._attempt(recipe, make)) for recipe in recipes]

    def _attempt(self, recipe: Recipe, make: Callable[[Job], Made]) -> Output | RenderError:
        return rendering.attempt(
            recipe, self.master, self.cache, partial(self.progress, recipe), self.cancelled, make=make
        )
