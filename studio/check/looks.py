"""Looking at a finished file: a few of its frames, measured. The only part of checking that decodes pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from studio import memo
from studio.check.content import content_of
from studio.check.facts import Facts
from studio.check.measuring import decoding, frames_of, open_recording
from studio.errors import InputRefused, RenderError
from studio.render import pdf
from studio.render.image import open_picture
from studio.values import Frozen, Region

if TYPE_CHECKING:
    from studio.analyse.faces import FaceFinder

OPENING_S = 3.0
"""How much of the beginning is looked at closely: what people see before they scroll on."""
OPENING_EVERY_S = 0.25
FACES_EVERY = 4
"""Faces are looked for in every fourth frame of the opening: they do not come and go within a second."""
SPREAD = 8
"""Frames looked at over the rest, at the encoder's own key frames, where no decoding is wasted."""
LONG_SIDE = 640
"""Pixels of the longer side that frames are measured in, so that the figures mean the same for all sizes."""
_BURNT_OUT = 250
"""A pixel at least this bright in all channels shows nothing any more."""

Pixels = npt.NDArray[np.uint8]


class Look(Frozen):
    """One frame of a finished file."""

    at: float
    """Seconds from the file's start; 0 for a picture."""
    luma: float
    """Mean brightness, 0 (black) to 1 (white)."""
    contrast: float
    """Standard deviation of brightness, 0 to 0.5."""
    sharpness: float
    """Variance of the Laplacian of 8-bit brightness, at a long side of 640 px."""
    burnt_out: float
    """Share of pixels that are plain white."""
    edges_dark: bool
    """Whether two opposite edges are black bars."""
    motion: float | None = None
    """Mean absolute difference to the look before, 0 to 1; ``None`` where they are not neighbours."""
    faces: tuple[Region, ...] = ()
    """Largest first; not looked for in most frames of the opening."""


class Looks(Frozen):
    """What was seen: the opening closely, the rest here and there; a picture is one look, and so is each page."""

    opening: tuple[Look, ...] = ()
    spread: tuple[Look, ...] = ()

    @property
    def all(self) -> tuple[Look, ...]:
        return (*self.opening, *self.spread)


def look_at(path: Path, facts: Facts, *, cache: Path | None = None) -> Looks:
    """Look at a finished picture, video or document; sound shows nothing. What was seen before comes from ``cache``.

    Raises InputRefused for a damaged one.
    """
    with decoding(path):
        key = content_of(path).picture_key(facts.kind)
        return memo.remember(cache, "looks", key, Looks, lambda: _look_at(path, facts))


def _look_at(path: Path, facts: Facts) -> Looks:
    from studio.analyse.faces import FaceFinder

    finder = FaceFinder()
    if facts.kind == "image":
        frame = fitted(np.asarray(open_still(path).convert("RGB")))
        return Looks(spread=(_look(0.0, frame, faces=finder.find(frame)),))
    if facts.kind == "document":
        pages = [np.asarray(page, np.uint8) for page in pdf.pages(path, LONG_SIDE, SPREAD)]
        return Looks(spread=tuple(_look(0.0, page, faces=finder.find(page)) for page in pages))
    if facts.kind != "video":
        return Looks()
    spread = _spread(path, facts.duration_s or 0.0)
    return Looks(
        opening=_look_closely(_opening(path), finder),
        spread=tuple(_look(at, frame, faces=finder.find(frame)) for at, frame in spread),
    )


def open_still(path: Path) -> Image.Image:
    """A finished picture. Raises InputRefused where it cannot be read."""
    try:
        return open_picture(path)
    except RenderError as error:  # it was given to be checked, and is what cannot be read
        raise InputRefused(error.problem, error.remedy) from error


def _look_closely(frames: Iterator[tuple[float, Pixels]], finder: FaceFinder) -> tuple[Look, ...]:
    looks: list[Look] = []
    before: Pixels | None = None
    for number, (at, frame) in enumerate(frames):
        faces = finder.find(frame) if number % FACES_EVERY == 0 else ()
        looks.append(_look(at, frame, before, faces))
        before = frame
    return tuple(looks)


def _opening(path: Path) -> Iterator[tuple[float, Pixels]]:
    """A frame every quarter of a second from the very first."""
    with open_recording(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        due, begin = 0.0, None
        for frame in frames_of(container, stream.index):
            begin = frame.time if begin is None else begin
            at = (frame.time or 0.0) - (begin or 0.0)
            if at > OPENING_S:
                return
            if at >= due - 1e-3:
                due += OPENING_EVERY_S
                yield at, upright(frame)


def _spread(path: Path, seconds: float) -> Iterator[tuple[float, Pixels]]:
    """The key frames nearest before ``SPREAD`` moments of what follows the opening."""
    if seconds <= OPENING_S:
        return
    with open_recording(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        seen = OPENING_S
        for moment in np.linspace(OPENING_S, seconds, SPREAD + 1)[1:]:
            container.seek(int(moment * av.time_base))
            frame = next(frames_of(container, stream.index), None)
            if frame is not None and frame.time is not None and frame.time > seen:
                seen = frame.time
                yield frame.time, upright(frame)


def upright(frame: av.VideoFrame) -> Pixels:
    """As RGB, turned as players turn it, its longer side at most ``LONG_SIDE`` pixels."""
    scale = min(1.0, LONG_SIDE / max(frame.width, frame.height))
    across, down = (max(2, round(side * scale)) for side in (frame.width, frame.height))
    pixels = frame.to_ndarray(format="rgb24", width=across, height=down)
    return np.ascontiguousarray(np.rot90(pixels, frame.rotation // 90)).astype(np.uint8, copy=False)


def fitted(pixels: npt.NDArray[np.uint8]) -> Pixels:
    """The picture with its longer side at most ``LONG_SIDE`` pixels."""
    height, width = pixels.shape[:2]
    scale = LONG_SIDE / max(width, height)
    if scale >= 1:
        return pixels
    across, down = (max(2, round(side * scale)) for side in (width, height))
    return cv2.resize(pixels, (across, down), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _look(at: float, frame: Pixels, before: Pixels | None = None, faces: tuple[Region, ...] = ()) -> Look:
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    return Look(
        at=round(at, 3),
        luma=round(float(grey.mean()) / 255, 4),
        contrast=round(float(grey.std()) / 255, 4),
        sharpness=round(float(cv2.Laplacian(grey, cv2.CV_64F).var()), 2),
        burnt_out=round(float((frame.min(axis=2) >= _BURNT_OUT).mean()), 4),
        edges_dark=_bars(grey),
        motion=None if before is None else round(float(cv2.absdiff(frame, before).mean()) / 255, 5),
        faces=faces,
    )


def _bars(grey: cv2.typing.MatLike) -> bool:
    """Whether the outermost twentieth on two opposite sides is black while the middle is not."""
    tall, wide = (max(1, side // 20) for side in grey.shape[:2])
    black = 12
    if float(np.asarray(grey).mean()) <= black:
        return False
    upright = max(float(np.asarray(grey[:tall]).max()), float(np.asarray(grey[-tall:]).max()))
    level = max(float(np.asarray(grey[:, :wide]).max()), float(np.asarray(grey[:, -wide:]).max()))
    return min(upright, level) <= black
