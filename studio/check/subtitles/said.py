"""Subtitles held against what is said, and in which language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.analyse.analysis import Voice
from studio.check.subtitles.tracks import Track
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.ingest.master import Cue
from studio.ingest.subtitles.language import known
from studio.messages import Message, msg, nmsg
from studio.plan.edits import PlacementEdits, SubtitleTiming
from studio.plan.retiming import UNKNOWN
from studio.values import Span

if TYPE_CHECKING:
    from studio.check.subtitles.drift import Drift

MAX_SHIFT_S = 0.4
"""How far from what is said a subtitle may come, unless a platform asks for less."""
MOST_BARE_S = 3.0
"""The same of speech without a subtitle."""
JOIN_S = 0.5
"""A pause between two subtitles that nobody notices."""
PAUSE_S = 1.5
"""A speaker's pause, after which the same speech goes on."""
_DECLARED = re.compile(r"[._ -]([A-Za-z]{2,3})(?:[-_][A-Z][A-Za-z]{1,3})?\.(?:srt|vtt|ass|ssa)$")
_LONG_CODES = {
    "ara": "ar", "deu": "de", "dut": "nl", "eng": "en", "fas": "fa", "fra": "fr", "fre": "fr", "ger": "de", "heb": "he",
    "ita": "it", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "urd": "ur",
}  # fmt: skip
"""ISO 639-2 codes that files are named with, beside the codes of two letters."""
_SAME = {"nb": "no", "nn": "no", "iw": "he"}
"""Codes of what the detector knows under another."""


def timing(tracks: Sequence[Track], voice: Voice | None, max_s: float) -> Verdict:
    """Whether subtitles come when somebody speaks: the shift, or the rate, at which they would fit best."""
    if voice is None:
        return unknown(msg("Nobody is heard in it, so that whether subtitles come in time cannot be told."))
    fits = {track.language or UNKNOWN: (track, _fit(track, voice)) for track in tracks}
    sure = {code: (track, fit) for code, (track, fit) in fits.items() if fit and fit.sure}
    told = {"shift_s": {code: fit.shift_s for code, (_, fit) in fits.items() if fit}, "wanted_max_s": max_s}
    if not sure:
        return unknown(
            msg("Whether the subtitles come with what is said cannot be told: too few, too dense, or over music."),
            **told,
        )
    late = {code: (track, fit) for code, (track, fit) in sure.items() if fit.rate != 1 or abs(fit.shift_s) > max_s}
    if not late:
        worst = max((fit.shift_s for _, fit in sure.values()), key=abs)
        return passed(msg("Subtitles come within {seconds:.2f} s of what is said.", seconds=abs(worst)), **told)
    mended = tuple(
        SubtitleTiming(language=code, shift_s=fit.shift_s, rate=round(fit.rate, 6)) for code, (_, fit) in late.items()
    )
    track, fit = max(late.values(), key=lambda each: abs(each[1].shift_s))
    return warned(_late(track, fit), **told).mended_by(PlacementEdits(subtitle_timing=mended), safe=True)


def _fit(track: Track, voice: Voice) -> Drift | None:
    """Of the whole file: a cut of a few seconds tells nothing."""
    from studio.check.subtitles.drift import drift  # numpy, which a kept report does not wait for

    return drift(track.whole.cues if track.whole else track.cues, voice)


def _late(track: Track, fit: Drift) -> Message:
    name = track.whole.name if track.whole else track.name
    if fit.rate != 1:
        return msg(
            "The subtitles in {name} run away from what is said: they fit at {rate:.4f} times their times, moved by "
            "{shift:+.2f} s.",
            name=name, rate=fit.rate, shift=fit.shift_s,
        )  # fmt: skip
    if fit.shift_s > 0:
        return msg(
            "The subtitles in {name} come {seconds:.2f} s too early: move them by {shift:+.2f} s.",
            name=name, seconds=fit.shift_s, shift=fit.shift_s,
        )  # fmt: skip
    return msg(
        "The subtitles in {name} come {seconds:.2f} s too late: move them by {shift:+.2f} s.",
        name=name, seconds=-fit.shift_s, shift=fit.shift_s,
    )  # fmt: skip


