"""One output in the making: what every maker is handed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.errors import Cancelled
from studio.ingest.master import Master
from studio.messages import Message, Sentence, msg
from studio.plan.recipe import Recipe


@dataclass(frozen=True)
class Job:
    """A recipe with its master, a folder to work in, the cache, and the ears of whoever waits."""

    recipe: Recipe
    master: Master
    folder: Path
    cache: Path
    segments: tuple[Path, ...] | None
    """The picture's encoded pieces, where they were made together with those of other outputs."""
    progress: Callable[[float], None]
    cancelled: threading.Event

    @property
    def doing(self) -> Message:
        """The work's name in an error."""
        return msg("making {placement} from {name}", placement=self.recipe.placement, name=self.master.name)

    def part(self, start: float, end: float) -> Callable[[float], None]:
        """A progress listener for one step of the work: its 0 to 1 becomes ``start`` to ``end``."""
        return lambda done: self.progress(start + (end - start) * min(1.0, max(0.0, done)))

    def seconds(self, start: float, end: float) -> Callable[[float], None]:
        """The same for FFmpeg, which tells the seconds of output that it has written."""
        part, total = self.part(start, end), max(self.recipe.duration_s, 1e-6)
        return lambda written: part(written / total)

    def check_cancelled(self) -> None:
        """Raise Cancelled where somebody asked to stop."""
        if self.cancelled.is_set():
            raise Cancelled(f"{self.doing} was stopped", "start it again when you like; what is finished is kept")


@dataclass(frozen=True)
class Made:
    """A finished file in the work folder, and what was done to make it fit."""

    path: Path
    notes: tuple[Sentence, ...] = ()
