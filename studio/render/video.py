"""``frames``: clips of a moving picture become a video."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.plan.recipe import VideoEncode
from studio.render import encode, ffmpeg, fit, graph, joining, segmenting, sound, source, text
from studio.render.job import Job, Made

SEGMENTS_SHARE = 0.8
"""How much of the work on an output its segments are."""


@dataclass(frozen=True)
class Feed:
    """What FFmpeg reads and how it becomes ``graph.outlet()`` and, where there is sound, ``sound.OUTLET``."""

    inputs: tuple[str, ...]
    graphs: tuple[str, ...]
    pieces: Callable[[], Iterable[bytes]] | None = None
    """Raw frames for ``pipe:0``, made anew for each pass."""


def make_video(job: Job) -> Made:
    """The recipe's clips, captions and sound as an MP4: joined from segments; alone where it must be smaller."""
    recipe, target = job.recipe, job.folder / "output.mp4"
    joining.join(job, job.segments or _encode_alone(job), target)
    if recipe.max_bytes is None or target.stat().st_size <= recipe.max_bytes:
        return Made(target)
    feed = with_sound(job, _feed(job))
    return fit.encode_to_fit(job, target, lambda kbps: _two_passes(job, feed, recipe.video, kbps, target))


def _encode_alone(job: Job) -> tuple[Path, ...]:
    """The picture's segments where no other output shares them."""
    progress = job.part(0, SEGMENTS_SHARE)
    made = segmenting.encode([job.recipe], job.master, cache=job.cache, cancelled=job.cancelled, progress=progress)
    return made[job.recipe.digest]


def _feed(job: Job) -> Feed:
    """The whole picture in one piece."""
    recipe, track = job.recipe, job.master.video
    assert track and recipe.fps and recipe.clips
    start = recipe.clips[0].start
    lead = source.lead_frames(track, start, recipe.fps)
    picture = graph.Picture(recipe.clips, recipe.size, text.write_document(recipe, job.folder))
    return Feed(
        inputs=tuple(source.picture_input(job.master, start - lead, recipe.fps)),
        graphs=(graph.pictures_graph([picture], recipe.fps, track, origin=start - lead),),
    )


def with_sound(job: Job, picture: Feed) -> Feed:
    """The feed together with the recipe's sound, measured and levelled; as it was where the recipe wants none."""
    wanted = job.recipe.sound
    if wanted is None:
        return picture
    window = sound.Window(job.recipe.start_s, job.recipe.duration_s)
    filters = sound.prepare(wanted, job.master, window, doing=job.doing, cancelled=job.cancelled)
    job.progress(0.05)
    number = picture.inputs.count("-i")
    return Feed(
        inputs=(*picture.inputs, *sound.input_arguments(job.master, window)),
        graphs=(*picture.graphs, sound.graph(wanted, filters, number)),
        pieces=picture.pieces,
    )


def encode_feed(job: Job, feed: Feed) -> Made:
    """The feed as a file; where that is over the recipe's bytes, once more at the rate that fits."""
    recipe = job.recipe
    assert recipe.video and recipe.fps
    target = job.folder / "output.mp4"
    _run(job, feed, encode.picture_arguments(recipe.video, recipe.fps), target, (0.05, 0.98))
    if recipe.max_bytes is None or target.stat().st_size <= recipe.max_bytes:
        return Made(target)
    return fit.encode_to_fit(job, target, lambda kbps: _two_passes(job, feed, recipe.video, kbps, target))


def _two_passes(job: Job, feed: Feed, video: VideoEncode | None, kbps: int, target: Path) -> None:
    assert video and job.recipe.fps
    picture = encode.rated_picture_arguments(video, job.recipe.fps, kbps)
    log = ["-passlogfile", str(job.folder / "passes")]
    silent = Feed(feed.inputs, feed.graphs[:1], feed.pieces)
    _run(job, silent, [*picture, "-pass", "1", *log, "-an", "-f", "null"], Path("-"), (0.05, 0.5), sound_too=False)
    _run(job, feed, [*picture, "-pass", "2", *log], target, (0.5, 0.98))


def _run(
    job: Job,
    feed: Feed,
    picture: Sequence[str],
    target: Path,
    span: tuple[float, float],
    *,
    sound_too: bool = True,
) -> None:
    recipe = job.recipe
    arguments = [
        *feed.inputs, "-filter_complex", ";".join(feed.graphs), "-map", graph.outlet(), *picture,
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
        pieces=feed.pieces() if feed.pieces else None,
    )
