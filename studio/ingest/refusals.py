"""What to tell somebody who brought a file of a kind that the studio does not read."""

from __future__ import annotations

import codecs

from studio.errors import InputRefused
from studio.ingest.limits import Limits
from studio.values import Size

_UNPACK = "unpack it and give the image, video or audio file inside"
_AS_PICTURE = "export it as PNG or JPEG"

_BINARY = (
    (0, b"PK\x03\x04", "a ZIP archive or office document", _UNPACK),
    (0, b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"%PDF", "a PDF", "export its page as PNG or JPEG"),
    (0, b"%!PS", "a PostScript file", _AS_PICTURE),
    (0, b"8BPS", "a Photoshop file", _AS_PICTURE),
    (0, b"gimp xcf", "a GIMP file", _AS_PICTURE),
    (0, b"\xff\x0a", "a JPEG XL picture", _AS_PICTURE),
    (0, b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture", _AS_PICTURE),
    (0, b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture", _AS_PICTURE),
    (0, b"\x00\x00\x01\x00", "an icon", _AS_PICTURE),
    (4, b"ftypcrx ", "a camera's raw picture", "develop it and export it as JPEG"),
    (4, b"ftypjxl ", "a JPEG XL picture", _AS_PICTURE),
    (0, b"MZ", "a program", "give an image, video or audio file"),
    (0, b"\x7fELF", "a program", "give an image, video or audio file"),
    (0, b"MThd", "a MIDI file", "render it to WAV or MP3"),
)

_TEXT = (
    ("#extm3u", "a playlist (M3U or HLS)", "download the video itself and give that file"),
    ("ffconcat", "a playlist (ffconcat)", "join the clips into one video and give that file"),
    ("[playlist]", "a playlist (PLS)", "give the audio file itself"),
    ("<mpd", "a playlist (DASH)", "download the video itself and give that file"),
    ("<smil", "a playlist (SMIL)", "give the media file itself"),
    ("<asx", "a playlist (ASX)", "give the media file itself"),
    ("<svg", "an SVG drawing", "export it as PNG, 2000 pixels wide or more"),
    ("<!doctype html", "a web page (HTML)", "save the picture or video itself, not the page that shows it"),
    ("<html", "a web page (HTML)", "save the picture or video itself, not the page that shows it"),
    ("<script", "a web page (HTML)", "save the picture or video itself, not the page that shows it"),
    ("webvtt", "a subtitle file", "pass it with --subtitles, beside the video it belongs to"),
    ("[script info]", "a subtitle file", "pass it with --subtitles, beside the video it belongs to"),
    (" --> ", "a subtitle file", "pass it with --subtitles, beside the video it belongs to"),
)

_MEDIA = (
    "give a video (MP4, MOV, MKV, WebM), a picture (JPEG, PNG, WebP, HEIC, AVIF, GIF, TIFF) or sound (MP3, WAV, FLAC) "
    "or a text"
)


def refusal_of(head: bytes, name: str) -> InputRefused | None:
    """The refusal of a file that begins with ``head`` and is no media; ``None`` for words, which are taken."""
    for at, magic, what, remedy in _BINARY:
        if head[at : at + len(magic)] == magic:
            return InputRefused(f"{name} is {what}", remedy)
    text = as_text(head)
    if text is None:
        return InputRefused(f"{name} is in no format that the studio reads, or it is damaged", _MEDIA)
    lowered = text.lower()
    found = [(lowered.find(mark), what, remedy) for mark, what, remedy in _TEXT if mark in lowered]
    if found:
        _, what, remedy = min(found)
        return InputRefused(f"{name} is {what}", remedy)
    return None


def refuse_tiny(size: Size, name: str, limits: Limits) -> None:
    """Raise InputRefused for a picture, still or moving, that is too small to show anything."""
    if min(size.width, size.height) < limits.least_side_pixels:
        raise InputRefused(
            f"{name} is a picture of {size} pixels, and {limits.least_side_pixels} on each side are the least",
            "give a larger one; 1080 pixels on the shorter side look sharp everywhere",
        )


def as_text(head: bytes) -> str | None:
    """The beginning of a text file, or None where it is not text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head[:4096])  # noqa: PLR2004 - ASCII controls
    return None if controls else head.decode("utf-8", "replace")
