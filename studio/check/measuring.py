"""Measuring a finished file: opened as any player would, never believed from its name."""

from __future__ import annotations

import io
import math
import re
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageCms, UnidentifiedImageError

from studio import memo
from studio.check.atoms import plays_before_it_is_whole
from studio.check.content import content_of
from studio.check.facts import Facts
from studio.check.personal import in_picture, in_video
from studio.errors import InputRefused, RenderError
from studio.ingest.pictures import transfer_of
from studio.render import ffmpeg, pdf
from studio.render.image import FORMATS
from studio.values import Frozen, Size, Span

SILENCE_LUFS = -70.0
"""The gate of ITU-R BS.1770: what ebur128 reports for silence."""

SILENCE_DB, LEAST_SILENCE_S = -60, 0.5
"""Under the noise of a quiet room; shorter than a breath between two sentences is nothing to anybody."""
OPUS, OPUS_RATE = {"opus", "libopus"}, 48000
_NUMBER = r"-?[\d.]+(?:e-?\d+)?"
"""As FFmpeg says a time; older releases write that of the second sample as 2.08333e-05."""
_CONTAINERS = {"mov,mp4,m4a,3gp,3g2,mj2": "mp4", "matroska,webm": "mkv"}
_COLOUR_SPACES = {1: "bt709", 5: "bt601", 6: "bt601", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}
"""ISO/IEC 23091-2 matrix coefficients."""
_HDR: dict[int, Literal["pq", "hlg"]] = {16: "pq", 18: "hlg"}
"""ISO/IEC 23091-2 transfer characteristics."""


class Loudness(Frozen):
    """Of a whole file; ``None`` for silence."""

    lufs: float | None
    true_peak_dbtp: float | None
    silent: tuple[Span, ...] = ()


