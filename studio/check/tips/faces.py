"""Checks that nobody, and nothing that matters, is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from studio.check.cures import another_moment, fills_whole
from studio.check.evidence import Evidence, Seen, seen
from studio.check.observed import Look
from studio.check.telling import this
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Clip
from studio.values import Region, Size

CORE = 0.7
"""The middle of a face's box that has to show, each way: a close-up can be wider than an upright window."""
PROMINENT = 0.06
"""Share of the shorter side that a face's box takes before anybody minds that it is cut."""
MAIN = 0.5
"""A face at least this share of the largest one's height is one of the main ones."""
TOUCH = 0.01
"""Fraction of the frame within which a box touches its edge."""
NARROW, FLAT = 0.6, 1.0
"""Width to height of a face's box beyond which a side, or top or bottom, is missing: whole faces measure 0.69 to 0.86,
those with a fifth cut off 0.48 to 0.66 and 1.0 to 1.2. One that merely comes near the edge is whole."""


class CutFace(NamedTuple):
    """A face of the master that the crop cuts through, or leaves out though it is the main one."""

    at: float
    face: Region
    """In the master."""
    seen: Seen


def faces_whole(evidence: Evidence) -> Verdict:
    """No main face is cut by the crop, and none touches an edge behind which the master goes on."""
    frames = seen(evidence)
    with_faces = [each for each in frames if each.sample.faces]
    if not evidence.looks.all and not frames:
        return unknown(msg("{this} has no picture.", this=this(evidence.facts)))
    cut = [found for each in with_faces if (found := _cut(each)) is not None]
    touching = [look for look in evidence.looks.all if _touches(look, evidence)]
    if cut:
        return _report_cut(cut, with_faces, evidence)
    if touching:
        return _report_touching(touching, evidence)
    number = len(with_faces) or sum(1 for look in evidence.looks.all if look.faces)
    return passed(msg("Every face is whole.") if number else msg("It shows no face."), frames_with_faces=number)


def _cut(each: Seen) -> CutFace | None:
    """The largest face that ought to show whole and does not."""
    if each.fitted:
        return None
    shown = (each.crop.width, each.crop.height)
    largest = each.sample.faces[0].height
    for face in each.sample.faces:
        if face.height < MAIN * largest or face.height / shown[1] < PROMINENT:
            continue
        core = face.core(CORE)
        overlaps = core.right > each.crop.left and core.left < each.crop.right
        overlaps = overlaps and core.bottom > each.crop.top and core.top < each.crop.bottom
        main = face == each.sample.faces[0]
        if (overlaps or main) and not each.crop.contains(core):
            return CutFace(each.at, face, each)
    return None


def _report_cut(cut: Sequence[CutFace], frames: Sequence[Seen], evidence: Evidence) -> Verdict:
    worst = max(cut, key=lambda found: found.face.area)
    share = len(cut) / len(frames)
    together = reduce(Region.union, [each.sample.faces[0].core(CORE) for each in frames], worst.face.core(CORE))
    wide = together.width > worst.seen.crop.width or together.height > worst.seen.crop.height
    fix = PlacementEdits(fit="blur") if wide else PlacementEdits(focal_point=together.centre)
    cure = msg("show the whole picture over a blurred copy") if wide else msg("move the focal point onto it")
    return warned(
        msg(
            "A face is cut off or left out in {share:.0%} of the frames that show one, first at {at:.1f} s: {cure}.",
            share=share, at=cut[0].at, cure=cure,
        ),
        at_s=[round(found.at, 2) for found in cut],
        faces_in_master=[found.face.model_dump() for found in cut],
        share=round(share, 3),
    ).mended_by(fix, safe=not wide or fills_whole(evidence))  # fmt: skip


def _touches(look: Look, evidence: Evidence) -> bool:
    """Whether a prominent face runs into an edge of the frame that the master does not end at."""
    size = evidence.facts.size
    return size is not None and any(
        face.height >= PROMINENT and _runs_out(face, size, _open_edges(look.at, evidence)) for face in look.faces
    )


