"""Measures of a picture, by Pillow and only in the format that its content showed."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import ExifTags, Image, ImageCms
from pydantic import ValidationError

from studio.errors import InputRefused
from studio.ingest import personal
from studio.ingest.limits import Limits
from studio.ingest.logo import drawn_of
from studio.ingest.master import Still, Transfer
from studio.ingest.plaintext import clean, display_name
from studio.ingest.refusals import refuse_tiny
from studio.messages import Message, Sentence, msg
from studio.values import Frozen, Size

_TURNED = frozenset({5, 6, 7, 8})
"""EXIF orientations that lay the stored picture on its side."""
_NCLX_TRANSFER: dict[int, Transfer] = {16: "pq", 18: "hlg"}
"""Transfer characteristics of ITU-T H.273 that mean HDR."""
_COUNTED = frozenset({"WEBP", "AVIF", "HEIF", "PNG"})
"""Formats that tell in their header how many pictures they hold; in the others each would have to be visited."""
_DNG_VERSION = 0xC612
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, RuntimeError, struct.error, zlib.error)
"""What Pillow's readers raise over damaged content."""


class Picture(Frozen):
    """A probed picture."""

    still: Still
    animated: bool
    notes: tuple[Sentence, ...]


def probe_picture(path: Path, reader: str, limits: Limits) -> Picture:
    """Facts about the picture, after proving that it decodes; InputRefused where it is too big or broken."""
    name = display_name(path)
    with _refusing(name, reader), _opened(path, reader) as image:
        _require_size(image, name, reader, limits)
        if "progressive" in image.info:
            _require_passes(path, image, name, limits)
        if reader == "TIFF" and _DNG_VERSION in image.getexif():
            raise InputRefused(f"{name} is a camera's raw picture", "develop it and export it as JPEG")
        still = _still(path, image, reader)
        animated = bool(getattr(image, "is_animated", False))
        notes = _notes(image, still)
        image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
        plain = still.profile is None or "srgb" in still.profile.casefold()
        drawn = drawn_of(image, srgb=plain and still.transfer == "sdr")
    alpha = drawn is not None and drawn.ground is None
    return Picture(still=still.model_copy(update={"alpha": alpha, "drawn": drawn}), animated=animated, notes=notes)


@contextmanager
def _refusing(name: str, reader: str) -> Iterator[None]:
    """Turns what Pillow says about hostile and broken pictures into one line."""
    again = "get another copy, or open it in an image editor and export it again"
    try:
        yield
    except Image.DecompressionBombError as error:
        raise InputRefused(
            f"{name} claims far more pixels than any camera makes", "export it smaller, or get another copy"
        ) from error
    except MemoryError as error:
        raise InputRefused(f"{name} does not fit into memory", "export it smaller") from error
    except ValidationError:  # a ValueError, but of our own making
        raise
    except _BROKEN as error:
        raise InputRefused(f"{name} is damaged, cut off or an unusual kind of {reader}", again) from error


@contextmanager
def _opened(path: Path, reader: str) -> Iterator[Image.Image]:
    if reader == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own size warning: ``Limits`` decides
        with Image.open(path, formats=[reader]) as image:
            yield image


def _require_size(image: Image.Image, name: str, reader: str, limits: Limits) -> None:
    pixels = image.width * image.height
    most = limits.jpeg_pixels if reader == "JPEG" else limits.picture_pixels
    if pixels > most:
        raise InputRefused(
            f"{name} has {image.width}x{image.height} pixels, {pixels / 1e6:.0f} MP of at most {most / 1e6:.0f} MP",
            "export it smaller; 4000 pixels at the longer side are plenty for every platform",
        )
    refuse_tiny(Size(width=image.width, height=image.height), name, limits)


def _require_passes(path: Path, image: Image.Image, name: str, limits: Limits) -> None:
    """Counts the start-of-scan markers (ITU-T T.81 B.1.1.3), which cannot occur in between."""
    scans, tail = 0, b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            scans += (tail + piece).count(b"\xff\xda")
            tail = piece[-1:]
    if scans * image.width * image.height > limits.jpeg_work:
        raise InputRefused(
            f"{name} is a JPEG of {scans} passes, which takes too long to decode",
            "export it smaller or not progressive",
        )


def _still(path: Path, image: Image.Image, reader: str) -> Still:
    told = image.getexif().get(ExifTags.Base.Orientation, 1)
    orientation = told if told in range(1, 9) else 1
    width, height = (image.height, image.width) if orientation in _TURNED else image.size
    return Still(
        format=reader,
        size=Size(width=width, height=height),
        mode=image.mode,
        orientation=orientation,
        profile=_profile_name(image.info.get("icc_profile")),
        frames=getattr(image, "n_frames", 1) if reader in _COUNTED else 1,
        transfer=transfer_of(path) if reader in {"AVIF", "HEIF"} else "sdr",
    )


def _profile_name(profile: bytes | None) -> str | None:
    if not profile:
        return None
    try:
        return clean(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))).strip()[:80]
    except (ImageCms.PyCMSError, OSError):
        return "unreadable"


def transfer_of(path: Path) -> Transfer:
    """Whether an AVIF or HEIF picture is HDR.

    From the colour box ``colr``/``nclx`` (ISO/IEC 23008-12): primaries, then transfer, 16 bits each.
    """
    with path.open("rb") as file:
        head = file.read(1 << 16)
    at = head.find(b"colrnclx")
    return _NCLX_TRANSFER.get(int.from_bytes(head[at + 10 : at + 12], "big"), "sdr") if at >= 0 else "sdr"


def _notes(image: Image.Image, still: Still) -> tuple[Message, ...]:
    notes = []
    packet = image.info.get("xmp", b"")
    if b"hdrgm:" in packet or b"HDRGainMap" in packet:
        notes.append(msg("it is an Ultra HDR picture: its gain map is left out, the standard picture is used"))
    if still.frames > 1:
        notes.append(msg("it holds {frames} pictures: the first is used", frames=still.frames))
    if still.profile == "unreadable":
        notes.append(msg("its colour profile is damaged and is ignored"))
    if still.transfer != "sdr":
        notes.append(
            msg("it is an HDR picture ({transfer}) and is brought to standard range", transfer=still.transfer.upper())
        )
    return (*notes, *personal.note(personal.in_picture(image)))
