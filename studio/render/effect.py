"""What a plugin's effect becomes: a filter on the picture, or a clip that is encoded once and joined to the output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from PIL import Image

from studio import machine
from studio.errors import PluginError, RenderError
from studio.plan.recipe import Recipe
from studio.platforms import effects
from studio.platforms.effects import Applied
from studio.render import encode, feed, ffmpeg, files, graph
from studio.render.filtering import through
from studio.render.job import Job
from studio.render.kept import Shelf
from studio.values import Size, digest

ENGINE = "1"
"""Raised when the same clip would come out differently."""
_TRIAL_FRAMES = 5
_SHOWN = re.compile(r"\bn:\s*\d+ .*\bs:(\d+x\d+)\b")
"""One frame, as FFmpeg's ``showinfo`` tells it."""


def fault(recipe: Recipe) -> RenderError | None:
    """What keeps the recipe's filter from being used, found by trying it on a few plain frames."""
    if recipe.effect is None or recipe.effect.filter is None:
        return None
    effect, said = recipe.effect, _fault(recipe.effect.filter, recipe.size, recipe.fps or Fraction(1))
    if said is None:
        return None
    return effects.broken(effect.plugin, PluginError(f"'{effect.name}' {said}", f"mend {effect.file}"))


@lru_cache(maxsize=256)
def _fault(chain: str, size: Size, fps: Fraction) -> str | None:
    plain = f"color=gray:size={size}:rate={fps},trim=end_frame={_TRIAL_FRAMES},format=yuv420p"
    arguments = ["-f", "lavfi", "-i", plain, "-vf", f"{chain},showinfo=checksum=0", "-f", "null", "-"]
    try:
        lines = ffmpeg.said(arguments, doing="trying it")
    except RenderError as error:
        return f"gave the filter {chain!r:.80}, which does not work ({error.problem})"
    shown = [found[1] for line in lines if (found := _SHOWN.search(line))]
    if shown != [str(size)] * _TRIAL_FRAMES:
        sizes = " or ".join(sorted(set(shown))) or "nothing"
        return f"makes {len(shown)} frames of {sizes} out of {_TRIAL_FRAMES} of {size}"
    return None


def filtered(job: Job, picture: Image.Image) -> Image.Image:
    """The picture through the recipe's filter; what is transparent stays so."""
    if job.recipe.filter is None:
        return picture
    drawn = through(job, picture.convert("RGB"), job.recipe.filter)
    if picture.mode == "RGBA":
        drawn.putalpha(picture.getchannel("A"))
    return drawn


def clip_of(job: Job) -> Path | None:
    """The clip before or after the recipe's picture, as a segment that is kept; nothing where it has none.

    Raises RenderError, which names the plugin, where its code raises.
    """
    recipe = job.recipe
    if not recipe.effect or not recipe.effect_frames:
        return None
    told = [recipe.effect.identity, recipe.effect_frames, str(recipe.fps), recipe.size.model_dump()]
    assert recipe.video
    name = digest([ENGINE, ffmpeg.executable_name(), *told, recipe.video.model_dump(mode="json")])
    shelf = Shelf(job.cache / "segments")
    found = shelf.find(name)
    if found:
        return found
    with shelf.turn(name, job.cancelled), files.work_folder(shelf.folder) as folder:
        return shelf.find(name) or shelf.add(name, _encode(job, folder))


def around(recipe: Recipe, clip: Path | None, segments: Sequence[Path]) -> tuple[Path, ...]:
    """The segments with the clip before or after them."""
    if clip is None:
        return tuple(segments)
    assert recipe.effect
    return (clip, *segments) if recipe.effect.kind == "before" else (*segments, clip)


def _encode(job: Job, folder: Path) -> Path:
    recipe = job.recipe
    assert recipe.effect and recipe.fps and recipe.video
    count, names = recipe.effect_frames, folder / "clip-%d.mp4"
    pieces = _frames(job, recipe.effect, recipe.fps, count)
    fed = feed.raw(recipe.size, recipe.fps, lambda: pieces)
    ffmpeg.run(
        [*fed.inputs, "-filter_complex", *fed.graphs, "-map", graph.outlet(),
         *encode.picture_arguments(recipe.video, recipe.fps, machine.encoder_threads(1)),
         *encode.segment_arguments([count], names)],
        doing=job.doing, cancelled=job.cancelled, pieces=pieces,
        limit_s=ffmpeg.encoding_limit_s(float(count / recipe.fps)),
    )  # fmt: skip
    return names.with_name("clip-0.mp4")


def _frames(job: Job, effect: Applied, fps: Fraction, count: int) -> Iterator[bytes]:
    try:
        for frame in effects.frames(effect, job.recipe.size, fps, count):
            job.check_cancelled()
            yield frame
    except PluginError as error:
        raise effects.broken(effect.plugin, error) from error
