"""Subtitles that lie as text tracks inside a video."""

from __future__ import annotations

import time

import av
from av.container import InputContainer
from av.subtitles.stream import SubtitleStream
from av.subtitles.subtitle import AssSubtitle

from studio.ingest.limits import Limits
from studio.ingest.master import Cue, Subtitles
from studio.ingest.subtitles.language import language_of
from studio.ingest.subtitles.mending import in_words, mend

_TEXT_CODECS = frozenset({"mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text"})


def embedded_subtitles(container: InputContainer, limits: Limits) -> tuple[Subtitles, ...]:
    """The text tracks of an open file, each text once."""
    found: dict[tuple[Cue, ...], Subtitles] = {}
    for stream in container.streams.subtitles:
        if stream.codec_context and stream.codec_context.name in _TEXT_CODECS:
            cues, repairs = mend(_cues(container, stream, limits), limits.cue_characters)
            if cues and cues not in found:
                found[cues] = Subtitles(
                    name=f"track {stream.index + 1}",
                    format="srt",
                    encoding="utf-8",
                    language=language_of("\n".join(cue.text for cue in cues)),
                    cues=cues,
                    repairs=("taken from inside the video", *in_words(repairs)),
                )
    return tuple(found.values())


def _cues(container: InputContainer, stream: SubtitleStream, limits: Limits) -> list[Cue]:
    """What the track holds, as far as it can be read within ``limits.scan_s``."""
    deadline = time.monotonic() + limits.scan_s
    cues: list[Cue] = []
    try:
        container.seek(container.start_time or 0)
        for packet in container.demux(stream):
            if packet.pts is None or time.monotonic() > deadline or len(cues) > limits.cues:
                break
            start = float(packet.pts * packet.time_base) - (container.start_time or 0) / av.time_base
            end = start + float((packet.duration or 0) * packet.time_base)
            words = [rect.dialogue for rect in stream.decode(packet) if isinstance(rect, AssSubtitle)]
            text = b"\n".join(words).decode(errors="replace").replace(r"\N", "\n")
            cues.append(Cue(start=max(0.0, start), end=end, text=text))
    except av.FFmpegError:
        return cues  # a damaged track gives what can be read of it
    return cues
