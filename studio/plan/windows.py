"""Which part of a master an output shows: whole, its opening, its best moment, or one still frame."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from studio.analyse.analysis import Analysis, Sample, Shot
from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan.captions import ends_sentence
from studio.platforms.contract import Aim
from studio.values import Frozen, Span

BLACK_LUMA = 0.06
"""Mean brightness under which a frame counts as black."""
DIM_LUMA = 0.15
"""Under this a frame is mostly a fade: people scroll on before it is over."""
STEADY_MOTION = 0.06
"""Mean difference between looked-at frames that already reads as lively."""
NEAR_S = 0.12
"""An edge this close is on the edge: about three frames."""
SLIVER_S = 0.4
"""A piece of a shot shorter than this is a flash, not a picture."""
LEAST_S = 0.5
"""Shorter than this nobody sees what an output is about."""
SHORTEST_SHARE = 0.6
"""How much of the aim an output keeps at least when it is shortened to end on an edge."""
MOST_STARTS = 1000
"""Beside its edges a master is tried at so many starts at most: a long one is looked at no more closely."""
WORST = 1.2
"""How much less good than the best one a further still may be."""
SAME_VIEW, SAME_LIGHT = 0.35, 0.05
"""Differences of importance over the frame, and of brightness, under which two shots come from one camera that stands
still: in composed footage 0.15 where a view came back, and 0.7 or more between any two others."""


class Window(Frozen):
    """A part of the master, and why."""

    span: Span
    reason: Message | None = None


class Edges(Frozen):
    """Moments at which a cut does not hurt, in seconds, sorted."""

    starts: tuple[float, ...]
    """Where something begins: a shot, speech, a subtitle."""
    ends: tuple[float, ...]
    """Where something ends; sentences before all."""
    sentences: tuple[float, ...]
    """The ends among them that end a sentence."""
    words: tuple[Span, ...] = ()
    """While these last a cut would go through what a subtitle says."""


class _Timeline:
    """What a master shows and says, in order: a stretch of an hour is found without looking at all of it."""

    def __init__(self, analysis: Analysis) -> None:
        self._samples = [sample for shot in analysis.shots for sample in shot.samples]
        self._moments = [sample.at for sample in self._samples]
        self._shots = [shot.span for shot in analysis.shots]
        self._speech = analysis.speech

    def samples(self, span: Span) -> list[Sample]:
        """The looked-at frames of a stretch, opened by the one that shows when it starts."""
        first = bisect_right(self._moments, span.start + NEAR_S)
        return self._samples[max(0, first - 1) : max(first, bisect_left(self._moments, span.end))]

    def said(self, span: Span) -> Sequence[Span]:
        """The stretches of speech that it touches."""
        return _touching(self._speech, span.start, span.end)

    def shots(self, span: Span) -> int:
        """How many shots show in it for longer than a flash."""
        return sum(1 for shot in _touching(self._shots, span.start, span.end) if shot.overlap(span) > NEAR_S)

    def breaks_in(self, at: float) -> bool:
        """Whether somebody is speaking, and neither begins nor ends just then."""
        return any(span.start + NEAR_S < at < span.end - NEAR_S for span in _touching(self._speech, at, at))


def _touching(spans: Sequence[Span], start: float, end: float) -> Sequence[Span]:
    """Of ``spans``, which are in order and apart, those that a stretch touches."""
    first = bisect_left(spans, start, key=lambda span: span.end)
    return spans[first : bisect_right(spans, end, key=lambda span: span.start)]


def edges(master: Master, analysis: Analysis) -> Edges:
    """The moments at which this master may be cut."""
    cues = master.subtitles[0].cues if master.subtitles else ()
    cuts = [shot.span.start for shot in analysis.shots]
    ends = [shot.span.end for shot in analysis.shots]
    sentences = [cue.end for cue in cues if ends_sentence(cue.text)]
    return Edges(
        starts=_sorted([*cuts, *(span.start for span in analysis.speech), *(cue.start for cue in cues)]),
        ends=_sorted([*ends, *(span.end for span in analysis.speech), *(cue.end for cue in cues)]),
        sentences=_sorted(sentences),
        words=tuple(Span(start=cue.start, end=cue.end) for cue in cues),
    )


def choose(
    master: Master, analysis: Analysis, aim: Aim, start_s: float | None = None, end_s: float | None = None
) -> Window:
    """The part of a master with a duration that fits ``aim``; ``start_s`` and ``end_s`` are a person's own choices.

    An ``end_s`` inside of a subtitle would cut what it says: then the output ends where the last sentence before does.
    """
    length = master.duration_s or 0.0
    at = edges(master, analysis)
    window = _from(start_s, length, aim, at) if start_s is not None else _derived(length, analysis, aim, at)
    return window if end_s is None else _until(end_s, window, length, aim, at)


def _derived(length: float, analysis: Analysis, aim: Aim, at: Edges) -> Window:
    if aim.max_s is None or length <= aim.max_s:
        return Window(span=Span(start=0, end=length))
    pick = _highlight if aim.pick == "highlight" else _opening
    return pick(length, aim.max_s, analysis, at)


def best_still(analysis: Analysis) -> Sample | None:
    """The moment that makes the best picture: sharp, well exposed, with a face where there is one.

    ``None`` where the analysis has no frames at all.
    """
    ranked = _ranked(analysis)
    return ranked[0].sample if ranked else None


def best_stills(analysis: Analysis, most: int, apart_s: float, *, alike: bool = False) -> tuple[Sample, ...]:
    """Up to ``most`` good moments in order, at least ``apart_s`` from each other.

    No two show the same view, unless ``alike`` says that this is fine.
    """
    chosen: list[_Still] = []
    for still in _ranked(analysis):
        if len(chosen) == most or (chosen and still.score < chosen[0].score - WORST):
            break
        if all(
            abs(still.sample.at - other.sample.at) >= apart_s and (alike or not _alike(still, other))
            for other in chosen
        ):
            chosen.append(still)
    return tuple(sorted((still.sample for still in chosen), key=lambda sample: sample.at))


class _Still(NamedTuple):
    """A moment that may become a picture."""

    sample: Sample
    shot: Shot
    score: float


def _ranked(analysis: Analysis) -> list[_Still]:
    """All looked-at frames, the best picture first."""
    samples = [
        (sample, shot)
        for shot in analysis.shots
        for sample in shot.samples[1:] or shot.samples  # nothing is known of a first frame's motion
    ]
    sharpest = max((sample.sharpness for sample, _ in samples), default=0.0) or 1.0
    stills = [
        _Still(sample, shot, _picture_score(sample, sharpest) + _settled(sample, shot.span)) for sample, shot in samples
    ]
    return sorted(stills, key=lambda still: (-still.score, still.sample.at))


def _alike(one: _Still, other: _Still) -> bool:
    """Whether two moments show the same view: of one shot, or of two in which the same places matter."""
    if one.shot is other.shot:
        moved = abs(one.sample.luma - other.sample.luma) + abs(one.sample.contrast - other.sample.contrast)
        return moved < SAME_LIGHT and len(one.sample.faces) == len(other.sample.faces)
    away = sum(abs(a - b) for a, b in zip(one.shot.columns, other.shot.columns, strict=True))
    away += sum(abs(a - b) for a, b in zip(one.shot.rows, other.shot.rows, strict=True))
    return away < SAME_VIEW and abs(one.sample.luma - other.sample.luma) < SAME_LIGHT


def _settled(sample: Sample, shot: Span) -> float:
    """Less than nothing near a shot's ends, where people are about to speak or have just stopped."""
    margin = min(1.0, shot.seconds / 4)
    return 0.0 if shot.start + margin <= sample.at <= shot.end - margin else -0.4


