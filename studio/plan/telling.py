"""Decisions in words, so that people see what a fix does before and after it is taken."""

from __future__ import annotations

from typing import Any

from studio.messages import Message, msg, nmsg
from studio.plan.edits import TITLE, PlacementEdits, SubtitleTiming


def in_words(change: PlacementEdits) -> Message:
    """Such as "start at 3.2 s of the master and fill the frame"."""
    return msg("{changes}", changes=tuple(_told(name, change) for name, value in change if value is not None))


def _told(name: str, change: PlacementEdits) -> Message:
    if name == "fit":
        whole = change.fit == "blur"
        return msg("show the whole picture over a blurred copy") if whole else msg("let the picture fill the frame")
    if name == "focal_point" and change.focal_point:
        across, down = change.focal_point.x, change.focal_point.y
        return msg("keep the point {across:.0%} from the left and {down:.0%} from the top", across=across, down=down)
    if change.hook == TITLE and name == "hook":
        return msg("open with the copy's title")
    return _told_of_all(name, change) or _told_plainly(name, getattr(change, name))


def _told_of_all(name: str, change: PlacementEdits) -> Message | None:
    """A field about subtitles or about what nobody may see."""
    if name == "subtitle_timing":
        return msg("{changes}", changes=tuple(_moved(timing) for timing in change.subtitle_timing or ()))
    if name == "blur_regions":
        count = len(change.blur_regions or ())
        return nmsg("blur {count} part of the picture as well", "blur {count} parts of the picture as well", count)
    if name == "blur_faces":
        told = {"all": msg("blur all faces"), "bystanders": msg("blur the faces of bystanders")}
        return told.get(change.blur_faces or "", msg("blur no faces"))
    if name == "retime_subtitles" and change.retime_subtitles:
        return msg("give each subtitle the time that reading takes")
    return None


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


def _told_plainly(name: str, value: Any) -> Message:
    """A field whose value is a word or a number, or one that has no words of its own."""
    if name in _WITHOUT_FIGURES:
        return _WITHOUT_FIGURES[name]
    value = value if isinstance(value, (str, int, float)) else str(value)
    told = {
        "start_s": msg("start at {value:.1f} s of the master", value=value),
        "end_s": msg("end by {value:.1f} s of the master", value=value),
        "still_s": msg("show the moment at {value:.1f} s", value=value),
        "hook": msg("open with the words “{value}”", value=value),
        "blur_faces": _FACES.get(str(value), msg("blur the faces")),
        "language": msg("burn in the subtitles in “{value}”", value=value),
    }
    return told.get(name) or msg("set {name} to {value}", name=name, value=value)


_WITHOUT_FIGURES = {
    "retime_subtitles": msg("give each subtitle the time that reading takes"),
    "subtitle_timing": msg("move the subtitles to what is said"),
    "keep_clear": msg("keep parts of the picture clear"),
    "blur_regions": msg("blur parts of the picture"),
}
"""What is decided by fields whose values say nothing to people."""
_FACES = {
    "all": msg("blur every face"),
    "bystanders": msg("blur the faces of bystanders"),
    "nobody": msg("blur no face"),
}
