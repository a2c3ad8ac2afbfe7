"""Decisions in words, so that people see what a fix does before and after it is taken."""

from __future__ import annotations

from studio.messages import Message, msg
from studio.plan.edits import TITLE, PlacementEdits


def in_words(change: PlacementEdits) -> Message:
    """Such as "start at 3.2 s of the master and fill the frame"."""
    return msg("{changes}", changes=tuple(_told(name, change) for name, value in change if value is not None))


def _told(name: str, change: PlacementEdits) -> Message:
    if name == "start_s":
        return msg("start at {seconds:.1f} s of the master", seconds=change.start_s)
    if name == "end_s":
        return msg("end by {seconds:.1f} s of the master", seconds=change.end_s)
    if name == "still_s":
        return msg("show the moment at {seconds:.1f} s", seconds=change.still_s)
    if name == "fit":
        whole = change.fit == "blur"
        return msg("show the whole picture over a blurred copy") if whole else msg("let the picture fill the frame")
    if name == "focal_point" and change.focal_point:
        across, down = change.focal_point.x, change.focal_point.y
        return msg("keep the point {across:.0%} from the left and {down:.0%} from the top", across=across, down=down)
    if name == "hook":
        if change.hook == TITLE:
            return msg("open with the copy's title")
        return msg("open with the words “{words}”", words=change.hook)
    if name == "language":
        return msg("burn in the subtitles in “{language}”", language=change.language)
    return msg("set {name} to {value}", name=name, value=str(getattr(change, name)))
