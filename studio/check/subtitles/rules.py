"""Rules that any subtitles can be held against, one by one: pure, on tracks alone.

The figures are those of Netflix's timed-text style guides, unless a platform asks for others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

from studio.check.subtitles.tracks import Fault, Finder, Track, can_be_retimed
from studio.check.telling import plain, rounded
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.ingest.master import Cue
from studio.messages import Message, msg, nmsg
from studio.plan.edits import PlacementEdits
from studio.plan.reading import characters, line_width, measure, signs_per_s

ROUNDING_S = 0.0015
"""Subtitle files count in milliseconds."""

Tell = Callable[[Sequence[Fault], Fault], Message]
"""What is wrong, from all faults and the worst one."""


def reading_speed(tracks: Sequence[Track], max_per_s: float) -> Verdict:
    """Characters a second; fewer where one sign is a syllable or a word."""
    total = sum(len(track.cues) for track in tracks)

    def limit(fault: Fault) -> float:
        return signs_per_s(fault.track.language, fault.cue.text, max_per_s)

    def speeds(track: Track) -> list[Fault]:
        return [Fault(track, cue, characters(cue.text) / max(1e-3, cue.end - cue.start)) for cue in track.cues]

    def find(track: Track) -> list[Fault]:
        return [each for each in speeds(track) if each.measured > limit(each) + 1e-9]

    def wrong(faults: Sequence[Fault], _: Fault) -> Message:
        worst = max(faults, key=lambda each: each.measured / limit(each))
        return nmsg(
            "{count} of {total} subtitles is too fast to read; the fastest, at {at:.1f} s, has {speed} characters a "
            "second, over {most}: give it more time, or shorten the text.",
            "{count} of {total} subtitles are too fast to read; the fastest, at {at:.1f} s, has {speed} characters a "
            "second, over {most}: give it more time, or shorten the text.",
            len(faults), total=total, at=worst.cue.start, most=plain(limit(worst)),
            speed=plain(rounded(worst.measured, limit(worst), 0)),
        )  # fmt: skip

    every = [each for track in tracks for each in speeds(track)]
    fastest = max(every, key=lambda each: each.measured / limit(each), default=None)
    fine = fastest and msg(
        "The fastest subtitle has {speed:.0f} characters a second, at most {most}.",
        speed=fastest.measured, most=plain(limit(fastest)),
    )  # fmt: skip
    told: dict[str, Any] = {"fastest_per_s": round(fastest.measured, 1)} if fastest else {}
    return _held(tracks, find, fine or msg("It has no subtitles."), wrong, wanted_max_per_s=max_per_s, **told)


def line_length(tracks: Sequence[Track], max_characters: int) -> Verdict:
    """Width of the lines: Chinese, Japanese and Korean signs count twice."""

    def limit(track: Track, cue: Cue) -> int:
        return line_width(track.language, cue.text, min(track.width, max_characters))

    def find(track: Track) -> list[Fault]:
        widest = (Fault(track, cue, max(map(measure, cue.text.split("\n")))) for cue in track.cues)
        return [each for each in widest if each.measured > limit(track, each.cue)]

    def wrong(faults: Sequence[Fault], worst: Fault) -> Message:
        return nmsg(
            "{count} subtitle has a line that is too long; the longest, at {at:.1f} s, takes {wide:.0f} characters, "
            "over {most}: break it.",
            "{count} subtitles have lines that are too long; the longest, at {at:.1f} s, takes {wide:.0f} characters, "
            "over {most}: break them.",
            len(faults), at=worst.cue.start, wide=float(worst.measured), most=limit(worst.track, worst.cue),
        )  # fmt: skip

    fine = msg("No line of a subtitle is longer than {most} characters.", most=max_characters)
    return _held(tracks, find, fine, wrong, wanted_max=max_characters)


def line_count(tracks: Sequence[Track], max_lines: int) -> Verdict:
    """Lines at once."""

    def find(track: Track) -> list[Fault]:
        counts = (Fault(track, cue, len(cue.text.split("\n"))) for cue in track.cues)
        return [each for each in counts if each.measured > max_lines]

    def wrong(faults: Sequence[Fault], worst: Fault) -> Message:
        return nmsg(
            "{count} subtitle has more than {most} lines: {lines:.0f} at {at:.1f} s: split it.",
            "{count} subtitles have more than {most} lines, the most {lines:.0f} at {at:.1f} s: split them.",
            len(faults), at=worst.cue.start, lines=float(worst.measured), most=max_lines,
        )  # fmt: skip

    fine = msg("No subtitle has more than {most} lines.", most=max_lines)
    return _held(tracks, find, fine, wrong, wanted_max=max_lines)


def cue_duration(tracks: Sequence[Track], min_s: float, max_s: float) -> Verdict:
    """Too short to be noticed, or so long that it is read twice."""

    def find(track: Track) -> list[Fault]:
        return [
            Fault(track, cue, max(min_s - _seconds(cue), _seconds(cue) - max_s))
            for cue in track.cues
            if not min_s - ROUNDING_S <= _seconds(cue) <= max_s + ROUNDING_S
        ]

    def wrong(faults: Sequence[Fault], worst: Fault) -> Message:
        return nmsg(
            "{count} subtitle stays too short or too long: {seconds:.2f} s at {at:.1f} s, where {least:.2f} to "
            "{most:.0f} s are wanted: retime it.",
            "{count} subtitles stay too short or too long, the worst {seconds:.2f} s at {at:.1f} s, where {least:.2f} "
            "to {most:.0f} s are wanted: retime them.",
            len(faults), at=worst.cue.start, seconds=_seconds(worst.cue), least=min_s, most=max_s,
        )  # fmt: skip

    fine = msg("Every subtitle stays between {least:.2f} and {most:.0f} s.", least=min_s, most=max_s)
    wanted: dict[str, Any] = {"wanted_min_s": round(min_s, 3), "wanted_max_s": max_s}
    return _held(tracks, find, fine, wrong, lambda fault: _seconds(fault.cue), **wanted)


def cue_gaps(tracks: Sequence[Track], min_frames: int) -> Verdict:
    """Frames between two subtitles, so that the eye notices the change. Those that overlap are another matter."""
    share = min_frames / 2

    def find(track: Track) -> list[Fault]:
        gaps = ((later.start - earlier.end, later) for earlier, later in pairwise(track.cues))
        wanted = track.gap_s * share - ROUNDING_S
        return [Fault(track, later, -gap) for gap, later in gaps if -ROUNDING_S <= gap < wanted]

    def wrong(faults: Sequence[Fault], _: Fault) -> Message:
        return nmsg(
            "{count} subtitle follows the one before it by less than {frames} frames, at {at:.1f} s: the change is "
            "easily missed; end the earlier one sooner.",
            "{count} subtitles follow the ones before them by less than {frames} frames, first at {at:.1f} s: the "
            "change is easily missed; end the earlier ones sooner.",
            len(faults), at=min(each.cue.start for each in faults), frames=min_frames,
        )  # fmt: skip

    fine = msg("At least {frames} frames lie between any two subtitles.", frames=min_frames)
    return _held(tracks, find, fine, wrong, wanted_min_frames=min_frames, measured=lambda fault: -fault.measured)


def cue_overlap(tracks: Sequence[Track]) -> Verdict:
    """Two subtitles at once: players pile them up, or drop one."""

    def find(track: Track) -> list[Fault]:
        over = ((earlier.end - later.start, later) for earlier, later in pairwise(track.cues))
        return [Fault(track, later, seconds) for seconds, later in over if seconds > ROUNDING_S]

    def wrong(faults: Sequence[Fault], worst: Fault) -> Message:
        return nmsg(
            "{count} subtitle begins before the one before it ends, by {seconds:.2f} s at {at:.1f} s: end the earlier "
            "one sooner.",
            "{count} subtitles begin before the ones before them end, most by {seconds:.2f} s at {at:.1f} s: end the "
            "earlier ones sooner.",
            len(faults), at=worst.cue.start, seconds=worst.measured,
        )  # fmt: skip

    return _held(tracks, find, msg("No two subtitles show at once."), wrong)


def _held(
    tracks: Sequence[Track], find: Finder, fine: Message, wrong: Tell,
    measured: Callable[[Fault], float] = attrgetter("measured"), **told: object,
) -> Verdict:  # fmt: skip
    """What a rule says of these tracks, with the edit that mends it where retiming does.

    ``measured`` is what people are told where a fault is ranked by something else.
    """
    if not any(track.cues for track in tracks):
        return unknown(msg("It has no subtitles."))
    faults = [fault for track in tracks for fault in find(track)]
    if not faults:
        return passed(fine, **told)
    worst = max(faults, key=lambda fault: fault.measured)
    verdict = warned(
        wrong(faults, worst),
        at_s=[fault.cue.start for fault in faults],
        text=[fault.cue.text for fault in faults],
        tracks=sorted({fault.track.name for fault in faults}),
        measured=[round(measured(fault), 3) for fault in faults],
        **told,
    ).model_copy(update={"cases": len(faults)})
    return verdict.mended_by(PlacementEdits(retime_subtitles=True) if can_be_retimed(faults, find) else None, safe=True)


def _seconds(cue: Cue) -> float:
    return cue.end - cue.start
