"""Text on a still picture: an ASS document drawn by libass, as on a video."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from studio.render import ffmpeg
from studio.render.job import Job

_INTO_CUE_S = 0.02
"""Behind a cue's start, so that rounding does not show the moment before it."""


def letter(job: Job, picture: Image.Image, document: Path, *, at_s: float = 0.0) -> Image.Image:
    """An RGB picture with what ``document`` shows at ``at_s`` on it."""
    raw = job.folder / "picture.rgb"
    raw.write_bytes(picture.tobytes())
    chain = f"setpts={at_s + _INTO_CUE_S:.3f}/TB,ass=filename={ffmpeg.escape_filter_value(str(document))},format=rgb24"
    pieces = ffmpeg.read(
        ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", f"{picture.width}x{picture.height}",
         *ffmpeg.safe_input(raw), "-vf", chain, "-fps_mode", "passthrough", "-frames:v", "1", "-f", "rawvideo"],
        doing=job.doing, size=raw.stat().st_size, cancelled=job.cancelled,
    )  # fmt: skip
    drawn = list(pieces)
    return Image.frombytes("RGB", picture.size, drawn[0])
