"""Checks on how a picture looks: sharp, well lit, large enough, not full of words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from studio.check.cures import another_moment, fills_whole
from studio.check.evidence import Evidence, Seen, pictured, seen, within
from studio.check.telling import this
from studio.check.tips.ranges import Positive, Share
from studio.check.tips.start import BLACK
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Framing
from studio.platforms.contract import BYTES_PER_MB
from studio.values import Region, Size

BLURRED = 25.0
"""Variance of the Laplacian at 640 px under which a picture looks blurred; sharp photos reach several hundred."""
DARK, BRIGHT = 0.12, 0.9
"""Mean brightness outside which a picture is badly exposed."""
BURNT_OUT = 0.3
"""Share of plain white that a photo bears."""
BITS_PER_PIXEL = 0.015
"""Bits for each pixel and frame of H.264 under which blocks show."""
BITS_PER_STILL_PIXEL = 0.35
"""The same for a JPEG."""
FLAT = 0.1
"""Contrast under which a thumbnail disappears among others."""
THUMB_FACE_PX, THUMB_TEXT_PX = 12, 8
"""Heights of a face and of a line of words that are still recognised."""
_GRID = 200


def not_upscaled(evidence: Evidence, *, max_factor: Positive = 1.5) -> Verdict:
    """The crop is blown up by no more than ``max_factor``."""
    factor = _enlarged(evidence)
    if factor is None:
        return unknown("How large the original was, is not known: it was not made here.")
    told = {"enlarged": round(factor, 2), "wanted_max": max_factor}
    if factor <= max_factor:
        return passed(_enlargement(factor), **told)
    soft = warned(f"{_enlargement(factor)} It looks soft: bring a larger original or show more of it.", **told)
    return soft.mended_by(_show_all(evidence, max_factor), safe=fills_whole(evidence))


def _enlargement(factor: float) -> str:
    if factor <= 1:
        return "The original has enough pixels."
    return f"The original is enlarged {factor:.1f} times."


def _show_all(evidence: Evidence, max_factor: float) -> PlacementEdits | None:
    """The whole picture over a blurred copy, where the master is large enough for that."""
    recipe, size = evidence.recipe, evidence.master.size if evidence.master else None
    if recipe is None or size is None:
        return None
    factor = min(recipe.size.width / size.width, recipe.size.height / size.height)
    return PlacementEdits(fit="blur") if factor <= max_factor else None


def _enlarged(evidence: Evidence) -> float | None:
    """How many output pixels stand on one of the master's, each way, at worst."""
    recipe = evidence.recipe
    shown = pictured(recipe) if recipe else ()
    return max((_growth(clip.framing, one.size) for one in shown for clip in one.clips), default=None)


def _growth(framing: Framing, size: Size) -> float:
    if framing.place:
        return framing.place.width / framing.crop.width
    larger = max if framing.mode == "cover" else min
    return larger(size.width / framing.crop.width, size.height / framing.crop.height)


def picture_quality(evidence: Evidence, *, max_factor: Positive = 1.5) -> Verdict:
    """Sharp, well exposed, not enlarged and not compressed to blocks."""
    looks = evidence.looks.all
    if not looks:
        return unknown(f"{this(evidence.facts)} has no picture.")
    sharpness, luma = median(look.sharpness for look in looks), median(look.luma for look in looks)
    burnt, factor, bits = median(look.burnt_out for look in looks), _enlarged(evidence), _bits_per_pixel(evidence)
    enough = BITS_PER_STILL_PIXEL if evidence.facts.kind == "image" else BITS_PER_PIXEL
    wrong = [
        complaint
        for broken, complaint in (
            (sharpness < BLURRED, "it is blurred"),
            (luma < DARK, "it is very dark"),
            (luma > BRIGHT or burnt > BURNT_OUT, "its bright parts are burnt out"),
            (factor is not None and factor > max_factor, f"it is enlarged {factor or 0:.1f} times"),
            (bits is not None and bits < enough and sharpness >= BLURRED, "it is compressed so far that blocks show"),
        )
        if broken
    ]
    told = {"sharpness": sharpness, "luma": luma, "burnt_out": burnt, "enlarged": factor, "bits_per_pixel": bits}
    if wrong:
        poor = warned(f"The picture could be better: {', '.join(wrong)}. Choose another moment or original.", **told)
        if factor is not None and factor > max_factor:
            return poor.mended_by(_show_all(evidence, max_factor), safe=fills_whole(evidence))
        badly_taken = sharpness < BLURRED or not DARK <= luma <= BRIGHT or burnt > BURNT_OUT
        another = another_moment(evidence) if badly_taken and evidence.facts.kind == "image" else None
        return poor.mended_by(another, safe=True)
    return passed("The picture is sharp and well lit.", **told)


