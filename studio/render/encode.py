"""FFmpeg's arguments for encoding: pure functions, the picture's and the sound's apart from each other.

Apart, so that a picture can be encoded once and joined with sound that is made for each output.
"""

from __future__ import annotations

from fractions import Fraction

from studio.plan.recipe import Sound, VideoEncode

AAC_FRAME = 1024
"""Samples in one AAC frame, and the samples of silence with which FFmpeg's encoder begins (its priming)."""


def picture_arguments(encode: VideoEncode, fps: Fraction) -> list[str]:
    """H.264 High, yuv420p, BT.709, closed groups of pictures at most ``keyframe_s`` long, by constant quality."""
    limit = ["-maxrate", f"{encode.max_kbps}k", "-bufsize", f"{2 * encode.max_kbps}k"] if encode.max_kbps else []
    return [*_h264(encode, fps), "-crf", str(encode.crf), *limit]


def rated_picture_arguments(encode: VideoEncode, fps: Fraction, kbps: int) -> list[str]:
    """The same at an average rate, for two passes."""
    return [*_h264(encode, fps), "-b:v", f"{kbps}k", "-maxrate", f"{2 * kbps}k", "-bufsize", f"{4 * kbps}k"]


def _h264(encode: VideoEncode, fps: Fraction) -> list[str]:
    return [
        "-c:v", "libx264", "-preset", encode.preset, "-profile:v", "high",
        "-8x8dct", "1", "-coder", "cabac",  # what makes it High, whatever the preset
        "-pix_fmt", "yuv420p",
        "-g", str(max(1, round(encode.keyframe_s * fps))), "-bf", "2", "-flags:v", "+cgop+bitexact",
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
        "-r", str(fps), "-fps_mode", "cfr",
    ]  # fmt: skip


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
