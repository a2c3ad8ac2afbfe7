"""Videos: joined from segments, with sound; encoded whole where they must be smaller than that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.plan.recipe import VideoEncode
from studio.render import effect, encode, feed, ffmpeg, fit, graph, joining, segmenting, sound, text
from studio.render.drawn import Drawing
from studio.render.feed import Feed
from studio.render.graph import Picture
from studio.render.job import Job, Made

SEGMENTS_SHARE = 0.8
"""How much of the work on an output its segments are."""


def make_video(job: Job) -> Made:
    """The recipe's picture and sound as an MP4: joined from segments; in one piece where it must be smaller."""
    recipe, target = job.recipe, job.folder / "output.mp4"
    clip = effect.clip_of(job)
    joining.join(job, effect.around(recipe, clip, job.segments or _encode_alone(job)), target)
    if recipe.max_bytes is None or target.stat().st_size <= recipe.max_bytes:
        return Made(target)
    whole = _with_sound(job, _with_clip(job, _whole(job), clip))
    return fit.encode_to_fit(job, target, lambda kbps: _two_passes(job, whole, recipe.video, kbps, target))


def _encode_alone(job: Job) -> tuple[Path, ...]:
    """The picture's segments where no other output shares them."""
    progress = job.part(0, SEGMENTS_SHARE)
    made = segmenting.encode([job.recipe], job.master, cache=job.cache, cancelled=job.cancelled, progress=progress)
    return made[job.recipe.digest]


def _whole(job: Job) -> Feed:
    """The whole picture of the master in one piece."""
    recipe = job.recipe
    assert recipe.fps
    captions = text.write_document(recipe.body, job.folder)
    picture = Picture(recipe.clips, recipe.size, captions, recipe.filter, recipe.redactions)
    if recipe.source == "frames":
        return feed.decoded(job.master, [picture], recipe.fps, job.folder)
    clip = recipe.clips[0]
    drawing = Drawing(
        recipe.video_source, clip.framing, recipe.size, recipe.fps, clip.start, clip.end, recipe.redactions
    )
    return feed.python_drawn(job.master, drawing, picture, cancelled=job.cancelled)


def _with_clip(job: Job, picture: Feed, clip: Path | None) -> Feed:
    """The feed with an effect's clip before or after it."""
    effect_, fps = job.recipe.effect, job.recipe.fps
    if clip is None:
        return picture
    assert effect_ and fps
    number, (shown,) = picture.inputs.count("-i"), picture.graphs
    order = "[clip][shown]" if effect_.kind == "before" else "[shown][clip]"
    joined = (
        f"{shown.removesuffix(graph.outlet())}[shown];"
        f"[{number}:v]settb={1 / fps},setpts=N,setsar=1[clip];"
        f"{order}concat=n=2,settb={1 / fps},setpts=N{graph.outlet()}"
    )
    return Feed((*picture.inputs, *ffmpeg.safe_input(clip, "mov")), (joined,), picture.pieces)


def _with_sound(job: Job, picture: Feed) -> Feed:
    """The feed together with the recipe's sound, measured and levelled; as it was where the recipe wants none."""
    wanted = job.recipe.sound
    if wanted is None:
        return picture
    window = sound.Window.of(job.recipe)
    filters = sound.prepare(wanted, job.master, window, doing=job.doing, cancelled=job.cancelled)
    job.progress(0.05)
    number = picture.inputs.count("-i")
    return Feed(
        inputs=(*picture.inputs, *sound.input_arguments(job.master, window)),
        graphs=(*picture.graphs, sound.graph(wanted, filters, number)),
        pieces=picture.pieces,
    )


def _two_passes(job: Job, whole: Feed, video: VideoEncode | None, kbps: int, target: Path) -> None:
    assert video and job.recipe.fps
    picture = encode.rated_picture_arguments(video, job.recipe.fps, kbps)
    log = ["-passlogfile", str(job.folder / "passes")]
    silent = Feed(whole.inputs, whole.graphs[:1], whole.pieces)
    _run(job, silent, [*picture, "-pass", "1", *log, "-an", "-f", "null"], Path("-"), (0.05, 0.5), sound_too=False)
    _run(job, whole, [*picture, "-pass", "2", *log], target, (0.5, 0.98))


def _run(
    job: Job,
    fed: Feed,
    picture: Sequence[str],
    target: Path,
    span: tuple[float, float],
    *,
    sound_too: bool = True,
) -> None:
    recipe = job.recipe
    arguments = [
        *fed.inputs, "-filter_complex", ";".join(fed.graphs), "-map", graph.outlet(), *picture,
    ]  # fmt: skip
    if sound_too and recipe.sound:
        arguments += ["-map", sound.OUTLET, *encode.sound_arguments(recipe.sound)]
    if sound_too:
        arguments += encode.container_arguments()
    ffmpeg.run(
        [*arguments, "-y", str(target)],
        doing=job.doing,
        progress=job.seconds(*span),
        cancelled=job.cancelled,
        limit_s=ffmpeg.encoding_limit_s(recipe.duration_s),
        pieces=fed.pieces() if fed.pieces else None,
    )
