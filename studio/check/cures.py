"""What mends a broken limit or an opening that says too little, as a change to the edits."""

from __future__ import annotations

from typing import Any

from studio.check.evidence import Evidence, seen
from studio.check.verdict import Verdict
from studio.plan.edits import TITLE, PlacementEdits
from studio.plan.windows import best_still

MOST_OF_IT = 0.55
"""Share of the frame from which a picture shown whole is not small: a wide one on a square, not on an upright one."""
SAME_S = 0.5
"""Two moments nearer to each other than this are one."""


def shows_a_part(evidence: Evidence) -> bool:
    """Whether the output shows a part of its master, so that another part loses nothing; a whole one it would cut."""
    length = evidence.master.duration_s if evidence.master else None
    return bool(evidence.recipe and length and evidence.recipe.body.duration_s < length - SAME_S)


def cured(verdict: Verdict, key: str, value: Any, evidence: Evidence) -> Verdict:
    """The verdict of a limit with what mends it: bytes, sound and encoding the studio fits by itself; length it asks.

    A file over the longest length is refused as it is, so that cutting it after a sentence loses nothing.
    """
    if verdict.level == "fail" and key == "max_duration_s":
        return verdict.mended_by(ending_within(evidence, float(value)), safe=True)
    if verdict.level == "fail" and key == "min_duration_s":
        return verdict.mended_by(starting_earlier(evidence, float(value)), safe=True)
    return verdict


def ending_within(evidence: Evidence, seconds: float) -> PlacementEdits | None:
    """An earlier end, so that the whole output, with whatever a plugin puts around it, lasts ``seconds`` at most."""
    recipe = evidence.recipe
    if recipe is None or recipe.kind not in {"video", "audio"}:
        return None
    body = seconds - (recipe.duration_s - recipe.body.duration_s)
    return PlacementEdits(end_s=round(recipe.start_s + body, 2)) if body > 0 else None


def starting_earlier(evidence: Evidence, least_s: float) -> PlacementEdits | None:
    """An earlier start, where the output begins late enough to last ``least_s``."""
    start = evidence.recipe.start_s if evidence.recipe else 0.0
    missing = least_s - (evidence.facts.duration_s or 0.0)
    return PlacementEdits(start_s=round(start - missing, 2)) if start >= missing else None


def starting_at(evidence: Evidence, seconds: float) -> PlacementEdits | None:
    """A start so far into the output; nothing where a plugin's clip still shows then."""
    recipe = evidence.recipe
    if recipe is None or recipe.kind != "video" or seconds <= recipe.lead_s:
        return None
    return PlacementEdits(start_s=round(recipe.start_s + seconds - recipe.lead_s, 2))


def opening(verdict: Verdict, evidence: Evidence) -> Verdict:
    """The verdict on an opening that says too little: start at a face, or write the copy's title over it.

    To start later cuts a master that is shown whole, so that words are better there.
    """
    recipe = evidence.recipe
    faces = [] if evidence.faces_hidden else [each for each in seen(evidence) if each.sample.faces]
    if faces and shows_a_part(evidence):
        return verdict.mended_by(PlacementEdits(start_s=round(faces[0].master_at, 2)), safe=True)
    if recipe and recipe.kind == "video" and recipe.source != "gif" and recipe.hook is None:
        return verdict.mended_by(PlacementEdits(hook=TITLE), safe=True)
    return verdict


def fills_whole(evidence: Evidence) -> bool:
    """Whether the whole picture would fill most of the frame, so that nobody has to see first how small it gets."""
    recipe, size = evidence.recipe, evidence.master.size if evidence.master else None
    if recipe is None or size is None:
        return False
    narrower, wider = sorted((recipe.size.aspect, size.aspect))
    return narrower / wider >= MOST_OF_IT


def another_moment(evidence: Evidence, *, with_face: bool = False) -> PlacementEdits | None:
    """A better moment of a moving master than the one that shows: with the largest face, else its best picture."""
    if evidence.analysis is None or evidence.master is None or evidence.master.kind != "video":
        return None
    samples = [sample for shot in evidence.analysis.shots for sample in shot.samples if sample.faces]
    best = max(samples, key=lambda sample: sample.faces[0].area * sample.sharpness, default=None)
    best = best if best or with_face else best_still(evidence.analysis)
    shown = evidence.recipe.start_s if evidence.recipe else None
    if best is None or (shown is not None and abs(best.at - shown) < SAME_S):
        return None
    return PlacementEdits(still_s=round(best.at, 2))
