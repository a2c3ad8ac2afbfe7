"""What a file really is, by its first bytes; its name counts for nothing.

Formats are an allow-list. Each is bound to one reader, so that a decoder never guesses, and what could make it open
other files (playlists, scripts, SVG) never gets near one.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal

from studio.errors import InputRefused
from studio.ingest.limits import Limits
from studio.ingest.plaintext import display_name
from studio.ingest.refusals import as_text, refusal_of
from studio.values import Frozen

HEAD = 65536
"""Bytes that are looked at."""


class Format(Frozen):
    """A format that the studio reads."""

    label: str
    """For people."""
    family: Literal["picture", "stream", "text"]
    reader: str
    """Pillow's format or FFmpeg's demuxer; "text" for words."""


def _picture(label: str, reader: str) -> Format:
    return Format(label=label, family="picture", reader=reader)


def _stream(label: str, reader: str) -> Format:
    return Format(label=label, family="stream", reader=reader)


_MOV = _stream("MP4 or QuickTime", "mov")
_TS = _stream("MPEG transport stream", "mpegts")
_HEIF, _AVIF = _picture("HEIF", "HEIF"), _picture("AVIF", "AVIF")
_MP3, _AAC, _FLAC = _stream("MP3", "mp3"), _stream("AAC", "aac"), _stream("FLAC", "flac")

_MAGIC = (
    (b"\xff\xd8\xff", _picture("JPEG", "JPEG")),
    (b"\x89PNG\r\n\x1a\n", _picture("PNG", "PNG")),
    (b"GIF87a", _picture("GIF", "GIF")),
    (b"GIF89a", _picture("GIF", "GIF")),
    (b"II*\x00", _picture("TIFF", "TIFF")),
    (b"MM\x00*", _picture("TIFF", "TIFF")),
    (b"\x1aE\xdf\xa3", _stream("Matroska or WebM", "matroska")),
    (b"fLaC", _FLAC),
    (b"OggS", _stream("Ogg", "ogg")),
    (b"FLV\x01", _stream("Flash video", "flv")),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _stream("Windows Media", "asf")),
    (b"\x00\x00\x01\xba", _stream("MPEG programme stream", "mpeg")),
    (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", _stream("MXF", "mxf")),
    (b"caff\x00\x01", _stream("Core Audio", "caf")),
    (b"#!AMR", _stream("AMR", "amr")),
)
_RIFF = {
    b"WAVE": _stream("WAV", "wav"),
    b"AVI ": _stream("AVI", "avi"),
    b"WEBP": _picture("WebP", "WEBP"),
}
_AIFF = _stream("AIFF", "aiff")
_TEXT = Format(label="text", family="text", reader="text")
_BMP = _picture("BMP", "BMP")
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""With one of these a QuickTime file from before ``ftyp`` begins."""


def sniff(path: Path, limits: Limits) -> Format:
    """The format of a regular file, or InputRefused saying what it is instead."""
    name = display_name(path)
    try:
        _require_regular(path, name, limits)
        with path.open("rb") as file:
            head = file.read(HEAD)
            found = _recognise(head) or _behind_id3(head, file)
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the path
        raise unreadable(name, error) from error
    if found is None and (refusal := refusal_of(head, name)):
        raise refusal
    return found or _TEXT


def unreadable(name: str, error: OSError | ValueError) -> InputRefused:
    """What the operating system says about a file that cannot be read, with what helps."""
    if isinstance(error, FileNotFoundError):
        return InputRefused(f"{name} does not exist", "check the path and its spelling")
    if isinstance(error, PermissionError):
        return InputRefused(f"{name} may not be read", "ask its owner for permission, or copy it somewhere of your own")
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputRefused(f"{name} cannot be read ({said})", "check the path and the disk, or try another copy")


def _require_regular(path: Path, name: str, limits: Limits) -> None:
    status = os.stat(path)  # noqa: PTH116 - follows links, as opening does
    if stat.S_ISDIR(status.st_mode):
        raise InputRefused(f"{name} is a folder", "name one image, video or audio file inside it")
    if not stat.S_ISREG(status.st_mode):
        raise InputRefused(f"{name} is a device or pipe, not a file", "save its content as a file first")
    if status.st_size == 0:
        raise InputRefused(f"{name} is empty (0 bytes)", "copy or upload it again")
    if status.st_size > limits.file_bytes:
        raise InputRefused(
            f"{name} has {status.st_size / 1e9:.0f} GB, more than the {limits.file_bytes / 1e9:.0f} GB that are taken",
            "export a smaller master, for example as H.264 at 50 Mbit/s",
        )


def _recognise(head: bytes) -> Format | None:
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[:4] in {b"RIFF", b"RF64"}:
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return _AIFF
    return None if as_text(head) is not None else _recognise_weak(head)


def _recognise_weak(head: bytes) -> Format | None:
    """Formats whose first bytes might be words."""
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return _BMP
    return _iso_media(head) or _packets(head)


def _iso_media(head: bytes) -> Format | None:
    """MP4, QuickTime, HEIF and AVIF are told apart by the brands in their ``ftyp`` box (ISO/IEC 14496-12)."""
    if head[4:8] in _QUICKTIME_ATOMS:
        return _MOV
    if head[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(head[:4], "big"), 256)
    major, others = head[8:12], {head[at : at + 4] for at in range(16, end, 4)}
    if major in _AVIF_BRANDS or (major in _HEIF_BRANDS and others & _AVIF_BRANDS):
        return _AVIF
    if major in _HEIF_BRANDS:
        return _HEIF
    return None if major in {b"crx ", b"jxl "} else _MOV


def _packets(head: bytes) -> Format | None:
    """Formats without a header: sync bytes at the right distances."""
    if all(head[at : at + 1] == b"G" for at in (0, 188, 376)) or all(head[at : at + 1] == b"G" for at in (4, 196, 388)):
        return _TS
    if len(head) < 4 or head[0] != 0xFF or head[:2] == b"\xff\xfe":  # noqa: PLR2004 - the latter begins UTF-16 text
        return None
    if head[1] & 0xF6 == 0xF0:  # noqa: PLR2004 - ADTS: sync word, layer 0
        return _AAC
    layer_3 = head[1] & 0xE6 == 0xE2  # noqa: PLR2004 - sync word, MPEG audio layer III
    known = head[1] & 0x18 != 0x08 and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C  # noqa: PLR2004 - reserved
    return _MP3 if layer_3 and known else None


def _behind_id3(head: bytes, file: BinaryIO) -> Format | None:
    """Sound behind an ID3v2 tag; its length is in four bytes of seven bits (id3.org, ID3v2.4 section 3.1)."""
    if head[:3] != b"ID3" or len(head) < 10:  # noqa: PLR2004 - length of the tag's header
        return None
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    file.seek(10 + length)
    found = _recognise(file.read(1024).lstrip(b"\x00"))
    return found if found in {_FLAC, _AAC} else _MP3
