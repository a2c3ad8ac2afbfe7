"""The pictures of many outputs, cut into segments that each are encoded once: pure, nothing is rendered here.

Many outputs want the same frame from the same seconds: a 10 s and a 60 s vertical clip share their first 10 s. Each
picture (one size, rate and encoder setting) is cut where one of its outputs begins or ends, else at shot cuts, where an
encoder puts key frames anyway, and else every few seconds, where a subtitle comes or goes if one does. A segment's
digest covers all that shapes its pixels, so whatever shows the same pixels shares it, and a corrected subtitle changes
only the seconds that show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from studio.ingest.master import Cue
from studio.plan.recipe import Captions, CaptionStyle, Clip, Recipe, Redaction, VideoEncode, VideoSource
from studio.values import Frozen, Rate, Size, digest

STEP_S = 2.0
"""Where nothing else cuts, a segment ends each time so much of the shot has passed: as much as ``keyframe_s``."""
LONGEST_S = 3.0
"""So far may a segment reach to end where a subtitle comes or goes; inside a segment there is no other key frame."""
SHORTEST_S = 1.0
"""No cut of the studio's own lies nearer than this to another: a segment begins with a key frame, which costs bytes
where the encoder would have put none."""
NEAR_S = 2.0
"""Runs that lie nearer than this in the master are made by one process: to decode what lies between is cheaper."""


MOST_PIXELS = 10_000_000
"""Of all pictures that one process encodes: each million takes some 120 MB of memory, whatever the master's size."""


class Text(Frozen):
    """A cue that shows in a segment, in whole frames from the segment's start."""

    start: int
    end: int
    text: str


class Segment(Frozen):
    """A stretch of one picture. Frames count from the master's start at ``fps``."""

    master: str
    """SHA-256 of the master."""
    engine: str
    """What draws and encodes: a new version makes new segments."""
    size: Size
    fps: Rate
    video: VideoEncode
    source: VideoSource = "frames"
    whole: tuple[int, int] | None = None
    """Of a picture that is drawn or goes through an effect: its first and its end frame, for a move depends on its
    length, and an effect on the time since its start."""
    filter: str | None = None
    """An effect's filter chain, which the picture goes through before its text."""
    clips: tuple[Clip, ...]
    redactions: tuple[Redaction, ...] = ()
    """What of the master's picture is blurred in it."""
    texts: tuple[Text, ...] = ()
    style: CaptionStyle | None = None
    right_to_left: bool = False
    hook: tuple[Text, ...] = ()
    """What hangs from its top."""
    hook_style: CaptionStyle | None = None
    hook_right_to_left: bool = False

    @property
    def start(self) -> int:
        return self.clips[0].start

    @property
    def end(self) -> int:
        return self.clips[-1].end

    @property
    def frames(self) -> int:
        return self.end - self.start

    @property
    def picture(self) -> str:
        """What segments share that one encoder can make."""
        return self.model_dump_json(include={"size", "fps", "video", "source", "whole", "filter"})

    @property
    def digest(self) -> str:
        """The segment's name in the cache."""
        return digest(self.model_dump(mode="json"))


class Run(Frozen):
    """Segments of one picture that lie side by side: one encoder makes them."""

    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        return self.segments[0].start

    @property
    def end(self) -> int:
        return self.segments[-1].end

    @property
    def fps(self) -> Fraction:
        return self.segments[0].fps

    @property
    def pixels(self) -> int:
        """Of one frame."""
        return self.segments[0].size.width * self.segments[0].size.height

    @property
    def drawn(self) -> bool:
        """Whether Python draws it, frame by frame."""
        return self.segments[0].source != "frames"

    @property
    def alone(self) -> bool:
        """Whether no other run is made by the same process: what Python draws, and what a plugin's filter may stop."""
        return self.drawn or self.segments[0].filter is not None

    @property
    def clips(self) -> tuple[Clip, ...]:
        return tuple(clip for segment in self.segments for clip in segment.clips)

    @property
    def redactions(self) -> tuple[Redaction, ...]:
        return Redaction.joined(one for segment in self.segments for one in segment.redactions)

    @property
    def written(self) -> tuple[Captions, ...]:
        """All words of the run, each style of its own, with times from its own start."""
        captions = self._words([(one.texts, one.style, one.right_to_left) for one in self.segments])
        hook = self._words([(one.hook, one.hook_style, one.hook_right_to_left) for one in self.segments])
        return tuple(words for words in (captions, hook) if words)

    def _words(self, each: Sequence[tuple[tuple[Text, ...], CaptionStyle | None, bool]]) -> Captions | None:
        """``each`` segment's words as one; nothing where no segment has any."""
        styled = next(((style, right_to_left) for _, style, right_to_left in each if style), None)
        if styled is None:
            return None
        texts = [
            Text(start=text.start + shift, end=text.end + shift, text=text.text)
            for segment, (own, *_) in zip(self.segments, each, strict=True)
            for shift in [segment.start - self.start]
            for text in own
        ]
        cues = tuple(_cue(text, self.fps) for text in texts)
        return Captions(language=None, right_to_left=styled[1], cues=cues, style=styled[0])


