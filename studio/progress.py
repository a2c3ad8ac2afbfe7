"""How far a job is: one kind of event for the terminal, the browser and JSON lines."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal

from studio.plan.recipe import Recipe
from studio.values import Frozen

Stage = Literal["read", "analyse", "make", "fix", "render", "check", "done", "failed"]
"""``read`` and ``analyse`` are the master's, ``make`` is all outputs together, ``fix`` that it begins again for some of
them; the others are one output's."""

RENDERED = 0.95
"""How much of an output is done when its file is; the rest is checking it."""
PACE_S = 10.0
"""The time left follows from how fast it went this long: what was found made already is over by then."""
_LEAST_S = 1.0


class Event(Frozen):
    """Something moved on. ``done`` runs from 0 to 1 within the stage."""

    stage: Stage
    done: float = 0.0
    placement: str | None = None
    """``None`` for the master itself and for all outputs together."""
    left_s: float | None = None
    """Seconds until it is done, of one output or of all, once that can be told."""
    message: str = ""
    """Why, for ``failed``; which round, for ``fix``."""


OnEvent = Callable[[Event], None]
"""Called from the worker threads; it must not block."""


class Pace:
    """Tells from how far something was, and when, how long the rest takes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._past: deque[tuple[float, float]] = deque([(clock(), 0.0)])

    def left_s(self, done: float) -> float | None:
        """Seconds until ``done`` is 1 at the pace of the last seconds; ``None`` where nothing moved in them."""
        now = self._clock()
        self._past.append((now, done))
        while len(self._past) > 2 and now - self._past[1][0] >= PACE_S:  # noqa: PLR2004 - one is the oldest, one is now
            self._past.popleft()
        since, before = self._past[0]
        if done >= 1.0:
            return 0.0
        if now - since < _LEAST_S or done <= before:
            return None
        return (1.0 - done) * (now - since) / (done - before)


class Meter:
    """Listens to what each output tells, and tells in its place: with the time left, and all of them together.

    An output counts by its frames. Called from several threads.
    """

    def __init__(
        self, recipes: Iterable[Recipe], tell: OnEvent, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._frames = {recipe.placement: max(1, recipe.frames) for recipe in recipes}
        self._done = dict.fromkeys(self._frames, 0.0)
        self._paces = {placement: Pace(clock) for placement in self._frames}
        self._pace = Pace(clock)
        self._tell = tell
        self._turn = threading.Lock()

    def __call__(self, event: Event) -> None:
        """One output moved on."""
        assert event.placement
        with self._turn:
            done = self._done[event.placement] = max(self._done[event.placement], _share(event))
            left_s = self._paces[event.placement].left_s(done)
            together = sum(self._frames[one] * share for one, share in self._done.items()) / sum(self._frames.values())
            self._tell(event.model_copy(update={"left_s": left_s}))
            self._tell(Event(stage="make", done=together, left_s=self._pace.left_s(together)))


def _share(event: Event) -> float:
    if event.stage in {"done", "failed"}:
        return 1.0
    return RENDERED * (event.done if event.stage == "render" else 1.0)


def time_left(seconds: float) -> str:
    """For people: no more exact than it is."""
    if seconds < 5:  # noqa: PLR2004 - nobody plans with less
        return "a moment left"
    if seconds < 90:  # noqa: PLR2004 - from here on people count in minutes
        return f"{5 * round(seconds / 5)} s left"
    return f"{round(seconds / 60)} min left"
