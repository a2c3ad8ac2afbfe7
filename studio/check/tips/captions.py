"""Checks on the subtitles that are burned into a video, and on what is said without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from studio.check.evidence import Evidence, pages
from studio.check.telling import plain, rounded
from studio.check.tips.ranges import Positive
from studio.check.tips.words import small_print
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.ingest.master import Cue
from studio.plan.recipe import Recipe
from studio.platforms.contract import SafeZone
from studio.render.text import missing_glyphs
from studio.values import Region, Size

EDGE_PX = 2
"""Writing this close to the frame's edge is cut, or looks so."""

_NOT_OURS = "Which subtitles are burned into this file is not known: it was not made here."


def captions_visible(evidence: Evidence) -> Verdict:
    """Every burned-in subtitle is drawn, wholly inside the frame, clear of what the app lays over it."""
    if evidence.recipe is None:
        return unknown(_NOT_OURS)
    if not any(page.captions or page.card for page in pages(evidence.recipe)):
        return unknown("No subtitles are burned into it.")
    size, zone = evidence.recipe.size, evidence.target.placement.clear_zone
    noun = "subtitle" if any(page.captions for page in pages(evidence.recipe)) else "card"
    boxes = missing_glyphs("".join(cue.text for cue, _ in evidence.drawn))
    missing = [cue for cue, region in evidence.drawn if boxes & {*cue.text} or (region is None and cue.text.strip())]
    cut = [(cue, region) for cue, region in evidence.drawn if region and not _inside(region, _frame(size))]
    covered = [(cue, region) for cue, region in evidence.drawn if region and not _inside(region, _free(size, zone))]
    if missing:
        return failed(
            f"{_count(missing, noun)} cannot be read, first at {missing[0].start:.1f} s: "
            f"no bundled font has {' '.join(sorted(boxes)[:8]) or 'its letters'}; use another wording.",
            at_s=[cue.start for cue in missing],
        )
    if cut:
        return failed(
            f"{_count(cut, noun)} {'is' if len(cut) == 1 else 'are'} cut off at the frame's edge, first at "
            f"{cut[0][0].start:.1f} s: break the text into shorter lines.",
            **_places(cut),
        )
    if covered:
        return failed(
            f"{_count(covered, noun)} {'lies' if len(covered) == 1 else 'lie'} under the app's own buttons, first at "
            f"{covered[0][0].start:.1f} s: break the text into shorter lines.",
            **_places(covered),
            safe_zone_px=zone.model_dump(exclude={"source"}),
        )
    what = "All words" if noun == "card" else f"All {len(evidence.drawn)} subtitles"
    return passed(f"{what} stand inside the frame and clear of the app.")


def _frame(size: Size) -> Region:
    return Region(
        left=EDGE_PX / size.width,
        top=EDGE_PX / size.height,
        right=1 - EDGE_PX / size.width,
        bottom=1 - EDGE_PX / size.height,
    )


def _free(size: Size, zone: SafeZone) -> Region:
    """What the app leaves free, a pixel of anti-aliasing granted."""
    return Region(
        left=(zone.left - 1) / size.width,
        top=(zone.top - 1) / size.height,
        right=1 - (zone.right - 1) / size.width,
        bottom=1 - (zone.bottom - 1) / size.height,
    )


def _inside(region: Region, frame: Region) -> bool:
    return frame.contains(region)


def _count(things: Sequence[object], noun: str = "subtitle") -> str:
    return f"1 {noun}" if len(things) == 1 else f"{len(things)} {noun}s"


def _places(drawn: Sequence[tuple[Cue, Region]]) -> dict[str, object]:
    return {
        "at_s": [cue.start for cue, _ in drawn],
        "text": [cue.text for cue, _ in drawn],
        "regions": [region.model_dump() for _, region in drawn],
    }


def _letters(page: Recipe) -> Iterator[int]:
    """The sizes of the letters that we wrote on it."""
    if page.captions:
        yield page.captions.style.font_size
    if page.card:
        yield page.card.title_size
    if page.card and page.card.body:
        yield page.card.body_size


def legible_on_phone(
    evidence: Evidence, *, width_px: Annotated[int, Field(gt=0)] = 360, min_text_px: Positive = 12
) -> Verdict:
    """The smallest subtitle has letters of at least ``min_text_px`` where the picture is ``width_px`` wide.

    Of a picture that is there to be read, such as a poster, most lines of what it shows anyway as well.
    """
    found = small_print(evidence, width_px=width_px, min_text_px=min_text_px)
    if evidence.recipe is None or (found and found.level == "warn" and not evidence.recipe.card):
        return found or unknown("How large the writing in this file is, is not known: it was not made here.")
    letters = [size for page in pages(evidence.recipe) for size in _letters(page)]
    if not letters:
        return found or unknown("It holds no writing of ours.")
    on_phone = min(letters) * width_px / evidence.recipe.size.width
    told = {"text_px": round(on_phone, 1), "wanted_min_px": min_text_px, "at_width_px": width_px}
    if on_phone >= min_text_px:
        return passed(f"Subtitles are {on_phone:.0f} px high on a phone {width_px} px wide.", **told)
    return warned(
        f"Subtitles are {plain(rounded(on_phone, min_text_px))} px high on a phone {width_px} px wide, "
        f"under {min_text_px:g}: enlarge them.",
        **told,
    )