def cut(recipes: Iterable[Recipe], engine: str) -> dict[str, tuple[Segment, ...]]:
    """The segments of each recipe, by its digest, in order; the recipes are cut together, so that they share.

    A clip that an effect puts before or after the picture is none of them.
    """
    pictures: dict[str, list[Recipe]] = defaultdict(list)
    for recipe in recipes:
        like = (recipe.size, recipe.fps, recipe.video, recipe.source, _whole(recipe), recipe.filter)
        pictures[repr(like)].append(recipe)
    return {
        recipe.digest: tuple(_segments(recipe.body, places, engine))
        for group in pictures.values()
        for places in [boundaries(group)]
        for recipe in group
    }


def boundaries(recipes: Sequence[Recipe]) -> tuple[int, ...]:
    """Where all outputs of one picture are cut, in frames: every start and end, then shot cuts where there is room.

    One that goes through an effect is not cut, since the effect may look at its neighbours in time.
    """
    fps = recipes[0].fps
    assert fps
    places = {place for recipe in recipes for place in (recipe.clips[0].start, recipe.clips[-1].end)}
    if recipes[0].filter is not None:
        return tuple(sorted(places))
    places |= {place for recipe in recipes if (place := _hook_end(recipe, fps)) < recipe.clips[-1].end}
    for shot in sorted({clip.start for recipe in recipes for clip in recipe.clips[1:]}):
        if all(abs(shot - other) >= round(SHORTEST_S * fps) for other in places):
            places.add(shot)
    return tuple(sorted(places))


def _hook_end(recipe: Recipe, fps: Fraction) -> int:
    """Where its hook is over, so that only the seconds before are its own."""
    body = recipe.body
    return recipe.clips[0].start + (round(body.hook.cues[-1].end * fps) if body.hook else 0)


def _divided(recipe: Recipe, places: Sequence[int]) -> Iterator[int]:
    """``places`` as far as the recipe goes, and between them a cut every few seconds: where its words change, if so."""
    assert recipe.fps
    first, last = recipe.clips[0].start, recipe.clips[-1].end
    within = [place for place in places if first <= place <= last]
    step, longest, room = (round(seconds * recipe.fps) for seconds in (STEP_S, LONGEST_S, SHORTEST_S))
    spoken = recipe.captions.cues if recipe.captions else ()
    changes = [first + round(at * recipe.fps) for cue in spoken for at in (cue.start, cue.end)]
    for start, end in pairwise(within):
        at = start
        yield at
        while recipe.filter is None and end - at > longest:
            near = [place for place in changes if at + room <= place <= min(at + longest, end - room)]
            ahead = at + step if end - at >= 2 * step else (at + end) // 2
            at = min(near, key=lambda place: abs(place - ahead)) if near else ahead
            yield at
    yield last


def missing_runs(segments: Iterable[Segment], known: set[str]) -> list[Run]:
    """What is still to be encoded: each segment once, neighbours together."""
    wanted = {segment.digest: segment for segment in segments if segment.digest not in known}
    pictures: dict[str, list[Segment]] = defaultdict(list)
    for segment in wanted.values():
        pictures[segment.picture].append(segment)
    return [run for group in pictures.values() for run in _runs(sorted(group, key=lambda one: (one.start, one.end)))]


