"""Looking for faces again in a finished file, in one of three frames: what a blur is proven by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from studio import memo
from studio.analyse.faces import CERTAINTY, FaceFinder
from studio.check.content import content_of
from studio.check.facts import Facts
from studio.check.looks import LONG_SIDE, Pixels, fitted, open_still, upright
from studio.check.measuring import decoding, frames_of, open_recording
from studio.plan.recipe import Framing, Recipe
from studio.render import pdf
from studio.render.graph import fitted as fitted_size
from studio.values import Frozen, PixelBox, Region, Size

EVERYWHERE = 3
"""A frame between two that are looked at shows at most a twentieth of a second."""
_FAINT = 0.2
"""Score from which a face is told of at all."""


class Refound(Frozen):
    """A face in a finished file."""

    at: float
    """Seconds from the file's start; of a document, the page."""
    place: Region
    score: float


class Refounds(Frozen):
    """All faces that were found with certainty, and how near the rest came."""

    frames: int = 0
    """How many were looked at."""
    faces: tuple[Refound, ...] = ()
    highest: float = 0.0
    """The highest score of anything, 0 to 1."""


def refind(path: Path, facts: Facts, *, cache: Path | None = None) -> Refounds:
    """Look for faces in a finished picture, video or document; what was found before comes from ``cache``.

    Raises InputRefused for a damaged one.
    """
    with decoding(path):
        key = content_of(path).picture_key(facts.kind, "faces", EVERYWHERE)
        return memo.remember(cache, "refound", key, Refounds, lambda: _refind(path, facts))


def _refind(path: Path, facts: Facts) -> Refounds:
    finder = FaceFinder()
    frames, highest, faces = 0, 0.0, []
    for at, frame in _frames(path, facts):
        frames += 1
        for face in finder.scored(frame, _FAINT):
            highest = max(highest, face.score)
            if face.score >= CERTAINTY:
                faces.append(Refound(at=round(at, 3), place=face.place, score=face.score))
    return Refounds(frames=frames, faces=tuple(faces), highest=highest)


def _frames(path: Path, facts: Facts) -> Iterator[tuple[float, Pixels]]:
    if facts.kind == "image":
        yield 0.0, fitted(np.asarray(open_still(path).convert("RGB")))
    elif facts.kind == "document":
        for number, page in enumerate(pdf.pages(path, LONG_SIDE, facts.pages or 1)):
            yield float(number), np.asarray(page, np.uint8)
    elif facts.kind == "video":
        with open_recording(path) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            begin: float | None = None
            for number, frame in enumerate(frames_of(container, stream.index)):
                begin = (frame.time or 0.0) if begin is None else begin
                if number % EVERYWHERE == 0:
                    yield (frame.time or 0.0) - begin, upright(frame)


def in_master(found: Refound, recipe: Recipe, master: Size) -> tuple[int, Region] | None:
    """Which frame and part of the master a face of the output shows; ``None`` beside it, as in a plugin's clip."""
    if recipe.source == "pages":
        page = recipe.parts[min(int(found.at), len(recipe.parts) - 1)]
        return in_master(found.model_copy(update={"at": 0.0}), page, master) if page.shows_master else None
    if not recipe.clips:
        return None
    frame = recipe.clips[0].start + int((found.at - recipe.lead_s) * recipe.fps + 1e-3) if recipe.fps else 0
    clip = next((one for one in recipe.clips if one.start <= frame < one.end), None)
    if clip is None:
        return None
    crop, shown = clip.framing.crop.as_region(master), _shown(clip.framing, recipe.size)
    place = Region(
        left=crop.left + (found.place.left - shown.left) / shown.width * crop.width,
        top=crop.top + (found.place.top - shown.top) / shown.height * crop.height,
        right=crop.left + (found.place.right - shown.left) / shown.width * crop.width,
        bottom=crop.top + (found.place.bottom - shown.top) / shown.height * crop.height,
    )
    return frame, place


def _shown(framing: Framing, size: Size) -> Region:
    """Where in the output the crop stands."""
    if framing.place:
        return framing.place.as_region(size)
    inner = fitted_size(framing.crop, size) if framing.mode == "blur" else size
    x, y = (size.width - inner.width) // 2, (size.height - inner.height) // 2
    return PixelBox(x=x, y=y, width=inner.width, height=inner.height).as_region(size)
