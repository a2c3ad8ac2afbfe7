"""Text on a still picture: an ASS document drawn by libass, as on a video."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from studio.render import ffmpeg
from studio.render.filtering import through
from studio.render.job import Job

_INTO_CUE_S = 0.02
"""Behind a cue's start, so that rounding does not show the moment before it."""


def letter(job: Job, picture: Image.Image, document: Path, *, at_s: float = 0.0) -> Image.Image:
    """An RGB picture with what ``document`` shows at ``at_s`` on it."""
    at = f"setpts={at_s + _INTO_CUE_S:.3f}/TB"
    return through(job, picture, f"{at},ass=filename={ffmpeg.escape_filter_value(str(document))}")
