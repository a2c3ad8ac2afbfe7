"""What several commands share: options, choosing platforms, reading edits, telling progress."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from studio import machine
from studio.check import names
from studio.check.finding import Finding
from studio.check.score import LIMIT
from studio.check.waiving import check_waivers, in_words
from studio.errors import InputRefused
from studio.messages import languages, preferred, tell
from studio.pack.summary import by_level
from studio.plan.edits import EVERYWHERE, TITLE, Edits
from studio.platforms.complaints import parsed
from studio.platforms.contract import Target
from studio.platforms.registry import Registry

MasterPath = Annotated[Path, typer.Argument(metavar="MASTER", help="The video, picture, sound or text to adapt.")]
SubtitlePaths = Annotated[
    list[Path] | None,
    typer.Option("--subtitles", "-s", help="SRT, VTT or ASS; again for each language. The first is burned in."),
]
CopyPaths = Annotated[
    list[Path] | None,
    typer.Option("--copy", "-c", help="The words that go with it, as docs/copy.md shows; again for each language."),
]
Platforms = Annotated[
    str | None,
    typer.Option(
        "--platforms",
        "-p",
        help="Such as instagram,facebook/teaser; without it, all of them; studio platforms lists them.",
    ),
]
EditsPath = Annotated[
    Path | None, typer.Option("--edits", help="Decisions by hand, TOML or JSON: focal point, start, moment, fit.")
]
BriefPath = Annotated[
    Path | None, typer.Option("--brief", help="Whom the campaign is for and what was decided, as docs/brief.md shows.")
]
CalendarPath = Annotated[
    Path | None, typer.Option("--calendar", help="What goes out where and when: CSV, TOML or JSON.")
]
MetricsPath = Annotated[Path | None, typer.Option("--metrics", help="What happened to the posts: CSV, TOML or JSON.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of text.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when an output breaks a platform's limit.")]


def _use_cores(value: int | None) -> int | None:
    """For this process and for those that it starts."""
    if value:
        os.environ[machine.SETTING] = str(value)
    return value


Cores = Annotated[
    int | None,
    typer.Option(
        "--cores", min=1, envvar=machine.SETTING, help="How many processor cores to keep busy; without it, all.",
        callback=_use_cores,
    ),
]  # fmt: skip


def _known_language(value: str | None) -> str:
    """The one asked for, or the system's where there is a catalogue for it."""
    if value is None:
        return preferred(os.environ)
    if value not in languages():
        near = get_close_matches(value, languages(), 1, 0)
        raise typer.BadParameter(f"'{value}' is none of {', '.join(languages())}; do you mean {near[0]}?")
    return value


Language = Annotated[
    str | None,
    typer.Option(
        "--language", help="Of the report: en or fr; without it your system's, where it is one of them.",
        callback=_known_language,
    ),
]  # fmt: skip

_LEVEL_STYLE = {"fail": "bold red", "warn": "yellow", "todo": "cyan", "pass": "green", "n/a": "dim"}


def load_registry() -> Registry:
    """All platforms; broken plugins are named on standard error and left out."""
    registry = Registry.load(names=names())
    for problem in registry.problems:
        typer.echo(f"studio: {problem}", err=True)
    for note in registry.notes:
        typer.echo(f"studio: note: {note}", err=True)
    return registry


def select(registry: Registry, platforms: str | None) -> tuple[Target, ...]:
    """The placements named on the command line. Raises SelectionError for an unknown one."""
    return registry.select([name.strip() for name in (platforms or "").split(",") if name.strip()])


def load_edits(path: Path | None, registry: Registry, title: str | None = None) -> Edits:
    """Decisions by hand from a file; ``title`` is the copy's, for hooks that ask for it.

    Raises InputRefused for a broken file, SelectionError for unknown placements and rules.
    """
    if path is None:
        return Edits()
    try:
        text = path.read_text(encoding="utf-8-sig")
        edits = Edits.model_validate(json.loads(text) if path.suffix.lower() == ".json" else parsed(text))
    except OSError as error:
        raise InputRefused(f"{path} cannot be read ({error.strerror})", "check the name and its permissions") from error
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"{path} is not a file of edits ({_first_line(error)})", "see docs/edits.md") from error
    registry.select([name for name in edits.placements if name != EVERYWHERE])
    check_waivers(edits.waivers, registry.platforms.values())
    if title is None and any(own.hook == TITLE for own in edits.placements.values()):
        raise InputRefused(f'{path} asks for hook = "{TITLE}" and there is no title', "bring one with --copy")
    return edits.titled(title)


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error).splitlines()[0]


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """An event that is set by Ctrl-C and by a polite kill, so that nothing half-made is left."""
    cancelled = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if cancelled.is_set():
            raise KeyboardInterrupt  # asked twice: at once
        cancelled.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancelled
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def breaks_a_limit(findings: tuple[Finding, ...]) -> bool:
    """Whether the platform would refuse, cut or convert the file, and nobody answers for that."""
    return any(finding.counts_as == "fail" and finding.rule.startswith(LIMIT) for finding in findings)


def print_findings(console: Console, findings: tuple[Finding, ...], *, levels: set[str]) -> None:
    """One line a finding, worst first, with its source."""
    for finding in by_level(findings):
        if finding.level in levels:
            console.print(
                Text.assemble(
                    "  ",
                    (f"{finding.level:>4}", _LEVEL_STYLE[finding.level]),
                    f" {finding.message} ",
                    (f"({finding.rule}; {finding.source}, {finding.as_of})", "dim"),
                )
            )
            if finding.waived:
                console.print(f"       {tell(in_words(finding.waived, finding.rule))}", style="dim", markup=False)
