"""Small pictures of a master for the page: one moment of it, kept once made."""

from __future__ import annotations

import base64
from fractions import Fraction
from pathlib import Path

from PIL import Image

from studio.ingest.master import Master
from studio.render import files, source
from studio.render.image import open_picture
from studio.values import Size

_LONG_SIDE = 720


def at(master: Master, moment_s: float, cache: Path) -> Path:
    """A JPEG of what the master shows at ``moment_s``, at most 720 pixels long. Raises RenderError and StorageError."""
    path = cache / "previews" / f"{master.sha256}-{round(moment_s * 1000)}.jpg"
    if not path.exists():
        with files.work_folder(path.parent) as folder:
            _picture(master, moment_s).save(folder / path.name, "JPEG", quality=82)
            files.publish(folder / path.name, path)
    return path


def as_address(path: Path) -> str:
    """The picture itself as an address, so that a part of the page can show it without a route."""
    return "data:image/jpeg;base64," + base64.b64encode(path.read_bytes()).decode()


def _fitting(size: Size) -> Size:
    scale = min(1.0, _LONG_SIDE / max(size.width, size.height))
    return Size(width=max(1, round(size.width * scale)), height=max(1, round(size.height * scale)))


def _picture(master: Master, moment_s: float) -> Image.Image:
    assert master.size
    small = _fitting(master.size)
    if master.video is None:
        assert master.still
        return open_picture(master.path, small, master.still.transfer).resize(
            (small.width, small.height), Image.Resampling.LANCZOS
        )
    last = max(0.0, (master.duration_s or 0.0) - 0.2)
    for start in (min(moment_s, last), 0.0):  # a damaged end may hold no frame: then the first one
        frames = source.frames(
            master.path, master.container, master.video, fps=Fraction(10), size=small, start_s=start, count=1
        )
        for frame in frames:
            return Image.fromarray(frame)
    return Image.new("RGB", (small.width, small.height))
