"""What a finished file shows and what it says, by digest: many files of a pack differ in neither, or in one of both.

A pack's videos share pictures and sounds, joined without encoding anything again. What was seen in one of them holds
for the others.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import av

from studio import memo
from studio.paths import PACKAGE
from studio.values import Frozen, digest, file_digest


class Content(Frozen):
    """SHA-256 of the encoded picture and of the encoded sound, with their times; ``None`` for what there is not."""

    picture: str | None
    sound: str | None

    def picture_key(self, *asked: object) -> str:
        """Names what today's code sees in the picture when it is asked so."""
        return digest([self.picture, memo.code_digest(PACKAGE), *asked])

    def sound_key(self, *asked: object) -> str:
        """The same of the sound."""
        return digest([self.sound, memo.code_digest(PACKAGE), *asked])


def content_of(path: Path) -> Content:
    """Read, not decoded, and not again until somebody writes to it.

    A file that is no recording is a picture as a whole.
    """
    stamp = path.stat()
    return _content(path, stamp.st_mtime_ns, stamp.st_size, stamp.st_ino)


@lru_cache(maxsize=1024)
def _content(path: Path, *_stamp: int) -> Content:
    try:
        with av.open(f"file:{path}", options={"protocol_whitelist": "file"}) as container:
            found = {stream.index: hashlib.sha256(_heading(stream)) for stream in container.streams}
            kinds = {stream.type: stream.index for stream in reversed(container.streams)}
            for packet in container.demux():
                stream = found[packet.stream_index]
                stream.update(f"{packet.pts} {packet.dts} {packet.size} ".encode())
                stream.update(memoryview(packet))
    except (av.FFmpegError, OSError):
        return Content(picture=file_digest(path), sound=None)
    return Content(**{
        name: found[kinds[kind]].hexdigest() if kind in kinds else None
        for name, kind in (("picture", "video"), ("sound", "audio"))
    })  # fmt: skip


def _heading(stream: av.stream.Stream) -> bytes:
    """What a decoder needs beside the packets."""
    codec = stream.codec_context
    return f"{codec.name if codec else ''} {stream.time_base} ".encode() + bytes((codec and codec.extradata) or b"")
