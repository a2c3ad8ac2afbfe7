"""``frame``: one moment of a moving master, or a picture, becomes a picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter

from studio.errors import RenderError
from studio.ingest.master import VideoTrack
from studio.plan.recipe import Framing, ImageEncode
from studio.render import source, text
from studio.render.fit import megabytes
from studio.render.graph import BACKDROP_BRIGHTNESS, BACKDROP_SCALE, fitted
from studio.render.image import open_picture
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.values import PixelBox, Size

LEAST_QUALITY = 40
"""JPEG and WebP fall apart visibly below."""
_SAMPLE = 192
_GRAPHIC_COLOURS = 6000
"""A sample of 192 x 192 pixels of a photograph holds more colours than this, a drawing or lettering fewer."""

Box = tuple[float, float, float, float]


def make_picture(job: Job) -> Made:
    """The recipe's moment, framed, with its captions, in its format."""
    recipe = job.recipe
    assert recipe.image and len(recipe.clips) == 1
    framing = recipe.clips[0].framing
    picture = open_for(job, framing, recipe.size)
    job.check_cancelled()
    job.progress(0.5)
    picture = frame(picture, framing, job.master.size or recipe.size, recipe.size)
    captions = text.write_document(recipe, job.folder)
    if captions:
        picture = _captioned(job, picture, captions)
    job.progress(0.7)
    data, notes = encode(picture, recipe.image, recipe.max_bytes, recipe.placement)
    target = job.folder / "output"
    target.write_bytes(data)
    return Made(target, (*_transparency_note(job), *notes))


def open_for(job: Job, framing: Framing, size: Size) -> Image.Image:
    """The master's picture, decoded no larger than ``framing`` at ``size`` needs."""
    master = job.master
    if master.video:
        return _moment(job, master.video)
    assert master.still
    whole, scale = master.still.size, enlargement(framing, size)
    needed = Size(width=max(1, round(whole.width * scale)), height=max(1, round(whole.height * scale)))
    return open_picture(master.path, needed, master.still.transfer)


def _moment(job: Job, track: VideoTrack) -> Image.Image:
    master, recipe = job.master, job.recipe
    fps = recipe.fps or track.fps
    start = float(recipe.clips[0].start / fps)
    pieces = source.frames(
        master.path, master.container, track, fps=fps, size=track.size, start_s=start, count=1,
        cancelled=job.cancelled,
    )  # fmt: skip
    pixels = next(pieces, None)
    if pixels is None:
        raise RenderError(f"{master.name} shows no picture at {start:.2f} s", "choose an earlier moment")
    return Image.fromarray(pixels)


def enlargement(framing: Framing, size: Size) -> float:
    """By what factor the master's pixels grow in an output of ``size``."""
    across, down = size.width / framing.crop.width, size.height / framing.crop.height
    return max(across, down) if framing.mode == "cover" else min(across, down)


def _transparency_note(job: Job) -> tuple[str, ...]:
    master = job.master
    transparent = (master.still and master.still.alpha) or (master.video and master.video.alpha)
    return ("transparent parts stand on white",) if transparent else ()


