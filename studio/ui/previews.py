"""What a fix would look like, before it is taken: one moment of an output as its recipe says, drawn at once."""

from __future__ import annotations

from pathlib import Path

from studio.check.finding import Finding
from studio.errors import RenderError
from studio.export import Prepared, effects_of
from studio.ingest.master import Cue
from studio.plan.edits import Edits, PlacementEdits
from studio.plan.planner import plan
from studio.plan.recipe import Captions, Clip, ImageEncode, Recipe
from studio.platforms.contract import Target
from studio.render import pictures

_QUALITY = 80
_SHOWN = {"frames", "still", "gif", "frame", "contained"}
"""Recipes whose picture is the master's."""
_FROM_THE_START = {"start_s", "still_s", "hook"}
"""Changes that are seen in the first frame."""


def planned(prepared: Prepared, target: Target, edits: Edits) -> Recipe | None:
    """How the output would be made; ``None`` where it could not."""
    effects, _ = effects_of([target])
    return next(iter(plan(prepared.master, prepared.analysis, [target], edits, effects).recipes), None)


def moment(recipe: Recipe, change: PlacementEdits, finding: Finding) -> int:
    """The frame of ``recipe``, counted in the master, at which the change is seen best."""
    first, last = recipe.clips[0].start, recipe.clips[-1].end - 1
    if "end_s" in change.decided:
        return last
    at = finding.evidence.get("at_s")
    at = at[0] if isinstance(at, list) and at else at
    if change.decided & _FROM_THE_START or not isinstance(at, (int, float)) or not recipe.fps:
        return first
    return max(first, min(last, first + round((at - recipe.lead_s) * recipe.fps)))


def look(recipe: Recipe, frame: int, prepared: Prepared, cache: Path) -> Path | None:
    """A JPEG of what the output shows at one frame of the master, with its words; ``None`` of what shows no master.

    Raises RenderError and StorageError.
    """
    if recipe.source not in _SHOWN:
        return None
    clip = next((clip for clip in recipe.clips if clip.start <= frame < clip.end), recipe.clips[-1])
    at_s = (frame - recipe.clips[0].start) / recipe.fps if recipe.fps else 0.0
    still = Recipe(
        placement=recipe.placement,
        master=recipe.master,
        kind="image",
        source="contained" if clip.framing.mode == "contain" else "frame",
        size=recipe.size,
        fps=recipe.fps if prepared.master.video else None,
        clips=(Clip(start=frame, end=frame + 1, framing=clip.framing),),
        captions=_standing(recipe.body.captions, float(at_s)),
        hook=_standing(recipe.body.hook, float(at_s)),
        image=ImageEncode(format="jpeg", quality=_QUALITY),
    )
    ((_, made),) = pictures([still], prepared.master, cache=cache)
    if isinstance(made, RenderError):
        raise made
    return made.path


def _standing(words: Captions | None, at_s: float) -> Captions | None:
    """The words that stand at one moment, as on a still picture."""
    shown = next((cue for cue in words.cues if cue.start <= at_s < cue.end), None) if words else None
    return words.model_copy(update={"cues": (Cue(start=0, end=1, text=shown.text),)}) if words and shown else None