def _runs_out(face: Region, size: Size, edges: tuple[bool, bool, bool, bool]) -> bool:
    """Whether part of a face is missing behind one of the open ``edges`` (left, top, right, bottom)."""
    left, top, right, bottom = edges
    aspect = face.width * size.width / (face.height * size.height)
    aside = (left and face.left <= TOUCH) or (right and face.right >= 1 - TOUCH)
    upright = (top and face.top <= TOUCH) or (bottom and face.bottom >= 1 - TOUCH)
    return (aside and aspect <= NARROW) or (upright and aspect >= FLAT)


def _open_edges(at: float, evidence: Evidence) -> tuple[bool, bool, bool, bool]:
    """For left, top, right, bottom: whether the picture goes on behind that edge, so that the crop is to blame."""
    recipe, master = evidence.recipe, evidence.master
    if recipe is None or master is None or master.size is None:
        return (True, True, True, True)
    since = at - recipe.lead_s
    if recipe.effect_frames and not 0 <= since < recipe.body.duration_s:
        return (False, False, False, False)  # a plugin's clip, which is shown whole
    clip = _clip_at(recipe.clips, since, float(recipe.fps or 0), recipe.clips[0].start if recipe.clips else 0)
    if clip is None or clip.framing.mode == "blur":
        return (False, False, False, False)
    crop = clip.framing.crop.as_region(master.size)
    return (crop.left > TOUCH, crop.top > TOUCH, crop.right < 1 - TOUCH, crop.bottom < 1 - TOUCH)


def _clip_at(clips: Sequence[Clip], at: float, fps: float, first: int) -> Clip | None:
    frame = first + int(at * fps + 1e-3)
    return next((clip for clip in clips if clip.start <= frame < clip.end), clips[-1] if clips else None)


def _report_touching(looks: Sequence[Look], evidence: Evidence) -> Verdict:
    fix = PlacementEdits(fit="blur") if evidence.recipe else None
    return warned(
        msg(
            "A face runs into the frame's edge at {at:.1f} s: move the focal point, or show the whole picture.",
            at=looks[0].at,
        ),
        at_s=[look.at for look in looks],
        faces=[face.model_dump() for look in looks for face in look.faces[:1]],
    ).mended_by(fix, safe=fills_whole(evidence))


def square_and_whole(evidence: Evidence) -> Verdict:
    """A square picture whose faces and subject are whole."""
    size = evidence.facts.size
    if size is None:
        return unknown(msg("{this} has no picture.", this=this(evidence.facts)))
    if size.width != size.height:
        return warned(
            msg("The picture is {size}, not square: export it square.", size=str(size)),
            measured=[size.width, size.height],
        )
    whole = faces_whole(evidence)
    if whole.level == "warn":
        return whole
    for each in seen(evidence):
        subject = each.shot.subject
        if subject and not each.fitted and not each.crop.contains(subject.core(CORE)):
            return warned(
                msg("The main subject is cut off: move the focal point onto it."),
                subject=subject.model_dump(),
                crop=each.crop.model_dump(),
            ).mended_by(PlacementEdits(focal_point=subject.centre), safe=True)
    return passed(
        msg("The picture is square, {size}, and its subject whole.", size=str(size)),
        measured=[size.width, size.height],
    )


def shows_a_face(evidence: Evidence) -> Verdict:
    """A photo shows a face; a video is welcome as it is."""
    if evidence.facts.kind == "video":
        return passed(msg("It is a video."))
    if evidence.recipe and evidence.recipe.card:
        return unknown(msg("It is a card of words, and no photo."))
    if evidence.facts.kind != "image":
        return warned(msg("It has nothing to see: post a photo or a video."))
    if evidence.faces_hidden:
        return unknown(msg("Faces are blurred on purpose."))
    faces = [face for look in evidence.looks.all for face in look.faces]
    if faces:
        return passed(msg("The photo shows a face."), faces=[face.model_dump() for face in faces[:3]])
    return warned(msg("The photo shows no face; natural photos of people work better."), faces=[]).mended_by(
        another_moment(evidence, with_face=True), safe=True
    )
