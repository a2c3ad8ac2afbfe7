"""``studio platforms``: what there is, with the facts and their sources."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from studio.cli import common
from studio.platforms.contract import Platform
from studio.platforms.facts import Limit
from studio.platforms.registry import Registry

Named = Annotated[str | None, typer.Option("--platform", "-p", help="Such as instagram; without it, all of them.")]


def platforms(*, platform: Named = None, as_json: common.AsJson = False) -> None:
    """List the platforms and their placements, as --platforms of export takes them."""
    registry = common.load_registry()
    targets = common.select(registry, platform) if platform else registry.targets
    chosen = {target.platform.slug: target.platform for target in targets}.values()
    if as_json:
        data = [_data(each, registry) for each in chosen]
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
        return
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("placement", "what", "size", "seconds", "limits", "tips"):
        table.add_column(heading)
    for target in targets:
        placement = target.placement
        table.add_row(
            target.id,
            f"{target.platform.name}: {placement.name}",
            str(placement.size or ""),
            f"{placement.aim.max_s:g}" if placement.aim.max_s else "",
            str(len(target.limits) + sum(len(post.limits) for post in target.posts)),
            str(len(target.tips)),
        )
    console = Console()
    console.print(table)
    for each in chosen:
        if each.status.told:
            console.print(f"{each.name}: {each.status.told}", style="dim", markup=False)


def _data(platform: Platform, registry: Registry) -> dict[str, Any]:
    """A platform with all limits of each placement, shared ones too, each with what its source is."""
    data = platform.model_dump(mode="json", by_alias=True, exclude={"limits"})
    for told, placement in zip(data["placements"], platform.placements, strict=True):
        told["limits"] = [_limit(limit, platform) for limit in platform.limits_for(placement)]
    for told, post in zip(data["posts"], platform.posts, strict=True):
        told["limits"] = [_limit(limit, platform) for limit in post.limits]
    return {**data, "origin": registry.places[platform.slug].origin}


def _limit(limit: Limit, platform: Platform) -> dict[str, Any]:
    source = platform.sources[limit.source]
    return {
        **limit.model_dump(mode="json", exclude={"placements"}),
        "source_title": source.title,
        "source_url": source.url,
    }
