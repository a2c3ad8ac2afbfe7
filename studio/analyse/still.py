"""A picture as one shot without duration."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageOps

from studio.analyse import bars, summary
from studio.analyse.analysis import Shot
from studio.analyse.faces import FaceFinder
from studio.analyse.look import look
from studio.errors import InputRefused
from studio.ingest.master import Master
from studio.render.source import Pixels
from studio.values import Span

LONG_SIDE = 1024
"""Pixels of the longer side; more than a film's frames get, for people are small in photographs."""


def shot(master: Master) -> Shot:
    """What a picture shows. Raises InputRefused where it cannot be decoded."""
    looked = look(_open(master), None, 0.0, FaceFinder(LONG_SIDE))
    return summary.shot(Span(start=0, end=0), [looked], bars.content(looked.brightness))


def _open(master: Master) -> Pixels:
    """The picture upright, small, in RGB, on white where it is transparent."""
    try:
        with Image.open(master.path) as picture:
            picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONG_SIDE, LONG_SIDE))
            if upright.has_transparency_data:
                ground = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(ground, upright.convert("RGBA"))
            return np.asarray(upright.convert("RGB"), np.uint8)
    except (OSError, ValueError) as error:
        raise InputRefused(f"{master.name} cannot be decoded ({error})", "try another copy of the file") from error
