"""A video that came out too large, encoded again at the rate that fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from studio.errors import RenderError
from studio.plan.recipe import Recipe
from studio.render.job import Job, Made

LEAST_BITS_PER_PIXEL = 0.01
"""Below this H.264 falls apart into blocks."""
CONTAINER_SHARE = 0.015
"""Of the bytes, for the index and for what two passes miss their rate by."""
TRIES = 4


def kbps_that_fits(recipe: Recipe, max_bytes: int) -> int:
    """The picture's rate in kbit/s so that picture, sound and index take ``max_bytes``; may be 0 or less."""
    sound = recipe.sound.kbps * 1000 if recipe.sound else 0
    bits = max_bytes * 8 * (1 - CONTAINER_SHARE) - 40_000
    return int((bits / recipe.duration_s - sound) / 1000)


def _picture_bytes(recipe: Recipe, file_bytes: int) -> float:
    """What a file of so many bytes has left for the picture."""
    sound = recipe.sound.kbps * 125 if recipe.sound else 0
    return max(1.0, file_bytes - sound * recipe.duration_s)


def least_kbps(recipe: Recipe) -> int:
    """The lowest rate at which the picture is still worth showing."""
    assert recipe.fps
    return round(recipe.size.width * recipe.size.height * float(recipe.fps) * LEAST_BITS_PER_PIXEL / 1000)


def encode_to_fit(job: Job, target: Path, encode: Callable[[int], None]) -> Made:
    """Have ``encode`` write ``target`` at lower and lower rates until it fits.

    Raises RenderError where the rate would have to be lower than any decent picture's.
    """
    recipe, first = job.recipe, target.stat().st_size
    assert recipe.max_bytes
    kbps = kbps_that_fits(recipe, recipe.max_bytes)
    for _ in range(TRIES):
        if kbps < least_kbps(recipe):
            break
        encode(kbps)
        made = target.stat().st_size
        if made <= recipe.max_bytes:
            return Made(target, (_note(recipe.max_bytes, first, kbps),))
        kbps = int(kbps * _picture_bytes(recipe, recipe.max_bytes) / _picture_bytes(recipe, made) * 0.95)
    raise RenderError(
        f"{recipe.placement} cannot fit into {megabytes(recipe.max_bytes)}: {recipe.duration_s:.1f} s at {recipe.size} "
        f"would leave {max(kbps, 0)} kbit/s for the picture, and {least_kbps(recipe)} is the least",
        "choose a shorter part of the master",
    )


def _note(limit: int, first: int, kbps: int) -> str:
    return (
        f"encoded again at {kbps} kbit/s to stay within {megabytes(limit)}; at full quality it took {megabytes(first)}"
    )


def megabytes(count: int) -> str:
    """Bytes for people."""
    return f"{count / 1e6:.2f} MB"