def measure(path: Path, *, cache: Path | None = None) -> Facts:
    """What the file at ``path`` really is. ``cache`` keeps how loud a sound is, which many files share.

    Raises InputRefused for one that is no picture, video, sound or PDF.
    """
    from pillow_heif import register_heif_opener

    with decoding(path):
        if pdf.is_pdf(path):
            return _document(path)
        try:
            register_heif_opener()
            with Image.open(path, formats=FORMATS) as picture:
                if picture.format != "GIF" or _count_pictures(picture) == 1:
                    return _picture(path, picture)
            return _recording(path, cache)
        except UnidentifiedImageError:
            return _recording(path, cache)


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Whatever a damaged file makes Pillow or FFmpeg raise, as InputRefused."""
    try:
        yield
    except RenderError as error:  # it was given to be checked, and is what cannot be read
        raise InputRefused(error.problem, error.remedy) from error
    except (OSError, SyntaxError, ValueError, av.FFmpegError, Image.DecompressionBombError) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputRefused(f"{path.name} cannot be read ({why})", "export it again, or try another copy") from error


def open_recording(path: Path) -> InputContainer:
    """A video or sound, by PyAV, from this file and nothing else."""
    try:
        return av.open(f"file:{path}", options={"protocol_whitelist": "file"})
    except (av.FFmpegError, OSError) as error:
        raise InputRefused(
            f"{path.name} is no picture, video, sound or PDF that can be read", "export it as JPEG, PNG or MP4"
        ) from error


def frames_of(container: InputContainer, index: int) -> Iterator[av.VideoFrame]:
    """The frames of one stream from where it stands; damaged ones are passed over, as players do."""
    for packet in container.demux(container.streams[index]):
        try:
            decoded = packet.decode()
        except av.InvalidDataError:
            continue
        yield from (frame for frame in decoded if isinstance(frame, av.VideoFrame))


def _picture(path: Path, picture: Image.Image) -> Facts:
    width, height = picture.size
    if picture.getexif().get(0x0112, 1) >= 5:  # noqa: PLR2004 - EXIF orientations 5 to 8 lie on their side
        width, height = height, width
    return Facts(
        kind="image",
        format={"MPO": "jpeg"}.get(picture.format or "", (picture.format or "").lower()),
        bytes=path.stat().st_size,
        width=width,
        height=height,
        frames=_count_pictures(picture),
        pixel_format=picture.mode,
        colour_space=_profile(picture),
        transfer=transfer_of(path) if picture.format in {"AVIF", "HEIF"} else None,
        transparent=_is_transparent(picture),
        personal_data=in_picture(picture),
    )


def _count_pictures(picture: Image.Image) -> int:
    try:
        return getattr(picture, "n_frames", 1)
    except (IndexError, struct.error) as error:  # Pillow does not see that a GIF ends too early
        raise OSError("it breaks off") from error


def _is_transparent(picture: Image.Image) -> bool:
    return picture.has_transparency_data and picture.convert("RGBA").getchannel("A").getextrema() != (255, 255)


def _document(path: Path) -> Facts:
    told = pdf.about(path)
    if not told.sizes:
        raise InputRefused(f"{path.name} has no pages", "export it again")
    return Facts(
        kind="document",
        format="pdf",
        bytes=path.stat().st_size,
        width=told.sizes[0].width,
        height=told.sizes[0].height,
        pages=len(told.sizes),
        page_sizes=len(set(told.sizes)),
        title=told.title,
        personal_data=("author",) if told.author else (),
    )


def _profile(picture: Image.Image) -> str:
    """The name of the embedded profile; pictures without one are read as sRGB."""
    icc = picture.info.get("icc_profile")
    if not icc:
        return "sRGB" if picture.mode not in {"CMYK", "LAB", "YCbCr"} else picture.mode
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "unreadable profile"
    return "sRGB" if "srgb" in name.casefold() and picture.mode != "CMYK" else name


def _recording(path: Path, cache: Path | None) -> Facts:
    with open_recording(path) as container:
        video = next((each for each in container.streams.video if each.codec_context and not _is_cover(each)), None)
        sound = next((each for each in container.streams.audio if each.codec_context), None)
        if video is None and sound is None:
            raise InputRefused(f"{path.name} holds neither picture nor sound", "export it again")
        if video is not None and not content_of(path).pieces:
            raise InputRefused(f"{path.name} breaks off before its first picture", "export it again")
        form = _container(container)
        seconds = _seconds(container, video or sound)
        told: dict[str, Any] = {"personal_data": in_video(container), "duration_s": seconds}
        if video is not None:
            told |= _video_facts(path, video, seconds)
        if sound is not None:
            told |= _sound_facts(path, sound, seconds)
            told |= {"title": _title(container), "artwork": _artwork(container)}
    if sound is not None:
        heard = memo.remember(cache, "loudness", content_of(path).sound_key(), Loudness, lambda: _loudness(path))
        told |= {"loudness_lufs": heard.lufs, "true_peak_dbtp": heard.true_peak_dbtp, "silent": heard.silent}
    if form in {"mp4", "mov", "m4a"}:
        told["faststart"] = plays_before_it_is_whole(path)
    return Facts(kind="video" if video else "audio", format=form, bytes=path.stat().st_size, **told)


def _is_cover(stream: VideoStream) -> bool:
    """Whether the stream is a cover picture that came along with sound."""
    return bool(stream.disposition & type(stream.disposition).attached_pic)


def _container(container: InputContainer) -> str:
    name = _CONTAINERS.get(container.format.name, container.format.name.split(",")[0])
    brand = container.metadata.get("major_brand", "")
    if name == "mp4" and brand.strip() == "qt":
        return "mov"
    if name == "mp4" and brand.strip() == "M4A":
        return "m4a"
    streams = (*container.streams.video, *container.streams.audio)
    codecs = {stream.codec_context.name for stream in streams if stream.codec_context}
    if name == "mkv" and codecs <= {"vp8", "vp9", "av1", "libdav1d", "opus", "vorbis"}:
        return "webm"
    return name


def _seconds(container: InputContainer, stream: VideoStream | AudioStream | None) -> float | None:
    if stream is not None and stream.duration and stream.time_base:
        codec = stream.codec_context
        # Ogg counts the samples with which Opus begins and which no player plays (RFC 7845, pre-skip).
        skipped = codec.delay / OPUS_RATE if container.format.name == "ogg" and codec.name in OPUS else 0.0
        return float(stream.duration * stream.time_base) - skipped
    return container.duration / av.time_base if container.duration else None


def _video_facts(path: Path, stream: VideoStream, seconds: float | None) -> dict[str, Any]:
    codec = stream.codec_context
    frames = stream.frames or _count(path, stream.index)
    width, height = _displayed(path, stream)
    rate = stream.average_rate or (Fraction(frames / seconds).limit_denominator(1001) if seconds else None)
    return {
        "width": width,
        "height": height,
        "fps": rate,
        "frames": frames,
        "video_codec": _codec(codec.name),
        "video_profile": codec.profile,
        "pixel_format": codec.pix_fmt,
        "colour_space": _COLOUR_SPACES.get(int(codec.colorspace)),
        "transfer": _HDR.get(int(codec.color_trc), "sdr"),
    }


def _displayed(path: Path, stream: VideoStream) -> tuple[int, int]:
    """Width and height as a person sees them: square pixels, turned as the file says."""
    codec = stream.codec_context
    width, height = codec.width, codec.height
    if aspect := codec.sample_aspect_ratio or stream.sample_aspect_ratio:
        width = round(width * aspect)
    with open_recording(path) as container:
        frame = next(frames_of(container, stream.index), None)
    turned = frame is not None and frame.rotation % 180 != 0
    return (height, width) if turned else (width, height)


def _count(path: Path, index: int) -> int:
    """How many frames there are, where the file does not say: WebM, streams."""
    with open_recording(path) as container:
        return sum(1 for packet in container.demux(container.streams[index]) if packet.size)


def _codec(name: str) -> str:
    return {"libdav1d": "av1", "mp3float": "mp3", "libopus": "opus"}.get(name, name)


def _title(container: InputContainer) -> str | None:
    """As the file's tags tell it; Ogg keeps them with the stream."""
    tags = [container.metadata, *(stream.metadata for stream in container.streams.audio)]
    return next((tag["title"] for tag in tags if tag.get("title")), None)


