"""Recipe in, finished file out: each distinct recipe is made once and kept under its digest."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from studio.ingest.master import Master
from studio.plan.recipe import Recipe
from studio.render import files
from studio.render.job import Job, Made
from studio.render.output import Output


def render(
    recipe: Recipe,
    master: Master,
    *,
    cache: Path,
    segments: Mapping[str, tuple[Path, ...]],
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Output:
    """Make one output, or find it made already. See ``studio.render.render``."""
    finished = place(recipe, cache)
    tell = progress or (lambda _: None)
    if finished.is_file():
        for used in (finished, _notes(finished)):
            if used.exists():
                os.utime(used)  # what was used last is cleared away last
        tell(1.0)
        return _output(recipe, finished)
    with files.work_folder(finished.parent) as folder:
        job = Job(recipe, master, folder, cache, segments.get(recipe.digest), tell, cancelled or threading.Event())
        job.check_cancelled()
        made = _maker(recipe)(job)
        if made.notes:
            notes = folder / "notes.json"
            notes.write_text(json.dumps(made.notes), encoding="utf-8")
            files.publish(notes, _notes(finished))
        files.publish(made.path, finished)
    tell(1.0)
    return _output(recipe, finished)


def place(recipe: Recipe, cache: Path) -> Path:
    """Where the finished output lies, or will lie."""
    return cache / "outputs" / f"{recipe.digest}.{extension(recipe)}"


def extension(recipe: Recipe) -> str:
    """Of the output's file, without the dot."""
    if recipe.kind == "audio":
        assert recipe.sound
        return {"aac": "m4a", "mp3": "mp3", "opus": "ogg"}[recipe.sound.codec]
    if recipe.kind == "document":
        return "pdf"
    if recipe.kind == "video":
        return "gif" if recipe.source == "gif" else "mp4"
    assert recipe.image
    return {"jpeg": "jpg"}.get(recipe.image.format, recipe.image.format)


def _maker(recipe: Recipe) -> Callable[[Job], Made]:
    if recipe.source == "frames":
        from studio.render.video import make_video

        return make_video
    if recipe.source == "frame":
        from studio.render.picture import make_picture

        return make_picture
    if recipe.source == "still":
        from studio.render.moving_still import make_moving_still

        return make_moving_still
    if recipe.source == "waveform":
        from studio.render.waveform import make_waveform

        return make_waveform
    return _further_maker(recipe)


def _further_maker(recipe: Recipe) -> Callable[[Job], Made]:
    if recipe.source == "contained":
        from studio.render.contained import make_contained

        return make_contained
    if recipe.source == "gif":
        from studio.render.gif import make_gif

        return make_gif
    if recipe.source == "sound":
        from studio.render.audio import make_sound

        return make_sound
    if recipe.source == "pages":
        from studio.render.document import make_document

        return make_document
    from studio.render.card import make_card

    return make_card


def _notes(finished: Path) -> Path:
    return finished.with_suffix(".notes.json")


def _output(recipe: Recipe, finished: Path) -> Output:
    kept = _notes(finished)
    notes = tuple(json.loads(kept.read_text(encoding="utf-8"))) if kept.is_file() else ()
    return Output(placement=recipe.placement, kind=recipe.kind, recipe=recipe.digest, path=finished, notes=notes)
