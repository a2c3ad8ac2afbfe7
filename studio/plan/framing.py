"""Which part of the master's picture an output shows: a calm, well-placed still window for each shot.

The largest window of the output's shape moves along one side of the picture only, so a place for it is one number.
Each place is scored by what it keeps whole (faces first, then writing, then the subject, then importance at large) and
by how far it lies from where an editor would put it. People who frame videos by hand stay near the middle (on
RetargetVid, ICIP 2021, a centre crop holds three quarters of their windows), so only evidence moves the window away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from math import gcd, sqrt
from typing import Literal

from studio.analyse.analysis import Shot
from studio.messages import Message, msg
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Framing
from studio.values import WHOLE, PixelBox, Region, Size

FACE_CORE = 0.7
"""The middle share of a face's box, each way, that must not be cut: eyes, nose and mouth."""
NEAR_ASPECT = 0.03
"""Share of the picture that may fall off without looking what it shows."""

_STEPS = 200
_HAIR, _EARS = 0.35, 0.2
"""What a head has above and on each side of a face's box, as shares of its height and width."""
_HEADROOM = 0.43
"""Height of a face's middle in a window that moves up and down, from the window's top."""
_MAIN_FACE = 0.12
"""Share of the shot's largest face from which another one belongs to the scene, and not to a crowd behind it."""
_PERSON = 0.004
"""Share of the frame from which a face is somebody whom viewers look at."""
_WRITTEN = 0.02
"""Share of the frame from which writing is what the picture is about."""
_ALONE = 0.02
"""Importance outside of the subject under which it stands alone on plain ground."""
_FACES_KEPT, _TEXT_KEPT, _FIGURE_KEPT = 0.75, 0.9, 0.9
"""Share of faces, of writing, of a figure alone on plain ground below which the whole picture is shown instead."""
_CLOSE_UP = 1.2
"""How much longer than the window the core of a face may be before it is shown whole instead of centred on."""
CIRCLE_RIM = 0.1
"""``rim`` for a picture that is cut to a circle: at this depth the circle is three fifths as high as its square."""
_SLIVER = 0.2
"""Share of a picture's length under which a window shows too little of it."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Track:
    """The side of the picture that the window moves along; 0 and 1 are the ends of the content."""

    axis: Literal["x", "y"]
    content: Region
    window: float
    """Length of the window."""

    def interval(self, region: Region) -> Interval:
        """Where a region lies."""
        if self.axis == "x":
            start, length, low, high = self.content.left, self.content.width, region.left, region.right
        else:
            start, length, low, high = self.content.top, self.content.height, region.top, region.bottom
        return (low - start) / length, (high - start) / length

    def centred(self, middle: float) -> float:
        """Where a window begins whose middle is as near to ``middle`` as the picture allows."""
        return min(1 - self.window, max(0.0, middle - self.window / 2))


@lru_cache(maxsize=256)  # many placements have the same size
def frame_shot(
    shot: Shot, master: Size, target: Size, edits: PlacementEdits, *, rim: float = 0.0
) -> tuple[Framing, Message | None]:
    """The window on ``shot`` for an output of ``target``'s shape, and why where it is worth telling.

    ``rim`` is the share of the window at each side where no face should be: a circle cuts it away above and below.
    ``blur``, the whole picture over a blurred copy, where no window keeps what matters, or where ``edits`` asks for it.
    """
    content = WHOLE if _alike(master, target) else shot.content
    track = _track(content, master, target)
    if edits.fit == "blur":
        return whole(shot, master), msg("the whole picture is shown over a blurred copy because somebody chose so")
    if edits.focal_point:
        point = edits.focal_point
        middle = track.interval(Region(left=point.x, top=point.y, right=point.x, bottom=point.y))[0]
        return _cover(track, track.centred(middle), master, target), None
    if 1 - track.window <= NEAR_ASPECT:
        return _cover(track, track.centred(0.5), master, target), None
    if edits.fit is None and track.window < _SLIVER:
        why = msg("a {shape} window would show only a sliver of so long a picture", shape=_shape(target))
        return _band(shot, track, master), why
    scene = _Scene(shot, track, rim)
    place = scene.best_place()
    loss = scene.loss(place) if edits.fit is None else None
    if loss:
        why = msg(
            "{loss} for a {shape} window, so the whole picture is shown over a blurred copy",
            loss=loss, shape=_shape(target),
        )  # fmt: skip
        return whole(shot, master), why
    return _cover(track, place, master, target), None


def is_written(shot: Shot) -> bool:
    """Whether writing is what the picture is about."""
    return sum(line.area for line in shot.text) >= _WRITTEN * shot.content.area


def whole(shot: Shot, master: Size) -> Framing:
    """The whole picture, without black bars, over a blurred copy."""
    return Framing(mode="blur", crop=_pixels(shot.content, master))


class _Scene:
    """What matters in a shot, laid along the side that the window moves on."""

    def __init__(self, shot: Shot, track: _Track, rim: float = 0.0) -> None:
        faces = _main_faces(shot)
        self._track = track
        self._rim = rim * track.window
        self._cores = [[track.interval(face.core(FACE_CORE)) for face in look] for look in faces]
        longest = track.window - 2 * self._rim
        self._middles = [[_shortened(core, longest) for core in look] for look in self._cores]
        self._heads = [[track.interval(_head(face)) for face in look] for look in faces]
        self._lines = [(track.interval(line), line.area) for line in shot.text]
        self._subject = track.interval(shot.subject) if shot.subject else None
        self._mass = _Mass(shot.columns if track.axis == "x" else shot.rows, track)
        self._people = any(face.area >= _PERSON for look in faces for face in look)
        self._written = is_written(shot)

    def best_place(self) -> float:
        """Where the window keeps most of what matters; among equals, where an editor would put it."""
        room = 1 - self._track.window
        return max((room * step / _STEPS for step in range(_STEPS + 1)), key=self._score)

    def loss(self, place: float) -> Message | None:
        """What is too large or too far apart for the window even at its best place; ``None`` where it keeps enough."""
        if self._people:
            longest = max(high - low for look in self._cores for low, high in look)
            if longest > _CLOSE_UP * self._track.window:
                return msg("the face is too large")
            if self._faces_kept(place) < _FACES_KEPT:
                crowd = any(len(look) > 1 for look in self._cores)
                return msg("the people are too far apart") if crowd else msg("the person moves too far")
            return None
        if self._written and self._lines_kept(place) < _TEXT_KEPT:
            return msg("the writing is too wide") if self._track.axis == "x" else msg("the writing is too high")
        if self._subject and self._mass.between(*self._subject) >= 1 - _ALONE:
            whole_figure = self._subject_kept(place) >= _FIGURE_KEPT
            return None if whole_figure else msg("what stands on the plain ground is too large")
        return None

    def _score(self, place: float) -> float:
        away = abs(place - self._track.centred(self._ideal)) / self._track.window
        pull = 0.6 if self._cores or self._subject else 0.15
        return (
            8 * self._faces_kept(place)
            + 2 * _mean_share(self._heads, self._clear_at(place))
            + (2 if self._written else 0.5) * self._lines_kept(place)
            + 1.5 * self._subject_kept(place)
            + self._mass.between(*self._window_at(place))
            - pull * away
        )

    @cached_property
    def _ideal(self) -> float:
        """Where the window's middle would lie if nothing had to be kept."""
        faces = [interval for look in self._cores for interval in look]
        if faces:
            middle = sum(low + high for low, high in faces) / 2 / len(faces)
            return middle if self._track.axis == "x" else middle + (0.5 - _HEADROOM) * self._track.window
        return sum(self._subject) / 2 if self._subject else 0.5

    def _window_at(self, place: float) -> Interval:
        return place, place + self._track.window

    def _clear_at(self, place: float) -> Interval:
        return place + self._rim, place + self._track.window - self._rim

    def _faces_kept(self, place: float) -> float:
        """The share of face cores in the window; of one that is longer than the window, its middle must be there."""
        return _mean_share(self._middles, self._clear_at(place))

    def _lines_kept(self, place: float) -> float:
        """The share of lines wholly in the window, by area or by number: neither a headline nor small print is cut."""
        if not self._lines:
            return 1.0
        start, end = self._window_at(place)
        kept = [area for (low, high), area in self._lines if start <= low and high <= end]
        return min(sum(kept) / sum(area for _, area in self._lines), len(kept) / len(self._lines))

    def _subject_kept(self, place: float) -> float:
        """The share of the subject's length in the window."""
        if not self._subject:
            return 1.0
        low, high = self._subject
        start, end = self._window_at(place)
        return max(0.0, min(high, end) - max(low, start)) / (high - low)


