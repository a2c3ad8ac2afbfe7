"""Faces followed through every shot, closely enough to be hidden: a missed frame is a person recognised.

The network looks at some twelve frames a second. What it sees is linked into tracks; gaps in a track are bridged, and
a track begins earlier and ends later than the face was found, for faces that turn away are lost before they are gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import cv2
import numpy as np

from studio.analyse.analysis import Shot, Track
from studio.analyse.faces import Face, FaceFinder
from studio.analyse.moving import LONG_SIDE, analysed_size, counted_fps
from studio.analyse.patience import patience_s
from studio.ingest.master import Master, VideoTrack
from studio.render import source
from studio.render.image import open_picture
from studio.render.source import Pixels
from studio.values import Region, Size, Span

LOOKS_PER_S = 12
"""About how many frames of a second are looked at; those between follow from their neighbours."""
BEGINS = 0.35
"""Score from which something unknown counts as a face."""
CONTINUES = 0.2
"""The same where a face was just before: the package's own choice for hiding faces."""
SURE = 0.5
"""Score from which a face counts that was seen but once."""
GAP_S = 1.5
"""So long a face may be lost and still be the same one when it is found again near its place."""
HOLD_S = 0.6
"""So long before it was first found, and after it was last found, a face may have been there."""
STILL_SIDES = (640, 1280)
"""Pixels of the longer side in which pictures are looked at: large faces are found in the one, small in the other."""
_NEAR = 0.8
"""How far a face's middle may have moved between two looks, in sides of its box."""
_SAME = 0.3
"""Share of two boxes' joint area from which two looks found one face."""
_LOOK_GRID = 3
_HEAD_AND_SHOULDERS = (1.5, 0.5, 2.0)
"""Beside, above and below a face: what is kept of how somebody looks, in sides of its box."""


class Seen(NamedTuple):
    """What one look found."""

    at: float
    faces: tuple[Face, ...]
    looks: tuple[tuple[int, ...], ...]


def follow(
    master: Master,
    shots: Sequence[Shot],
    *,
    cancelled: threading.Event | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[Track, ...]:
    """All faces of a master's picture; none where it has no picture.

    Raises Cancelled, and RenderError where the file cannot be decoded.
    """
    if master.still:
        return _in_still(master)
    if master.video is None:
        return ()
    looks = []
    for seen in _looks(master, master.video, cancelled):
        looks.append(seen)
        if progress:
            progress(min(1.0, seen.at / max(master.duration_s or 0.0, seen.at, 1e-6)))
    return link(looks, [shot.span for shot in shots])


def _looks(master: Master, track: VideoTrack, cancelled: threading.Event | None) -> Iterator[Seen]:
    finder, fps = FaceFinder(LONG_SIDE), counted_fps(track)
    every = max(1, round(fps / LOOKS_PER_S))
    frames = source.frames(
        master.path, master.container, track, fps=fps / every, size=analysed_size(track.size), cancelled=cancelled,
        limit_s=patience_s(master) * 4,
    )  # fmt: skip
    for number, frame in enumerate(frames):
        found = finder.scored(frame, CONTINUES)
        yield Seen(round(float(number * every / fps), 4), found, tuple(_look(frame, one.place) for one in found))


def _in_still(master: Master) -> tuple[Track, ...]:
    """The faces of a picture, each a track of one moment."""
    assert master.still
    needed = max(STILL_SIDES)
    scale = min(1.0, needed / max(master.still.size.width, master.still.size.height))
    wanted = Size(
        width=max(1, round(master.still.size.width * scale)), height=max(1, round(master.still.size.height * scale))
    )
    picture = open_picture(master.path, at_least=wanted, transfer=master.still.transfer)
    picture.thumbnail((needed, needed))
    pixels = np.asarray(picture.convert("RGB"), np.uint8)
    found: list[Face] = []
    for side in STILL_SIDES:
        for face in FaceFinder(side).scored(pixels, BEGINS):
            if all(face.place.iou(other.place) < _SAME for other in found):
                found.append(face)
    return tuple(
        Track(shown=Span(start=0, end=0), at=(0.0,), places=(one.place,), score=one.score,
              look=_look(pixels, one.place))
        for one in found
    )  # fmt: skip


@dataclass
class _Open:
    """A track that may go on."""

    at: list[float] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    looks: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, at: float, face: Face, look: tuple[int, ...]) -> None:
        self.at.append(at)
        self.faces.append(face)
        self.looks.append(look)

    def nearness(self, face: Region, at: float) -> float:
        """How likely ``face`` is the same, 0 to 1; 0: it is another."""
        last = self.faces[-1].place
        if at - self.at[-1] > GAP_S:
            return 0.0
        if not 0.4 <= face.height / max(last.height, 1e-6) <= 2.5:  # noqa: PLR2004 - nobody comes so near so soon
            return 0.0
        dx = abs(face.centre.x - last.centre.x) / max(last.width, face.width, 1e-6)
        dy = abs(face.centre.y - last.centre.y) / max(last.height, face.height, 1e-6)
        return max(0.0, 1 - max(dx, dy) / _NEAR)

    def closed(self, span: Span) -> Track | None:
        """The finished track; ``None`` for what was seen once and faintly."""
        score = max(face.score for face in self.faces)
        if score < (BEGINS if len(self.faces) > 1 else SURE):
            return None
        look = tuple(int(value) for value in np.mean(self.looks, axis=0)) if self.looks[0] else ()
        return Track(
            shown=Span(start=max(span.start, self.at[0] - HOLD_S), end=min(span.end, self.at[-1] + HOLD_S)),
            at=tuple(self.at),
            places=tuple(face.place for face in self.faces),
            score=score,
            look=look,
        )


