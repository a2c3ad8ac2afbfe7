"""Checks on how subtitles are timed and set, burned in or beside the output, and on what is said without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studio.check.evidence import Evidence, seen, within
from studio.check.ranges import AtLeastOne, Positive, Share
from studio.check.subtitles import rules, said
from studio.check.subtitles.tracks import Track, tracks_of
from studio.check.tips.faces import CORE, PROMINENT
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.reading import GAP_FRAMES, LONGEST_S, MAX_CHARACTERS, MAX_LINES, SHORTEST_S
from studio.plan.retiming import UNKNOWN
from studio.values import Region, Span

NOT_OURS = msg("Which subtitles belong to this file is not known: it was not made here.")
LEGIBLE = 0.03
"""Height of a line of writing in the picture, as a share of what shows, that is read on a phone: 11 px of 360."""
WIDE = 0.15
"""The same of its width: less is a label or a sign, not what is said."""
_WHOLE = 0.9


def reading_speed(evidence: Evidence, *, max_per_s: Positive) -> Verdict:
    """Every subtitle stays long enough: at most ``max_per_s`` characters a second, fewer in Chinese or Japanese."""
    return _asked(evidence, lambda tracks: rules.reading_speed(tracks, max_per_s))


def line_length(evidence: Evidence, *, max_characters: AtLeastOne = MAX_CHARACTERS) -> Verdict:
    """No line is longer than ``max_characters`` or than fits the picture; wide signs count twice."""
    return _asked(evidence, lambda tracks: rules.line_length(tracks, max_characters))


def line_count(evidence: Evidence, *, max_lines: AtLeastOne = MAX_LINES) -> Verdict:
    """No subtitle has more than ``max_lines`` lines."""
    return _asked(evidence, lambda tracks: rules.line_count(tracks, max_lines))


def cue_duration(evidence: Evidence, *, min_s: Positive = SHORTEST_S, max_s: Positive = LONGEST_S) -> Verdict:
    """Every subtitle stays from ``min_s`` to ``max_s``."""
    return _asked(evidence, lambda tracks: rules.cue_duration(tracks, min_s, max_s))


def cue_gaps(evidence: Evidence, *, min_frames: AtLeastOne = GAP_FRAMES) -> Verdict:
    """At least ``min_frames`` lie between two subtitles, so that the eye notices the change."""
    return _asked(evidence, lambda tracks: rules.cue_gaps(tracks, min_frames))


def cue_overlap(evidence: Evidence) -> Verdict:
    """No two subtitles of one language show at once."""
    return _asked(evidence, rules.cue_overlap)


def subtitle_language(evidence: Evidence) -> Verdict:
    """Each subtitle file is in the language that its name tells, as far as its text is long enough to tell."""
    return _asked(evidence, said.language)


def subtitle_timing(evidence: Evidence, *, max_s: Positive = said.MAX_SHIFT_S) -> Verdict:
    """Subtitles come with what is said, within ``max_s``: the whole file's cues against the sound of the master."""
    voice = evidence.analysis.voice if evidence.analysis else None
    return _asked(evidence, lambda tracks: said.timing(tracks, voice, max_s))


def speech_subtitled(evidence: Evidence, *, min_s: Positive = said.MOST_BARE_S) -> Verdict:
    """Nobody speaks for ``min_s`` or longer without a subtitle in each language that there is."""
    return _asked(evidence, lambda tracks: said.speech_covered(tracks, evidence.speech, min_s))


def _asked(evidence: Evidence, rule: Callable[[tuple[Track, ...]], Verdict]) -> Verdict:
    """A rule on the subtitles of this output, where it is known which those are."""
    tracks = tracks_of(evidence)
    return unknown(NOT_OURS) if tracks is None else rule(tracks)


def subtitle_files(evidence: Evidence) -> Verdict:
    """A subtitle file lies beside it in each language that the master has."""
    if evidence.recipe is None or evidence.master is None:
        return unknown(NOT_OURS)
    beside = {one.language or UNKNOWN for one in evidence.recipe.sidecars}
    came = {one.language or UNKNOWN for one in evidence.master.subtitles}
    told = {"files": sorted(beside), "wanted": sorted(came)}
    if came - beside:
        missing = tuple(sorted(came - beside))
        return warned(msg("No subtitle file lies beside it in: {languages}.", languages=missing), **told)
    if not beside and evidence.speech:
        return warned(msg("Somebody speaks, and no subtitle file lies beside it: add one for each language."), **told)
    if not beside:
        return passed(msg("Nobody speaks in it."), **told)
    languages = tuple(sorted(beside))
    return passed(msg("Subtitle files lie beside it in {languages}: switch them on.", languages=languages), **told)


