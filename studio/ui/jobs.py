"""Work in the background: it survives a page's reruns, waits its turn, and can be stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from studio.errors import Cancelled, StudioError
from studio.progress import Event, OnEvent

Result = TypeVar("Result")
State = Literal["waiting", "running", "done", "failed", "cancelled"]
Work = Callable[[OnEvent, threading.Event], Result]
"""Gets where to tell of progress, and the sign to stop."""

_log = logging.getLogger(__name__)


UNATTENDED_S = 300.0
"""A job whose page nobody has had open for so long gives way to others; what it finished is kept.

Well over the minute at which browsers let a hidden tab ask, and the time for which people lock their phones.
"""
_UNATTENDED = "Stopped because nobody was watching and others were waiting. What was finished is kept."
_LOOK_S = 5.0
_END_S = 3.0
"""How long the server waits for its jobs when it ends."""


class Job(Generic[Result]):
    """One piece of work. Written by its own thread, read by any page."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.state: State = "waiting"
        self.result: Result | None = None
        self.problem: str = ""
        """One line for people, once it has failed or others came before it."""
        self.events: dict[str | None, Event] = {}
        """The newest event of each placement; ``None`` is the master itself."""
        self.stop = threading.Event()
        self.seen = time.monotonic()
        """When a page last asked about it."""
        self._wake = wake
        self._given_way = False
        self._finished = threading.Event()

    @property
    def alive(self) -> bool:
        return self.state in {"waiting", "running"}

    def cancel(self) -> None:
        """Ask it to stop; it does so within seconds."""
        self.stop.set()
        self._wake()

    def watch(self) -> None:
        """Somebody still waits for it."""
        self.seen = time.monotonic()

    def give_way(self) -> None:
        """Ask it to stop for the sake of others."""
        if not self.stop.is_set():
            self._given_way = True
            self.stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within ``seconds``."""
        return self._finished.wait(seconds)

    def run(self, work: Work[Result]) -> None:
        """Do the work in this thread; whatever happens ends up in ``state``, ``result`` and ``problem``."""
        try:
            self.state = "running"
            self.result = work(self._note, self.stop)
            self._end("done")
        except Cancelled:
            self._end("cancelled", _UNATTENDED if self._given_way else "")
        except StudioError as error:
            self._end("failed", str(error))
        except Exception:  # noqa: BLE001 - the end of a thread: the page must hear of a bug too
            _log.exception("a job failed because of a bug")
            self._end("failed", "Something went wrong in the studio: try again, and send its log if it happens again.")

    def give_up(self) -> None:
        """End it before it began."""
        self._end("cancelled")

    def _note(self, event: Event) -> None:
        self.events[event.placement] = event

    def _end(self, state: State, problem: str = "") -> None:
        self.problem = problem
        self.state = state
        self._finished.set()


class Jobs:
    """The line in front of the machine: ``limit`` jobs run at once, the others wait in order."""

    def __init__(self, limit: int = 2, *, unattended_s: float = UNATTENDED_S) -> None:
        self._limit = limit
        self._unattended_s = unattended_s
        self._line: deque[Job[object]] = deque()
        self._turn = threading.Condition()

    def start(self, work: Work[Result]) -> Job[Result]:
        """Begin as soon as it is this job's turn."""
        job: Job[Result] = Job(self._wake)
        with self._turn:
            self._line.append(job)  # type: ignore[arg-type]
        threading.Thread(target=self._live, args=(job, work), name="studio-job", daemon=True).start()
        return job

    def ahead(self, job: Job[Result]) -> int:
        """How many jobs must end before this one begins; asking shows that somebody waits for it."""
        job.watch()
        with self._turn:
            return max(0, self._place(job) - self._limit + 1)

    def stop(self) -> None:
        """Cancel everything and wait for it, for the server's own end."""
        deadline = time.monotonic() + _END_S
        with self._turn:
            jobs = list(self._line)
        for job in jobs:
            job.cancel()
        for job in jobs:
            job.wait(max(0.0, deadline - time.monotonic()))

    def _dismiss_unattended(self) -> None:
        """Stop what runs for nobody, since somebody waits."""
        oldest = time.monotonic() - self._unattended_s
        for job in list(self._line)[: self._limit]:
            if job.seen < oldest:
                job.give_way()

    def _place(self, job: Job[Result]) -> int:
        return next((place for place, other in enumerate(self._line) if other is job), -1)

    def _wake(self) -> None:
        with self._turn:
            self._turn.notify_all()

    def _live(self, job: Job[Result], work: Work[Result]) -> None:
        with self._turn:
            while not (job.stop.is_set() or self._place(job) < self._limit):
                self._dismiss_unattended()
                self._turn.wait(_LOOK_S)
        try:
            if job.stop.is_set():
                job.give_up()
            else:
                job.run(work)
        finally:
            with self._turn:
                self._line.remove(job)  # type: ignore[arg-type]
                self._turn.notify_all()
