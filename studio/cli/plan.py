"""``studio plan``: the recipes, nothing rendered."""

from __future__ import annotations

import json

import typer

from studio.cli import common, telling
from studio.copywriting import write_texts
from studio.export import effects_of, prepare, with_faces
from studio.ingest.copy_file import load_copies
from studio.ingest.copytext import title_of
from studio.paths import cache_dir
from studio.plan.planner import plan as make_plan


def plan(
    master: common.MasterPath,
    *,
    subtitles: common.SubtitlePaths = None,
    copy: common.CopyPaths = None,
    platforms: common.Platforms = None,
    edits: common.EditsPath = None,
    progress: telling.Mode = "auto",
) -> None:
    """Print how each output would be made and what each post would say, as JSON; nothing is rendered."""
    registry = common.load_registry()
    targets = common.select(registry, platforms)
    copies = load_copies(copy or ())
    decided = common.load_edits(edits, registry, title_of(copies))
    effects, broken = effects_of(targets)
    wanted = [target for target in targets if target.id not in {one.placement for one in broken}]
    cache = cache_dir()
    with common.stop_on_signal() as cancelled, telling.progress(progress) as on_event:
        prepared = prepare(master, subtitles or (), cache=cache, on_event=on_event, cancelled=cancelled)
        prepared = with_faces(prepared, wanted, decided, cache=cache, on_event=on_event, cancelled=cancelled)
    planned = make_plan(prepared.master, prepared.analysis, wanted, decided, effects)
    written = write_texts(copies, targets, prepared.master.name)
    skipped = [each for each in planned.skipped if each.placement not in written.decided] + [*written.skipped]
    data = planned.model_dump(mode="json") | {
        "posts": [packed.post.model_dump(mode="json") for packed in written.texts.posts],
        "files": [file.packed.file for file in written.files],
        "skipped": [each.model_dump(mode="json") for each in skipped],
        "failed": [failure.model_dump(mode="json") for failure in broken],
    }
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