def _picture_score(sample: Sample, sharpest: float) -> float:
    if sample.luma < BLACK_LUMA:
        return -10.0
    exposure = 1 - min(1.0, abs(sample.luma - 0.45) / 0.45)
    contrast = min(1.0, sample.contrast / 0.2)
    sharpness = sqrt(min(1.0, sample.sharpness / sharpest))
    face = max((_face_score(region.area, region.left, region.right) for region in sample.faces), default=0.0)
    return 1.5 * face + sharpness + 0.6 * exposure + 0.6 * contrast - min(0.5, sample.motion * 3)


def _face_score(area: float, left: float, right: float) -> float:
    """A face counts the more the larger it is, up to a close-up, and less when the frame's side cuts it."""
    whole = 1.0 if left > 0.005 and right < 0.995 else 0.5  # noqa: PLR2004 - half a percent is the edge
    return whole * min(1.0, 0.4 + (area / 0.1) * 0.6)


def _from(start_s: float, length: float, aim: Aim, at: Edges) -> Window:
    """A person chose the start; only the end is ours."""
    start = min(start_s, max(0.0, length - 0.5))
    latest = min(length, start + aim.max_s) if aim.max_s else length
    end = _best_end(start, latest, at) if latest < length else length
    return Window(
        span=Span(start=start, end=end), reason=msg("starts at {start:.1f} s because somebody chose so", start=start)
    )


