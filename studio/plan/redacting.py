"""What of a master's picture nobody may recognise: decisions by hand and tracked faces become boxes in a recipe.

Too much is blurred rather than too little. Boxes are larger than faces, cover all of a face's way through a stretch of
frames, and stand on a coarse grid: so they stay the same while a face keeps still, and segments that differ in nothing
else are shared.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import groupby

from studio.analyse.analysis import Analysis, Track
from studio.ingest.master import Master
from studio.messages import Message, msg, nmsg
from studio.plan.edits import BlurredRegion, PlacementEdits
from studio.plan.recipe import Recipe, Redaction
from studio.values import WHOLE, PixelBox, Region, Size, Span

BESIDE, ABOVE, BELOW = 0.35, 0.4, 0.3
"""What is blurred around a face's box, in shares of its sides: ears, hair and chin tell who it is as well."""
STRETCH_S = 0.1
"""So long a box stands still; it holds all places of the face from just before to just after."""
AROUND_S = 0.09
"""How much before and after: a look at the master and the frame beside it."""
SAME_PLACE = 0.3
"""Share of two faces' joint area from which people in two shots stand at the same place."""
SAME_LOOK = 26
"""Mean difference of colours, of 255, up to which two people in two shots look the same."""


def redacted(recipe: Recipe, master: Master, analysis: Analysis, edits: PlacementEdits) -> Recipe:
    """The recipe, and all that it is made of, with what ``edits`` wants blurred.

    ``analysis`` must have its faces followed where faces are to be blurred (``studio.analyse.follow_faces``).
    """
    if (edits.faces_to_blur is None and not edits.blur_regions) or master.size is None:
        return recipe
    parts = tuple(redacted(part, master, analysis, edits) for part in recipe.parts)
    if not recipe.shows_master:
        told = {"blur_faces": edits.faces_to_blur, "blur_regions": edits.blur_regions or ()} if parts else {}
        return recipe.model_copy(update={"parts": parts, **told})
    hidden, shown = divided(analysis, edits) if edits.faces_to_blur else ((), ())
    window = _Window.of(recipe, master.size)
    boxes = [*window.faces(hidden), *window.regions(edits.blur_regions or ())]
    return recipe.model_copy(
        update={
            "parts": parts,
            "redactions": Redaction.joined(boxes),
            "blur_faces": edits.faces_to_blur,
            "blur_regions": edits.blur_regions or (),
            "shown_faces": Redaction.joined(window.faces(shown)),
            "reasons": (*recipe.reasons, *_reasons(edits, hidden, shown)),
        }
    )


def _reasons(edits: PlacementEdits, hidden: Sequence[Track], shown: Sequence[Track]) -> Iterator[Message]:
    if edits.faces_to_blur == "all":
        chosen = msg("everybody's face is blurred because somebody chose so")
        yield chosen if hidden else msg("no face was found to blur")
    if edits.faces_to_blur == "bystanders":
        yield msg("all faces but the main person's are blurred because somebody chose so")
    if shown and edits.keep_clear:
        yield msg("faces in the parts that somebody keeps clear are not blurred")
    if edits.blur_regions:
        count = len(edits.blur_regions)
        yield nmsg("{count} part is blurred by hand", "{count} parts are blurred by hand", count)


def divided(analysis: Analysis, edits: PlacementEdits) -> tuple[tuple[Track, ...], tuple[Track, ...]]:
    """The tracks that are blurred and those that stay clear."""
    if analysis.tracks is None:
        raise ValueError("faces must be followed before a plan can blur them")
    clear = set(map(id, _main(analysis.tracks))) if edits.faces_to_blur == "bystanders" else set()
    clear |= {
        id(track)
        for track in analysis.tracks
        if any(all(_holds(kept, place) for place in track.places) for kept in edits.keep_clear or ())
    }
    hidden = tuple(track for track in analysis.tracks if id(track) not in clear)
    return hidden, tuple(track for track in analysis.tracks if id(track) in clear)


def _holds(kept: Region, place: Region) -> bool:
    middle = place.centre
    return kept.left <= middle.x <= kept.right and kept.top <= middle.y <= kept.bottom


def _main(tracks: Sequence[Track]) -> list[Track]:
    """The main person: the face that is large for longest, and in other shots one at its place that looks the same.

    Somebody who is not surely the same stays hidden.
    """
    if not tracks:
        return []
    main = max(tracks, key=_weight)
    return [
        track
        for track in tracks
        if track is main
        or (not _together(track, main) and _overlap(_usual(track), _usual(main)) >= SAME_PLACE and _alike(track, main))
    ]


def _weight(track: Track) -> float:
    """How much of the picture it fills, for how long."""
    seconds = max(track.shown.seconds, 1e-3)
    return seconds * sum(place.area for place in track.places) / len(track.places)


def _together(one: Track, other: Track) -> bool:
    """Whether both were found at one time, so that they are two people."""
    found = Span(start=other.at[0], end=other.at[-1])
    return one.at[0] <= found.end and one.at[-1] >= found.start