def speech_covered(tracks: Sequence[Track], speech: Sequence[Span] | None, min_s: float) -> Verdict:
    """Stretches of at least ``min_s`` in which somebody speaks, with a speaker's pauses, and no subtitle shows."""
    if speech is None:
        return unknown(msg("What is said in this file is not known."))
    if not any(track.cues for track in tracks):
        return unknown(msg("It has no subtitles."))
    if not speech:
        return unknown(msg("Nobody speaks in it."))
    bare = [(track, span) for track in tracks for span in _spoken_on(speech, track.cues) if span.seconds >= min_s]
    if not bare:
        return passed(msg("Nobody speaks for {seconds:g} s or more without a subtitle.", seconds=min_s))
    _, longest = max(bare, key=lambda each: each[1].seconds)
    return warned(
        nmsg(
            "Somebody speaks without a subtitle for {seconds:.1f} s, from {at:.1f} s on: write what is said.",
            "Somebody speaks without a subtitle {count} times, the longest for {seconds:.1f} s from {at:.1f} s on: "
            "write what is said.",
            len(bare), seconds=longest.seconds, at=longest.start,
        ),
        at_s=[span.start for _, span in bare],
        until_s=[span.end for _, span in bare],
        tracks=sorted({track.name for track, _ in bare}),
        wanted_max_s=min_s,
    )  # fmt: skip


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap or almost meet made one."""
    together: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if together and span.start - together[-1].end <= JOIN_S:
            together[-1] = Span(start=together[-1].start, end=max(span.end, together[-1].end))
        else:
            together.append(span)
    return together


def _spoken_on(speech: Sequence[Span], cues: Sequence[Cue]) -> list[Span]:
    """What of the speech no subtitle stands on, joined over pauses in which none shows either."""
    stretches: list[Span] = []
    for bare in _bare(speech, cues):
        last = stretches[-1] if stretches else None
        if last and bare.start - last.end <= PAUSE_S and not _shows(cues, last.end, bare.start):
            stretches[-1] = Span(start=last.start, end=bare.end)
        else:
            stretches.append(bare)
    return stretches


def _shows(cues: Sequence[Cue], start: float, end: float) -> bool:
    return any(cue.start < end and cue.end > start for cue in cues)


def _bare(speech: Sequence[Span], cues: Sequence[Cue]) -> list[Span]:
    """What of the speech no subtitle stands on."""
    bare = []
    shown = joined([Span(start=cue.start, end=cue.end) for cue in cues])
    for said in speech:
        at = said.start
        for text in shown:
            if text.end <= at or text.start >= said.end:
                continue
            if text.start > at:
                bare.append(Span(start=round(at, 3), end=round(text.start, 3)))
            at = text.end
        if at < said.end:
            bare.append(Span(start=round(at, 3), end=round(said.end, 3)))
    return bare


def language(tracks: Sequence[Track]) -> Verdict:
    """Whether files are in the language that their names tell."""
    files = [track.whole for track in tracks if track.whole]
    named = {file.name: code for file in files if (code := declared(file.name))}
    if not named:
        return unknown(msg("No subtitle file tells its language in its name, such as talk.en.srt."))
    found = {file.name: file.language for file in files if file.name in named}
    told = {"declared": named, "found": found}
    wrong = [name for name, code in found.items() if code and code != named[name]]
    if wrong:
        name = wrong[0]
        text = msg(
            "{name} says that it is in '{declared}', and reads like '{found}': rename it, or bring the right file.",
            name=name, declared=named[name], found=found[name],
        )  # fmt: skip
        return warned(text, **told)
    short = [name for name, code in found.items() if code is None]
    if short:
        return unknown(msg("{names}: too little text to tell its language.", names=tuple(short)), **told)
    return passed(msg("Subtitles are in the language that their names tell."), **told)


def declared(name: str) -> str | None:
    """ISO 639-1 code that a file's name ends with, of a language that can be told: ``talk_ara.vtt``."""
    found = _DECLARED.search(name)
    code = found[1].lower() if found else ""
    code = _LONG_CODES.get(code, code)
    code = _SAME.get(code, code)
    return code if code in known() else None