def frame(
    picture: Image.Image, framing: Framing, displayed: Size, size: Size, *, inner: Size | None = None
) -> Image.Image:
    """``picture``, a copy of the master's of any size, under ``framing``, whose crop counts in ``displayed`` pixels.

    A picture shown whole fits into ``inner``, where that is given, in the middle of the frame.
    """
    box = _scaled(framing.crop, picture, displayed)
    if framing.mode == "cover":
        return _resized(picture, box, size)
    whole = fitted(framing.crop, inner or size)
    backdrop = _backdrop(picture, box, size)
    backdrop.paste(_resized(picture, box, whole), ((size.width - whole.width) // 2, (size.height - whole.height) // 2))
    return backdrop


def _scaled(crop: PixelBox, picture: Image.Image, displayed: Size) -> Box:
    across, down = picture.width / displayed.width, picture.height / displayed.height
    right, bottom = (crop.x + crop.width) * across, (crop.y + crop.height) * down
    return (crop.x * across, crop.y * down, min(right, picture.width), min(bottom, picture.height))


def _resized(picture: Image.Image, box: Box, size: Size) -> Image.Image:
    return picture.resize((size.width, size.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _backdrop(picture: Image.Image, box: Box, size: Size) -> Image.Image:
    """A blurred, slightly darker copy that fills the frame."""
    small = Size(width=max(2, size.width // BACKDROP_SCALE), height=max(2, size.height // BACKDROP_SCALE))
    left, top, right, bottom = box
    shrink = min((right - left) / small.width, (bottom - top) / small.height)
    dx, dy = (right - left - small.width * shrink) / 2, (bottom - top - small.height * shrink) / 2
    middle = (max(left, left + dx), max(top, top + dy), min(right, right - dx), min(bottom, bottom - dy))
    copy = picture.resize((small.width, small.height), Image.Resampling.BOX, box=middle)
    copy = copy.filter(ImageFilter.GaussianBlur(min(copy.size) / 20))
    copy = ImageEnhance.Brightness(copy).enhance(BACKDROP_BRIGHTNESS)
    return copy.resize((size.width, size.height), Image.Resampling.BICUBIC)


def _captioned(job: Job, picture: Image.Image, captions: Path) -> Image.Image:
    """The picture with the first cue on it."""
    assert job.recipe.captions
    return letter(job, picture, captions, at_s=job.recipe.captions.cues[0].start)


def encode(
    picture: Image.Image, wanted: ImageEncode, max_bytes: int | None, placement: str
) -> tuple[bytes, tuple[str, ...]]:
    """The picture's file, at the best quality up to the wanted one that ``max_bytes`` allows, and notes."""
    picture = picture.copy()
    picture.info = {}  # Pillow would write comments, profiles and more from there
    if wanted.format == "png":
        return _png(picture, max_bytes, placement)
    write = _jpeg if wanted.format == "jpeg" else _webp
    data = write(picture, wanted.quality)
    if max_bytes is None or len(data) <= max_bytes:
        return data, ()
    quality = _best_quality(lambda q: len(write(picture, q)) <= max_bytes, wanted.quality - 1)
    if quality is None:
        least = len(write(picture, LEAST_QUALITY))
        raise _too_large(placement, max_bytes, least, f"at the lowest quality ({LEAST_QUALITY})")
    note = f"quality {quality} instead of {wanted.quality} to stay within {megabytes(max_bytes)}"
    return write(picture, quality), (note,)


def _best_quality(fits: Callable[[int], bool], most: int) -> int | None:
    """The highest quality that fits, by bisection; ``None`` where not even the least does."""
    low, high, best = LEAST_QUALITY, most, None
    while low <= high:
        middle = (low + high) // 2
        if fits(middle):
            best, low = middle, middle + 1
        else:
            high = middle - 1
    return best


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    data = io.BytesIO()
    subsampling = "4:4:4" if is_graphic(picture) else "4:2:0"
    picture.save(data, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=subsampling)
    return data.getvalue()


def _webp(picture: Image.Image, quality: int) -> bytes:
    data = io.BytesIO()
    picture.save(data, "WEBP", quality=quality, method=4)
    return data.getvalue()


def _png(picture: Image.Image, max_bytes: int | None, placement: str) -> tuple[bytes, tuple[str, ...]]:
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    if max_bytes is None or len(data.getvalue()) <= max_bytes:
        return data.getvalue(), ()
    fewer = io.BytesIO()
    picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(fewer, "PNG", optimize=True)
    if len(fewer.getvalue()) > max_bytes:
        raise _too_large(placement, max_bytes, len(fewer.getvalue()), "with 256 colours")
    return fewer.getvalue(), (f"256 colours to stay within {megabytes(max_bytes)}",)


def _too_large(placement: str, limit: int, least: int, how: str) -> RenderError:
    return RenderError(
        f"{placement} cannot fit into {megabytes(limit)}: it takes {megabytes(least)} {how}",
        "choose a calmer part of the picture",
    )


def is_graphic(picture: Image.Image) -> bool:
    """Whether it looks like a drawing, lettering or a screen, whose coloured edges 4:2:0 would smear."""
    sample = picture.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    return sample.getcolors(_GRAPHIC_COLOURS) is not None
