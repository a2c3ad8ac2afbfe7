"""Watching a finished video from its first frame to its last, small: what no single frame tells.

The only pass of checking that decodes all of it. What is measured of it is kept by content, for all files that show
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Interpolation, VideoReformatter

from studio import memo
from studio.check.content import content_of
from studio.check.contrast import contrast_in
from studio.check.facts import Facts
from studio.check.flashing import FlashCounter, Flashes
from studio.check.looks import Look, look_closely, open_still, upright
from studio.check.measuring import decoding, frames_of, open_recording
from studio.check.shaking import ShakeMeter
from studio.ingest.master import Cue
from studio.values import Frozen, Region, Span, digest

LONG_SIDE = 128
"""Pixels of the longer side that every frame is measured in."""
BLACK_LEVEL = 26
"""Brightness, of 255, that nothing in a black picture reaches: a tenth, as FFmpeg's blackdetect has it."""
FROZEN_STEP = 3
"""Difference, of 255, that no part of a picture that stands still exceeds: what compression alone does is less."""
LEAST_S = 0.2
"""Stretches shorter than this are nothing to anybody."""
ENDING_S = (2.5, 0.5)
"""How long before its end the ending is looked at: a card may fade to black."""

Small = npt.NDArray[np.uint8]
Written = tuple[Cue, Region, float]
"""Words with the place where they were drawn, and the height of their letters in pixels of the output."""


class Contrast(Frozen):
    """How much words that we drew stand out."""

    at: float
    text: str
    box: Region
    letters_px: float
    """Height of its letters in the output."""
    ratio: float
    """WCAG's, 1 to 21."""


class Watched(Frozen):
    """What the whole of a video shows; of a picture, only how its words stand out."""

    black: tuple[Span, ...] = ()
    """Stretches in which nothing is to be seen."""
    frozen: tuple[Span, ...] = ()
    """Stretches in which nothing moves; a black one is none."""
    flashes: Flashes = Flashes()
    jitter: tuple[float | None, ...] = ()
    """For each second how much the whole picture trembles, in shares of its longer side; ``None`` where unknown."""
    ending: tuple[Look, ...] = ()
    """Frames of the last seconds."""
    contrasts: tuple[Contrast, ...] = ()
    """Of each of the words that we drew."""


def watch(path: Path, facts: Facts, drawn: Sequence[Written] = (), *, cache: Path | None = None) -> Watched | None:
    """Watch a finished video, and how the words drawn on it or on a picture stand out; ``None`` for anything else.

    What was seen before comes from ``cache``. Raises InputRefused for a damaged file.
    """
    if facts.kind not in {"video", "image"}:
        return None
    with decoding(path):
        asked = digest([[cue.model_dump(), box.model_dump(), letters] for cue, box, letters in drawn])
        key = content_of(path).picture_key("watched", asked)
        make = _read if facts.kind == "image" else _watch
        return memo.remember(cache, "watched", key, Watched, lambda: make(path, facts, drawn))


def _read(path: Path, _: Facts, drawn: Sequence[Written]) -> Watched:
    picture = np.asarray(open_still(path).convert("RGB"), np.uint8) if drawn else np.zeros((1, 1, 3), np.uint8)
    return Watched(contrasts=tuple(_contrasts(picture, drawn, 0.0)))


def _contrasts(picture: Small, drawn: Sequence[Written], at: float) -> Iterator[Contrast]:
    for cue, box, letters in drawn:
        ratio = contrast_in(picture, box, letters)
        if ratio is not None:
            yield Contrast(at=round(at, 3), text=cue.text, box=box, letters_px=letters, ratio=ratio)


def _watch(path: Path, facts: Facts, drawn: Sequence[Written]) -> Watched:
    flashes, shaking = FlashCounter(), ShakeMeter()
    black, frozen, reformatter = _Stretches(), _Stillness(), VideoReformatter()
    waiting = sorted(drawn, key=lambda each: (each[0].start + each[0].end) / 2)
    contrasts: list[Contrast] = []
    ending: list[Look] = []
    ends, end = [(facts.duration_s or 0.0) - before for before in ENDING_S], 0.0
    for at, frame in _frames(path):
        small = _small(frame, reformatter)
        grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
        dark = int(grey.max()) < BLACK_LEVEL
        black.show(at, holds=dark)
        frozen.show(at, grey, dark=dark)
        flashes.show(at, small)
        shaking.show(at, grey)
        while waiting and (waiting[0][0].start + waiting[0][0].end) / 2 <= at:
            contrasts += _contrasts(_whole(frame), [waiting.pop(0)], at)
        if ends and at >= ends[0]:
            ends = [later for later in ends if at < later]
            ending.append(look_closely(at, upright(frame)))
        end = at
    end = max(end, facts.duration_s or end)
    return Watched(
        black=black.until(end), frozen=frozen.until(end), flashes=flashes.count(), jitter=shaking.jitter(),
        ending=tuple(ending), contrasts=tuple(contrasts),
    )  # fmt: skip


def _frames(path: Path) -> Iterator[tuple[float, av.VideoFrame]]:
    """Every frame with its time from the first. Without the loop filter: what it smoothes is smaller than a cell."""
    with open_recording(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"skip_loop_filter": "all"}
        begin: float | None = None
        for frame in frames_of(container, stream.index):
            if frame.time is None:
                continue
            begin = frame.time if begin is None else begin
            yield frame.time - begin, frame


def _small(frame: av.VideoFrame, reformatter: VideoReformatter) -> Small:
    """Scaled by one ``reformatter`` for all frames: a new one for each costs a tenth of the decoding."""
    scale = LONG_SIDE / max(frame.width, frame.height)
    across, down = (max(2, round(side * scale)) for side in (frame.width, frame.height))
    scaled = reformatter.reformat(frame, across, down, "rgb24", interpolation=Interpolation.AREA)
    return np.asarray(scaled.to_ndarray(), np.uint8)


def _whole(frame: av.VideoFrame) -> Small:
    return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


class _Stretches:
    """Collects the stretches of time in which something holds."""

    def __init__(self) -> None:
        self._found: list[Span] = []
        self._since: float | None = None

    def show(self, at: float, *, holds: bool) -> None:
        if holds and self._since is None:
            self._since = at
        elif not holds and self._since is not None:
            self.close(at)

    def close(self, at: float) -> None:
        """End the stretch that lasts, if any."""
        if self._since is not None and at - self._since >= LEAST_S:
            self._found.append(Span(start=round(self._since, 3), end=round(at, 3)))
        self._since = None

    def until(self, end: float) -> tuple[Span, ...]:
        """All of them, the last one ended where the video ends."""
        self.close(end)
        return tuple(self._found)


class _Stillness:
    """Collects the stretches in which nothing differs from how they began."""

    def __init__(self) -> None:
        self._stretches = _Stretches()
        self._anchor: npt.NDArray[np.int16] | None = None

    def show(self, at: float, grey: Small, *, dark: bool) -> None:
        frame = grey.astype(np.int16)
        same = self._anchor is not None and int(np.abs(frame - self._anchor).max()) <= FROZEN_STEP
        if not same or dark:
            self._stretches.close(at)
            self._anchor = frame
        if not dark:
            self._stretches.show(at, holds=True)

    def until(self, end: float) -> tuple[Span, ...]:
        return self._stretches.until(end)
