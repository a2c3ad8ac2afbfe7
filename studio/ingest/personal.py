"""Whether a master tells where, with what or by whom it was made. Only kinds are told, never values."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image
from PIL.ExifTags import IFD

from studio.messages import Message, msg

_LOCATION, _DEVICE, _SERIAL, _PERSON = "a location", "the camera or phone", "a serial number", "a person's name"

_TOLD = {
    _LOCATION: msg("a location"), _DEVICE: msg("the camera or phone"), _SERIAL: msg("a serial number"),
    _PERSON: msg("a person's name"),
}  # fmt: skip

_EXIF = {
    0x010F: _DEVICE,  # Make
    0x0110: _DEVICE,  # Model
    0x013C: _DEVICE,  # HostComputer
    0xA433: _DEVICE,  # LensMake
    0xA434: _DEVICE,  # LensModel
    0xA431: _SERIAL,  # BodySerialNumber
    0xA435: _SERIAL,  # LensSerialNumber
    0xC62F: _SERIAL,  # CameraSerialNumber
    0x013B: _PERSON,  # Artist
    0xA430: _PERSON,  # CameraOwnerName
    0x9C9D: _PERSON,  # XPAuthor
}
"""EXIF 2.32 and DNG 1.4 tags."""

_XMP = {
    b"exif:GPS": _LOCATION,
    b"photoshop:City": _LOCATION,
    b"Iptc4xmpCore:Location": _LOCATION,
    b"tiff:Model": _DEVICE,
    b"aux:SerialNumber": _SERIAL,
    b"exifEX:BodySerialNumber": _SERIAL,
    b"dc:creator": _PERSON,
    b"aux:OwnerName": _PERSON,
}

_TAG_PARTS = {
    "location": _LOCATION,
    "gps": _LOCATION,
    "make": _DEVICE,
    "model": _DEVICE,
    "device": _DEVICE,
    "com.android.version": _DEVICE,
    "serial": _SERIAL,
    "artist": _PERSON,
    "author": _PERSON,
    "director": _PERSON,
    "owner": _PERSON,
}
"""Parts of the metadata keys that FFmpeg reports for containers and tracks."""


def in_tags(names: Iterable[str]) -> set[str]:
    """Kinds of personal data among a container's metadata keys."""
    return {kind for name in names for part, kind in _TAG_PARTS.items() if part in name.lower()}


def in_picture(image: Image.Image) -> set[str]:
    """Kinds of personal data in a picture's EXIF and XMP."""
    exif = image.getexif()
    tags = {*exif, *exif.get_ifd(IFD.Exif)}
    xmp = image.info.get("xmp", b"")
    packet = xmp.encode() if isinstance(xmp, str) else xmp
    found = {kind for tag, kind in _EXIF.items() if tag in tags}
    found |= {kind for name, kind in _XMP.items() if name in packet}
    return found | ({_LOCATION} if exif.get_ifd(IFD.GPSInfo) else set())


def note(kinds: set[str]) -> tuple[Message, ...]:
    """One sentence for the master's notes; none where there is nothing to tell."""
    if not kinds:
        return ()
    told = tuple(_TOLD[kind] for kind in sorted(kinds))
    return (msg("the file tells {kinds}; outputs are made without it", kinds=told),)
