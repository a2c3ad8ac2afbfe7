"""``frame``: one moment of a moving master, or a picture, becomes a picture."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter

from studio.errors import RenderError
from studio.ingest.master import Master, VideoTrack
from studio.messages import Message, msg
from studio.plan.recipe import Framing, Recipe, Redaction
from studio.render import source, text
from studio.render.compress import Compressor
from studio.render.effect import filtered
from studio.render.graph import BACKDROP_BRIGHTNESS, BACKDROP_SCALE
from studio.render.image import open_picture
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.render.pyramid import Pyramid
from studio.render.redaction import blurred
from studio.values import PixelBox, Size

GAP = 2.0
"""A JPEG decoded at a half or less averages pixels, which makes moiré of fine patterns; decoded this much larger than
needed (Pillow's ``thumbnail`` and libvips leave as much) it shows none."""
GAP_PIXELS = 32_000_000
"""Larger pictures are decoded no larger than needed: memory counts, and their finest detail is smooth anyway."""


def make_picture(job: Job) -> Made:
    """The recipe's moment, framed, with its captions, in its format."""
    recipe = job.recipe
    wanted = [(recipe.clips[0].framing, recipe.size)]
    opened = open_for(job.master, wanted, moment=recipe, redactions=recipe.redactions, cancelled=job.cancelled)
    return write(job, Compressor(draw(job, opened)), transparency_notes(job.master))


def open_for(
    master: Master,
    wanted: Sequence[tuple[Framing, Size]],
    *,
    moment: Recipe | None = None,
    redactions: Sequence[Redaction] = (),
    cancelled: threading.Event | None = None,
) -> Pyramid:
    """The master's picture, decoded no larger than the largest of ``wanted`` needs.

    A moving master shows the recipe's ``moment``; ``redactions`` are blurred in it. Raises RenderError where it cannot
    be decoded.
    """
    grows = [enlargement(framing, size) for framing, size in wanted]
    if master.video:
        assert moment
        shown = moment_of(master, master.video, moment, cancelled)
        return Pyramid.of(blurred(shown, redactions, master.video.size), master.video.size, min(grows))
    assert master.still
    whole, scale = master.still.size, max(grows)
    if whole.width * whole.height <= GAP_PIXELS:
        scale *= GAP
    needed = Size(width=max(1, round(whole.width * scale)), height=max(1, round(whole.height * scale)))
    picture = open_picture(master.path, needed, master.still.transfer)
    return Pyramid.of(blurred(picture, redactions, whole), whole, min(grows))


def draw(job: Job, opened: Pyramid) -> Image.Image:
    """The recipe's picture, framed, with its captions."""
    recipe = job.recipe
    job.check_cancelled()
    job.progress(0.5)
    picture = filtered(job, frame(opened, recipe.clips[0].framing, recipe.size))
    captions = text.write_document(recipe.written, recipe.size, job.folder / "captions.ass")
    return _captioned(job, picture, captions) if captions else picture


def write(job: Job, drawn: Compressor, notes: Sequence[Message] = ()) -> Made:
    """The recipe's file of its picture, with ``notes`` on how it was made."""
    assert job.recipe.image
    job.check_cancelled()
    job.progress(0.7)
    data, more = drawn.compress(job.recipe.image, job.recipe.max_bytes, job.recipe.placement)
    target = job.folder / "output"
    target.write_bytes(data)
    return Made(target, (*notes, *more))


def moment_of(master: Master, track: VideoTrack, recipe: Recipe, cancelled: threading.Event | None) -> Image.Image:
    """The frame of a moving master that a recipe of a picture shows."""
    fps = recipe.fps or track.fps
    start = float(recipe.clips[0].start / fps)
    pieces = source.frames(
        master.path, master.container, track, fps=fps, size=track.size, start_s=start, count=1, cancelled=cancelled
    )
    pixels = next(pieces, None)
    if pixels is None:
        problem = msg("{name} shows no picture at {start:.2f} s", name=master.name, start=start)
        raise RenderError(problem, msg("choose an earlier moment"))
    return Image.fromarray(pixels)


def enlargement(framing: Framing, size: Size) -> float:
    """By what factor the master's pixels grow in an output of ``size``."""
    across, down = size.width / framing.crop.width, size.height / framing.crop.height
    return max(across, down) if framing.mode == "cover" else min(across, down)


def transparency_notes(master: Master) -> tuple[Message, ...]:
    """What is told of a master with transparent parts."""
    transparent = (master.still and master.still.alpha) or (master.video and master.video.alpha)
    return (msg("transparent parts stand on white"),) if transparent else ()


def frame(opened: Pyramid, framing: Framing, size: Size, *, inner: Size | None = None) -> Image.Image:
    """The master's picture under ``framing``, as a new picture of ``size``.

    A picture shown whole fits into ``inner``, where that is given, in the middle of the frame.
    """
    if framing.mode == "cover":
        return opened.resized(framing.crop, size)
    whole = framing.crop.fitted(inner or size)
    backdrop = _backdrop(opened, framing.crop, size)
    place = ((size.width - whole.width) // 2, (size.height - whole.height) // 2)
    backdrop.paste(opened.resized(framing.crop, whole), place)
    return backdrop


def _backdrop(opened: Pyramid, crop: PixelBox, size: Size) -> Image.Image:
    """A blurred, slightly darker copy that fills the frame."""
    small = Size(width=max(2, size.width // BACKDROP_SCALE), height=max(2, size.height // BACKDROP_SCALE))
    picture, (left, top, right, bottom) = opened.nearest(crop, small)
    shrink = min((right - left) / small.width, (bottom - top) / small.height)
    dx, dy = (right - left - small.width * shrink) / 2, (bottom - top - small.height * shrink) / 2
    middle = (max(left, left + dx), max(top, top + dy), min(right, right - dx), min(bottom, bottom - dy))
    copy = picture.resize((small.width, small.height), Image.Resampling.BOX, box=middle)
    copy = copy.filter(ImageFilter.GaussianBlur(min(copy.size) / 20))
    copy = ImageEnhance.Brightness(copy).enhance(BACKDROP_BRIGHTNESS)
    return copy.resize((size.width, size.height), Image.Resampling.BICUBIC)


def _captioned(job: Job, picture: Image.Image, captions: Path) -> Image.Image:
    """The picture with the first cue on it."""
    return letter(job, picture, captions, at_s=job.recipe.written[0].cues[0].start)
