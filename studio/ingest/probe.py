"""Measures of video and sound, by FFmpeg's libraries (PyAV), without ever opening a second file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.errors import InputRefused
from studio.ingest import personal, tracks
from studio.ingest.deadline import Deadline
from studio.ingest.limits import Limits
from studio.ingest.look import FrameLook, look_at_picture, look_at_sound
from studio.ingest.master import AudioTrack, Matrix, Subtitles, Transfer, VideoTrack
from studio.ingest.packets import Timing, end_of, timing_of
from studio.ingest.plaintext import display_name
from studio.ingest.refusals import refuse_tiny
from studio.ingest.subtitles.embedded import embedded_subtitles
from studio.messages import Message, Sentence, msg
from studio.values import Frozen, Size

_HDR: dict[int, Transfer] = {16: "pq", 18: "hlg"}
"""Transfer characteristics of ITU-T H.273: SMPTE ST 2084 and ARIB STD-B67."""
_MATRICES: dict[int, Matrix] = {1: "bt709", 5: "bt601", 6: "bt601", 9: "bt2020", 10: "bt2020"}
"""Matrix coefficients of ITU-T H.273."""
_FASTEST = 240
"""Frames per second that are believed; beyond them a header tells its clock instead."""
_PIXEL_SHAPES = (Fraction(1, 4), Fraction(4))
"""Pixel aspects that are believed; anamorphic film, the most stretched, has 2."""


class Recording(Frozen):
    """A probed video or sound file."""

    duration_s: float
    video: VideoTrack | None
    audio: AudioTrack | None
    subtitles: tuple[Subtitles, ...]
    notes: tuple[Sentence, ...]


def probe_recording(path: Path, label: str, demuxer: str, limits: Limits) -> Recording:
    """Facts about the tracks to use, after proving that they decode; InputRefused where nothing does."""
    name, deadline = display_name(path), Deadline.after(limits.answer_s)
    with _opened(path, name, label, demuxer, limits) as container:
        _require_limits(container, name, limits)
        video, video_notes = _video(container, limits, deadline)
        if video:
            refuse_tiny(video.size, name, limits)
        audio, audio_notes = _audio(container, deadline)
        if not video and not audio:
            raise InputRefused(
                f"{name} holds no picture and no sound that can be decoded",
                "it is damaged, cut off, or in an unusual codec: export it again as H.264 and AAC",
            )
        duration, duration_notes = _duration(container, name, [t.stream for t in (video, audio) if t], limits, deadline)
        used = {track.stream for track in (video, audio) if track}
        subtitles, subtitle_notes = embedded_subtitles(container, limits, deadline)
        notes = (
            *video_notes, *audio_notes, *duration_notes, *subtitle_notes,
            *tracks.left_out(container, used), *_personal(container),
        )  # fmt: skip
    return Recording(duration_s=duration, video=video, audio=audio, subtitles=subtitles, notes=notes)


@contextmanager
def _opened(path: Path, name: str, label: str, demuxer: str, limits: Limits) -> Iterator[InputContainer]:
    """The file under its one demuxer: local files only, no guessing, bounded pixels, tracks and time."""
    options = {
        "protocol_whitelist": "file",
        "max_streams": str(limits.streams + 1),
        "max_pixels": str(limits.frame_pixels),
    }
    try:
        with av.open(
            f"file:{path}",
            format=demuxer,
            options=options,
            timeout=(limits.read_s, limits.read_s),
            metadata_errors="replace",
        ) as container:
            yield container
    except MemoryError as error:
        raise InputRefused(f"{name} does not fit into memory", "export it smaller") from error
    except av.FFmpegError as error:
        raise InputRefused(
            f"{name} cannot be read as {label}: it is damaged or cut off",
            "copy or upload it again, or export it once more",
        ) from error


def _require_limits(container: InputContainer, name: str, limits: Limits) -> None:
    if len(container.streams) > limits.streams:
        raise InputRefused(
            f"{name} has more than {limits.streams} tracks", "export it with one picture and one sound track"
        )
    for stream in container.streams.video:
        size = stream.codec_context
        if size and size.width * size.height > limits.frame_pixels:
            raise InputRefused(
                f"{name} has frames of {size.width}x{size.height} pixels, more than 8K", "export it as 3840x2160"
            )
    if container.duration and container.duration / av.time_base > limits.duration_s:
        raise InputRefused(
            f"{name} claims to last {container.duration / av.time_base / 3600:.0f} hours",
            f"cut it to {limits.duration_s / 3600:.0f} hours or less",
        )


def _video(
    container: InputContainer, limits: Limits, deadline: Deadline
) -> tuple[VideoTrack | None, tuple[Message, ...]]:
    """The best picture track that really decodes, and what to say about it."""
    notes = []
    for stream in tracks.pictures_by_preference(container):
        stream.codec_context.options = {"max_pixels": str(limits.frame_pixels)}
        look = look_at_picture(container, stream, deadline, limits.look_s)
        if look:
            notes += [msg("the picture is damaged in places, but decodes")] if look.damaged else []
            timing = timing_of(container, stream, deadline.within(limits.look_s))
            return _video_track(stream, look, timing), tuple(notes)
        notes.append(msg("track {number} (video) does not decode", number=stream.index + 1))
    return None, tuple(notes)


def _video_track(stream: VideoStream, look: FrameLook, timing: Timing) -> VideoTrack:
    shape = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or Fraction(1)
    if not _PIXEL_SHAPES[0] <= shape <= _PIXEL_SHAPES[1]:
        shape = Fraction(1)
    shown = max(1, round(look.width * shape)), look.height
    width, height = reversed(shown) if look.rotation in {90, 270} else shown
    average = stream.average_rate
    fps = average if average and 0 < average <= _FASTEST else timing.fps or Fraction(25)
    return VideoTrack(
        stream=stream.index,
        codec=stream.codec_context.name,
        size=Size(width=width, height=height),
        stored=Size(width=look.width, height=look.height),
        fps=fps,
        variable_rate=timing.variable,
        rotation=look.rotation,
        square_pixels=shape == 1,
        interlaced=look.interlaced,
        transfer=_HDR.get(look.transfer, "sdr"),
        matrix=_MATRICES.get(look.matrix),
        bit_depth=look.bit_depth,
        alpha=look.transparent or stream.metadata.get("alpha_mode") == "1",
    )


def _audio(container: InputContainer, deadline: Deadline) -> tuple[AudioTrack | None, tuple[Message, ...]]:
    """The preferred sound track that really decodes, and what to say about those that do not."""
    notes: list[Message] = []
    for stream in tracks.sounds_by_preference(container):
        look = look_at_sound(container, stream, deadline)
        if look:
            codec = stream.codec_context.name
            track = AudioTrack(stream=stream.index, codec=codec, sample_rate=look.sample_rate, channels=look.channels)
            return track, tuple(notes)
        notes.append(msg("track {number} (audio) does not decode", number=stream.index + 1))
    return None, tuple(notes)


def _duration(
    container: InputContainer, name: str, used: list[int], limits: Limits, deadline: Deadline
) -> tuple[float, tuple[Message, ...]]:
    """Seconds that can be played, as the last packets show, and what to say where the header tells otherwise."""
    claimed = container.duration / av.time_base if container.duration else None
    try:
        ends = [end_of(container, container.streams[index], claimed, deadline) for index in used]
    except TimeoutError as error:
        raise InputRefused(
            f"{name} has no length in its header and is too long to be measured",
            "save it again with 'ffmpeg -i FILE -c copy NEW.mkv', or export it from an editor",
        ) from error
    if not 0 < ends[0] <= limits.duration_s:
        raise InputRefused(
            f"{name} lasts {ends[0]:.1f} s", f"give a recording of more than 0 s and at most {limits.duration_s:.0f} s"
        )
    return _agreed(claimed, ends[0], max(ends))


def _agreed(claimed: float | None, first: float, last: float) -> tuple[float, tuple[Message, ...]]:
    """The length to work with, from the header's claim and from where the main track and the last one end."""
    if claimed is None:
        return first, (msg("its header tells no length; measured: {seconds:.1f} s", seconds=first),)
    slack = max(1.0, claimed / 50)
    if last < claimed - slack:
        return first, (
            msg("it is cut off: its header promises {told:.1f} s, {there:.1f} s are there", told=claimed, there=first),
        )
    if last > claimed + slack:
        return first, (msg("its header tells {told:.1f} s, but it lasts {there:.1f} s", told=claimed, there=first),)
    if first < last - slack:
        rest = last - first
        return first, (
            msg("the sound goes on for {seconds:.1f} s after the picture ends; that rest is left out", seconds=rest),
        )
    return claimed, ()


def _personal(container: InputContainer) -> tuple[Message, ...]:
    names = {*container.metadata, *(key for stream in container.streams for key in stream.metadata)}
    return personal.note(personal.in_tags(names))
