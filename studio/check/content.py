"""What a finished file shows and what it says, by digest: many files of a pack differ in neither, or in one of both.

A pack's videos share pictures and sounds, joined without encoding anything again. What was seen in one of them holds
for the others.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio import memo
from studio.paths import PACKAGE
from studio.values import Frozen, digest, file_digest

if TYPE_CHECKING:
    import av

ROUNDING_S = 1e-3
"""Times that differ by less are one."""


class Piece(Frozen):
    """A group of pictures, from one key frame to the next."""

    start_s: float
    """From the first frame on."""
    digest: str
    """SHA-256 of its packets, wherever they stand."""


class Content(Frozen):
    """SHA-256 of the encoded picture and of the encoded sound, with their times; ``None`` for what there is not."""

    picture: str | None
    sound: str | None
    pieces: tuple[Piece, ...] = ()
    """Of a moving picture, in order."""

    def picture_key(self, *asked: object) -> str:
        """Names what today's code sees in the picture when it is asked so."""
        return digest([self.picture, memo.code_digest(PACKAGE), *asked])

    def sound_key(self, *asked: object) -> str:
        """The same of the sound."""
        return digest([self.sound, memo.code_digest(PACKAGE), *asked])

    def piece_key(self, number: int, *asked: object) -> str:
        """The same of one piece and of the one before it, which frames at its beginning may lean on."""
        digests = [piece.digest for piece in self.pieces[max(0, number - 1) : number + 1]]
        return digest([digests, memo.code_digest(PACKAGE), *asked])

    def moment_key(self, at: float, *asked: object) -> str:
        """The same of the frame that stands ``at`` seconds after the first."""
        number = self.piece_at(at)
        return self.piece_key(number, round(at - self.pieces[number].start_s, 3), *asked)

    def piece_at(self, at: float) -> int:
        """The number of the piece that shows then."""
        return max(0, bisect_right([piece.start_s for piece in self.pieces], at + ROUNDING_S) - 1)


def content_of(path: Path) -> Content:
    """Read, not decoded, and not again until somebody writes to it.

    A file that is no recording is a picture as a whole.
    """
    stamp = path.stat()
    return _content(path, stamp.st_mtime_ns, stamp.st_size, stamp.st_ino)


@lru_cache(maxsize=1024)
def _content(path: Path, *_stamp: int) -> Content:
    import av  # which those that only read what is kept do not wait for

    try:
        with av.open(f"file:{path}", options={"protocol_whitelist": "file"}) as container:
            found = {stream.index: hashlib.sha256(_heading(stream)) for stream in container.streams}
            kinds = {stream.type: stream.index for stream in reversed(container.streams)}
            pieces = _Pieces(container.streams[kinds["video"]]) if "video" in kinds else None
            for packet in container.demux():
                so_far = found[packet.stream_index]
                so_far.update(f"{packet.pts} {packet.dts} {packet.size} ".encode())
                so_far.update(memoryview(packet))
                if pieces and packet.stream_index == kinds["video"] and packet.size:
                    pieces.add(packet)
    except (av.FFmpegError, OSError):
        return Content(picture=file_digest(path), sound=None)
    whole = {kind: found[index].hexdigest() for kind, index in kinds.items()}
    return Content(picture=whole.get("video"), sound=whole.get("audio"), pieces=pieces.all() if pieces else ())


class _Pieces:
    """Is given one packet after the other, and cuts before key frames."""

    def __init__(self, stream: av.stream.Stream) -> None:
        self._heading, self._base = _heading(stream), stream.time_base or 1
        self._starts: list[int] = []
        self._found: list[hashlib._Hash] = []

    def add(self, packet: av.packet.Packet[Any]) -> None:
        at = packet.pts if packet.pts is not None else packet.dts or 0
        if packet.is_keyframe or not self._found:
            self._starts.append(at)
            self._found.append(hashlib.sha256(self._heading))
        self._found[-1].update(f"{at - self._starts[-1]} {packet.size} ".encode())
        self._found[-1].update(memoryview(packet))

    def all(self) -> tuple[Piece, ...]:
        return tuple(
            Piece(start_s=float((start - self._starts[0]) * self._base), digest=found.hexdigest())
            for start, found in zip(self._starts, self._found, strict=True)
        )


def _heading(stream: av.stream.Stream) -> bytes:
    """What a decoder needs beside the packets."""
    codec = stream.codec_context
    return f"{codec.name if codec else ''} {stream.time_base} ".encode() + bytes((codec and codec.extradata) or b"")
