"""Checks on the subtitles that are burned into a video, and on what is said without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.check.evidence import Evidence, pages
from studio.check.ranges import AtLeastOne, Positive
from studio.check.telling import figure, rounded
from studio.check.tips.words import small_print
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.ingest.master import Cue
from studio.messages import Message, msg, nmsg
from studio.plan.recipe import Recipe
from studio.platforms.contract import SafeZone
from studio.render.fonts import missing_glyphs
from studio.values import Region

EDGE_PX = 2
"""Writing this close to the frame's edge is cut, or looks so."""
_EDGES = SafeZone(top=EDGE_PX, right=EDGE_PX, bottom=EDGE_PX, left=EDGE_PX)
_BLUR_PX = 1
"""The anti-aliasing of letters may lie under the app."""

_NOT_OURS = msg("Which subtitles are burned into this file is not known: it was not made here.")


def captions_visible(evidence: Evidence) -> Verdict:
    """Every burned-in subtitle is drawn, wholly inside the frame, clear of what the app lays over it."""
    if evidence.recipe is None:
        return unknown(_NOT_OURS)
    if not any(page.captions or page.card for page in pages(evidence.recipe)):
        return unknown(msg("No subtitles are burned into it."))
    size, zone = evidence.recipe.size, evidence.target.placement.clear_zone
    count = _subtitles if any(page.captions for page in pages(evidence.recipe)) else _cards
    boxes = missing_glyphs("".join(cue.text for cue, _ in evidence.drawn))
    missing = [cue for cue, region in evidence.drawn if boxes & {*cue.text} or (region is None and cue.text.strip())]
    frame, free = _EDGES.free(size), zone.free(size, _BLUR_PX)
    shown = [(cue, region) for cue, region in evidence.drawn if region]
    cut = [(cue, region) for cue, region in shown if not frame.contains(region)]
    covered = [(cue, region) for cue, region in shown if not free.contains(region)]
    if missing:
        return failed(
            msg(
                "{what} cannot be read, first at {at:.1f} s: no bundled font has {letters}; use another wording.",
                what=count(missing),
                at=missing[0].start,
                letters=" ".join(sorted(boxes)[:8]) or msg("its letters"),
            ),
            at_s=[cue.start for cue in missing],
        )
    if cut:
        return failed(
            nmsg(
                "{what} is cut off at the frame's edge, first at {at:.1f} s: break the text into shorter lines.",
                "{what} are cut off at the frame's edge, first at {at:.1f} s: break the text into shorter lines.",
                len(cut), what=count(cut), at=cut[0][0].start,
            ),
            **_places(cut),
        )  # fmt: skip
    if covered:
        return failed(
            nmsg(
                "{what} lies under the app's own buttons, first at {at:.1f} s: break the text into shorter lines.",
                "{what} lie under the app's own buttons, first at {at:.1f} s: break the text into shorter lines.",
                len(covered), what=count(covered), at=covered[0][0].start,
            ),
            **_places(covered), safe_zone_px=zone.model_dump(exclude={"source"}),
        )  # fmt: skip
    if count is _cards:
        clear = msg("All words stand inside the frame and clear of the app.")
    else:
        clear = msg("All {number} subtitles stand inside the frame and clear of the app.", number=len(evidence.drawn))
    return passed(clear)


def _subtitles(found: Sequence[object]) -> Message:
    return nmsg("{count} subtitle", "{count} subtitles", len(found))


def _cards(found: Sequence[object]) -> Message:
    return nmsg("{count} card", "{count} cards", len(found))


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


def legible_on_phone(evidence: Evidence, *, width_px: AtLeastOne = 360, min_text_px: Positive = 12) -> Verdict:
    """The smallest subtitle has letters of at least ``min_text_px`` where the picture is ``width_px`` wide.

    Of a picture that is there to be read, such as a poster, most lines of what it shows anyway as well.
    """
    found = small_print(evidence, width_px=width_px, min_text_px=min_text_px)
    if evidence.recipe is None or (found and found.level == "warn" and not evidence.recipe.card):
        return found or unknown(msg("How large the writing in this file is, is not known: it was not made here."))
    letters = [size for page in pages(evidence.recipe) for size in _letters(page)]
    if not letters:
        return found or unknown(msg("It holds no writing of ours."))
    on_phone = min(letters) * width_px / evidence.recipe.size.width
    told = {"text_px": round(on_phone, 1), "wanted_min_px": min_text_px, "at_width_px": width_px}
    if on_phone >= min_text_px:
        return passed(
            msg("Subtitles are {high:.0f} px high on a phone {width} px wide.", high=on_phone, width=width_px), **told
        )
    return warned(
        msg(
            "Subtitles are {high} px high on a phone {width} px wide, under {least:g}: enlarge them.",
            high=figure(rounded(on_phone, min_text_px)), width=width_px, least=min_text_px,
        ),
        **told,
    )  # fmt: skip
