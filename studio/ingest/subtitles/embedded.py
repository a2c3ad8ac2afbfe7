"""Subtitles that lie as text tracks inside a video."""

from __future__ import annotations

import av
from av.container import InputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import AssSubtitle

from studio.ingest.deadline import Deadline
from studio.ingest.limits import Limits
from studio.ingest.master import Cue, Subtitles
from studio.ingest.packets import packets_of
from studio.ingest.subtitles.language import language_of
from studio.ingest.subtitles.mending import in_words, mend
from studio.messages import Message, msg

_TEXT_CODECS = frozenset({"mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text"})


def embedded_subtitles(
    container: InputContainer, limits: Limits, deadline: Deadline
) -> tuple[tuple[Subtitles, ...], tuple[Message, ...]]:
    """The text tracks of an open file, each text once; and notes about those that take too long to read."""
    found: dict[tuple[Cue, ...], Subtitles] = {}
    notes = []
    for stream in container.streams.subtitles:
        if stream.codec_context and stream.codec_context.name in _TEXT_CODECS:
            raw = _cues(container, stream, limits, deadline)
            if deadline.passed:
                number = stream.index + 1
                notes.append(msg("track {number} (subtitles) takes too long to read: give it as a file", number=number))
                continue
            cues, repairs = mend(raw, limits.cue_characters)
            if cues and cues not in found:
                found[cues] = Subtitles(
                    name=f"track {stream.index + 1}",
                    format="srt",
                    encoding="utf-8",
                    language=language_of("\n".join(cue.text for cue in cues)),
                    cues=cues,
                    repairs=(msg("taken from inside the video"), *in_words(repairs)),
                )
    return tuple(found.values()), tuple(notes)


def _cues(container: InputContainer, stream: SubtitleStream, limits: Limits, deadline: Deadline) -> list[Cue]:
    """What the track holds, as far as it can be read."""
    origin = (container.start_time or 0) / av.time_base
    cues: list[Cue] = []
    for packet in packets_of(container, stream, deadline):
        if packet.pts is None or len(cues) > limits.cues:
            break
        start = max(0.0, float(packet.pts * packet.time_base) - origin)
        end = start + float((packet.duration or 0) * packet.time_base)
        cues.append(Cue(start=round(start, 3), end=round(end, 3), text=_words(stream, packet)))
    return cues


def _words(stream: SubtitleStream, packet: Packet[Stream]) -> str:
    """The packet's text with its markup; nothing where it does not decode."""
    try:
        rects = stream.decode(packet)
    except av.FFmpegError:
        return ""
    lines = [rect.dialogue.decode(errors="replace") for rect in rects if isinstance(rect, AssSubtitle)]
    return "\n".join(lines).replace(r"\N", "\n")
