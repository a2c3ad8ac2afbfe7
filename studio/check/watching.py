"""Watching a finished video from its first frame to its last, small: what no single frame tells.

The only pass of checking that decodes all of it. It goes from key frame to key frame, and what is measured of such a
piece is kept by the piece and the one before it: a file that shares them, or a corrected word, costs only what is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Interpolation, VideoReformatter

from studio import memo
from studio.check.content import ROUNDING_S, Content, content_of
from studio.check.contrast import contrast_in
from studio.check.facts import Facts
from studio.check.flashing import FlashCounter
from studio.check.looks import look_closely, open_still, upright
from studio.check.measuring import decoding, frames_of, open_recording
from studio.check.observed import Contrast, Flashes, Look, Watched, Written
from studio.check.shaking import ShakeMeter, by_second
from studio.values import Frozen, Span

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


def watch(path: Path, facts: Facts, drawn: Sequence[Written] = (), *, cache: Path | None = None) -> Watched | None:
    """Watch a finished video, and how the words drawn on it or on a picture stand out; ``None`` for anything else.

    What was seen before comes from ``cache``. Raises InputRefused for a damaged file.
    """
    if facts.kind not in {"video", "image"}:
        return None
    with decoding(path):
        if facts.kind == "video":
            return _watch(path, facts, drawn, cache)
        key = content_of(path).picture_key("read", [[cue.text, box.model_dump(), each] for cue, box, each in drawn])
        return memo.remember(cache, "watched", key, Watched, lambda: _read(path, drawn))


def _read(path: Path, drawn: Sequence[Written]) -> Watched:
    picture = np.asarray(open_still(path).convert("RGB"), np.uint8) if drawn else np.zeros((1, 1, 3), np.uint8)
    return Watched(contrasts=tuple(_contrasts(picture, drawn, 0.0)))


def _contrasts(picture: Small, drawn: Sequence[Written], at: float) -> Iterator[Contrast]:
    for cue, box, letters in drawn:
        ratio = contrast_in(picture, box, letters)
        if ratio is not None:
            yield Contrast(at=round(at, 3), text=cue.text, box=box, letters_px=letters, ratio=ratio)


class _Seen(Frozen):
    """What one piece shows. Times count from its start."""

    seconds: float
    black: tuple[Span, ...]
    still: tuple[Span, ...]
    goes_on: bool
    """Whether it begins as the piece before it stood."""
    flashes: Flashes
    trembling: tuple[tuple[float, float], ...]
    """By time the squared jitter, in shares of the longer side."""
    looks: tuple[Look, ...]
    contrasts: tuple[Contrast, ...]


class _Task(NamedTuple):
    """A piece, and what somebody wants to see of it; times from the file's start."""

    start: float
    end: float
    looks: tuple[float, ...]
    drawn: tuple[Written, ...]
    key: str

    def moment(self, written: Written) -> float:
        """When drawn words are looked at: in the middle of their time."""
        return (written[0].start + written[0].end) / 2


class _Frame(NamedTuple):
    """One picture of a piece, with its time from the file's start."""

    at: float
    picture: av.VideoFrame
    is_last: bool
    """Of its piece: it shows to the end."""


def _watch(path: Path, facts: Facts, drawn: Sequence[Written], cache: Path | None) -> Watched:
    content, end = content_of(path), facts.duration_s or 0.0
    tasks = _tasks(content, end, drawn)
    seen: dict[_Task, _Seen | None] = dict.fromkeys(tasks)
    if cache:
        seen = {task: memo.load(cache, "watched", task.key, _Seen) for task in tasks}
    for run in _runs(tasks, {task for task in tasks if seen[task] is None}):
        for task, new in _see(path, tasks, run):
            seen[task] = new
            if cache:
                memo.save(cache, "watched", task.key, new)
    return _joined([(task.start, found) for task in tasks if (found := seen[task])])


def _tasks(content: Content, end: float, drawn: Sequence[Written]) -> list[_Task]:
    starts = [piece.start_s for piece in content.pieces]
    tasks = []
    for number, (start, until) in enumerate(pairwise([*starts, max(end, starts[-1] + ROUNDING_S)])):
        looks = tuple(at for before in ENDING_S if start <= (at := max(0.0, end - before)) < until)
        words = tuple(each for each in drawn if start <= (each[0].start + each[0].end) / 2 < until)
        asked = [
            [round(at - start, 3) for at in looks], round(until - start, 3),
            [[cue.text, round(cue.start - start, 3), round(cue.end - start, 3), box.model_dump(), letters]
             for cue, box, letters in words],
        ]  # fmt: skip
        tasks.append(_Task(start, until, looks, words, content.piece_key(number, "watched", asked)))
    return tasks


def _runs(tasks: Sequence[_Task], missing: set[_Task]) -> Iterator[list[_Task]]:
    """Missing pieces that lie side by side."""
    for lacks, group in groupby(tasks, key=lambda task: task in missing):
        if lacks:
            yield list(group)


def _see(path: Path, tasks: Sequence[_Task], run: Sequence[_Task]) -> Iterator[tuple[_Task, _Seen]]:
    """Watch a run of pieces; the one before it is watched too, for what goes on from there."""
    first = tasks.index(run[0])
    before = tasks[max(0, first - 1) : first]
    watcher = _Watcher()
    for task, frames in _by_piece(path, [*before, *run]):
        found = watcher.see(task, frames)
        if task not in before:
            yield task, found


