"""Pictures: one moment of a moving master, or a picture, framed for a placement."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from studio.analyse.analysis import Analysis, Shot
from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan import windows
from studio.plan.contained import contained, is_contained
from studio.plan.edits import PlacementEdits
from studio.plan.framing import CIRCLE_RIM, frame_shot
from studio.plan.recipe import Clip, Framing, ImageEncode, Recipe
from studio.plan.timing import output_fps
from studio.platforms.contract import Placement, Target


def moment(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture from a moving picture: its best frame, or the one that somebody chose."""
    best = windows.best_still(analysis)
    at = edits.still_s if edits.still_s is not None else best.at if best else 0.0
    if edits.still_s is not None:
        why = msg("the frame at {at:.1f} s: somebody chose it", at=at)
    elif best and best.faces:
        why = msg("the frame at {at:.1f} s: it is sharp and well lit, with a face", at=at)
    else:
        why = msg("the frame at {at:.1f} s: it is sharp and well lit", at=at)
    return moment_at(at, master, analysis, target, edits, why=why)


def moment_at(
    at: float, master: Master, analysis: Analysis, target: Target, edits: PlacementEdits, *, why: Message
) -> Recipe:
    """The frame of a moving picture at one moment."""
    assert master.video
    shot = shot_at(at, analysis)
    fps = output_fps(master.video)
    last = max(0, int((master.duration_s or 0) * fps) - 1)
    start = min(round(at * fps), last)
    framing, reason = framed(master, _around(shot, at), target.placement, edits)
    return image(master, target, [why, reason], Clip(start=start, end=start + 1, framing=framing), fps)


def picture(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture from a picture."""
    framing, why = framed(master, analysis.shots[0], target.placement, edits)
    return image(master, target, [why], Clip(start=0, end=1, framing=framing), None)


def image(
    master: Master, target: Target, reasons: Sequence[Message | None], clip: Clip, fps: Fraction | None
) -> Recipe:
    """What all pictures have in common."""
    placement = target.placement
    assert placement.format in {"jpeg", "png", "webp"}
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="image",
        source="contained" if clip.framing.mode == "contain" else "frame",
        size=placement.canvas,
        fps=fps,
        clips=(clip,),
        image=ImageEncode.model_validate({"format": placement.format}),
        max_bytes=target.limit("max_bytes"),
        reasons=tuple(reason for reason in reasons if reason),
    )


def shot_at(at: float, analysis: Analysis) -> Shot:
    """The shot that shows at one moment; the last one behind the end."""
    return next((shot for shot in analysis.shots if shot.span.start <= at < shot.span.end), analysis.shots[-1])


def framed(master: Master, shot: Shot, placement: Placement, edits: PlacementEdits) -> tuple[Framing, Message | None]:
    """What a still placement shows of a picture or of one moment, and why where it is worth telling."""
    assert master.size
    if is_contained(master, placement, edits):
        return contained(master, shot, placement)
    rim = CIRCLE_RIM if placement.shape == "circle" else 0.0
    return frame_shot(shot, master.size, placement.canvas, edits, rim=rim)


def _around(shot: Shot, at: float) -> Shot:
    """The shot as it is at one moment: a still needs to hold only what that frame shows."""
    nearest = min(shot.samples, key=lambda sample: abs(sample.at - at), default=None)
    return shot.model_copy(update={"samples": (nearest,)}) if nearest else shot
