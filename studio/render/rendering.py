"""Recipe in, finished file out: each distinct recipe is made once and kept under its digest."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from studio import memo
from studio.errors import Cancelled, RenderError
from studio.ingest.master import Master
from studio.messages import Sentence
from studio.plan.recipe import VIDEO_SOURCES, Recipe
from studio.render import files
from studio.render.job import Job, Made
from studio.render.output import Output
from studio.values import Frozen, file_digest

OUTPUTS = "outputs"
"""The folder of finished files in the cache."""


def render(
    recipe: Recipe,
    master: Master,
    *,
    cache: Path,
    segments: Mapping[str, tuple[Path, ...]],
    make: Callable[[Job], Made] | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Output:
    """Make one output, or find it made already. See ``studio.render.render``.

    ``make`` makes it together with others; without it, it is made by itself.
    """
    tell = progress or (lambda _: None)
    finished, record = place(recipe, cache), _find(recipe, cache)
    if record is None:
        with files.work_folder(finished.parent) as folder:
            job = Job(recipe, master, folder, cache, segments.get(recipe.digest), tell, cancelled or threading.Event())
            job.check_cancelled()
            _refuse(recipe)
            made = (make or _maker(recipe))(job)
            record = _Record(sha256=file_digest(made.path), notes=made.notes)
            files.publish(made.path, finished)
        memo.save(cache, OUTPUTS, recipe.digest, record)
    tell(1.0)
    return Output(
        placement=recipe.placement, kind=recipe.kind, recipe=recipe.digest, path=finished,
        sha256=record.sha256, notes=record.notes,
    )  # fmt: skip


def attempt(
    recipe: Recipe,
    master: Master,
    cache: Path,
    progress: Callable[[float], None],
    cancelled: threading.Event,
    *,
    make: Callable[[Job], Made] | None = None,
) -> Output | RenderError:
    """``render`` of what needs no segments: the output, or why there is none."""
    try:
        return render(recipe, master, cache=cache, segments={}, make=make, progress=progress, cancelled=cancelled)
    except Cancelled:
        raise
    except RenderError as error:
        return error


def _refuse(recipe: Recipe) -> None:
    """Raise RenderError where a plugin's filter would spoil the output."""
    from studio.render import effect  # it needs what draws

    fault = effect.fault(recipe)
    if fault:
        raise fault


class _Record(Frozen):
    """Kept beside an output: what tells that it is whole, and what was done to make it fit."""

    sha256: str
    notes: tuple[Sentence, ...]


def _find(recipe: Recipe, cache: Path) -> _Record | None:
    """The record of an output that was made before and is still whole."""
    finished = place(recipe, cache)
    record = memo.load(cache, OUTPUTS, recipe.digest, _Record) if finished.is_file() else None
    if record is None or file_digest(finished) != record.sha256:
        return None
    os.utime(finished)  # what was used last is cleared away last
    return record


def place(recipe: Recipe, cache: Path) -> Path:
    """Where the finished output lies, or will lie."""
    return cache / OUTPUTS / f"{recipe.digest}.{extension(recipe)}"


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
    """Imported one by one: whoever makes a picture does not wait for what draws sound."""
    if recipe.source in VIDEO_SOURCES:
        from studio.render.video import make_video

        return make_video
    module, maker = _FURTHER[recipe.source]
    made: Callable[[Job], Made] = getattr(import_module(f"studio.render.{module}"), maker)
    return made


_FURTHER: dict[str, tuple[str, str]] = {
    "frame": ("picture", "make_picture"),
    "contained": ("contained", "make_contained"),
    "gif": ("gif", "make_gif"),
    "sound": ("audio", "make_sound"),
    "pages": ("document", "make_document"),
    "card": ("card", "make_card"),
}
