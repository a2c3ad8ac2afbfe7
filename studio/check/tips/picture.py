"""Checks on how a picture looks: sharp, well lit, large enough, not full of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from studio.check.cures import another_moment, fills_whole
from studio.check.evidence import Evidence, Seen, pictured, seen, within
from studio.check.observed import Look
from studio.check.ranges import Positive, Share
from studio.check.telling import this
from studio.check.tips.start import is_black
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Framing
from studio.platforms.contract import BYTES_PER_MB
from studio.values import Region, Size

BLURRED = 40.0
"""Variance of the Laplacian of the sharpest part at 640 px under which a picture looks blurred: sharp photos reach
several hundred, and under 40 when they are blurred by 2 px."""
DARK, DIM, BRIGHT = 0.12, 0.4, 0.9
"""Mean brightness outside which a picture is badly exposed; a dark one with bright spots over ``DIM`` is meant so."""
BURNT_OUT = 0.3
"""Share of plain white that a photo bears."""
PAPER = 0.05
"""Share of writing from which white is paper."""
BLOCKY: Mapping[str, float] = {"image": 1.4, "document": 1.4, "video": 1.2}
"""Steps on the grid of blocks, beside those next to it, from which blocks show: JPEG under a quality of about 25;
video, whose players smooth the grid, at H.264's rate factor of 45 and more."""
FLAT = 0.1
"""Contrast under which a thumbnail disappears among others."""
THUMB_FACE_PX, THUMB_TEXT_PX = 12, 8
"""Heights of a face and of a line of words that are still recognised."""
WHITE_GROUND, WHITE_ALIKE = 0.3, 0.9
"""Share of a picture that is like its edge, and how much of that has to be white, for it to be a white ground."""
_DRAWN = {"card", "contained"}
"""What is no photo, and need not be lit like one."""
_GRID = 200


def not_upscaled(evidence: Evidence, *, max_factor: Positive = 1.5) -> Verdict:
    """The crop is blown up by no more than ``max_factor``."""
    factor = _enlarged(evidence)
    if factor is None:
        return unknown(msg("How large the original was, is not known: it was not made here."))
    told = {"enlarged": round(factor, 2), "wanted_max": max_factor}
    if factor <= max_factor:
        return passed(_enlargement(factor), **told)
    soft = warned(
        msg(
            "{enlargement} It looks soft: bring a larger original or show more of it.", enlargement=_enlargement(factor)
        ),
        **told,
    )
    return soft.mended_by(_show_all(evidence, max_factor), safe=fills_whole(evidence))


def _enlargement(factor: float) -> Message:
    if factor <= 1:
        return msg("The original has enough pixels.")
    return msg("The original is enlarged {factor:.1f} times.", factor=factor)


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
    """Sharp, well exposed in at least half of its frames, not enlarged and not compressed to blocks."""
    looks = evidence.looks.all
    if not looks:
        return unknown(msg("{this} has no picture.", this=this(evidence.facts)))
    looks = tuple(look for look in looks if not is_black(look)) or looks  # a fade is neither blurred nor badly lit
    sharpness, luma = median(look.sharpness for look in looks), median(look.luma for look in looks)
    burnt = median(look.burnt_out for look in looks)
    dark, overexposed = (2 * sum(map(badly, looks)) > len(looks) for badly in (_dark, _overexposed))
    factor, drawn = _enlarged(evidence), evidence.recipe is not None and evidence.recipe.source in _DRAWN
    blocks = [look.blockiness for look in looks if look.blockiness is not None]
    blocky = median(blocks) if blocks else 0.0
    wrong = tuple(
        complaint
        for broken, complaint in (
            (sharpness < BLURRED and not drawn and not evidence.faces_hidden, msg("it is blurred")),
            (dark and not drawn, msg("it is very dark")),
            (overexposed and not drawn, msg("its bright parts are burnt out")),
            (factor is not None and factor > max_factor, msg("it is enlarged {factor:.1f} times", factor=factor or 0)),
            (blocky > BLOCKY[evidence.facts.kind], msg("it is compressed so far that blocks show")),
        )
        if broken
    )
    told = {"sharpness": sharpness, "luma": luma, "burnt_out": burnt, "enlarged": factor, "blockiness": blocky}
    told["bits_per_pixel"] = _bits_per_pixel(evidence)
    if wrong:
        poor = warned(
            msg("The picture could be better: {faults}. Choose another moment or original.", faults=wrong), **told
        )
        if factor is not None and factor > max_factor:
            return poor.mended_by(_show_all(evidence, max_factor), safe=fills_whole(evidence))
        badly_taken = sharpness < BLURRED or dark or overexposed
        another = another_moment(evidence) if badly_taken and evidence.facts.kind == "image" else None
        return poor.mended_by(another, safe=True)
    return passed(msg("The picture is sharp and well lit."), **told)


def _dark(look: Look) -> bool:
    return look.luma < DARK and look.brightest < DIM


