"""``sound``: sound alone, levelled, of exact length, with its title and artwork."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.errors import RenderError
from studio.messages import msg
from studio.plan.recipe import Sound
from studio.render import ffmpeg, levelling, rendering, sound
from studio.render.fit import megabytes
from studio.render.job import Job, Made

TRIES = 3
_AIM = 0.97
_LEAST_KBPS = 16


@dataclass(frozen=True)
class _Sources:
    """What goes into the file."""

    window: sound.Window
    before: sound.Level
    artwork: Path | None


def make_sound(job: Job) -> Made:
    """The recipe's stretch of sound; at a lower rate where its bytes ask for that.

    Raises RenderError where no decent rate is low enough.
    """
    recipe = job.recipe
    wanted = recipe.sound
    assert wanted
    window = sound.Window.of(recipe)
    before = sound.measure(wanted, job.master, window, doing=job.doing, cancelled=job.cancelled)
    job.progress(0.3)
    sources = _Sources(window, before, _artwork(job))
    target, kbps = job.folder / "output", wanted.kbps
    for _ in range(TRIES):
        job.check_cancelled()
        _encode(job, sources, wanted.model_copy(update={"kbps": kbps}), target)
        made = target.stat().st_size
        if recipe.max_bytes is None or made <= recipe.max_bytes:
            note = msg(
                "{kbps} kbit/s instead of {full} to stay within {limit}",
                kbps=kbps, full=wanted.kbps, limit=megabytes(recipe.max_bytes or 0),
            )  # fmt: skip
            return Made(target, () if kbps == wanted.kbps else (note,))
        kbps = max(_LEAST_KBPS, int(kbps * _AIM * recipe.max_bytes / made))
    problem = msg(
        "{placement} cannot fit into {limit}: it takes {size} at {kbps} kbit/s",
        placement=recipe.placement, limit=megabytes(recipe.max_bytes or 0), size=megabytes(made), kbps=kbps,
    )  # fmt: skip
    raise RenderError(problem, msg("choose a shorter part of the master"))


def _artwork(job: Job) -> Path | None:
    """The cover picture, made as an output of its own; outputs with the same one share it."""
    for part in job.recipe.parts:
        made = rendering.render(part, job.master, cache=job.cache, segments={}, cancelled=job.cancelled)
        return made.path
    return None


def _encode(job: Job, sources: _Sources, wanted: Sound, target: Path) -> None:
    artwork = sources.artwork
    cover = ["-map", "1:v", "-c:v", "copy", "-disposition:v:0", "attached_pic"] if artwork else []
    picture = ffmpeg.safe_input(artwork, "jpeg_pipe") if artwork else []
    title = ["-metadata", f"title={job.recipe.title}"] if job.recipe.title else []
    tags = ["-map_metadata", "-1", "-map_chapters", "-1", *title]

    def write(filters: list[str]) -> Path:
        graph = f"[0:{wanted.stream}]{','.join(filters)}{sound.OUTLET}"
        ffmpeg.run(
            [*sound.input_arguments(job.master, sources.window), *picture, "-filter_complex", graph,
             "-map", sound.OUTLET, *cover, *tags, *arguments(wanted), "-y", str(target)],
            doing=job.doing, progress=job.seconds(0.4, 1.0), cancelled=job.cancelled,
            limit_s=ffmpeg.encoding_limit_s(job.recipe.duration_s),
        )  # fmt: skip
        return target

    levelling.write_level(wanted, sources.window, sources.before, write, doing=job.doing, cancelled=job.cancelled)


def arguments(wanted: Sound) -> list[str]:
    """FFmpeg's arguments for the codec and its container: M4A, MP3 with ID3 tags, Ogg with Opus.

    The containers say how many samples the encoder put before and after, so that players cut them off exactly.
    """
    common = ["-b:a", f"{wanted.kbps}k", "-ar", str(wanted.sample_rate), "-ac", str(wanted.channels)]
    exact = ["-flags:a", "+bitexact", "-fflags", "+bitexact"]
    if wanted.codec == "aac":
        return ["-c:a", "aac", *common, *exact, "-movflags", "+faststart", "-f", "ipod"]
    if wanted.codec == "mp3":
        return ["-c:a", "libmp3lame", *common, *exact, "-id3v2_version", "3", "-f", "mp3"]
    voice = ["-application", "voip" if wanted.channels == 1 else "audio"]
    return ["-c:a", "libopus", *common, *voice, *exact, "-f", "ogg"]
