"""A picture as one shot without duration."""

from __future__ import annotations

import numpy as np

from studio.analyse import bars
from studio.analyse.analysis import Shot
from studio.analyse.faces import FaceFinder
from studio.analyse.look import look
from studio.analyse.summary import shot_of
from studio.ingest.master import Master
from studio.render.image import open_picture
from studio.values import Size, Span

LONG_SIDE = 1024
"""Pixels of the longer side; more than a film's frames get, for people are small in photographs."""


def still_shot(master: Master) -> Shot:
    """What a picture shows. Raises RenderError where it cannot be decoded."""
    assert master.still
    picture = open_picture(master.path, at_least=_looked_at(master.still.size), transfer=master.still.transfer)
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    looked = look(np.asarray(picture.convert("RGB"), np.uint8), None, 0.0, FaceFinder(LONG_SIDE))
    return shot_of(Span(start=0, end=0), [looked], bars.content(looked.brightness))


def _looked_at(size: Size) -> Size:
    scale = min(1.0, LONG_SIDE / max(size.width, size.height))
    return Size(width=max(1, round(size.width * scale)), height=max(1, round(size.height * scale)))
