"""A still picture through FFmpeg's filters, as a video goes through them."""

from __future__ import annotations

from PIL import Image

from studio.render import ffmpeg
from studio.render.job import Job


def through(job: Job, picture: Image.Image, chain: str) -> Image.Image:
    """What ``chain`` makes of an RGB picture; it keeps its size."""
    raw = job.folder / "picture.rgb"
    raw.write_bytes(picture.tobytes())
    pieces = ffmpeg.read(
        ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", f"{picture.width}x{picture.height}",
         *ffmpeg.safe_input(raw), "-vf", f"{chain},format=rgb24", "-fps_mode", "passthrough", "-frames:v", "1",
         "-f", "rawvideo"],
        doing=job.doing, size=raw.stat().st_size, cancelled=job.cancelled,
    )  # fmt: skip
    drawn = list(pieces)
    return Image.frombytes("RGB", picture.size, drawn[0])
