"""Other people's code in a process of its own: what never ends is ended, what crashes takes nothing along.

The process is made by loky, since ``multiprocessing`` would run the program's main script once more in it, which in the
browser is a page. It starts when it is first needed, in about a second, and is kept; a call then takes milliseconds.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Hashable
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from studio.errors import PluginError

LIMIT_S = 10.0
"""A check looks at a few numbers or frames; whoever needs longer stops everybody's export."""
START_S = 60.0
"""For the process to start and to load the studio, on a machine that is busy with other things."""
_GRACE_S = 5
"""After that much more the process ends itself, should nobody be left to end it."""

_NOT_STARTED = "no process for it could be started"

Result = TypeVar("Result")


class Worker:
    """One process and the line in front of it. What had to be stopped once is not tried again."""

    def __init__(self, limit_s: float | None = None) -> None:
        self._limit_s = limit_s or LIMIT_S
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._stopped: dict[Hashable, PluginError] = {}

    def run(self, key: Hashable, function: Callable[..., Result], *arguments: object) -> Result:
        """``function(*arguments)``, all of it plain data, and a function of the studio's own.

        ``key`` names the foreign code that it leads to. Raises PluginError where that does not end or crashes.
        """
        with self._turn:
            if key in self._stopped:
                raise self._stopped[key]
            try:
                return self._ask(function, arguments)  # type: ignore[no-any-return]
            except PluginError as error:
                if error.problem != _NOT_STARTED:
                    self._stopped[key] = error
                raise

    def close(self) -> None:
        """End the process; the next call starts another."""
        if self._process and self._process.is_alive() and self._process.pid:
            os.kill(self._process.pid, signal.SIGKILL)  # loky's processes know no kill() of their own
            self._process.join()
        if self._pipe:
            self._pipe.close()
        self._process = self._pipe = None

    def _ask(self, function: Callable[..., object], arguments: tuple[object, ...]) -> Any:
        pipe = self._ready()
        try:
            pipe.send((function, arguments))
            self._wait(pipe, START_S, _NOT_STARTED)
            pipe.recv()  # the call has begun
            self._wait(pipe, self._limit_s, f"it did not end within {self._limit_s:g} s")
            return pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise PluginError("it ended the process that it ran in", "mend the plugin, or take it away") from error

    def _wait(self, pipe: Connection, seconds: float, said: str) -> None:
        """For the next message. Raises PluginError, and ends the process, where none comes."""
        if not pipe.poll(seconds):
            self.close()
            raise PluginError(said, "mend the plugin, or take it away")

    def _ready(self) -> Connection:
        from loky.backend import get_context  # it takes a tenth of a second, and few plugins bring code

        if self._pipe and self._process and self._process.is_alive():
            return self._pipe
        self.close()
        context = get_context("loky")  # type: ignore[no-untyped-call]
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._limit_s), name="plugins", daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return self._pipe


@cache
def worker() -> Worker:
    """The one that all plugins of this process share."""
    return Worker()


def _serve(pipe: Connection, limit_s: float) -> None:
    """The process's own life: calls in, results out, until the other end is closed."""
    sys.stdout = sys.stderr  # what plugins print must not get between the data that the studio prints
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            function, arguments = pipe.recv()
        except EOFError:
            return
        pipe.send(None)
        signal.alarm(math.ceil(limit_s) + _GRACE_S)
        result = function(*arguments)
        signal.alarm(0)
        pipe.send(result)
