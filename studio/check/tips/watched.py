"""Checks on the whole of a video: flashing, gaps, trembling, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from studio.check.cures import SAME_S, starting_at
from studio.check.evidence import Evidence
from studio.check.observed import Look, Peak
from studio.check.ranges import Positive, Share
from studio.check.telling import this
from studio.check.tips.start import FACE_AREA, MOVES, stands_alone
from studio.check.tips.words import large
from studio.check.verdict import Verdict, passed, to_do, unknown, warned
from studio.messages import Message, msg
from studio.values import Region, Span

STILL_SHARE = 0.95
"""Share of a video that does not move from which it is one still picture, and meant to be."""
EDGE = 0.01
"""Share of the picture's sides that words on a card keep from its edges, at the least."""
_LEAST_SECONDS = 2
"""Of trembling before anybody minds."""


def no_flashing(
    evidence: Evidence, *, max_flashes: Annotated[int, Field(ge=1, le=11)] = 3, max_share: Share = 0.25
) -> Verdict:
    """No more than ``max_flashes`` flashes within any second over more than ``max_share`` of the screen.

    As W3C WCAG 2.2 has it (2.3.1), for general and for red flashes; ITU-R BT.1702 names a quarter of the screen.
    """
    watched = evidence.watched
    if watched is None or evidence.facts.kind != "video":
        return unknown(msg("{file} does not flash.", file=this(evidence.facts)))
    changes = 2 * (max_flashes + 1)
    general, red = (_peak(peaks, changes) for peaks in (watched.flashes.general, watched.flashes.red))
    worst = max(general, red, key=lambda peak: peak.share)
    told = {"wanted_max_flashes": max_flashes, "wanted_max_share": max_share}
    told |= {"general_share": general.share, "red_share": red.share}
    if worst.share <= max_share:
        return passed(msg("Nothing flashes more than {most} times a second over much of it.", most=max_flashes), **told)
    text = msg(
        "It flashes more than {most} times within the second before {at:.1f} s, over {share:.0%} of the screen, which "
        "can trigger seizures: leave this moment out, or slow it down.",
        most=max_flashes, at=worst.at, share=worst.share,
    )  # fmt: skip
    return warned(text, **told, at_s=[worst.at])


def _peak(peaks: Sequence[Peak], changes: int) -> Peak:
    return peaks[changes - 1] if len(peaks) >= changes else Peak()


def no_gaps(
    evidence: Evidence, *, black_s: Positive = 1.0, frozen_s: Positive = 4.0, silent_s: Positive = 4.0
) -> Verdict:
    """It is nowhere black, frozen or silent for longer than so many seconds.

    One still picture, or sound that is drawn, is not frozen; a file without any sound is not silent.
    """
    watched, facts = evidence.watched, evidence.facts
    if watched is None or facts.kind != "video":
        return unknown(msg("{file} has no length to look through.", file=this(facts)))
    still = evidence.recipe is not None and evidence.recipe.source in {"still", "waveform"}
    seconds = facts.duration_s or 0.0
    still = still or sum(span.seconds for span in watched.frozen) >= STILL_SHARE * seconds
    black, frozen, silent = (
        _longer(watched.black, black_s),
        () if still else _longer(watched.frozen, frozen_s),
        _longer(facts.silent, silent_s),
    )
    told: dict[str, Any] = {
        name: [span.model_dump() for span in spans] for name, spans in _named(black, frozen, silent)
    }
    wrong = (
        *(msg("black from {start:.1f} to {end:.1f} s", start=span.start, end=span.end) for span in black),
        *(msg("frozen from {start:.1f} to {end:.1f} s", start=span.start, end=span.end) for span in frozen),
        *(msg("silent from {start:.1f} to {end:.1f} s", start=span.start, end=span.end) for span in silent),
    )
    if not wrong:
        if facts.loudness_lufs is None:
            return passed(msg("It is nowhere black or frozen for long, and silent throughout."), **told)
        return passed(msg("It is nowhere black, frozen or silent for long."), **told)
    found = _begun(evidence, (*black, *frozen, *silent), wrong, told)
    return found.model_copy(update={"cases": len(wrong)})


