"""From the looked-at frames of one shot to what matters in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

import numpy as np

from studio.analyse import attention, bars
from studio.analyse.analysis import Sample, Shot
from studio.analyse.faces import steady
from studio.analyse.lasting import lasting
from studio.analyse.look import Look, brightest
from studio.values import WHOLE, Region, Span

_FACES, _MOTION = 3.0, 2.0
"""How much more faces, and what moves, weigh than what merely stands out."""
_COMPACT = 0.25
"""Compactness from which a map tells of a subject, and not of the whole scene."""
_BLANK = 0.012
"""Contrast of a frame that shows nothing."""
_ALL = 0.9
"""Share of a shot's frames that have a plain ground, where the shot has one."""


def shot_of(span: Span, looks: Sequence[Look], content: Region = WHOLE) -> Shot:
    """What the frames of one shot have in common. ``content`` is the master's picture without its black bars."""
    faces = steady([look.faces for look in looks])
    inside = bars.content(brightest(looks), within=content)
    moving = attention.mean([attention.moving(one.grey, other.grey) for one, other in pairwise(looks)])
    still = attention.mean([look.standing_out for look in looks])
    moving, still = _inside(moving, inside), _inside(still, inside)
    faced = attention.normal(attention.mean([attention.on_faces(found) for found in faces]))
    weight = attention.compactness(moving)
    figure = _figure(looks)
    whole = _FACES * faced + _MOTION * weight * attention.normal(moving) + attention.normal(still)
    if figure:
        whole = _inside(whole, figure)
    columns, rows = attention.profiles(whole)
    return Shot(
        span=span,
        samples=tuple(_sample(look, found) for look, found in zip(looks, faces, strict=True)),
        content=inside,
        columns=columns,
        rows=rows,
        text=lasting([look.text for look in looks]),
        subject=figure or _subject(moving, still),
    )


def _inside(values: attention.Map, content: Region) -> attention.Map:
    """A map without what lies on the black bars."""
    grid = attention.GRID
    kept = np.zeros_like(values)
    rows = slice(int(content.top * grid), round(content.bottom * grid))
    columns = slice(int(content.left * grid), round(content.right * grid))
    kept[rows, columns] = values[rows, columns]
    return kept


def _figure(looks: Sequence[Look]) -> Region | None:
    """What stands on plain ground throughout the shot; blank frames, as in a fade, tell nothing."""
    found = [look.figure for look in looks if look.contrast > _BLANK]
    figures = [figure for figure in found if figure]
    if len(figures) < _ALL * len(found) or not figures:
        return None
    return reduce(Region.union, figures)


def _subject(moving: attention.Map, still: attention.Map) -> Region | None:
    """What moves, else what stands out, where it keeps to one part of the frame."""
    if attention.compactness(moving) >= _COMPACT:
        return attention.extent(moving)
    return attention.extent(still) if attention.compactness(still) >= _COMPACT else None


def _sample(look: Look, faces: tuple[Region, ...]) -> Sample:
    return Sample(
        at=look.at, faces=faces, luma=look.luma, contrast=look.contrast, sharpness=look.sharpness, motion=look.motion
    )