def _until(end_s: float, window: Window, length: float, aim: Aim, at: Edges) -> Window:
    """The window with an end that a person chose; its start stays, unless too little would be left."""
    start = window.span.start
    if start > end_s - LEAST_S:
        start = max(0.0, end_s - (aim.max_s or length))
    latest = min(length, max(end_s, start + LEAST_S), start + aim.max_s if aim.max_s else length)
    end = (_best_end if latest < min(end_s, length) else _spoken_out)(start, latest, at)
    reason = msg(
        "ends at {end:.1f} s, where {ending}, because somebody chose to end by {chosen:.1f} s",
        end=end, ending=_what_ends(end, at), chosen=end_s,
    )  # fmt: skip
    if window.reason and start == window.span.start:
        reason = msg("{one}; {other}", one=window.reason, other=reason)
    return Window(span=Span(start=start, end=end), reason=reason)


def _spoken_out(start: float, latest: float, at: Edges) -> float:
    """``latest``, or before it the end of a sentence, else of a subtitle, where it would cut through one."""
    if not any(said.start + NEAR_S < latest < said.end - NEAR_S for said in at.words):
        return latest
    enough = start + (latest - start) * SHORTEST_SHARE
    sentences = [end for end in at.sentences if enough <= end <= latest]
    between = [edge for said in at.words for edge in (said.start, said.end) if start + LEAST_S <= edge <= latest]
    return max(sentences or between, default=latest)


def _opening(length: float, longest: float, analysis: Analysis, at: Edges) -> Window:
    start = _first_light(analysis)
    end = _without_sliver(Span(start=start, end=_best_end(start, min(length, start + longest), at)), analysis).end
    reason = msg(
        "the first {shown:.0f} of {length:.0f} s, ending where {ending}",
        shown=end - start, length=length, ending=_what_ends(end, at),
    )  # fmt: skip
    return Window(span=Span(start=start, end=end), reason=reason)


def _highlight(length: float, longest: float, analysis: Analysis, at: Edges) -> Window:
    latest = length - longest * SHORTEST_SHARE
    step = max(0.5, latest / MOST_STARTS)
    grid = [number * step for number in range(int(latest / step) + 1)]
    starts = _sorted([start for start in (*at.starts, *grid) if start <= latest]) or (0.0,)
    spans = [Span(start=start, end=_best_end(start, min(length, start + longest), at)) for start in starts]
    shown = _Timeline(analysis)
    best = max(spans, key=lambda span: (round(_moment_score(span, shown, at), 3), -span.start))
    best = _without_sliver(best, analysis)
    return Window(span=best, reason=_why(best, shown, at))


