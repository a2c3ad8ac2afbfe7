"""``studio check``: hold any finished file against a placement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from studio.check import check as check_file
from studio.cli import common
from studio.errors import SelectionError
from studio.ingest import ingest

Placement = Annotated[str, typer.Option("--placement", "-p", help="Such as youtube/thumbnail.")]


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A finished video or picture, made anywhere.")],
    *,
    placement: Placement,
    as_json: common.AsJson = False,
    strict: common.Strict = False,
) -> None:
    """Hold a finished file against a placement's limits and tips, with evidence and sources."""
    targets = common.select(common.load_registry(), placement)
    if len(targets) != 1:
        names = ", ".join(target.id for target in targets)
        raise SelectionError(f"{placement} is a whole platform", f"name one placement: {names}")
    ingest(file)  # a file from outside is let in by the same door as a master
    report = check_file(file, targets[0])
    if as_json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        common.print_findings(Console(), report.findings, levels={"fail", "warn", "todo", "pass", "n/a"})
    if strict and common.breaks_a_limit(report.findings):
        raise typer.Exit(1)
