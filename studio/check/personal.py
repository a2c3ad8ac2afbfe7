"""Metadata that tells of a place, a device or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from av.container import InputContainer
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

_PRIVATE_EXIF = {
    "GPSInfo": "GPS position",
    "Make": "device maker",
    "Model": "device model",
    "UniqueCameraModel": "device model",
    "HostComputer": "device name",
    "CameraSerialNumber": "device serial number",
    "BodySerialNumber": "device serial number",
    "LensSerialNumber": "lens serial number",
    "LensMake": "lens maker",
    "LensModel": "lens model",
    "MakerNote": "maker's notes",
    "CameraOwnerName": "owner",
    "OwnerName": "owner",
    "Artist": "author",
    "XPAuthor": "author",
    "ImageUniqueID": "picture's own id",
}
_PRIVATE_XMP = {
    rb"exif:GPS(?:Latitude|Longitude|DestLatitude|DestLongitude)": "GPS position",
    rb"tiff:(?:Make|Model)": "device model",
    rb"aux:SerialNumber|exifEX:(?:Body|Lens)SerialNumber|aux:LensSerialNumber": "device serial number",
    rb"aux:OwnerName|exifEX:CameraOwnerName|xmpRights:Owner": "owner",
    rb"dc:creator|tiff:Artist|photoshop:AuthorsPosition|xmpDM:artist|Iptc4xmpCore:CreatorContactInfo": "author",
    rb"photoshop:(?:City|State|Country)|Iptc4xmpCore:Location|Iptc4xmpExt:Location(?:Created|Shown)": "place",
    rb"mwg-rs:Regions|MPRI?:|Iptc4xmpExt:PersonInImage": "names of people",
}
_PRIVATE_KEYS = re.compile(
    r"location|gps|geo|xyz|latitude|longitude|make$|model|device|android|serial|author|artist|owner|performer|director"
    r"|hostcomputer|camera|manufacturer|encoded_by|copyright",
    re.IGNORECASE,
)
_TELEMETRY = {"gpmd", "camm", "djmd", "dbgi", "mett", "mebx"}
"""Tags of data tracks in which cameras and phones keep positions and movements."""
_TELEMETRY_HANDLER = re.compile(r"core media metadata|gopro met|camerametadatamotion|dji (?:meta|dbgi)", re.IGNORECASE)
"""Names of the handlers of such tracks, of iPhones, GoPro, Android and DJI, where the tag cannot be read."""
_PRIVATE_IPTC = frozenset({26, 27, 80, 85, 90, 92, 95, 100, 101, 110, 115, 116, 118, 122})
"""Fields of record 2 (IIM 4.2) that name a place or a person: content location, by-line, city to country, credit,
source, copyright, contact, writer. A title, a date or an alphabet tells of neither."""


def in_picture(picture: Image.Image) -> tuple[str, ...]:
    """What a picture tells, by name; empty where it tells nothing."""
    return tuple(sorted({*_exif(picture), *_xmp(picture), *_iptc(picture), *_text_chunks(picture)}))


def in_video(container: InputContainer) -> tuple[str, ...]:
    """What a video or sound tells, by name; empty where it tells nothing."""
    found = {key for key in container.metadata if _PRIVATE_KEYS.search(key)}
    for stream in container.streams:
        found |= {key for key in stream.metadata if _PRIVATE_KEYS.search(key)}
        handler = stream.metadata.get("handler_name", "").strip()
        tag = _tag(getattr(stream, "codec_tag", None)) or handler
        if stream.type == "data" and (tag.lower() in _TELEMETRY or _TELEMETRY_HANDLER.search(handler)):
            found.add(f"telemetry track {tag}")
    return tuple(sorted(found))


def _tag(value: object) -> str:
    return value if isinstance(value, str) else ""


def _exif(picture: Image.Image) -> Iterator[str]:
    exif = picture.getexif()
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    for number in (*exif, *camera):
        name = ExifTags.TAGS.get(number, "")
        if name in _PRIVATE_EXIF:
            yield _PRIVATE_EXIF[name]


def _xmp(picture: Image.Image) -> Iterator[str]:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    for pattern, name in _PRIVATE_XMP.items():
        if re.search(pattern, packet):
            yield name


def _iptc(picture: Image.Image) -> Iterator[str]:
    if not isinstance(picture, ImageFile.ImageFile):
        return
    try:
        fields = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, OSError):  # nobody knows what such fields tell
        yield "IPTC fields"
        return
    if any(record == 2 and number in _PRIVATE_IPTC for record, number in fields):  # noqa: PLR2004
        yield "IPTC fields"


def _text_chunks(picture: Image.Image) -> Iterator[str]:
    for key, value in picture.info.items():
        if isinstance(key, str) and isinstance(value, str) and _PRIVATE_KEYS.search(key):
            yield key