def _best_end(start: float, latest: float, at: Edges) -> float:
    """The last sentence end, else the last edge, that keeps enough of the output; else ``latest``."""
    for ends, share in ((at.sentences, SHORTEST_SHARE), (at.ends, (1 + SHORTEST_SHARE) / 2)):
        last = bisect_right(ends, latest + 1e-6) - 1
        if last >= 0 and ends[last] >= start + (latest - start) * share:
            return min(latest, ends[last])
    return latest


def _without_sliver(span: Span, analysis: Analysis) -> Span:
    """The span without a flash of the shot before or after it: such a cut looks like a mistake."""
    cuts = [shot.span.start for shot in analysis.shots]
    late = [cut for cut in cuts if span.start < cut <= span.start + SLIVER_S]
    early = [cut for cut in cuts if span.end - SLIVER_S <= cut < span.end]
    return Span(start=late[-1] if late else span.start, end=early[0] if early else span.end)


def _moment_score(span: Span, shown: _Timeline, at: Edges) -> float:
    """How good a moment is, by what it shows and how cleanly it is cut."""
    samples = shown.samples(span)
    if not samples or samples[0].luma < BLACK_LUMA:
        return -10.0
    bright = [sample for sample in samples if sample.luma >= BLACK_LUMA]
    faces = sum(1 for sample in samples if sample.faces) / len(samples)
    motion = sum(min(1.0, sample.motion / STEADY_MOTION) for sample in samples) / len(samples)
    speech = sum(span.overlap(spoken) for spoken in shown.said(span)) / span.seconds
    clean = 0.3 * _on(span.start, at.starts) + 0.3 * (_on(span.end, at.ends) or _on(span.end, at.starts))
    clean -= 0.4 * shown.breaks_in(span.start) + 0.4 * shown.breaks_in(span.end)
    hurried = 0.15 * max(0, shown.shots(span) - 2)
    dim = 1.0 if samples[0].luma < DIM_LUMA else 0.0
    return speech + faces + 0.5 * motion + clean - hurried - dim - 2 * (1 - len(bright) / len(samples))


def _why(span: Span, shown: _Timeline, at: Edges) -> Message:
    samples = shown.samples(span)
    shows = []
    if any(span.overlap(spoken) > span.seconds / 3 for spoken in shown.said(span)):
        shows.append(msg("somebody speaks"))
    if sum(1 for sample in samples if sample.faces) * 2 > len(samples):
        shows.append(msg("a face shows"))
    if not shows:
        shows.append(msg("most moves"))
    return msg(
        "{start:.1f} to {end:.1f} s, where {shows}; it ends where {ending}",
        start=span.start, end=span.end, shows=tuple(shows), ending=_what_ends(span.end, at),
    )  # fmt: skip


def _what_ends(end: float, at: Edges) -> Message:
    if _on(end, at.sentences):
        return msg("a sentence ends")
    return msg("a shot or somebody's words end") if _on(end, at.ends) else msg("its time is up")


def _first_light(analysis: Analysis) -> float:
    """Where the master stops being black; 0 where it never is or always is."""
    samples = [sample for shot in analysis.shots for sample in shot.samples]
    lit = next((sample.at for sample in samples if sample.luma >= BLACK_LUMA), 0.0)
    return lit if samples and samples[0].luma < BLACK_LUMA else 0.0


def _on(at: float, moments: Sequence[float]) -> bool:
    """Whether it lies on one of ``moments``, which are in order."""
    first = bisect_left(moments, at - NEAR_S)
    return first < len(moments) and moments[first] <= at + NEAR_S


def _sorted(moments: Iterable[float]) -> tuple[float, ...]:
    """In order, and without those that lie on another."""
    ordered = sorted(moments)
    return tuple(ordered[:1] + [later for earlier, later in pairwise(ordered) if later - earlier > 1e-6])  # noqa: PLR2004
