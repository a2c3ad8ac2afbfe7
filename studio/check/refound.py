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
from studio.check.observed import Refound, Refounds
from studio.render import pdf

EVERYWHERE = 3
"""A frame between two that are looked at shows at most a twentieth of a second."""
_FAINT = 0.2
"""Score from which a face is told of at all."""


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
