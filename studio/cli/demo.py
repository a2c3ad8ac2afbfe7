"""``studio demo``: see it work within a minute, without a file of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.cli import common, telling
from studio.cli.export import leave, tell
from studio.copywriting import write_texts
from studio.delivering import write_pack
from studio.demo import make
from studio.export import prepare, produce
from studio.ingest.copy_file import load_copies
from studio.messages import ENGLISH
from studio.pack import check_place
from studio.paths import cache_dir
from studio.plan.edits import Edits
from studio.platforms.registry import one_of_each


def demo(
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="A folder or a .zip.")] = Path("demo-pack"),
    as_json: common.AsJson = False,
    language: common.Language = None,
    progress: telling.Mode = "auto",
    cores: common.Cores = None,  # noqa: ARG001 - its callback sets them
) -> None:
    """Make the demo master (people, speech, two languages) and a pack with one output for each platform."""
    registry = common.load_registry()
    targets = one_of_each(registry.select([]))
    check_place(out)
    with common.stop_on_signal() as cancelled, telling.progress(progress) as on_event:
        master = make(cache_dir() / "demo", language or ENGLISH)
        prepared = prepare(master.path, master.subtitles, cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        production = produce(prepared, targets, Edits(), cache=cache_dir(), on_event=on_event, cancelled=cancelled)
        copies = load_copies(master.copy_files)
        written = write_texts(copies, targets, prepared.master.name, production.pictures)
        production = production.model_copy(update={"written": written})
        manifest = write_pack(production, out, registry.problems, cache=cache_dir(), language=language or ENGLISH)
    tell(manifest, production, out, as_json=as_json)
    leave(manifest, strict=False)