def captions_off_faces(evidence: Evidence, *, max_share: Share = 0.1) -> Verdict:
    """No burned-in subtitle covers more than ``max_share`` of the middle of a face."""
    if evidence.recipe is None:
        return unknown(NOT_OURS)
    if evidence.recipe.captions is None:
        return unknown(msg("No subtitles are burned into it."))
    covered = [
        (at, share, region)
        for at, face in _faces(evidence)
        for cue, region in evidence.drawn
        if region and cue.start <= at < cue.end and (share := _overlap(region, face.core(CORE))) > max_share
    ]
    if not covered:
        return passed(msg("No subtitle covers a face."), wanted_max=max_share)
    at, worst, _ = max(covered, key=lambda each: each[1])
    times = sorted({round(each[0], 2) for each in covered})
    return warned(
        nmsg(
            "A subtitle covers a face, {share:.0%} of it at {at:.1f} s: show the whole picture, or move the focal "
            "point so that the face stands higher.",
            "Subtitles cover a face at {count} moments, most, {share:.0%} of it, at {at:.1f} s: show the whole "
            "picture, or move the focal point so that the face stands higher.",
            len(times), share=worst, at=at,
        ),
        at_s=times,
        regions=[region.model_dump() for _, _, region in covered],
        wanted_max=max_share,
    )  # fmt: skip


def _faces(evidence: Evidence) -> Iterator[tuple[float, Region]]:
    """Faces of the finished frames and, since a subtitle may hide one from the finder, of the master's in its crop."""
    for look in evidence.looks.all:
        yield from ((look.at, face) for face in look.faces if face.height >= PROMINENT)
    for each in seen(evidence):
        if not each.fitted:
            shown = (within(face, each.crop) for face in each.sample.faces)
            yield from ((each.at, face) for face in shown if face.height >= PROMINENT)


def _overlap(text: Region, face: Region) -> float:
    """Share of the face that lies under the text."""
    return text.overlap(face) / face.area if face.area else 0.0


def text_over_speech(evidence: Evidence, *, min_share: Share = 0.95) -> Verdict:
    """Text stands on the screen while somebody speaks. Under ``min_share`` of the time warns; none at all fails.

    Subtitles count, words on cards, and large writing in the picture itself.
    """
    speech, cues = evidence.speech, evidence.subtitles
    if evidence.facts.kind != "video":
        return unknown(msg("Only a video speaks."))
    if speech is None or cues is None:
        return unknown(msg("What is said in this file, and what stands on it, is not known: it was not made here."))
    spoken = sum(span.seconds for span in speech)
    if spoken <= 0:
        return passed(msg("Nobody speaks in it."))
    ours = [Span(start=cue.start, end=cue.end) for cue in (*cues, *(cue for cue, _ in evidence.drawn))]
    shown = said.joined([*ours, *_written(evidence)])
    share = sum(one.overlap(text) for one in speech for text in shown) / spoken
    own = sum(one.overlap(text) for one in speech for text in said.joined(ours)) / spoken
    told: dict[str, object] = {
        "speech_s": round(spoken, 2),
        "with_text": round(share, 3),
        "with_writing_of_the_picture": round(share - own, 3),
        "wanted_min": min_share,
    }
    if share >= min_share:
        return passed(msg("Text stands on {share:.0%} of what is said.", share=share), **told)
    told["at_s"] = [round(one.start, 2) for one in speech if not any(one.overlap(text) for text in shown)]
    if share == 0:
        return failed(
            msg(
                "Somebody speaks for {seconds:.1f} s and no word of it can be read: add a subtitle file.",
                seconds=spoken,
            ),
            **told,
        )
    return warned(
        msg(
            "Text stands on {share:.0%} of what is said, under {wanted:.0%}: complete the subtitles.",
            share=share, wanted=min_share,
        ),
        **told,
    )  # fmt: skip


def _written(evidence: Evidence) -> Iterator[Span]:
    """When the picture itself shows a line of writing that is read at a glance, in the output's own time."""
    recipe, master, analysis = evidence.recipe, evidence.master, evidence.analysis
    if recipe is None or master is None or master.size is None or analysis is None or recipe.fps is None:
        return
    for clip in recipe.clips if recipe.source in {"frames", "gif"} else ():
        crop = clip.framing.crop.as_region(master.size)
        shown = Span(start=float(clip.start / recipe.fps), end=float(clip.end / recipe.fps))
        for shot in analysis.shots:
            if shot.span.overlap(shown) > 0 and any(_reads(line, crop) for line in shot.text):
                start, end = max(shown.start, shot.span.start), min(shown.end, shot.span.end)
                late = recipe.lead_s - recipe.start_s
                yield Span(start=start + late, end=end + late)


def _reads(line: Region, crop: Region) -> bool:
    part = within(line, crop)
    whole = part.width * crop.width >= _WHOLE * line.width and part.height * crop.height >= _WHOLE * line.height
    return whole and part.height >= LEGIBLE and part.width >= WIDE