def _usual(track: Track) -> Region:
    """The median place."""
    middle = len(track.places) // 2
    left, top, right, bottom = (
        sorted(getattr(place, side) for place in track.places)[middle] for side in ("left", "top", "right", "bottom")
    )
    return Region(left=left, top=top, right=right, bottom=bottom)


def _alike(one: Track, other: Track) -> bool:
    pairs = list(zip(one.look, other.look, strict=False))
    return bool(pairs) and sum(abs(a - b) for a, b in pairs) / len(pairs) <= SAME_LOOK


def _overlap(one: Region, other: Region) -> float:
    """Intersection over union."""
    shared = Region(
        left=max(one.left, other.left), top=max(one.top, other.top),
        right=min(one.right, other.right), bottom=min(one.bottom, other.bottom),
    )  # fmt: skip
    both = shared.area if shared.width > 0 and shared.height > 0 else 0.0
    return both / max(one.area + other.area - both, 1e-9)


class _Window:
    """The frames of the master that a recipe shows."""

    def __init__(self, start: int, end: int, fps: Fraction | None, size: Size) -> None:
        self._start, self._end, self._fps, self._size = start, end, fps, size

    @classmethod
    def of(cls, recipe: Recipe, size: Size) -> _Window:
        still = "still" in {recipe.source, *(part.source for part in recipe.parts)}  # its frames are no times
        return cls(recipe.clips[0].start, recipe.clips[-1].end, None if still else recipe.fps, size)

    def faces(self, tracks: Sequence[Track]) -> list[Redaction]:
        """Where these faces are, with room around them."""
        return [box for track in tracks for box in self._merged(self._steps(track))]

    def regions(self, regions: Sequence[BlurredRegion]) -> list[Redaction]:
        """What somebody blurs by hand; in a picture all of it."""
        found = []
        for one in regions:
            start, end = self._start, self._end
            if self._fps is not None:
                start = max(start, math.floor(Fraction(one.start_s) * self._fps))
                end = min(end, math.ceil(Fraction(one.end_s) * self._fps)) if one.end_s is not None else end
            box = _pixels(one.region, self._size, 1)
            if start < end and box:
                found.append(Redaction(start=start, end=end, box=box))
        return found

    def _steps(self, track: Track) -> Iterator[tuple[int, int, PixelBox]]:
        """One box for each short stretch; all recipes of one rate count the stretches alike, so that they share."""
        grid = _grid(track, self._size)
        if self._fps is None:
            box = _pixels(_padded(track.places[0]), self._size, grid)
            if box:
                yield self._start, self._end, box
            return
        step = max(1, round(STRETCH_S * self._fps))
        first = max(self._start, math.floor(track.shown.start * self._fps) - 1)  # a frame more: cuts are rounded
        last = min(self._end, math.ceil(track.shown.end * self._fps) + 1)
        for place in range(first // step * step, last, step):
            begin, end = float(place / self._fps), float((place + step) / self._fps)
            region = _way(track, Span(start=begin - AROUND_S, end=end + AROUND_S))
            box = _pixels(_padded(region), self._size, grid) if region else None
            low, high = max(place, first), min(place + step, last)
            if box and low < high:
                yield low, high, box

    def _merged(self, steps: Iterator[tuple[int, int, PixelBox]]) -> Iterator[Redaction]:
        """Neighbours with one box as one."""
        for box, group in groupby(steps, key=lambda step: step[2]):
            members = list(group)
            yield Redaction(start=members[0][0], end=members[-1][1], box=box)


def _way(track: Track, span: Span) -> Region | None:
    """All places of a face in a stretch of time; ``None`` where it is not there."""
    start, end = max(span.start, track.shown.start), min(span.end, track.shown.end)
    if start > end:
        return None
    ends = [place for at in (start, end) if (place := track.place_at(at))]
    inside = [place for at, place in zip(track.at, track.places, strict=True) if start <= at <= end]
    return reduce(Region.union, [*ends, *inside])


def _padded(face: Region) -> Region:
    return Region(
        left=face.left - face.width * BESIDE,
        top=face.top - face.height * ABOVE,
        right=face.right + face.width * BESIDE,
        bottom=face.bottom + face.height * BELOW,
    )


def _grid(track: Track, size: Size) -> int:
    """Pixels to which boxes are rounded outward: about an eighth of the face."""
    usual = _usual(track)
    side = min(usual.width * size.width, usual.height * size.height)
    return int(2 ** max(1, math.floor(math.log2(max(2.0, side / 8)))))


def _pixels(region: Region, size: Size, grid: int) -> PixelBox | None:
    """Whole pixels of the picture, rounded outward; ``None`` beside the picture."""
    left, top = max(WHOLE.left, region.left) * size.width, max(WHOLE.top, region.top) * size.height
    right, bottom = min(WHOLE.right, region.right) * size.width, min(WHOLE.bottom, region.bottom) * size.height
    if left >= right or top >= bottom:
        return None
    x, y = math.floor(left / grid) * grid, math.floor(top / grid) * grid
    return PixelBox(
        x=x, y=y,
        width=min(size.width, math.ceil(right / grid) * grid) - x,
        height=min(size.height, math.ceil(bottom / grid) * grid) - y,
    )  # fmt: skip
