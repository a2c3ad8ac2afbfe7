"""A first look into a track: that it decodes, and what only decoded frames tell."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from studio.ingest.deadline import Deadline
from studio.ingest.packets import packets_of
from studio.values import Frozen

_FEW = 12
"""Frames that tell interlacing and transparency."""


class FrameLook(Frozen):
    """What the first frames of a picture track show."""

    width: int
    height: int
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


def look_at_picture(
    container: InputContainer, stream: VideoStream, deadline: Deadline, seconds: float
) -> FrameLook | None:
    """Decodes the beginning for ``seconds``; None where not one frame comes out before the deadline."""
    enough = deadline.within(seconds)
    stream.thread_type = "AUTO"
    first: VideoFrame | None = None
    interlaced = count = broken = 0
    transparent = False
    for frame in _decoded(container, stream, deadline):
        if not isinstance(frame, VideoFrame):
            broken += 1
            continue
        first = first or frame
        count, broken = count + 1, broken + frame.is_corrupt
        if count <= _FEW:
            interlaced += frame.interlaced_frame
            transparent = transparent or _see_through(frame)
        if enough.passed:
            break
    if first is None:
        return None
    return FrameLook(
        width=first.width,
        height=first.height,
        bit_depth=max(component.bits for component in first.format.components),
        rotation=-round(first.rotation / 90) * 90 % 360,
        interlaced=2 * interlaced > min(count, _FEW),
        transparent=transparent,
        transfer=int(first.color_trc or 0),
        matrix=int(first.colorspace or 0),
        damaged=broken > 0,
    )


def look_at_sound(container: InputContainer, stream: AudioStream, deadline: Deadline) -> SoundLook | None:
    """Decodes until the first samples come out; None where none do."""
    for frame in _decoded(container, stream, deadline):
        if isinstance(frame, AudioFrame) and frame.samples and frame.sample_rate:
            return SoundLook(sample_rate=frame.sample_rate, channels=len(frame.layout.channels))
    return None


def _decoded(
    container: InputContainer, stream: VideoStream | AudioStream, deadline: Deadline
) -> Iterator[VideoFrame | AudioFrame | None]:
    """Frames from the start on, until the deadline; None for each packet that does not decode."""
    for packet in packets_of(container, stream, deadline):
        try:
            yield from stream.decode(packet)
        except av.FFmpegError:
            yield None


def _see_through(frame: VideoFrame) -> bool:
    """Whether a frame has an alpha plane in which anything is not opaque."""
    if not any(component.is_alpha for component in frame.format.components):
        return False
    return bool(frame.to_ndarray(format="rgba")[..., 3].min() < 255)  # noqa: PLR2004 - opaque
