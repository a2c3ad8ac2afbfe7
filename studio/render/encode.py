"""FFmpeg's arguments for encoding: pure functions, the picture's and the sound's apart from each other.

Apart, so that a picture can be encoded once and joined with sound that is made for each output.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from studio.plan.recipe import Sound, VideoEncode

AAC_FRAME = 1024
"""Samples in one AAC frame, and the samples of silence with which FFmpeg's encoder begins (its priming)."""


def picture_arguments(encode: VideoEncode, fps: Fraction, threads: int = 0) -> list[str]:
    """H.264 High, yuv420p, BT.709, closed groups of pictures at most ``keyframe_s`` long, by constant quality.

    ``threads`` 0 leaves their number to x264.
    """
    limit = ["-maxrate", f"{encode.max_kbps}k", "-bufsize", f"{2 * encode.max_kbps}k"] if encode.max_kbps else []
    return [
        "-c:v", "libx264", "-preset", encode.preset, "-profile:v", "high",
        "-8x8dct", "1", "-coder", "cabac",  # what makes it High, whatever the preset
        "-pix_fmt", "yuv420p",
        "-g", str(max(1, round(encode.keyframe_s * fps))), "-bf", "2", "-flags:v", "+cgop+bitexact",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
        "-r", str(fps), "-fps_mode", "cfr", "-threads:v", str(threads), "-crf", str(encode.crf), *limit,
    ]  # fmt: skip


def segment_arguments(ends: Sequence[int], names: Path) -> list[str]:
    """Write one stream as MP4 files that begin with a key frame at each frame of ``ends`` (the last one excepted).

    ``names`` is a file name with ``%d`` in a folder; beside it a list grows by a line for each file that is finished.
    """
    joints = ends[:-1]
    forced = ["-force_key_frames", "expr:" + "+".join(f"eq(n,{joint})" for joint in joints)] if joints else []
    places = ["-segment_frames", ",".join(map(str, joints))] if joints else ["-segment_time", "1000000"]
    return [
        *forced, "-f", "segment", *places, "-segment_format", "mp4", "-reset_timestamps", "1",
        "-segment_list", str(segment_list(names)), "-segment_list_type", "csv", "-segment_list_size", "0",
        "-map_metadata", "-1", "-fflags", "+bitexact", f"{str(names.parent).replace('%', '%%')}/{names.name}",
    ]  # fmt: skip


def segment_list(names: Path) -> Path:
    """Where FFmpeg tells which of the files named by the pattern ``names`` are finished."""
    return names.with_name(names.name.replace("%d", "list")).with_suffix(".csv")


def sound_arguments(sound: Sound) -> list[str]:
    """AAC-LC. Its length is that of the filter graph: FFmpeg's own limit on a stream's frames would cut the picture."""
    return [
        "-c:a", "aac", "-b:a", f"{sound.kbps}k", "-ar", str(sound.sample_rate), "-ac", str(sound.channels),
        "-flags:a", "+bitexact",
    ]  # fmt: skip


def container_arguments() -> list[str]:
    """MP4 with its index in front, no edit list, and nothing that tells of a place, a person or a device.

    Instagram, Threads and YouTube ask for files without edit lists. The picture needs none because its composition
    offsets may be negative, the sound none because ``studio.render.sound`` cuts the priming away beforehand.
    """
    return [
        "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-abort_on", "empty_output_stream",
        "-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0", "-f", "mp4",
    ]  # fmt: skip
