"""Opening pictures: whatever comes in becomes upright RGB pixels in sRGB."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from studio.errors import RenderError
from studio.ingest.master import Transfer
from studio.render import bands
from studio.values import Size

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF", "TIFF", "BMP")
"""What is opened at all; Pillow knows many more, and some of them are doors into other programs."""

_ORIENTATION = 0x0112
_SIDEWAYS = 5
"""From this EXIF orientation on, width and height are swapped."""
_WHITE = (255, 255, 255)


def open_picture(
    path: Path, at_least: Size | None = None, transfer: Transfer = "sdr", *, alpha: bool = False
) -> Image.Image:
    """The picture as a person sees it: upright, in sRGB, transparent parts on white, of an animation the first frame.

    ``alpha`` keeps transparent parts: a picture that has some comes as RGBA.

    ``at_least`` allows a smaller copy, where the format can be decoded so at less cost, that is no smaller than that.
    ``transfer`` is the master's (``Still.transfer``): HDR is brought to the standard range.
    Raises RenderError where the file cannot be decoded.
    """
    _register_heif()
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if at_least:
                _draft(opened, at_least)
            opened.load()
            ImageOps.exif_transpose(opened, in_place=True)
            return _as_srgb(opened, transfer, keep=alpha)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RenderError(
            f"{path.name} cannot be read as a picture ({error})", "save it again as JPEG or PNG"
        ) from error


@cache
def srgb_profile() -> ImageCms.ImageCmsProfile:
    """The profile that every output is in."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@cache
def _register_heif() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()


def _draft(picture: Image.Image, at_least: Size) -> None:
    """Have a JPEG decoded at a half, a quarter or an eighth where that is large enough."""
    sideways = picture.getexif().get(_ORIENTATION, 1) >= _SIDEWAYS
    wanted = (at_least.height, at_least.width) if sideways else (at_least.width, at_least.height)
    picture.draft(None, wanted)


def _as_srgb(picture: Image.Image, transfer: Transfer, *, keep: bool) -> Image.Image:
    alpha = _alpha(picture)
    if transfer == "sdr":
        colours = _converted(_deep_to_8_bits(picture), picture.info.get("icc_profile"))
    else:
        from studio.render import hdr  # numpy, which few pictures need

        colours = picture.convert("RGB").filter(hdr.table(transfer))
    if alpha is None:
        return colours
    if keep:
        colours.putalpha(alpha)
        return colours
    return Image.composite(colours, Image.new("RGB", colours.size, _WHITE), alpha)


def _alpha(picture: Image.Image) -> Image.Image | None:
    if not picture.has_transparency_data:
        return None
    alpha = picture.convert("RGBA").getchannel("A")
    return alpha if alpha.getextrema() != (255, 255) else None


def _deep_to_8_bits(picture: Image.Image) -> Image.Image:
    """16-bit greys as 8-bit ones (Pillow's own conversion would cut everything above 255 off)."""
    if not picture.mode.startswith(("I", "F")):
        return picture
    import numpy as np

    values = np.asarray(picture, dtype=np.float32)
    return Image.fromarray((values / max(257.0, float(values.max()) / 255)).astype(np.uint8), "L")


def _converted(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB by the embedded profile; without one, or with a broken one, as if it were sRGB already."""
    plain = picture if picture.mode in {"RGB", "L", "CMYK", "LAB"} else picture.convert("RGBA").convert("RGB")
    if profile:
        try:
            return _by_profile(plain, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError):
            pass
    return plain if plain.mode == "RGB" else plain.convert("RGB")


def _by_profile(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """``picture`` in sRGB; one in RGB is overwritten, for it may fill much of the memory."""
    transform = ImageCms.buildTransform(
        profile, srgb_profile(), picture.mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    result = picture if picture.mode == "RGB" else Image.new("RGB", picture.size)

    def rows(top: int, bottom: int) -> Image.Image:
        converted = ImageCms.applyTransform(picture.crop((0, top, picture.width, bottom)), transform)
        assert converted is not None
        return converted

    bands.fill(result, rows)
    return result