def _bits_per_pixel(evidence: Evidence) -> float | None:
    facts = evidence.facts
    if facts.size is None:
        return None
    pixels = facts.size.width * facts.size.height * (facts.frames or 1)
    return round(facts.bytes * 8 / pixels, 4)


def little_text(evidence: Evidence, *, max_share: Share = 0.2) -> Verdict:
    """Writing covers at most ``max_share`` of the picture."""
    frames = seen(evidence)
    if not frames:
        return unknown("How much writing the picture holds, is not known: it was not made here.")
    share = max(_covered(_lines(each)) for each in frames)
    told = {"covered": round(share, 3), "wanted_max": max_share}
    if share <= max_share:
        return passed(f"Writing covers {share:.0%} of the picture, at most {max_share:.0%}.", **told)
    return warned(f"Writing covers {share:.0%} of the picture, over {max_share:.0%}: take words out.", **told)


def _lines(each: Seen) -> list[Region]:
    """Lines of writing as fractions of the output's own picture."""
    return [line for text in each.shot.text if (line := within(text, each.crop)).area > 0]


def _covered(regions: Sequence[Region]) -> float:
    """Share of the picture that the regions cover together."""
    grid = np.zeros((_GRID, _GRID), bool)
    for region in regions:
        left, top, right, bottom = (
            round(side * _GRID) for side in (region.left, region.top, region.right, region.bottom)
        )
        grid[top:bottom, left:right] = True
    return float(grid.mean())


def _title_px(evidence: Evidence, high: int) -> float:
    """Height of a card's own title where the card is ``high`` pixels high; 0 of anything else."""
    recipe = evidence.recipe
    return recipe.card.title_size * high / recipe.size.height if recipe and recipe.card else 0.0


def thumbnail(evidence: Evidence, *, max_mb: Positive = 2.0, shown_px: tuple[int, int] = (168, 94)) -> Verdict:
    """Sharp, contrasting, with a face or a few big words that still show where it is ``shown_px`` large."""
    looks = evidence.looks.all
    if evidence.facts.kind != "image" or not looks:
        return unknown("Only a picture is a thumbnail.")
    look, high = looks[0], shown_px[1]
    face = max((face.height * high for face in look.faces), default=0.0)
    words = max((line.height * high for each in seen(evidence) for line in _lines(each)), default=0.0)
    words = max(words, _title_px(evidence, high))
    recognised = face >= THUMB_FACE_PX or words >= THUMB_TEXT_PX
    wrong = [
        complaint
        for broken, complaint in (
            (evidence.facts.bytes > max_mb * BYTES_PER_MB, f"the file is over {max_mb:g} MB"),
            (look.luma < BLACK, "it is black"),
            (look.sharpness < BLURRED, "it is blurred"),
            (look.contrast < FLAT, "it has little contrast"),
            (not recognised, f"it has no face or big words that show at {shown_px[0]}x{shown_px[1]}"),
        )
        if broken
    ]
    told = {"bytes": evidence.facts.bytes, "sharpness": look.sharpness, "contrast": look.contrast, "luma": look.luma}
    told |= {"face_px": round(face, 1), "words_px": round(words, 1)}
    if wrong:
        return warned(f"The thumbnail could say more: {', '.join(wrong)}. Choose another moment.", **told).mended_by(
            another_moment(evidence), safe=True
        )
    return passed("The thumbnail is sharp and contrasting, and says what it shows even when it is small.", **told)