def batches(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """Runs whose stretches of the master overlap or nearly touch: one process decodes for all that it has room for."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.alone, one.fps, one.start, one.end)):
        if groups and not run.alone and _near(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [tuple(group) for group in groups]


def _near(group: Sequence[Run], run: Run) -> bool:
    """Whether the run begins where the group is, or soon after, and there is room for its encoder."""
    pixels = sum(one.pixels for one in (*group, run))
    return group[0].fps == run.fps and run.start <= _end(group) + NEAR_S * run.fps and pixels <= MOST_PIXELS


def _end(runs: Iterable[Run]) -> int:
    return max(run.end for run in runs)


def _segments(recipe: Recipe, places: Sequence[int], engine: str) -> Iterator[Segment]:
    assert recipe.video and recipe.fps
    for start, end in pairwise(_divided(recipe, places)):
        texts, hook = (tuple(_texts(words, recipe, start, end)) for words in (recipe.captions, recipe.hook))
        yield Segment(
            master=recipe.master,
            engine=engine,
            size=recipe.size,
            fps=recipe.fps,
            video=recipe.video,
            source=recipe.video_source,
            whole=_whole(recipe),
            filter=recipe.filter,
            clips=tuple(_clips(recipe.clips, start, end)),
            redactions=Redaction.joined(part for one in recipe.redactions if (part := one.within(start, end))),
            texts=texts,
            style=recipe.captions.style if recipe.captions and texts else None,
            right_to_left=bool(recipe.captions and texts and recipe.captions.right_to_left),
            hook=hook,
            hook_style=recipe.hook.style if recipe.hook and hook else None,
            hook_right_to_left=bool(recipe.hook and hook and recipe.hook.right_to_left),
        )


def _whole(recipe: Recipe) -> tuple[int, int] | None:
    if recipe.source == "frames" and recipe.filter is None:
        return None
    return recipe.clips[0].start, recipe.clips[-1].end


def _clips(clips: Sequence[Clip], start: int, end: int) -> Iterator[Clip]:
    """The stretch from ``start`` to ``end``; neighbours under one framing become one, so that equals are equal."""
    kept: list[Clip] = []
    for clip in clips:
        low, high = max(clip.start, start), min(clip.end, end)
        if low >= high:
            continue
        if kept and kept[-1].framing == clip.framing:
            kept[-1] = kept[-1].model_copy(update={"end": high})
        else:
            kept.append(Clip(start=low, end=high, framing=clip.framing))
    yield from kept


def _texts(words: Captions | None, recipe: Recipe, start: int, end: int) -> Iterator[Text]:
    """The cues that show between two frames of the master, in frames from ``start``."""
    assert recipe.fps
    shift = recipe.clips[0].start - start
    for cue in words.cues if words else ():
        low = max(0, round(cue.start * recipe.fps) + shift)
        high = min(end - start, round(cue.end * recipe.fps) + shift)
        if low < high:
            yield Text(start=low, end=high, text=cue.text)


def _cue(text: Text, fps: Fraction) -> Cue:
    """The text with times half a frame early, so that the hundredths of a second of ASS hit the right frames."""
    return Cue(
        start=max(0.0, float((text.start - Fraction(1, 2)) / fps)),
        end=float((text.end - Fraction(1, 2)) / fps),
        text=text.text,
    )


def _runs(segments: Sequence[Segment]) -> Iterator[Run]:
    """Each segment behind the first run that ends where it starts and can take its text; else it begins a run."""
    runs: list[list[Segment]] = []
    for segment in segments:
        fitting = (run for run in runs if run[-1].end == segment.start and _one_style(run, segment))
        run = next(fitting, None)
        if run is None:
            runs.append([segment])
        else:
            run.append(segment)
    yield from (Run(segments=tuple(run)) for run in runs)


def _one_style(run: Sequence[Segment], segment: Segment) -> bool:
    """Subtitles in one text document have one style and one base direction, and so have hooks."""
    styles = {(one.style, one.right_to_left) for one in (*run, segment) if one.style}
    hooks = {(one.hook_style, one.hook_right_to_left) for one in (*run, segment) if one.hook_style}
    return len(styles) <= 1 and len(hooks) <= 1