class _Mass:
    """Importance along the track, as a running sum."""

    def __init__(self, profile: Sequence[float], track: _Track) -> None:
        self._sums = [0.0, *accumulate(profile)]
        content = track.content
        self._start, self._length = (
            (content.left, content.width) if track.axis == "x" else (content.top, content.height)
        )

    def between(self, low: float, high: float) -> float:
        """The share of all importance that lies between two places; 1 where nothing is important."""
        total = self._sums[-1]
        return (self._at(high) - self._at(low)) / total if total > 0 else 1.0

    def _at(self, place: float) -> float:
        bins = len(self._sums) - 1
        position = min(1.0, max(0.0, self._start + place * self._length)) * bins
        whole = min(int(position), bins - 1)
        return self._sums[whole] + (position - whole) * (self._sums[whole + 1] - self._sums[whole])


def _mean_share(looks: Sequence[Sequence[Interval]], window: Interval) -> float:
    """The share of intervals wholly inside a window, averaged over the looks that have some; 1 where none has."""
    shares = [sum(window[0] <= low and high <= window[1] for low, high in look) / len(look) for look in looks]
    return sum(shares) / len(shares) if shares else 1.0


def _shortened(interval: Interval, window: float) -> Interval:
    """The interval, or its middle where it is longer than nine tenths of a window."""
    middle, half = sum(interval) / 2, min(interval[1] - interval[0], 0.9 * window) / 2
    return middle - half, middle + half


