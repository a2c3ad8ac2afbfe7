"""A picture's file: at the wanted quality where the limit allows it, and no further below than it asks.

Files are written the quick way first; what costs more and gains a few per cent is done where a limit asks for it.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image

from studio.errors import RenderError
from studio.messages import Message, msg
from studio.plan.recipe import ImageEncode
from studio.render.fit import megabytes

LEAST_QUALITY = 40
"""JPEG and WebP fall apart visibly below."""
WEBP_METHOD = 4
"""Below 3 it is twice as fast, and looks worse at the same quality; above 4 it takes twice as long for 2 %."""
_SAMPLE = 192
_GRAPHIC_COLOURS = 6000
"""A sample of 192 x 192 pixels of a photograph holds more colours than this, a drawing or lettering fewer."""
_RUN_LENGTHS = 3
"""zlib's Z_RLE: after PNG's own filters, photographs hold hardly any longer repetition."""
_STEEPNESS = 1.5
"""Bytes are about proportional to (quality's distance from 102) to the power of -1/1.5, for JPEG and WebP."""
_GUESSES = 4
"""So many tries follow the curve, whatever is left is halved."""

Compressed = tuple[bytes, tuple[Message, ...]]
"""A file, and what was done to make it fit."""


class Compressor:
    """Makes files of one picture, each of them once. For one thread: Pillow keeps settings in the picture it saves."""

    def __init__(self, picture: Image.Image) -> None:
        self._picture = picture
        self._picture.info = {}  # Pillow would write comments, profiles and more from there
        self._made: dict[tuple[str, int, bool], bytes] = {}

    def compress(self, wanted: ImageEncode, max_bytes: int | None, placement: str) -> Compressed:
        """The picture's file within ``max_bytes``, and notes.

        Raises RenderError where no decent quality is small enough.
        """
        quick = self._file(wanted.format, wanted.quality)
        if max_bytes is None or len(quick) <= max_bytes:
            return quick, ()
        small = self._file(wanted.format, wanted.quality, small=True)
        if len(small) <= max_bytes:
            return small, ()
        if wanted.format == "png":
            return self._fewer_colours(max_bytes, placement)
        return self._lower_quality(wanted, max_bytes, placement)

    def _file(self, form: str, quality: int, *, small: bool = False) -> bytes:
        """``small`` takes the time to make it so, with the same pixels."""
        key = (form, 0 if form == "png" else quality, small and form != "webp")
        if key not in self._made:
            write = {"jpeg": _jpeg, "webp": _webp, "png": _png}[form]
            self._made[key] = write(self._picture, quality, small)
        return self._made[key]

    def _lower_quality(self, wanted: ImageEncode, max_bytes: int, placement: str) -> Compressed:
        def file_at(quality: int) -> bytes:
            return self._file(wanted.format, quality, small=True)

        quality = best_quality(lambda one: len(file_at(one)), max_bytes, wanted.quality)
        if quality is None:
            least = len(file_at(min(LEAST_QUALITY, wanted.quality)))
            raise _too_large(
                placement, max_bytes, least, msg("at the lowest quality ({quality})", quality=LEAST_QUALITY)
            )
        note = msg(
            "quality {quality} instead of {full} to stay within {limit}",
            quality=quality, full=wanted.quality, limit=megabytes(max_bytes),
        )  # fmt: skip
        return file_at(quality), (note,)

    def _fewer_colours(self, max_bytes: int, placement: str) -> Compressed:
        fewer = _png(self._picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG), 0, small=True)
        if len(fewer) > max_bytes:
            raise _too_large(placement, max_bytes, len(fewer), msg("with 256 colours"))
        return fewer, (msg("256 colours to stay within {limit}", limit=megabytes(max_bytes)),)


def best_quality(bytes_at: Callable[[int], int], limit: int, too_much: int) -> int | None:
    """The highest quality below ``too_much``, whose file is larger, at which a file stays within ``limit`` bytes.

    ``None`` where not even the least does. A file grows with its quality in a known way, so that a few tries do.
    """
    low, high = LEAST_QUALITY - 1, too_much
    sizes = {high: bytes_at(high)}
    while high - low > 1:
        follow = len(sizes) <= _GUESSES
        middle = _on_the_curve(sizes, limit) if follow else (low + high) // 2
        middle = min(high - 1, max(low + 1, middle))
        sizes[middle] = bytes_at(middle)
        if sizes[middle] <= limit:
            low = middle
        else:
            high = middle
    return low if low in sizes else None


def _on_the_curve(sizes: dict[int, int], limit: int) -> int:
    """The quality that should give ``limit`` bytes, by the two known sizes that are nearest to it."""
    near, *others = sorted(sizes, key=lambda quality: abs(math.log(sizes[quality] / limit)))
    steepness = _STEEPNESS
    if others and sizes[others[0]] != sizes[near]:
        steepness = (_place(others[0]) - _place(near)) / math.log(sizes[near] / sizes[others[0]])
    return math.floor(102 - math.exp(_place(near) + steepness * math.log(sizes[near] / limit)))


def _place(quality: int) -> float:
    """Where a quality lies on an axis along which the logarithm of a file's size falls evenly."""
    return math.log(102 - quality)


def _jpeg(picture: Image.Image, quality: int, small: bool) -> bytes:  # noqa: FBT001 - one of a family
    data = io.BytesIO()
    subsampling = "4:4:4" if is_graphic(picture) else "4:2:0"
    picture.save(data, "JPEG", quality=quality, optimize=small, progressive=small, subsampling=subsampling)
    return data.getvalue()


def _webp(picture: Image.Image, quality: int, small: bool) -> bytes:  # noqa: ARG001, FBT001 - one of a family
    data = io.BytesIO()
    picture.save(data, "WEBP", quality=quality, method=WEBP_METHOD)
    return data.getvalue()


def _png(picture: Image.Image, quality: int, small: bool) -> bytes:  # noqa: ARG001, FBT001 - one of a family
    data = io.BytesIO()
    if small:
        picture.save(data, "PNG", optimize=True)
    elif is_graphic(picture):
        picture.save(data, "PNG")
    else:
        picture.save(data, "PNG", compress_level=1, compress_type=_RUN_LENGTHS)
    return data.getvalue()


def is_graphic(picture: Image.Image) -> bool:
    """Whether it looks like a drawing, lettering or a screen, whose coloured edges 4:2:0 would smear."""
    sample = picture.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    return sample.getcolors(_GRAPHIC_COLOURS) is not None


def _too_large(placement: str, limit: int, least: int, how: Message) -> RenderError:
    problem = msg(
        "{placement} cannot fit into {limit}: it takes {size} {how}",
        placement=placement, limit=megabytes(limit), size=megabytes(least), how=how,
    )  # fmt: skip
    return RenderError(problem, msg("choose a calmer part of the picture"))