def _artwork(container: InputContainer) -> Size | None:
    covers = (stream.codec_context for stream in container.streams.video if _is_cover(stream))
    return next((Size(width=cover.width, height=cover.height) for cover in covers if cover and cover.width), None)


def _kbps(path: Path, index: int, seconds: float | None) -> float | None:
    """The sound's own data rate, by its packets."""
    if not seconds:
        return None
    with open_recording(path) as container:
        size = sum(packet.size for packet in container.demux(container.streams[index]))
    return round(size * 8 / seconds / 1000, 1)


def _sound_facts(path: Path, stream: AudioStream, seconds: float | None) -> dict[str, Any]:
    codec = stream.codec_context
    return {
        "audio_kbps": _kbps(path, stream.index, seconds),
        "audio_codec": _codec(codec.name),
        "audio_profile": codec.profile,
        "sample_rate": codec.sample_rate,
        "channels": codec.channels,
    }


def _loudness(path: Path) -> Loudness:
    """Integrated loudness, true peak and silence by FFmpeg's ebur128 and silencedetect, in one decode."""
    filters = f"silencedetect=noise={SILENCE_DB}dB:duration={LEAST_SILENCE_S},ebur128=peak=true:framelog=quiet"
    lines = ffmpeg.said(
        [*ffmpeg.safe_input(path), "-map", "0:a:0", "-af", filters, "-f", "null", "-"],
        doing=f"measuring the loudness of {path.name}",
    )
    loudness, peak = (
        _last_number(r"\bI:\s+(-?[\d.]+) LUFS", lines),
        _last_number(r"\bPeak:\s+(-?[\d.]+|-inf) dBFS", lines),
    )
    if loudness is None or loudness <= SILENCE_LUFS:
        return Loudness(lufs=None, true_peak_dbtp=None)
    return Loudness(lufs=loudness, true_peak_dbtp=peak, silent=tuple(silences(lines)))


def silences(lines: Iterable[str]) -> Iterator[Span]:
    """What silencedetect said; it tells the end of a silence at the sound's own end, too."""
    start: float | None = None
    for line in lines:
        if found := re.search(rf"silence_start: ({_NUMBER})", line):
            start = max(0.0, float(found[1]))
        elif start is not None and (found := re.search(rf"silence_end: ({_NUMBER})", line)):
            yield Span(start=round(start, 3), end=round(float(found[1]), 3))
            start = None


def _last_number(pattern: str, lines: Iterable[str]) -> float | None:
    found = [match[1] for line in lines if (match := re.search(pattern, line))]
    return float(found[-1]) if found and math.isfinite(float(found[-1])) else None
