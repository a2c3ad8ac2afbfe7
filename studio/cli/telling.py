"""``--progress``: how far a job is, as bars for people or as JSON lines for programs, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from studio.progress import Event, OnEvent, time_left

Mode = Annotated[
    Literal["auto", "bars", "json", "none"],
    typer.Option("--progress", help="auto: bars on a terminal; json: a line for each step, on standard error."),
]
_TOGETHER = "all"
_MASTER = "master"


@contextmanager
def progress(mode: Literal["auto", "bars", "json", "none"]) -> Iterator[OnEvent]:
    """Where a job tells how far it is."""
    console = Console(stderr=True)
    if mode == "auto":
        mode = "bars" if console.is_terminal and sys.stdout.isatty() else "none"
    if mode == "json":
        yield _Lines()
    elif mode == "bars":
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"))
        with Progress(*columns, console=console, transient=True) as bars:
            yield _Bars(bars)
    else:
        yield lambda _: None


class _Lines:
    """A JSON object a line: one for each stage and each per cent of it, not for every frame."""

    def __init__(self) -> None:
        self._last: dict[str | None, tuple[str, int]] = {}

    def __call__(self, event: Event) -> None:
        step = (event.stage, int(100 * event.done))
        if self._last.get(event.placement) != step:
            self._last[event.placement] = step
            sys.stderr.write(event.model_dump_json() + "\n")
            sys.stderr.flush()


class _Bars:
    """A bar for each output, and one for all of them."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, event: Event) -> None:
        name = event.placement or (_TOGETHER if event.stage in {"make", "fix"} else _MASTER)
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=1.0, said="")
        finished = event.stage in {"check", "done", "failed"}
        said = event.stage if event.left_s is None or finished else f"{event.stage}, {time_left(event.left_s)}"
        self._bars.update(self._tasks[name], completed=1.0 if finished else event.done, said=said)
