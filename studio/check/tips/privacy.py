"""Checks that people who must not be recognised are not."""

from __future__ import annotations

from collections.abc import Iterator

from studio.check.evidence import Evidence, pages, seen
from studio.check.observed import Refound
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.edits import BlurredRegion, PlacementEdits
from studio.plan.recipe import Framing, Recipe
from studio.values import PixelBox, Region, Size

_AROUND_S = 0.3
"""How long before and after a face that was missed a blur by hand covers its place."""
_AROUND = 0.6
"""How much larger than a face that was missed that blur is on each side."""
_MOST_TOLD = 20


def nobody_recognisable(evidence: Evidence) -> Verdict:
    """Where faces are blurred, none is found again in the finished file but those that stay clear on purpose."""
    recipe, found = evidence.recipe, evidence.refound
    if recipe is None or recipe.blur_faces is None:
        return unknown(msg("Nobody asked for faces to be blurred."))
    if found is None or not found.frames:
        return unknown(msg("There is no picture to look for faces in."))
    size = evidence.master.size if evidence.master else None
    left = [face for face in found.faces if not _on_purpose(face, recipe, size)]
    told = {"frames": found.frames, "highest_score": found.highest, "wanted": 0, "kept_clear": recipe.blur_faces}
    if not left:
        if len(found.faces):
            return passed(msg("No face is found again but those that stay clear on purpose."), **told)
        return passed(msg("No face is found again in the finished file."), **told)
    times = sorted({face.at for face in left})
    return failed(
        nmsg(
            "A face can be recognised in {count} frame, at {at:.1f} s: blur that part as well.",
            "A face can be recognised in {count} frames, first at {at:.1f} s: blur that part as well.",
            len(times),
            at=times[0],
        ),
        **told,
        at_s=times[:_MOST_TOLD],
        faces=[face.model_dump() for face in left[:_MOST_TOLD]],
    ).mended_by(_by_hand(left, recipe, size), safe=True)


def _on_purpose(face: Refound, recipe: Recipe, size: Size | None) -> bool:
    """Whether it is a face that stays clear."""
    place = in_master(face, recipe, size) if size else None
    if place is None or size is None:
        return False
    frame, region = place
    shown = [one for page in pages(recipe) for one in page.shown_faces]
    middle = region.centre
    return any(
        (recipe.fps is None or one.start <= frame < one.end) and _holds(one.box.as_region(size), middle.x, middle.y)
        for one in shown
    )


def _holds(box: Region, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _by_hand(faces: list[Refound], recipe: Recipe, size: Size | None) -> PlacementEdits | None:
    """What was decided by hand and, beside it, the places of the faces that were missed."""
    if size is None:
        return None
    missed = tuple(_missed(faces, recipe, size))
    return PlacementEdits(blur_regions=(*recipe.blur_regions, *missed)) if missed else None


def _missed(faces: list[Refound], recipe: Recipe, size: Size) -> Iterator[BlurredRegion]:
    """Faces that follow each other at one place are one region."""
    open_: list[BlurredRegion] = []
    for face in sorted(faces, key=lambda one: one.at):
        placed = in_master(face, recipe, size)
        if placed is None:
            continue
        frame, place = placed
        at = float(frame / recipe.fps) if recipe.fps else 0.0
        middle, around = place.centre, _inside(place.grown(_AROUND, _AROUND))
        end = round(at + _AROUND_S, 2)
        same = next(
            (
                number for number, one in enumerate(open_)
                if (one.end_s or 0) >= at - _AROUND_S and _holds(one.region, middle.x, middle.y)
            ),
            None,
        )  # fmt: skip
        if same is None:
            open_.append(BlurredRegion(region=around, start_s=max(0.0, round(at - _AROUND_S, 2)), end_s=end))
        else:
            joined = {"region": open_[same].region.union(around), "end_s": end}
            open_[same] = open_[same].model_copy(update=joined)
    yield from open_


def _inside(region: Region) -> Region:
    left, top, right, bottom = (
        round(min(1.0, max(0.0, side)), 4) for side in (region.left, region.top, region.right, region.bottom)
    )
    return Region(left=left, top=top, right=right, bottom=bottom)


def faces_noted(evidence: Evidence) -> Verdict:
    """Where the brief says that people must not be recognised, an output with faces has them blurred."""
    if not evidence.unrecognisable or (evidence.recipe and evidence.recipe.blur_faces):
        return nobody_recognisable(evidence)
    finished = {look.at: look.faces for look in evidence.looks.all if look.faces}
    master = {round(each.at, 2): each.sample.faces for each in seen(evidence) if _shows(each.sample.faces, each.crop)}
    times = sorted({*finished, *master})
    if not times:
        if not evidence.looks.all and not seen(evidence):
            return unknown(msg("There is no picture to look for faces in."))
        return passed(msg("It shows no face, as far as was looked."), frames=len(evidence.looks.all))
    return warned(
        nmsg(
            "It shows a face at {at:.1f} s, and the brief says that people must not be recognised: blur faces.",
            "It shows faces at {count} of the moments looked at, first at {at:.1f} s, and the brief says that people "
            "must not be recognised: blur faces.",
            len(times),
            at=times[0],
        ),
        at_s=times[:_MOST_TOLD],
        faces=[face.model_dump() for faces in finished.values() for face in faces][:_MOST_TOLD],
    ).mended_by(PlacementEdits(blur_faces="all"), safe=True)


def _shows(faces: tuple[Region, ...], crop: Region) -> bool:
    return any(_holds(crop, face.centre.x, face.centre.y) for face in faces)


def in_master(found: Refound, recipe: Recipe, master: Size) -> tuple[int, Region] | None:
    """Which frame and part of the master a face of the output shows; ``None`` beside it, as in a plugin's clip."""
    if recipe.source == "pages":
        page = recipe.parts[min(int(found.at), len(recipe.parts) - 1)]
        return in_master(found.model_copy(update={"at": 0.0}), page, master) if page.shows_master else None
    if not recipe.clips:
        return None
    frame = recipe.clips[0].start + int((found.at - recipe.lead_s) * recipe.fps + 1e-3) if recipe.fps else 0
    clip = next((one for one in recipe.clips if one.start <= frame < one.end), None)
    if clip is None:
        return None
    crop, shown = clip.framing.crop.as_region(master), _shown(clip.framing, recipe.size)
    place = Region(
        left=crop.left + (found.place.left - shown.left) / shown.width * crop.width,
        top=crop.top + (found.place.top - shown.top) / shown.height * crop.height,
        right=crop.left + (found.place.right - shown.left) / shown.width * crop.width,
        bottom=crop.top + (found.place.bottom - shown.top) / shown.height * crop.height,
    )
    return frame, place


def _shown(framing: Framing, size: Size) -> Region:
    """Where in the output the crop stands."""
    if framing.place:
        return framing.place.as_region(size)
    inner = framing.crop.fitted(size) if framing.mode == "blur" else size
    x, y = (size.width - inner.width) // 2, (size.height - inner.height) // 2
    return PixelBox(x=x, y=y, width=inner.width, height=inner.height).as_region(size)
