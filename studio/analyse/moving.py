"""The shots of a moving picture, from one pass over all its frames."""

from __future__ import annotations

import threading
from collections.abc import Callable
from fractions import Fraction

from studio.analyse import bars
from studio.analyse.analysis import Shot
from studio.analyse.cuts import CutFinder
from studio.analyse.faces import FaceFinder
from studio.analyse.look import Look, brightest, look
from studio.analyse.patience import patience_s
from studio.analyse.summary import shot_of
from studio.errors import InputRefused
from studio.ingest.master import Master, VideoTrack
from studio.render import source
from studio.render.source import Pixels
from studio.values import Size, Span

LONG_SIDE = 640
"""Pixels of the longer side that frames are looked at in."""
_FASTEST = Fraction(60)
"""Frames per second; a cut in slow-motion footage need not be told more exactly."""
_EVERY_S = 0.5
_FIRST_LOOKS = 4
"""Looks at each shot that are always taken; later ones are spread out in a long master."""
_MOST_LOOKS = 240
"""Looks that a long master gets beyond the first ones of each shot."""
_SETTLED = 3
"""Frames after a cut at which a shot is first looked at: cuts are known two frames late."""


def moving_shots(
    master: Master, *, cancelled: threading.Event | None = None, progress: Callable[[float], None] | None = None
) -> tuple[Shot, ...]:
    """The shots of a master in order and without gaps; none where it has no moving picture.

    Raises InputRefused where not one frame can be decoded, and what ``studio.render.source.frames`` raises.
    """
    if master.video is None:
        return ()
    fps = counted_fps(master.video)
    size = analysed_size(master.video.size)
    expected = max(1, round((master.duration_s or 0) * fps))
    watcher = _Watcher(fps, master.duration_s or 0.0)
    frames = source.frames(
        master.path, master.container, master.video, fps=fps, size=size, cancelled=cancelled,
        limit_s=patience_s(master),
    )  # fmt: skip
    for number, frame in enumerate(frames):
        watcher.push(frame)
        if progress:
            progress(min(1.0, number / expected))
    if not watcher.frames:
        raise InputRefused(f"not one frame of {master.name} can be decoded", "try another copy of the file")
    return watcher.shots(master.duration_s or 0.0)


def counted_fps(track: VideoTrack) -> Fraction:
    """Frames per second that a master is analysed at: those of its outputs, so that cuts are exact to the frame."""
    return min(track.steady_fps, _FASTEST)


def analysed_size(size: Size) -> Size:
    """The size that frames of ``size`` are looked at in; both sides even, never larger."""
    scale = min(1.0, LONG_SIDE / max(size.width, size.height))
    width, height = (max(16, round(side * scale / 2) * 2) for side in (size.width, size.height))
    return Size(width=width, height=height)


class _Watcher:
    """Takes all frames in order, finds the cuts, and looks closer at some frames of each shot."""

    def __init__(self, fps: Fraction, seconds: float) -> None:
        self._fps = fps
        self._later = max(1, round(max(_EVERY_S, seconds / _MOST_LOOKS) * fps))
        self._sooner = max(1, round(_EVERY_S * fps))
        self._cuts = CutFinder(fps)
        self._finder = FaceFinder()
        self._starts = [0]
        self._looks: list[list[Look]] = [[]]
        self._next = 0
        self.frames = 0
        self._before: Pixels | None = None

    def push(self, frame: Pixels) -> None:
        number = self.frames
        self.frames += 1
        cut = self._cuts.push(frame)
        if cut is not None:
            self._open(cut)
        if number >= self._next:
            self._look(frame, number)
        self._before = frame

    def _open(self, cut: int) -> None:
        """A new shot began a few frames ago; looks taken since then belong to it."""
        at = float(cut / self._fps)
        looks = self._looks.pop()
        self._looks += [[look for look in looks if look.at < at], [look for look in looks if look.at >= at]]
        self._starts.append(cut)
        self._next = cut + _SETTLED

    def _look(self, frame: Pixels, number: int) -> None:
        before = self._before if number > self._starts[-1] else None
        self._looks[-1].append(look(frame, before, float(number / self._fps), self._finder))
        self._next = number + (self._sooner if len(self._looks[-1]) < _FIRST_LOOKS else self._later)

    def shots(self, seconds: float) -> tuple[Shot, ...]:
        """All shots, once every frame was pushed; the last one ends with the master."""
        ends = [float(start / self._fps) for start in self._starts[1:]]
        ends.append(max(float(self.frames / self._fps), seconds))
        starts = [0.0, *ends[:-1]]
        content = bars.content(brightest([look for looks in self._looks for look in looks]))
        return tuple(
            shot_of(Span(start=start, end=end), looks, content)
            for start, end, looks in zip(starts, ends, self._looks, strict=True)
        )
