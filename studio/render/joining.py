"""Segments and sound, joined without encoding anything again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from studio.render import encode, ffmpeg, files, levelling, sound
from studio.render.job import Job
from studio.render.kept import Shelf
from studio.values import digest

SOUND_ENGINE = "2"
"""Raised when the same sound would come out differently."""


def join(job: Job, segments: Sequence[Path], target: Path) -> None:
    """The segments one after the other with the recipe's sound, as an MP4 at ``target``."""
    listing = job.folder / "segments.ffconcat"
    listing.write_text(_script(segments), encoding="utf-8")
    heard = _sound(job)
    command = [
        "-protocol_whitelist", "file,pipe", "-f", "concat", "-safe", "0", "-i", f"file:{listing}",
        *(["-i", f"file:{heard}", "-map", "0:v", "-map", "1:a"] if heard else ["-map", "0:v"]),
        "-c", "copy", *encode.container_arguments(), "-y", str(target),
    ]  # fmt: skip
    ffmpeg.run(command, doing=job.doing, progress=job.seconds(0.9, 1.0), cancelled=job.cancelled)


def _script(segments: Sequence[Path]) -> str:
    """FFmpeg's own list of files to read as one; the only one that the studio lets it follow."""
    lines = ["ffconcat version 1.0"]
    for path in segments:
        quoted = str(path.resolve()).replace("'", "'\\''")
        lines.append(f"file 'file:{quoted}'")
    return "\n".join(lines) + "\n"


def _sound(job: Job) -> Path | None:
    """The recipe's sound, whole; outputs with the same stretch of it share it. ``None`` where it wants none."""
    wanted = job.recipe.sound
    if wanted is None:
        return None
    window = sound.Window.of(job.recipe)
    name = digest([SOUND_ENGINE, job.master.sha256, wanted.model_dump(mode="json"), *astuple(window)])
    shelf = Shelf(job.cache / "sounds")
    found = shelf.find(name)
    if found:
        return found
    with shelf.turn(name, job.cancelled), files.work_folder(shelf.folder) as folder:
        found = shelf.find(name)
        return found or shelf.add(name, _make_sound(job, window, folder / "sound.mp4"))


def _make_sound(job: Job, window: sound.Window, target: Path) -> Path:
    wanted = job.recipe.sound
    assert wanted

    def write(filters: list[str]) -> Path:
        command = [
            *sound.input_arguments(job.master, window), "-filter_complex", sound.graph(wanted, filters, 0),
            "-map", sound.OUTLET, *encode.sound_arguments(wanted), *encode.container_arguments(), "-y", str(target),
        ]  # fmt: skip
        ffmpeg.run(command, doing=job.doing, progress=job.seconds(0.8, 0.9), cancelled=job.cancelled)
        return target

    before = sound.measure(wanted, job.master, window, doing=job.doing, cancelled=job.cancelled)
    levelling.write_level(wanted, window, before, write, doing=job.doing, cancelled=job.cancelled)
    return target