def _by_piece(path: Path, run: Sequence[_Task]) -> Iterator[tuple[_Task, Iterator[_Frame]]]:
    frames = _frames(path, run[0].start)
    waiting = next(frames, None)

    def until(end: float) -> Iterator[_Frame]:
        nonlocal waiting
        while waiting is not None and waiting[0] < end - ROUNDING_S:
            at, frame = waiting
            waiting = next(frames, None)
            yield _Frame(at, frame, is_last=waiting is None or waiting[0] >= end - ROUNDING_S)

    for task in run:
        yield task, until(task.end if task is not run[-1] or waiting is None else task.end + ROUNDING_S)


class _Watcher:
    """Sees piece after piece; what a moment is compared with may lie in the piece before."""

    def __init__(self) -> None:
        self._flashes, self._shaking, self._reformatter = FlashCounter(), ShakeMeter(), VideoReformatter()
        self._anchor: Small | None = None

    def see(self, task: _Task, frames: Iterator[_Frame]) -> _Seen:
        black, still = _Stretches(), _Stillness()
        looks: list[Look] = []
        contrasts: list[Contrast] = []
        goes_on, first = False, True
        due, words = list(task.looks), sorted(task.drawn, key=task.moment)
        self._flashes.forget()
        for at, frame, is_last in frames:
            since = at - task.start
            small = _small(frame, self._reformatter)
            grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
            goes_on, first = (_alike(grey, self._anchor) if first else goes_on), False
            dark = int(grey.max()) < BLACK_LEVEL
            black.show(since, holds=dark)
            still.show(since, grey, dark=dark)
            self._flashes.show(at, small)
            self._shaking.show(at, grey)
            while words and (is_last or task.moment(words[0]) <= at):
                contrasts += _contrasts(_whole(frame), [words.pop(0)], since)
            if due and (is_last or at >= due[0]):
                due = [later for later in due if at < later]
                looks.append(look_closely(since, upright(frame)))
        self._anchor = still.anchor
        seconds = task.end - task.start
        return _Seen(
            seconds=seconds, black=black.until(seconds), still=still.until(seconds), goes_on=goes_on,
            flashes=self._flashes.count(task.start), trembling=self._shaking.trembling(task.start),
            looks=tuple(looks), contrasts=tuple(contrasts),
        )  # fmt: skip


def _joined(pieces: Sequence[tuple[float, _Seen]]) -> Watched:
    """What all pieces together show, in the file's own time."""
    return Watched(
        black=_stretches((start, seen.black, True) for start, seen in pieces),
        frozen=_stretches((start, seen.still, seen.goes_on) for start, seen in pieces),
        flashes=Flashes.most((start, seen.flashes) for start, seen in pieces),
        jitter=by_second((start + at, off) for start, seen in pieces for at, off in seen.trembling),
        ending=tuple(_later(look, start) for start, seen in pieces for look in seen.looks),
        contrasts=tuple(_later(each, start) for start, seen in pieces for each in seen.contrasts),
    )


Timed = TypeVar("Timed", Look, Contrast)


def _later(seen: Timed, start: float) -> Timed:
    return seen.model_copy(update={"at": round(seen.at + start, 3)})


def _stretches(pieces: Iterable[tuple[float, Sequence[Span], bool]]) -> tuple[Span, ...]:
    """Of all pieces; one that reaches the next piece's beginning goes on there, where that piece says so."""
    found: list[Span] = []
    for start, spans, goes_on in pieces:
        for span in spans:
            moved = Span(start=round(start + span.start, 3), end=round(start + span.end, 3))
            meets = bool(found) and span.start <= ROUNDING_S and moved.start - found[-1].end <= 2 * ROUNDING_S
            if meets and goes_on:
                found[-1] = Span(start=found[-1].start, end=moved.end)
            else:
                found.append(moved)
    return tuple(span for span in found if span.seconds >= LEAST_S)


def _alike(frame: Small, other: Small | None) -> bool:
    return other is not None and int(cv2.absdiff(frame, other).max()) <= FROZEN_STEP


def _frames(path: Path, start: float) -> Iterator[tuple[float, av.VideoFrame]]:
    """Every frame from a key frame on, with its time from the first.

    Without the loop filter: what it smoothes is smaller than a cell.
    """
    with open_recording(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        stream.codec_context.options = {"skip_loop_filter": "all"}
        begin = float((stream.start_time or 0) * (stream.time_base or 1))
        if start > 0:
            container.seek(int((begin + start + ROUNDING_S) * av.time_base))
        for frame in frames_of(container, stream.index):
            if frame.time is not None and frame.time - begin >= start - ROUNDING_S:
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
        elif not holds:
            self.close(at)

    def close(self, at: float) -> None:
        """End the stretch that lasts, if any."""
        if self._since is not None:
            self._found.append(Span(start=self._since, end=at))
        self._since = None

    def until(self, end: float) -> tuple[Span, ...]:
        """All of them, the last one ended where the piece ends."""
        self.close(end)
        return tuple(self._found)


class _Stillness:
    """Collects the stretches in which nothing differs from how they began."""

    def __init__(self) -> None:
        self._stretches = _Stretches()
        self.anchor: Small | None = None
        """How the stretch that lasts began."""

    def show(self, at: float, grey: Small, *, dark: bool) -> None:
        if dark or not _alike(grey, self.anchor):
            self._stretches.close(at)
            self.anchor = grey
        self._stretches.show(at, holds=not dark)

    def until(self, end: float) -> tuple[Span, ...]:
        return self._stretches.until(end)
