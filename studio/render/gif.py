"""``gif``: the video of the recipe's part becomes a GIF, as large, quick and colourful as its bytes allow."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from studio.errors import RenderError
from studio.messages import Message, msg
from studio.render import ffmpeg, rendering
from studio.render.fit import megabytes
from studio.render.job import Job, Made
from studio.values import Size

SLOWEST = Fraction(10)
"""Frames per second below which movement falls apart; 10 hundredths of a second each."""
MOST_COLOURS, FEWER_COLOURS = 256, 128
LEAST_WIDTH = 200
"""Below this nobody sees on a phone what the loop shows."""
AIM = 0.93
"""Share of the limit that the next try aims at."""
TRIES = 6
_VIDEO_SHARE = 0.5
"""How much of the work the video is."""


@dataclass(frozen=True)
class Look:
    """What costs bytes."""

    size: Size
    fps: Fraction
    colours: int = MOST_COLOURS


def make_gif(job: Job) -> Made:
    """The loop; smaller, slower and with fewer colours only as far as ``max_bytes`` asks.

    Raises RenderError where nothing worth showing is small enough.
    """
    recipe = job.recipe
    assert recipe.gif
    (part,) = recipe.parts
    video = rendering.render(
        part, job.master, cache=job.cache, segments={}, progress=job.part(0, _VIDEO_SHARE), cancelled=job.cancelled
    )
    target = job.folder / "output.gif"
    full = look = Look(recipe.size, recipe.gif.fps)
    for number in range(TRIES):
        job.check_cancelled()
        _encode(job, video.path, look, target, (_VIDEO_SHARE + number * 0.08, _VIDEO_SHARE + number * 0.08 + 0.08))
        made = target.stat().st_size
        if recipe.max_bytes is None or made <= recipe.max_bytes:
            return Made(target, _notes(full, look, recipe.max_bytes))
        look = smaller(look, made / recipe.max_bytes)
        if look.size.width < min(LEAST_WIDTH, full.size.width):
            break
    problem = msg(
        "{placement} cannot fit into {limit}: {seconds:.1f} s take {size} as small as they are worth showing",
        placement=recipe.placement, limit=megabytes(recipe.max_bytes or 0), seconds=recipe.duration_s,
        size=megabytes(made),
    )  # fmt: skip
    raise RenderError(problem, msg("choose a shorter or calmer part of the master"))


def smaller(look: Look, over: float) -> Look:
    """What brings a file that is ``over`` times too large below its limit: rate first, then colours, then size."""
    rate = min(look.fps, SLOWEST)
    over *= float(rate / look.fps)
    if over <= AIM:
        return replace(look, fps=rate)
    fewer = min(look.colours, FEWER_COLOURS)
    over *= 1.0 if fewer == look.colours else 0.85
    scale = min(0.97, math.sqrt(AIM / over)) if over > AIM else 1.0
    size = Size(width=max(1, round(look.size.width * scale)), height=max(1, round(look.size.height * scale)))
    return Look(size, rate, fewer)


def _notes(full: Look, look: Look, limit: int | None) -> tuple[Message, ...]:
    if look == full or limit is None:
        return ()
    note = msg(
        "{size} at {rate:g} frames per second in {colours} colours instead of {full} at {usual:g}, to stay within "
        "{limit}",
        size=str(look.size), rate=float(look.fps), colours=look.colours, full=str(full.size), usual=float(full.fps),
        limit=megabytes(limit),
    )  # fmt: skip
    return (note,)


def _encode(job: Job, video: Path, look: Look, target: Path, span: tuple[float, float]) -> None:
    """Colours are chosen for what moves; an ordered pattern between them stands still, and packs well."""
    scaled = f"fps={look.fps},scale={look.size.width}:{look.size.height}:flags=lanczos,setsar=1,format=rgb24"
    graph = (
        f"[0:v]{scaled},split[look][draw];[look]palettegen=max_colors={look.colours}:stats_mode=diff[colours];"
        "[draw][colours]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle[gif]"
    )
    frames = max(1, int(job.recipe.duration_s * look.fps + Fraction(1, 100)))  # whole ones: never longer than planned
    ffmpeg.run(
        [*ffmpeg.safe_input(video, "mov"), "-filter_complex", graph, "-map", "[gif]", "-frames:v", str(frames),
         "-loop", "0", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "gif", "-y", str(target)],
        doing=job.doing, progress=job.seconds(*span), cancelled=job.cancelled,
        limit_s=ffmpeg.encoding_limit_s(job.recipe.duration_s),
    )  # fmt: skip
