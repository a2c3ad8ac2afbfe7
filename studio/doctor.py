"""What is on this machine: the first thing to ask when something fails."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from studio import __version__
from studio.errors import RenderError
from studio.paths import cache_dir, data_dir, resource
from studio.platforms.registry import Registry
from studio.render import ffmpeg
from studio.values import Frozen

FILTERS = ("ass", "bwdif", "ebur128", "fps", "tonemap", "zscale")
ENCODERS = ("aac", "libx264")
ROOM_BYTES = 2_000_000_000
"""A pack of a long master with its cache fits in this."""


class Line(Frozen):
    """One thing looked at; ``cure`` says what to do where it is not well."""

    what: str
    found: str
    cure: str | None = None


def examine(registry: Registry) -> tuple[Line, ...]:
    """Every line of the doctor's report."""
    return (
        Line(what="studio", found=f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
        _ffmpeg(),
        *(Line(what=name, found=version(name)) for name in ("streamlit", "pillow", "moviepy", "av")),
        _fonts(),
        _folder("cache", cache_dir()),
        _folder("data", data_dir()),
        _platforms(registry),
    )


def _ffmpeg() -> Line:
    try:
        name = ffmpeg.about("-version")[0].partition(" Copyright")[0]
        lacking = [*_lacking("-filters", FILTERS), *_lacking("-encoders", ENCODERS)]
    except RenderError as error:
        return Line(what="ffmpeg", found=error.problem, cure=error.remedy)
    if lacking:
        cure = "install imageio-ffmpeg's own build, or a full one named in IMAGEIO_FFMPEG_EXE"
        return Line(what="ffmpeg", found=f"{name} lacks {', '.join(lacking)}", cure=cure)
    return Line(what="ffmpeg", found=name)


def _lacking(listing: str, names: tuple[str, ...]) -> list[str]:
    listed = {word for line in ffmpeg.about(listing) for word in line.split()[:2]}
    return [name for name in names if name not in listed]


def _fonts() -> Line:
    count = len(list(resource("assets", "fonts").glob("*.ttf")))
    return Line(what="fonts", found=f"{count} bundled", cure=None if count else "reinstall: assets/fonts is empty")


def _folder(what: str, path: Path) -> Line:
    """Whether a folder can be written, and how much room it has."""
    nearest = next(parent for parent in (path, *path.parents) if parent.exists())
    free = shutil.disk_usage(nearest).free
    found = f"{path}, {free / 1e9:.1f} GB free"
    if not os.access(nearest, os.W_OK):
        return Line(what=what, found=f"{path} cannot be written", cure=f"set STUDIO_{what.upper()} to another folder")
    return Line(what=what, found=found, cure=None if free > ROOM_BYTES else "make room, or move it elsewhere")


def _platforms(registry: Registry) -> Line:
    placements = sum(len(one.placements) for one in registry.platforms.values())
    found = f"{len(registry.platforms)} with {placements} placements"
    broken = "; ".join(str(problem) for problem in registry.problems)
    return Line(what="platforms", found=found, cure=broken or None)
