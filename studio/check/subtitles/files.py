"""The subtitle files of a master, as they came in: held against the rules once, not once for each output."""

from __future__ import annotations

from pathlib import Path

from studio import memo
from studio.analyse.analysis import Analysis
from studio.check.finding import Finding
from studio.check.subtitles import rules, said
from studio.check.subtitles.tracks import Track, came_in
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.ingest.master import Master, Subtitles
from studio.messages import msg, nmsg
from studio.paths import PACKAGE
from studio.plan.reading import GAP_FRAMES, LONGEST_S, MAX_CHARACTERS, MAX_LINES, MAX_PER_S, SHORTEST_S
from studio.values import Frozen, digest

SOURCE = "Netflix Timed Text Style Guide <https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617>"
OWN = "Content Studio's own rules for what comes in"
AS_OF = {SOURCE: "unknown", OWN: "2026-11"}


class CheckedSubtitles(Frozen):
    """One subtitle file of the master, and what was found about it."""

    name: str
    language: str | None
    findings: tuple[Finding, ...]


class _Checked(Frozen):
    """All of them."""

    files: tuple[CheckedSubtitles, ...]


def check_subtitles(master: Master, analysis: Analysis, *, cache: Path | None = None) -> tuple[CheckedSubtitles, ...]:
    """Every subtitle file of ``master`` against the rules and against what is said.

    Its fixes are meant for all placements. What was found before comes from ``cache``.
    """

    def check() -> _Checked:
        return _Checked(
            files=tuple(
                CheckedSubtitles(
                    name=track.name, language=track.language, findings=_findings(track, analysis, master.duration_s)
                )
                for track in came_in(master)
            )
        )

    key = digest([master.model_dump(mode="json", exclude={"path"}), memo.code_digest(PACKAGE)])
    return memo.remember(cache, "subtitles", key, _Checked, check).files


def _findings(track: Track, analysis: Analysis, seconds: float | None) -> tuple[Finding, ...]:
    one, file = (track,), track.whole
    verdicts = {
        "reading_speed": (rules.reading_speed(one, MAX_PER_S), SOURCE),
        "line_length": (rules.line_length(one, MAX_CHARACTERS), SOURCE),
        "line_count": (rules.line_count(one, MAX_LINES), SOURCE),
        "cue_duration": (rules.cue_duration(one, SHORTEST_S, LONGEST_S), SOURCE),
        "cue_gaps": (rules.cue_gaps(one, GAP_FRAMES), SOURCE),
        "well_formed": (_well_formed(file), OWN),
        "inside": (_inside(track, seconds), OWN),
        "language": (said.language(one), OWN),
        "timing": (said.timing(one, analysis.voice, said.MAX_SHIFT_S), SOURCE),
        "speech": (said.speech_covered(one, analysis.speech, said.MOST_BARE_S), OWN),
    }
    return tuple(_finding(f"subtitles.{name}", verdict, source) for name, (verdict, source) in verdicts.items())


def _well_formed(file: Subtitles | None) -> Verdict:
    """What had to be mended for the file to be read at all: times, order, overlaps, encoding."""
    repairs = file.repairs if file else ()
    if not repairs:
        return passed(msg("The file is well formed."))
    return warned(
        msg("The file was mended while it was read: {repairs}.", repairs=repairs), repairs=[str(one) for one in repairs]
    )


def _inside(track: Track, seconds: float | None) -> Verdict:
    """Whether its subtitles lie within the master: those behind its end show that a file belongs to another video."""
    if seconds is None:
        return unknown(msg("A picture and a text have no end."))
    behind = [cue for cue in track.cues if cue.start >= seconds]
    if not behind:
        return passed(msg("No subtitle comes after the end."))
    return warned(
        nmsg(
            "{count} of {total} subtitles comes after the end, at {at:.1f} s of {seconds:.1f} s: look whether the file "
            "belongs to this master.",
            "{count} of {total} subtitles come after the end, first at {at:.1f} s of {seconds:.1f} s: look whether the "
            "file belongs to this master.",
            len(behind), total=len(track.cues), at=behind[0].start, seconds=seconds,
        ),
        at_s=[cue.start for cue in behind],
        text=[cue.text for cue in behind],
    )  # fmt: skip


def _finding(rule: str, verdict: Verdict, source: str) -> Finding:
    return Finding(
        rule=rule,
        level=verdict.level,
        message=verdict.message,
        said=verdict.said,
        evidence=verdict.evidence,
        source=source,
        as_of=AS_OF[source],
        confidence="medium",
        fix=verdict.fix,
        cases=verdict.cases,
    )
