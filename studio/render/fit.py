"""A video that came out too large, encoded again at a lower quality: only as low as its limit asks.

Its segments are shared and kept like all others, so that a corrected word costs the seconds that show it here too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from studio.errors import RenderError
from studio.messages import Message, msg
from studio.plan.recipe import Recipe, VideoEncode
from studio.render.job import Job, Made

LEAST_BITS_PER_PIXEL = 0.01
"""Below this H.264 falls apart into blocks."""
CONTAINER_BYTES, CONTAINER_SHARE = 5_000, 0.002
"""For the index, and what is multiplexed between the pictures."""
CRF_PER_HALVING = 6.0
"""So many points more of x264's constant rate factor halve the bytes, or nearly so."""
LARGEST_CRF = 51
TRIES = 4


def kbps_that_fits(recipe: Recipe, max_bytes: int) -> int:
    """The picture's mean rate in kbit/s where picture, sound and index take ``max_bytes``; may be 0 or less."""
    return int(_picture_bytes(recipe, max_bytes) * 8 / recipe.duration_s / 1000)


def _picture_bytes(recipe: Recipe, file_bytes: int) -> float:
    """What a file of so many bytes has left for the picture."""
    sound = recipe.sound.kbps * 125 * recipe.duration_s if recipe.sound else 0.0
    return file_bytes * (1 - CONTAINER_SHARE) - CONTAINER_BYTES - sound


def least_kbps(recipe: Recipe) -> int:
    """The lowest mean rate at which the picture is still worth showing."""
    assert recipe.fps
    return round(recipe.size.width * recipe.size.height * float(recipe.fps) * LEAST_BITS_PER_PIXEL / 1000)


def encode_to_fit(job: Job, target: Path, encode: Callable[[VideoEncode], None]) -> Made:
    """Have ``encode`` write ``target`` at lower and lower quality until it fits.

    Raises RenderError where the rate would have to be lower than any decent picture's.
    """
    recipe, first = job.recipe, target.stat().st_size
    assert recipe.max_bytes and recipe.video
    kbps, made, video = kbps_that_fits(recipe, recipe.max_bytes), first, recipe.video
    for _ in range(TRIES if kbps >= least_kbps(recipe) else 0):
        video = video.model_copy(update={"crf": video.crf + _points(recipe, made)})
        if video.crf > LARGEST_CRF:
            break
        encode(video)
        made = target.stat().st_size
        if made <= recipe.max_bytes:
            return Made(target, (_note(recipe, first, video.crf),))
    problem = msg(
        "{placement} cannot fit into {limit}: {seconds:.1f} s at {size} would leave {kbps} kbit/s for the picture, and "
        "{least} is the least",
        placement=recipe.placement, limit=megabytes(recipe.max_bytes), seconds=recipe.duration_s, size=str(recipe.size),
        kbps=max(kbps, 0), least=least_kbps(recipe),
    )  # fmt: skip
    raise RenderError(problem, msg("choose a shorter part of the master"))


def _points(recipe: Recipe, made: int) -> int:
    """How much to raise the constant rate factor, where so many bytes were too many."""
    assert recipe.max_bytes
    too_much = _picture_bytes(recipe, made) / max(1.0, _picture_bytes(recipe, recipe.max_bytes))
    return max(1, math.ceil(CRF_PER_HALVING * math.log2(max(1.0, too_much))))


def _note(recipe: Recipe, first: int, crf: int) -> Message:
    assert recipe.max_bytes and recipe.video
    return msg(
        "encoded again at quality {crf} instead of {full} (CRF, lower is better) to stay within {limit}; at full "
        "quality it took {took}",
        crf=crf, full=recipe.video.crf, limit=megabytes(recipe.max_bytes), took=megabytes(first),
    )  # fmt: skip


def megabytes(count: int) -> Message:
    """Bytes for people."""
    return msg("{size:.2f} MB", size=count / 1e6)
