"""Which of a file's tracks the studio uses: the best picture and the sound that a player would choose."""

from __future__ import annotations

from typing import Any

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from studio.messages import Message, msg

_TYPES = {"video": msg("video"), "audio": msg("audio")}
_NOT_THE_FILM = Disposition.attached_pic | Disposition.still_image | Disposition.timed_thumbnails
_NOT_THE_MAIN_SOUND = (
    Disposition.comment | Disposition.visual_impaired | Disposition.descriptions | Disposition.hearing_impaired
)


def pictures_by_preference(container: InputContainer) -> list[VideoStream]:
    """Moving pictures, the largest first; among equals the default one, then the first. Cover art is none."""
    found = [s for s in container.streams.video if s.codec_context and not s.disposition & _NOT_THE_FILM]

    def rank(stream: VideoStream) -> tuple[int, bool, int]:
        pixels = stream.codec_context.width * stream.codec_context.height
        return -pixels, not stream.disposition & Disposition.default, stream.index

    return sorted(found, key=rank)


def sounds_by_preference(container: InputContainer) -> list[AudioStream]:
    """Sound tracks: programme before commentary, default before others, then the highest quality, then the first."""
    found = [stream for stream in container.streams.audio if stream.codec_context]

    def rank(stream: AudioStream) -> tuple[bool, bool, int, int, int]:
        return (
            bool(stream.disposition & _NOT_THE_MAIN_SOUND),
            not stream.disposition & Disposition.default,
            -stream.codec_context.sample_rate,
            -stream.codec_context.channels,
            stream.index,
        )

    return sorted(found, key=rank)


def left_out(container: InputContainer, used: set[int]) -> tuple[Message, ...]:
    """Notes about the tracks that are not used."""
    notes = []
    for stream in container.streams:
        track: dict[str, Any] = {"number": stream.index + 1, "type": _TYPES.get(stream.type, stream.type)}
        if stream.index in used or stream.type not in {"video", "audio"}:
            continue
        if isinstance(stream, VideoStream) and stream.disposition & _NOT_THE_FILM:
            notes.append(msg("track {number} (cover picture) is left out", number=stream.index + 1))
        elif isinstance(stream, VideoStream) and stream.codec_context:
            size = f"{stream.codec_context.width}x{stream.codec_context.height}"
            notes.append(msg("track {number} ({type}, {size}) is left out", **track, size=size))
        elif isinstance(stream, AudioStream) and stream.codec_context:
            rate, channels = stream.codec_context.sample_rate, stream.codec_context.channels
            sound = f"{rate} Hz, {channels} ch{_language(stream)}"
            notes.append(msg("track {number} ({type}, {sound}) is left out", **track, sound=sound))
        else:
            notes.append(msg("track {number} ({type}) is in an unknown codec and is left out", **track))
    return tuple(notes)


def _language(stream: AudioStream) -> str:
    return f", {stream.language}" if stream.language and stream.language != "und" else ""