def _main_faces(shot: Shot) -> list[tuple[Region, ...]]:
    """The faces of each looked-at frame that has some, without a crowd far behind."""
    largest = max((face.area for sample in shot.samples for face in sample.faces), default=0.0)
    main = [tuple(face for face in sample.faces if face.area >= _MAIN_FACE * largest) for sample in shot.samples]
    return [look for look in main if look]


def _head(face: Region) -> Region:
    """The whole head: a face's box ends at the brow and in front of the ears."""
    side = _EARS * face.width
    return Region(
        left=max(0.0, face.left - side),
        top=max(0.0, face.top - _HAIR * face.height),
        right=min(1.0, face.right + side),
        bottom=face.bottom,
    )


def _alike(master: Size, target: Size) -> bool:
    """Whether a master already has the output's shape; its black bars are part of it then, as its makers meant."""
    return abs(master.aspect / target.aspect - 1) <= NEAR_ASPECT


def _track(content: Region, master: Size, target: Size) -> _Track:
    """Which way the largest window of the target's shape can move in the content, and how long it is."""
    aspect = content.width * master.width / (content.height * master.height)
    if aspect >= target.aspect:
        return _Track("x", content, target.aspect / aspect)
    return _Track("y", content, aspect / target.aspect)


def _cover(track: _Track, place: float, master: Size, target: Size) -> Framing:
    """The window at ``place`` in even pixels; its length follows from its width, so that nothing is stretched."""
    content = _pixels(track.content, master)
    if track.axis == "x":
        width = min(content.width, max(2, _even(content.height * target.aspect)))
        x = content.x + min(content.width - width, _even(place * content.width))
        return Framing(mode="cover", crop=PixelBox(x=x, y=content.y, width=width, height=content.height))
    height = min(content.height, max(2, _even(content.width / target.aspect)))
    y = content.y + min(content.height - height, _even(place * content.height))
    return Framing(mode="cover", crop=PixelBox(x=content.x, y=y, width=content.width, height=height))


def _band(shot: Shot, track: _Track, master: Size) -> Framing:
    """For a very long picture: its best part, as a band over a blurred copy, between a sliver and the whole."""
    longer = _Track(track.axis, track.content, sqrt(track.window))
    place = _Scene(shot, longer).best_place()
    content = track.content
    if track.axis == "x":
        left = content.left + place * content.width
        part = content.model_copy(update={"left": left, "right": left + longer.window * content.width})
    else:
        top = content.top + place * content.height
        part = content.model_copy(update={"top": top, "bottom": top + longer.window * content.height})
    return Framing(mode="blur", crop=_pixels(part, master))


def _pixels(region: Region, master: Size) -> PixelBox:
    """The even pixels that lie inside a region, at least two each way."""
    x, y = (_even_up(start * side) for start, side in ((region.left, master.width), (region.top, master.height)))
    width = max(2, _even(region.right * master.width - x))
    height = max(2, _even(region.bottom * master.height - y))
    return PixelBox(x=x, y=y, width=min(width, master.width), height=min(height, master.height))


def _even(value: float) -> int:
    return int(round(value, 3) // 2) * 2


def _even_up(value: float) -> int:
    return -int(-round(value, 3) // 2) * 2


def _shape(size: Size) -> str:
    """Such as 9:16."""
    shared = gcd(size.width, size.height)
    return f"{size.width // shared}:{size.height // shared}"
