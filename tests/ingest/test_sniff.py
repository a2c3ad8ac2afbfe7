"""What a file is, by its content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.errors import InputRefused
from studio.ingest.limits import LIMITS, Limits
from studio.ingest.sniff import sniff

MP3_FRAME = b"\xff\xfb\x90\x64" + bytes(400)


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"),
        (b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(20), "BMP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "mov"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "mov"),
        (b"\0\0\x10\0moov" + bytes(20), "mov"),
        (b"\x1aE\xdf\xa3" + bytes(20), "matroska"),
        ((b"G" + bytes(187)) * 4, "mpegts"),
        (MP3_FRAME, "mp3"),
        (b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + MP3_FRAME, "mp3"),
        (b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + b"fLaC" + bytes(20), "flac"),
        (b"\xff\xf1\x50\x80" + bytes(20), "aac"),
    ],
)
def test_content_decides_and_not_the_name(tmp_path: Path, content: bytes, reader: str) -> None:
    """A file is read as what its bytes say, whatever it is called."""
    file = tmp_path / "holiday.txt"
    file.write_bytes(content)
    assert sniff(file, LIMITS).reader == reader


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "playlist"),
        (b"<!DOCTYPE html><html><svg></svg></html>", "web page"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xff\xfe" + "<svg/>".encode("utf-16-le"), "SVG"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", "subtitle file"),
        (b"PK\x03\x04" + bytes(30), "ZIP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0", "raw picture"),
        (bytes(range(256)) * 4, "no format"),
        (b"", "empty"),
    ],
)
def test_anything_else_is_refused_by_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    """What the studio does not read is refused in one line that names it and says what to do."""
    file = tmp_path / "clip.mp4"
    file.write_bytes(content)
    with pytest.raises(InputRefused, match=what) as refused:
        sniff(file, LIMITS)
    assert "\n" not in str(refused.value)
    assert refused.value.remedy


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    """A folder, a pipe, a device and a missing path are refused without being opened."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, what in (
        (tmp_path, "folder"),
        (pipe, "device or pipe"),
        (Path("/dev/zero"), "device or pipe"),
        (tmp_path / "gone.mp4", "does not exist"),
        (tmp_path / ("long" * 100), "cannot be read"),
        (tmp_path / "nul\0.mp4", "cannot be read"),
    ):
        with pytest.raises(InputRefused, match=what):
            sniff(path, LIMITS)


def test_a_file_that_may_not_be_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing permission is named, with its cure."""
    file = tmp_path / "secret.mp4"
    file.write_bytes(b"x")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputRefused, match="may not be read: ask its owner"):
        sniff(file, LIMITS)


def test_a_file_over_the_limit_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    """Bytes are counted before anything is read."""
    file = tmp_path / "big.mp4"
    file.write_bytes(bytes(2000))
    with pytest.raises(InputRefused, match="more than"):
        sniff(file, Limits(file_bytes=1000))


def test_a_refusal_is_one_printable_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    """Line breaks, terminal codes and bidi overrides in a name never reach the screen."""
    file = tmp_path / "a\nb\x1b[31m\u202egpj.mp4"
    file.touch()
    with pytest.raises(InputRefused) as refused:
        sniff(file, LIMITS)
    assert str(refused.value).isprintable()
