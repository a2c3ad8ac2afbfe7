"""``studio plan``: the recipes, nothing rendered."""

from __future__ import annotations

import typer

from studio.cli import common, telling
from studio.export import prepare
from studio.paths import cache_dir
from studio.plan.planner import plan as make_plan


def plan(
    master: common.MasterPath,
    *,
    subtitles: common.SubtitlePaths = None,
    platforms: common.Platforms = None,
    edits: common.EditsPath = None,
    progress: telling.Mode = "auto",
) -> None:
    """Print how each output would be made, as JSON; nothing is rendered."""
    registry = common.load_registry()
    targets = common.select(registry, platforms)
    decided = common.load_edits(edits, registry)
    with common.stop_on_signal() as cancelled, telling.progress(progress) as on_event:
        prepared = prepare(master, subtitles or (), cache=cache_dir(), on_event=on_event, cancelled=cancelled)
    typer.echo(make_plan(prepared.master, prepared.analysis, targets, decided).model_dump_json(indent=2))
