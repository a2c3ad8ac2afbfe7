"""Decisions in words, so that people see what a fix does before and after it is taken."""

from __future__ import annotations

from collections.abc import Callable

from studio.messages import Message, msg, nmsg
from studio.plan.edits import TITLE, PlacementEdits, SubtitleTiming


def in_words(change: PlacementEdits) -> Message:
    """Such as "start at 3.2 s of the master and fill the frame"."""
    return msg("{changes}", changes=tuple(BY_FIELD[name](change) for name, value in change if value is not None))


def _fit(change: PlacementEdits) -> Message:
    whole = change.fit == "blur"
    return msg("show the whole picture over a blurred copy") if whole else msg("let the picture fill the frame")


def _focal_point(change: PlacementEdits) -> Message:
    assert change.focal_point
    across, down = change.focal_point.x, change.focal_point.y
    return msg("keep the point {across:.0%} from the left and {down:.0%} from the top", across=across, down=down)


def _hook(change: PlacementEdits) -> Message:
    if change.hook == TITLE:
        return msg("open with the copy's title")
    return msg("open with the words “{value}”", value=change.hook)


def _subtitle_timing(change: PlacementEdits) -> Message:
    return msg("{changes}", changes=tuple(_moved(timing) for timing in change.subtitle_timing or ()))


def _retime_subtitles(change: PlacementEdits) -> Message:
    if change.retime_subtitles:
        return msg("give each subtitle the time that reading takes")
    return msg("leave each subtitle the time that it has")


def _blur_regions(change: PlacementEdits) -> Message:
    count = len(change.blur_regions or ())
    return nmsg("blur {count} part of the picture as well", "blur {count} parts of the picture as well", count)


def _blur_faces(change: PlacementEdits) -> Message:
    told = {"all": msg("blur all faces"), "bystanders": msg("blur the faces of bystanders")}
    return told.get(change.blur_faces or "", msg("blur no faces"))


def _moved(timing: SubtitleTiming) -> Message:
    """Such as "subtitles in “en” 1.70 s earlier"."""
    language, seconds = timing.language, abs(timing.shift_s)
    if timing.rate != 1:
        return msg(
            "show subtitles in “{language}” at {rate:.4f} of their times, moved by {shift:+.2f} s",
            language=language, rate=timing.rate, shift=timing.shift_s,
        )  # fmt: skip
    if timing.shift_s > 0:
        return msg("show subtitles in “{language}” {seconds:.2f} s later", language=language, seconds=seconds)
    return msg("show subtitles in “{language}” {seconds:.2f} s earlier", language=language, seconds=seconds)


BY_FIELD: dict[str, Callable[[PlacementEdits], Message]] = {
    "focal_point": _focal_point,
    "start_s": lambda change: msg("start at {value:.1f} s of the master", value=change.start_s),
    "end_s": lambda change: msg("end by {value:.1f} s of the master", value=change.end_s),
    "still_s": lambda change: msg("show the moment at {value:.1f} s", value=change.still_s),
    "fit": _fit,
    "language": lambda change: msg("burn in the subtitles in “{value}”", value=change.language),
    "subtitle_timing": _subtitle_timing,
    "retime_subtitles": _retime_subtitles,
    "keep_clear": lambda _: msg("keep parts of the picture clear"),
    "blur_faces": _blur_faces,
    "blur_regions": _blur_regions,
    "hook": _hook,
}
"""How a decision of each field is told; every field has its words."""
