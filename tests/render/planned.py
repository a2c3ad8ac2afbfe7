"""Outputs of any kind from real files: planned for a placement, rendered, measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.analyse.analysis import Analysis
from studio.check.facts import Facts
from studio.check.measuring import measure
from studio.ingest import ingest
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe
from studio.render import render
from studio.render.output import Output
from tests.plan.building import analysis, shot, target


def made(
    master: Path,
    cache: Path,
    limits: dict[str, Any] | None = None,
    *,
    seen: Analysis | None = None,
    subtitles: Path | None = None,
    **placement: Any,
) -> tuple[Recipe, Output, Facts]:
    """What becomes of ``master`` at a placement; ``seen`` is what an analysis would have found in it."""
    came_in = ingest(master, [subtitles] if subtitles else [])
    if seen is None and came_in.kind != "text":
        length = came_in.duration_s or 0.0
        seen = analysis(shot(0, length), speech=((0, length),))
    seen = (seen or Analysis(master="0" * 64)).model_copy(update={"loudness_lufs": -20.0})
    (recipe,) = plan(came_in, seen, [target(limits, **placement)], Edits()).recipes
    output = render(recipe, came_in, cache=cache)
    return recipe, output, measure(output.path)
