"""Looking at a finished file: a few of its frames, measured. The only part of checking that decodes pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from studio import memo
from studio.analyse import writing
from studio.check.blocks import blockiness
from studio.check.content import ROUNDING_S, Content, content_of
from studio.check.facts import Facts
from studio.check.measuring import decoding, frames_of, open_recording
from studio.check.observed import BARS_LEVEL, OPENING_EVERY_S, OPENING_S, Look, Looks
from studio.errors import InputRefused, RenderError
from studio.paths import PACKAGE
from studio.render import pdf
from studio.render.image import open_picture
from studio.values import Region, digest

if TYPE_CHECKING:
    from studio.analyse.faces import FaceFinder

FACES_EVERY = 4
"""Faces are looked for in every fourth frame of the opening: they do not come and go within a second."""
SPREAD = 8
"""Frames looked at over the rest, at the encoder's own key frames, where no decoding is wasted."""
LONG_SIDE = 640
"""Pixels of the longer side that frames are measured in, so that the figures mean the same for all sizes."""
WRITING_PX = 1280
"""The same for a picture's writing, which may be small."""
_BURNT_OUT = 250
"""A pixel at least this bright in all channels shows nothing any more."""
_TILES = 4
"""Parts, each way, of which one has to be sharp: a portrait's background is blurred on purpose."""
_LIKE_GROUND = 16
"""Difference, of 255, within which a pixel belongs to a plain ground."""

Pixels = npt.NDArray[np.uint8]


def look_at(path: Path, facts: Facts, *, cache: Path | None = None) -> Looks:
    """Look at a finished picture, video or document; sound shows nothing. What was seen before comes from ``cache``.

    Raises InputRefused for a damaged one.
    """
    with decoding(path):
        content = content_of(path)
        if facts.kind == "video":
            return _look_at_video(path, content, facts.duration_s or 0.0, cache)
        key = content.picture_key(facts.kind)
        return memo.remember(cache, "looks", key, Looks, partial(_look_at, path, facts))


def _look_at(path: Path, facts: Facts) -> Looks:
    finder = _finder()
    if facts.kind == "image":
        return Looks(spread=(_look_at_still(open_still(path), finder),))
    if facts.kind == "document":
        pages = [np.asarray(page, np.uint8) for page in pdf.pages(path, LONG_SIDE, SPREAD)]
        return Looks(spread=tuple(look_closely(0.0, page, finder) for page in pages))
    return Looks()


def _look_at_video(path: Path, content: Content, seconds: float, cache: Path | None) -> Looks:
    """The opening is kept by the pieces that it lies in, and each look at the rest by its piece."""
    opening = [piece.digest for piece in content.pieces if piece.start_s <= OPENING_S]
    key = digest([opening, memo.code_digest(PACKAGE), "opening"])
    first = memo.remember(cache, "looks", key, Looks, partial(_look_at_opening, path))
    moments = np.linspace(OPENING_S, seconds, SPREAD + 1)[1:] if seconds > OPENING_S else ()
    numbers = sorted({content.piece_at(float(moment)) for moment in moments})
    spread = []
    for number in numbers:
        at = content.pieces[number].start_s
        if at > OPENING_S:
            key = content.piece_key(number, "key frame")
            found = memo.remember(cache, "looks", key, Looks, partial(_key_frame, path, at))
            spread += [look.model_copy(update={"at": round(at, 3)}) for look in found.spread]
    return Looks(opening=first.opening, spread=tuple(spread))


_own = threading.local()


def _finder() -> FaceFinder:
    """One for each thread: its network is not to be shared."""
    from studio.analyse.faces import FaceFinder

    if not hasattr(_own, "finder"):
        _own.finder = FaceFinder()
    finder: FaceFinder = _own.finder
    return finder


def open_still(path: Path) -> Image.Image:
    """A finished picture as people see it. Raises InputRefused for a damaged one."""
    try:
        return open_picture(path)
    except RenderError as error:  # it was given to be checked, and is what cannot be read
        raise InputRefused(error.problem, error.remedy) from error


def _look_at_still(picture: Image.Image, finder: FaceFinder) -> Look:
    whole = np.asarray(picture.convert("RGB"), np.uint8)
    seen = _look(0.0, frame := fitted(whole), faces=finder.find(frame))
    grey = np.asarray(cv2.cvtColor(whole, cv2.COLOR_RGB2GRAY), np.uint8)
    told = {"writing": writing.lines(fitted(whole, WRITING_PX)), "blockiness": blockiness(grey)}
    return seen.model_copy(update=told)


def look_closely(
    at: float,
    frame: Pixels,
    finder: FaceFinder | None = None,
    *,
    whole: av.VideoFrame | None = None,
    before: Pixels | None = None,
) -> Look:
    """A frame with its writing, with its faces where there is a finder, and its blocks where ``whole`` has them."""
    told = {
        "writing": writing.lines(frame),
        "blockiness": None if whole is None else blockiness(np.asarray(whole.to_ndarray(format="gray"), np.uint8)),
    }
    return _look(at, frame, before, finder.find(frame) if finder else ()).model_copy(update=told)