def _begun(evidence: Evidence, gaps: Sequence[Span], wrong: tuple[Message, ...], told: dict[str, Any]) -> Verdict:
    """What is wrong, and a later start where it begins so: safe where nothing is lost by it."""
    first = next((span for span in gaps if span.start <= SAME_S), None)
    later = starting_at(evidence, first.end) if first else None
    if first is None or later is None:
        return warned(msg("It is {gaps}: cut that out, or choose another stretch.", gaps=wrong), **told)
    quiet = _quiet_until(evidence, first)
    if quiet > first.start + SAME_S:
        safe = starting_at(evidence, quiet)
        return warned(msg("It is {gaps}: start later.", gaps=wrong), **told).mended_by(safe, safe=True)
    text = msg("It is {gaps}: look whether a later start loses what is said or shown meanwhile.", gaps=wrong)
    return warned(text, **told).mended_by(later)


def _quiet_until(evidence: Evidence, gap: Span) -> float:
    """When in a stretch somebody begins to speak, or a subtitle shows: its end where nobody does.

    Its start where something moves in it, or a face or words show, or where nobody knows.
    """
    looks = [look for look in evidence.looks.all if gap.start <= look.at < gap.end]
    if evidence.speech is None or any(_shows_something(look) for look in looks):
        return gap.start
    cues = (Span(start=cue.start, end=cue.end) for cue in evidence.subtitles or ())
    said = [span.start for span in (*evidence.speech, *cues) if span.overlap(gap) > 0]
    return max(gap.start, min([*said, gap.end]))


def _shows_something(look: Look) -> bool:
    face = any(face.area >= FACE_AREA for face in look.faces)
    return face or bool(large(look.writing)) or (look.motion or 0.0) >= MOVES


def _named(*spans: tuple[Span, ...]) -> zip[tuple[str, tuple[Span, ...]]]:
    return zip(("black", "frozen", "silent"), spans, strict=True)


def _longer(spans: Sequence[Span], seconds: float) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.seconds > seconds)


def steady(evidence: Evidence, *, max_jitter: Positive = 0.006, max_share: Share = 0.2) -> Verdict:
    """The picture trembles by at most ``max_jitter`` of its longer side in all but ``max_share`` of its seconds."""
    watched = evidence.watched
    known = [] if watched is None else [(at, off) for at, off in enumerate(watched.jitter) if off is not None]
    if not known:
        return unknown(msg("Whether the camera is steady could not be told."))
    trembling = [at for at, off in known if off > max_jitter]
    worst = max(off for _, off in known)
    told = {"worst": worst, "wanted_max": max_jitter, "at_s": trembling, "seconds_told": len(known)}
    if len(trembling) < _LEAST_SECONDS or len(trembling) <= max_share * len(known):
        return passed(msg("The picture is steady."), **told)
    text = msg(
        "The picture trembles for {seconds} s, first at {at} s: steady it, or choose another take.",
        seconds=len(trembling), at=trembling[0],
    )  # fmt: skip
    return warned(text, **told)


def end_card(evidence: Evidence, *, within_s: Positive = 3.0) -> Verdict:
    """Words, a logo or a code stand at the end and say what to do next. A note where they do not, never a warning.

    What runs into the frame's edge is part of a scene that looks like writing, such as a shelf of books.
    """
    watched, seconds = evidence.watched, evidence.facts.duration_s
    if watched is None or not watched.ending or seconds is None:
        return unknown(msg("{file} has no end to look at.", file=this(evidence.facts)))
    words = [cue for cue, place in evidence.drawn if place and cue.end > seconds - within_s]
    effect = evidence.recipe.effect if evidence.recipe else None
    holds: list[Message] = []
    inside = Region(left=EDGE, top=EDGE, right=1 - EDGE, bottom=1 - EDGE)
    lines = [line for look in watched.ending for line in large(look.writing) if inside.contains(line)]
    if words or lines:
        holds.append(msg("words"))
    if any(stands_alone(look) for look in watched.ending):
        holds.append(msg("a logo"))
    if effect is not None and effect.kind == "after":
        holds.append(msg("a card"))
    told = {"at_s": [look.at for look in watched.ending], "lines": len(lines)}
    if holds:
        return passed(msg("It ends with {what}.", what=tuple(holds)), **told)
    return to_do(msg("It ends without words: consider a last picture that says what to do next."), **told)
