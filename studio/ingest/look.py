"""A first look into a track: that it decodes, and what only decoded frames tell."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.ingest.limits import Limits
from studio.values import Frozen

_FEW = 12
"""Frames that tell interlacing and transparency."""
_TIMED = 600
"""Packets that tell whether the rate is variable."""
_TAIL_S = 3.0
"""Seconds before the claimed end from which the end is looked for."""


class FrameLook(Frozen):
    """What the first frames of a picture track show."""

    width: int
    height: int
    pixel_format: str
    bit_depth: int
    rotation: int
    """Degrees clockwise."""
    interlaced: bool
    transparent: bool
    """Whether any pixel of the first frames is see-through."""
    transfer: int
    """Transfer characteristics by ITU-T H.273."""
    matrix: int
    """Matrix coefficients by ITU-T H.273."""
    damaged: bool


class SoundLook(Frozen):
    """What the first samples of a sound track are."""

    sample_rate: int
    channels: int


class Timing(Frozen):
    """What the time stamps of a track's packets tell."""

    fps: Fraction | None
    variable: bool


def look_at_picture(container: InputContainer, stream: VideoStream, limits: Limits) -> FrameLook | None:
    """Decodes for up to ``limits.look_s``; None where not one frame comes out."""
    stream.codec_context.options = {"max_pixels": str(limits.frame_pixels)}
    stream.thread_type = "AUTO"
    first: VideoFrame | None = None
    interlaced = count = broken = 0
    transparent = False
    for frame in _decoded(container, stream, limits.look_s):
        if not isinstance(frame, VideoFrame):
            broken += 1
            continue
        first = first or frame
        count, broken = count + 1, broken + frame.is_corrupt
        if count <= _FEW:
            interlaced += frame.interlaced_frame
            transparent = transparent or _see_through(frame)
    if first is None:
        return None
    return FrameLook(
        width=first.width,
        height=first.height,
        pixel_format=first.format.name,
        bit_depth=max(component.bits for component in first.format.components),
        rotation=-round(first.rotation / 90) * 90 % 360,
        interlaced=2 * interlaced > min(count, _FEW),
        transparent=transparent,
        transfer=int(first.color_trc or 0),
        matrix=int(first.colorspace or 0),
        damaged=broken > 0,
    )


def look_at_sound(container: InputContainer, stream: AudioStream, limits: Limits) -> SoundLook | None:
    """Decodes until the first samples come out; None where none do."""
    for frame in _decoded(container, stream, limits.look_s):
        if isinstance(frame, AudioFrame) and frame.samples and frame.sample_rate:
            return SoundLook(sample_rate=frame.sample_rate, channels=len(frame.layout.channels))
    return None


def look_at_timing(container: InputContainer, stream: VideoStream, limits: Limits) -> Timing:
    """Average rate and regularity of the first packets."""
    deadline = time.monotonic() + limits.look_s
    stamps = []
    for packet in _packets(container, stream, deadline):
        stamp = packet.pts if packet.pts is not None else packet.dts
        if stamp is not None:
            stamps.append(stamp)
        if len(stamps) == _TIMED:
            break
    # The last few wait for frames that are shown before them.
    shown = sorted(set(stamps))[: -8 if len(stamps) == _TIMED else None]
    steps = [later - earlier for earlier, later in pairwise(shown)]
    if not steps or not stream.time_base:
        return Timing(fps=None, variable=False)
    usual = sorted(steps)[len(steps) // 2]
    slack = max(usual / 10, 1.01)
    odd = sum(abs(step - usual) > slack for step in steps)
    fps = len(steps) / ((shown[-1] - shown[0]) * stream.time_base)
    return Timing(fps=Fraction(fps).limit_denominator(1001), variable=odd > len(steps) / 100)


def end_of(container: InputContainer, index: int, claimed: float | None, limits: Limits) -> float:
    """Where the last packet of a track ends, in seconds from the file's start.

    Reads only the last seconds where a claimed length leads there, and else the whole file. Raises TimeoutError where
    that takes longer than ``limits.scan_s`` and nothing was claimed.
    """
    deadline = time.monotonic() + limits.scan_s
    if claimed is not None and claimed > 2 * _TAIL_S:
        end = _last(container, index, claimed - _TAIL_S, deadline)
        if end is not None and end > claimed - _TAIL_S:
            return end
    end = _last(container, index, 0.0, deadline)
    if time.monotonic() <= deadline:
        return end or 0.0
    if claimed is None:
        raise TimeoutError
    return claimed


def _last(container: InputContainer, index: int, start: float, deadline: float) -> float | None:
    origin = (container.start_time or 0) / av.time_base
    ends = [
        float((stamp + (packet.duration or 0)) * packet.time_base) - origin
        for packet in _packets(container, container.streams[index], deadline, start)
        if (stamp := packet.pts if packet.pts is not None else packet.dts) is not None
    ]
    return max(ends, default=None)


def _packets(
    container: InputContainer, stream: Stream, deadline: float, start: float = 0.0
) -> Iterator[Packet[Stream]]:
    """The track's packets from ``start`` seconds on, as far as they can be read before ``deadline``."""
    try:
        container.seek(int(start * av.time_base) + (container.start_time or 0))
        for packet in container.demux(stream):
            yield packet
            if time.monotonic() > deadline:
                return
    except av.FFmpegError:
        return  # what could be read was read; the callers judge by how much that is


def _decoded(
    container: InputContainer, stream: VideoStream | AudioStream, seconds: float
) -> Iterator[VideoFrame | AudioFrame | None]:
    """Frames from the start on, for ``seconds`` of this machine's time; None for each packet that does not decode."""
    deadline = time.monotonic() + seconds
    for packet in _packets(container, stream, deadline):
        try:
            yield from stream.decode(packet)
        except av.FFmpegError:
            yield None


def _see_through(frame: VideoFrame) -> bool:
    """Whether a frame has an alpha plane in which anything is not opaque."""
    if not any(component.is_alpha for component in frame.format.components):
        return False
    return bool(frame.to_ndarray(format="rgba")[..., 3].min() < 255)  # noqa: PLR2004 - opaque
