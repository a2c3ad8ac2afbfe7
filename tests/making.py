"""Small real media that the tests make on the spot: those that the authors of plugins make too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.render import ffmpeg
from studio.testing import picture, sound, video

__all__ = ["frames", "picture", "sound", "video"]


def frames(
    path: Path, pictures: Iterable[npt.NDArray[np.uint8]], *, fps: int = 30, options: Sequence[str] = ("-crf", "18")
) -> Path:
    """A video at ``path`` of these RGB pictures, all of one even size, one after the other."""
    pictures = iter(pictures)
    first = next(pictures)
    height, width = first.shape[:2]
    ffmpeg.run(
        ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(fps), "-i", "pipe:0",
         "-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc",
         "bt709", "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", *options, "-y", str(path)],
        doing="making a test clip",
        pieces=(np.ascontiguousarray(one, np.uint8).tobytes() for one in chain([first], pictures)),
    )  # fmt: skip
    return path
