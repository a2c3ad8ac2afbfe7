"""``studio platforms``: what there is, with the facts and their sources."""

from __future__ import annotations

import json

import typer
from rich.console import Console
from rich.table import Table

from studio.cli import common


def platforms(*, as_json: common.AsJson = False) -> None:
    """List the platforms and their placements."""
    registry = common.load_registry()
    if as_json:
        data = [platform.model_dump(mode="json", by_alias=True) for platform in registry.platforms.values()]
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("placement", "what", "size", "seconds", "limits", "tips"):
        table.add_column(heading)
    for target in registry.targets:
        placement = target.placement
        table.add_row(
            target.id,
            f"{target.platform.name}: {placement.name}",
            str(placement.size or ""),
            f"{placement.aim.max_s:g}" if placement.aim.max_s else "",
            str(len(target.limits)),
            str(len(target.tips)),
        )
    console = Console()
    console.print(table)
    for platform in registry.platforms.values():
        if platform.status.state == "retired":
            console.print(f"{platform.name}: {platform.status.told}", style="dim", markup=False)
