"""``studio tips``: every tip, what the studio does about it, and where."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from studio.cli import common
from studio.coverage import CAMPAIGN, covered, summary
from studio.errors import SelectionError
from studio.platforms.problem import did_you_mean

Platform = Annotated[
    str | None, typer.Option("--platform", "-p", help="Such as instagram, or campaign; without it, all of them.")
]


def tips(*, platform: Platform = None, as_json: common.AsJson = False) -> None:
    """List every tip: measured (auto), asked for in the brief (assist), done by a tool (feature) or ticked (manual)."""
    registry = common.load_registry()
    if platform is not None and platform not in {*registry.platforms, CAMPAIGN}:
        raise SelectionError(
            f"there is no platform '{platform}'", did_you_mean(platform, (*registry.platforms, CAMPAIGN))
        )
    found = covered(registry, platform)
    if as_json:
        data = {"tips": [tip.model_dump(mode="json") for tip in found], "summary": summary(found)}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("tip", "kind", "state", "advice", "source", "where"):
        table.add_column(heading, overflow="fold")
    for tip in found:
        state = f"waits for {tip.waits_for}" if tip.waits_for else tip.state
        table.add_row(tip.id, tip.kind, state, tip.advice, tip.source, ", ".join(tip.where))
    Console().print(table)
    typer.echo(f"\n{summary(found)}")
