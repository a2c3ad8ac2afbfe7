"""What a track's packets tell without decoding: its rate, its regularity, its end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Stream
from av.video.stream import VideoStream

from studio.ingest.deadline import Deadline
from studio.values import Frozen

_ENOUGH = 600
"""Packets that tell whether the rate is variable."""
_WAITING = 8
"""Of those the last, which may be shown only after some that were not read."""
_TAIL_S = 3.0
"""Seconds before the claimed end from which the end is looked for."""


class Timing(Frozen):
    """What the time stamps of a track's first packets tell."""

    fps: Fraction | None
    variable: bool


def packets_of(
    container: InputContainer, stream: Stream, deadline: Deadline, start: float = 0.0
) -> Iterator[Packet[Stream]]:
    """The track's packets from ``start`` seconds on, as far as they can be read before the deadline."""
    for other in container.streams:
        other.discard = Discard.default if other.index == stream.index else Discard.all
    if not _sought(container, start) and start > 0:
        return
    try:
        for packet in container.demux(stream):
            yield packet
            if deadline.passed:
                return
    except (av.FFmpegError, IndexError):
        # What could be read was read; the callers judge by how much that is. The IndexError is PyAV 18's own: at the
        # end of a file in which another track turned up on the way (FLV, MPEG) it looks for one that it never counted.
        return


def _sought(container: InputContainer, start: float) -> bool:
    """Whether the file now stands at ``start``.

    Some (FLV without an index) cannot be sought before their packets have been read; they then stand at their start.
    """
    try:
        container.seek(int(start * av.time_base) + (container.start_time or 0))
    except av.FFmpegError:
        return False
    return True


def timing_of(container: InputContainer, stream: VideoStream, deadline: Deadline) -> Timing:
    """Average rate and regularity of the first packets."""
    stamps: set[int] = set()
    for packet in packets_of(container, stream, deadline):
        stamp = _stamp(packet)
        stamps |= set() if stamp is None else {stamp}
        if len(stamps) == _ENOUGH:
            break
    shown = sorted(stamps)[: -_WAITING if len(stamps) == _ENOUGH else None]
    steps = [later - earlier for earlier, later in pairwise(shown)]
    if not steps or not stream.time_base:
        return Timing(fps=None, variable=False)
    usual = sorted(steps)[len(steps) // 2]
    slack = max(usual / 10, 1.01)  # containers round to their clock's ticks
    odd = sum(abs(step - usual) > slack for step in steps)
    fps = len(steps) / ((shown[-1] - shown[0]) * stream.time_base)
    return Timing(fps=Fraction(fps).limit_denominator(1001), variable=odd > max(1, len(steps) / 100))


def end_of(container: InputContainer, stream: Stream, claimed: float | None, deadline: Deadline) -> float:
    """Where the last packet of a track ends, in seconds from the file's start.

    Reads only the last seconds where a claimed length leads there, and else the whole file. Raises TimeoutError where
    that takes too long and nothing was claimed.
    """
    if claimed is not None and claimed > 2 * _TAIL_S:
        end = _last(container, stream, claimed - _TAIL_S, deadline)
        if end is not None and end > claimed - _TAIL_S:
            return end
    end = _last(container, stream, 0.0, deadline)
    if not deadline.passed:
        return end or 0.0
    if claimed is None:
        raise TimeoutError
    return claimed


def _last(container: InputContainer, stream: Stream, start: float, deadline: Deadline) -> float | None:
    origin = (container.start_time or 0) / av.time_base
    ends = (
        float((stamp + (packet.duration or 0)) * packet.time_base) - origin
        for packet in packets_of(container, stream, deadline, start)
        if (stamp := _stamp(packet)) is not None
    )
    return max(ends, default=None)


def _stamp(packet: Packet[Stream]) -> int | None:
    """When it is shown, or where the container does not tell (AVI), when it is decoded."""
    return packet.pts if packet.pts is not None else packet.dts
