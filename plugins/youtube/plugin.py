"""What YouTube lays over a thumbnail: the video's length, in the lower right corner."""

from __future__ import annotations

from studio.check.evidence import Evidence, seen, within
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg
from studio.platforms.hooks import Register
from studio.values import Region


def register(studio: Register) -> None:
    studio.check(corner_free)


def corner_free(evidence: Evidence, *, width: float, height: float) -> Verdict:
    """No face and no writing lies under the length, which covers ``width`` and ``height`` of the lower right corner."""
    looks = evidence.looks.all
    if evidence.facts.kind != "image" or not looks:
        return unknown("Only a picture is a thumbnail.")
    corner = Region(left=1 - width, top=1 - height, right=1, bottom=1)
    writing = [within(line, each.crop) for each in seen(evidence) for line in each.shot.text]
    covered = {
        msg("a face"): [face for face in looks[0].faces if _meet(face.core(0.5), corner)],
        msg("writing"): [line for line in writing if _meet(line, corner)],
    }
    hidden = [what for what, found in covered.items() if found]
    if not hidden:
        return passed(msg("Nothing that matters lies where YouTube shows the video's length."))
    return warned(
        msg(
            "YouTube shows the video's length over {what} in the lower right corner: "
            "choose another moment or another part of the picture.",
            what=tuple(hidden),
        ),
        regions=[region.model_dump() for found in covered.values() for region in found],
    )


def _meet(one: Region, other: Region) -> bool:
    return min(one.right, other.right) > max(one.left, other.left) and min(one.bottom, other.bottom) > max(
        one.top, other.top
    )