def link(looks: Sequence[Seen], spans: Sequence[Span]) -> tuple[Track, ...]:
    """What was found, as one track for each face and shot; shots are borders, for after a cut all is elsewhere."""
    tracks: list[Track] = []
    for number, span in enumerate(spans):
        last = number == len(spans) - 1
        inside = [seen for seen in looks if span.start <= seen.at and (seen.at < span.end or last)]
        tracks += [track for one in _linked(inside) if (track := one.closed(span))]
    return tuple(tracks)


def _linked(looks: Sequence[Seen]) -> list[_Open]:
    """Each face goes to the track that it is nearest to; the nearest pairs are made first."""
    tracks: list[_Open] = []
    for seen in looks:
        pairs = sorted(
            (
                (one.nearness(face.place, seen.at), place, number)
                for place, one in enumerate(tracks)
                for number, face in enumerate(seen.faces)
            ),
            reverse=True,
        )
        taken_tracks: set[int] = set()
        taken_faces: set[int] = set()
        for nearness, place, number in pairs:
            if nearness > 0 and place not in taken_tracks and number not in taken_faces:
                tracks[place].add(seen.at, seen.faces[number], seen.looks[number])
                taken_tracks.add(place)
                taken_faces.add(number)
        for number, face in enumerate(seen.faces):
            if number not in taken_faces and face.score >= BEGINS:
                tracks.append(_Open([seen.at], [face], [seen.looks[number]]))
    return tracks


def _look(frame: Pixels, face: Region) -> tuple[int, ...]:
    """Mean colours of head and shoulders."""
    height, width = frame.shape[:2]
    beside, above, below = _HEAD_AND_SHOULDERS
    left, right = (
        int((face.left - face.width * beside / 2) * width),
        int((face.right + face.width * beside / 2) * width),
    )
    top, bottom = int((face.top - face.height * above) * height), int((face.bottom + face.height * below) * height)
    part = frame[max(0, top) : max(1, bottom), max(0, left) : max(1, right)]
    small = cv2.resize(part, (_LOOK_GRID, _LOOK_GRID), interpolation=cv2.INTER_AREA)
    return tuple(int(value) for value in np.asarray(small).reshape(-1))
