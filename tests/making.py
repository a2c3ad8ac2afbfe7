"""Small real media that the tests make on the spot, by FFmpeg's own sources and Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio.render import ffmpeg


def video(
    path: Path,
    *,
    seconds: float = 2.0,
    size: str = "320x180",
    fps: str = "30",
    picture: str | None = None,
    sound: str | None = "sine=frequency=440:sample_rate=48000",
    options: Sequence[str] = (),
) -> Path:
    """A short clip: ``picture`` and ``sound`` are lavfi sources, ``sound=None`` leaves the track out."""
    picture = picture or f"testsrc2=size={size}:rate={fps}"
    inputs = ["-f", "lavfi", "-i", picture]
    if sound:
        inputs += ["-f", "lavfi", "-i", sound]
    ffmpeg.run(
        [*inputs, "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac",
         *options, "-y", str(path)],
        doing="making a test clip",
    )  # fmt: skip
    return path


def sound(path: Path, *, seconds: float = 2.0, source: str = "sine=frequency=440:sample_rate=48000") -> Path:
    """A short sound file; its format follows the name."""
    ffmpeg.run(["-f", "lavfi", "-i", source, "-t", str(seconds), "-y", str(path)], doing="making a test sound")
    return path