def _overexposed(look: Look) -> bool:
    """Plain white or nearly so, unless that is the paper or the ground that something stands on."""
    paper = look.ground >= WHITE_GROUND and look.burnt_out >= look.ground * WHITE_ALIKE
    if paper or _covered(look.writing) >= PAPER:
        return False
    return look.burnt_out > BURNT_OUT or look.luma > BRIGHT


def _bits_per_pixel(evidence: Evidence) -> float | None:
    facts = evidence.facts
    if facts.size is None:
        return None
    pixels = facts.size.width * facts.size.height * (facts.frames or 1)
    return round(facts.bytes * 8 / pixels, 4)


def little_text(evidence: Evidence, *, max_share: Share = 0.2) -> Verdict:
    """Writing covers at most ``max_share`` of the picture."""
    looks = evidence.looks.all
    if not looks:
        return unknown(msg("{this} has no picture.", this=this(evidence.facts)))
    if evidence.recipe and evidence.recipe.card:
        return unknown(msg("It is a card of words, and no photo."))
    drawn = [place for _, place in evidence.drawn if place]
    found = [*(look.writing for look in looks), *(_lines(each) for each in seen(evidence))]
    share = max(_covered([*lines, *drawn]) for lines in found)
    told = {"covered": round(share, 3), "wanted_max": max_share}
    if share <= max_share:
        return passed(
            msg("Writing covers {share:.0%} of the picture, at most {most:.0%}.", share=share, most=max_share), **told
        )
    return warned(
        msg("Writing covers {share:.0%} of the picture, over {most:.0%}: take words out.", share=share, most=max_share),
        **told,
    )


def _lines(each: Seen) -> list[Region]:
    """Lines of writing as fractions of the output's own picture."""
    return [line for text in each.shot.text if (line := within(text, each.crop)).area > 0]


def _covered(regions: Sequence[Region]) -> float:
    """Share of the picture that the regions cover together."""
    rows = [0] * _GRID  # a bit for each cell
    for region in regions:
        left, top, right, bottom = (
            round(side * _GRID) for side in (region.left, region.top, region.right, region.bottom)
        )
        for row in range(top, bottom):
            rows[row] |= (1 << right) - (1 << left)
    return sum(row.bit_count() for row in rows) / _GRID**2


def _title_px(evidence: Evidence, high: int) -> float:
    """Height of a card's own title where the card is ``high`` pixels high; 0 of anything else."""
    recipe = evidence.recipe
    return recipe.card.title_size * high / recipe.size.height if recipe and recipe.card else 0.0


def thumbnail(evidence: Evidence, *, max_mb: Positive = 2.0, shown_px: tuple[int, int] = (168, 94)) -> Verdict:
    """Sharp, contrasting, with a face or a few big words that still show where it is ``shown_px`` large."""
    looks = evidence.looks.all
    if evidence.facts.kind != "image" or not looks:
        return unknown(msg("Only a picture is a thumbnail."))
    look, high = looks[0], shown_px[1]
    face = max((face.height * high for face in look.faces), default=0.0)
    lines = [*look.writing, *(line for each in seen(evidence) for line in _lines(each))]
    words = max((line.height * high for line in lines), default=0.0)
    words = max(words, _title_px(evidence, high))
    recognised = face >= THUMB_FACE_PX or words >= THUMB_TEXT_PX or evidence.faces_hidden
    wrong = [
        complaint
        for broken, complaint in (
            (evidence.facts.bytes > max_mb * BYTES_PER_MB, msg("the file is over {most:g} MB", most=max_mb)),
            (is_black(look), msg("it is black")),
            (look.sharpness < BLURRED and not evidence.faces_hidden, msg("it is blurred")),
            (look.contrast < FLAT, msg("it has little contrast")),
            (
                not recognised,
                msg("it has no face or big words that show at {size}", size=f"{shown_px[0]}x{shown_px[1]}"),
            ),
        )
        if broken
    ]
    told = {"bytes": evidence.facts.bytes, "sharpness": look.sharpness, "contrast": look.contrast, "luma": look.luma}
    told |= {"face_px": round(face, 1), "words_px": round(words, 1)}
    if wrong:
        poor = warned(
            msg("The thumbnail could say more: {faults}. Choose another moment.", faults=tuple(wrong)), **told
        )
        return poor.mended_by(another_moment(evidence), safe=True)
    return passed(msg("The thumbnail is sharp and contrasting, and says what it shows even when it is small."), **told)


def transparency_kept(evidence: Evidence) -> Verdict:
    """What is transparent in the master stays so where the placement keeps it: a sticker, an emblem."""
    if not evidence.target.placement.transparency or evidence.facts.kind != "image":
        return unknown(msg("Transparency is not asked for here."))
    still = evidence.master.still if evidence.master else None
    told = {"transparent": evidence.facts.transparent, "master_transparent": still.alpha if still else None}
    if evidence.facts.transparent:
        return passed(msg("Its ground is transparent."), **told)
    if still is not None and not still.alpha:
        return unknown(msg("The master has no transparent parts."), **told)
    return warned(msg("Its ground is not transparent: export it as PNG or WebP with transparency."), **told)