def _look_at_opening(path: Path) -> Looks:
    finder = _finder()
    looks: list[Look] = []
    before: Pixels | None = None
    for number, (at, whole) in enumerate(_opening(path)):
        frame = upright(whole)
        if number % FACES_EVERY == 0:
            looks.append(look_closely(at, frame, finder, whole=whole, before=before))
        else:
            looks.append(_look(at, frame, before))
        before = frame
    return Looks(opening=tuple(looks))


def _opening(path: Path) -> Iterator[tuple[float, av.VideoFrame]]:
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
                yield at, frame


def _key_frame(path: Path, at: float) -> Looks:
    """The key frame that stands at ``at``."""
    with open_recording(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        begin = float((stream.start_time or 0) * (stream.time_base or 1))
        container.seek(int((begin + at + ROUNDING_S) * av.time_base))
        frame = next(frames_of(container, stream.index), None)
        return Looks(spread=(look_closely(at, upright(frame), _finder(), whole=frame),) if frame else ())


def upright(frame: av.VideoFrame) -> Pixels:
    """A frame of a video as people see it, small."""
    scale = min(1.0, LONG_SIDE / max(frame.width, frame.height))
    across, down = (max(2, round(side * scale)) for side in (frame.width, frame.height))
    pixels = frame.to_ndarray(format="rgb24", width=across, height=down)
    return np.ascontiguousarray(np.rot90(pixels, frame.rotation // 90)).astype(np.uint8, copy=False)


def fitted(pixels: npt.NDArray[np.uint8], long_side: int = LONG_SIDE) -> Pixels:
    height, width = pixels.shape[:2]
    scale = long_side / max(width, height)
    if scale >= 1:
        return pixels
    across, down = (max(2, round(side * scale)) for side in (width, height))
    return cv2.resize(pixels, (across, down), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _look(at: float, frame: Pixels, before: Pixels | None = None, faces: tuple[Region, ...] = ()) -> Look:
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    edges = np.asarray(cv2.Laplacian(grey, cv2.CV_64F), np.float64)
    ground, figure = _ground(frame)
    return Look(
        at=round(at, 3),
        luma=round(float(grey.mean()) / 255, 4),
        contrast=round(float(grey.std()) / 255, 4),
        sharpness=round(max(float(tile.var()) for tile in _tiles(edges)), 2),
        brightest=round(float(np.percentile(grey, 99)) / 255, 4),
        burnt_out=round(float(_within(frame, np.full(3, _BURNT_OUT), np.full(3, 255)).mean()), 4),
        edges_dark=_bars(grey),
        motion=None if before is None else round(float(cv2.absdiff(frame, before).mean()) / 255, 5),
        faces=faces,
        ground=ground,
        figure=figure,
    )


def _tiles(edges: npt.NDArray[np.float64]) -> Iterator[npt.NDArray[np.float64]]:
    for row in np.array_split(edges, _TILES, axis=0):
        yield from (tile for tile in np.array_split(row, _TILES, axis=1) if tile.size)


def _ground(frame: Pixels) -> tuple[float, Region | None]:
    """How much of a frame is the plain colour of its edge, and the box of all the rest."""
    rim = np.concatenate([frame[0], frame[-1], frame[:, 0], frame[:, -1]])
    plain = np.median(rim, axis=0)
    other = ~_within(frame, np.ceil(plain - _LIKE_GROUND), np.floor(plain + _LIKE_GROUND))
    share = round(1 - float(other.mean()), 4)
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    if not rows.size:
        return share, None
    height, width = other.shape
    box = Region(
        left=round(columns[0] / width, 4), top=round(rows[0] / height, 4),
        right=round((columns[-1] + 1) / width, 4), bottom=round((rows[-1] + 1) / height, 4),
    )  # fmt: skip
    return share, box


def _within(frame: Pixels, lowest: npt.NDArray[np.float64], highest: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which pixels lie between two colours, both included."""
    return np.asarray(cv2.inRange(frame, lowest, highest)) > 0


def _bars(grey: cv2.typing.MatLike) -> bool:
    """Whether the outermost twentieth on two opposite sides is black while the middle is not."""
    tall, wide = (max(1, side // 20) for side in grey.shape[:2])
    if float(np.asarray(grey).mean()) <= BARS_LEVEL:
        return False
    upright = max(float(np.asarray(grey[:tall]).max()), float(np.asarray(grey[-tall:]).max()))
    level = max(float(np.asarray(grey[:, :wide]).max()), float(np.asarray(grey[:, -wide:]).max()))
    return min(upright, level) <= BARS_LEVEL
