"""Videos: joined from segments, with sound; of a lower quality where they must be smaller than that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.plan.recipe import VideoEncode
from studio.render import effect, fit, joining, segmenting
from studio.render.job import Job, Made

SEGMENTS_SHARE = 0.8
"""How much of the work on an output its segments are."""


def make_video(job: Job) -> Made:
    """The recipe's picture and sound as an MP4, joined from segments."""
    recipe, target = job.recipe, job.folder / "output.mp4"
    _join(job, target)
    if recipe.max_bytes is None or target.stat().st_size <= recipe.max_bytes:
        return Made(target)

    def lighter(video: VideoEncode) -> None:
        _join(replace(job, recipe=recipe.model_copy(update={"video": video}), segments=None), target)

    return fit.encode_to_fit(job, target, lighter)


def _join(job: Job, target: Path) -> None:
    clip = effect.clip_of(job)
    joining.join(job, effect.around(job.recipe, clip, job.segments or _encode_alone(job)), target)


def _encode_alone(job: Job) -> tuple[Path, ...]:
    """The picture's segments where no other output shares them."""
    progress = job.part(0, SEGMENTS_SHARE)
    made = segmenting.encode([job.recipe], job.master, cache=job.cache, cancelled=job.cancelled, progress=progress)
    return made[job.recipe.digest]
