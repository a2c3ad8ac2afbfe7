"""Documents: a carousel of pages from a moving picture, a picture or words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from studio.analyse.analysis import Analysis
from studio.ingest.master import Master, Subtitles
from studio.messages import msg, nmsg
from studio.plan import captions, windows
from studio.plan.cards import pages
from studio.plan.contained import DARK
from studio.plan.edits import PlacementEdits
from studio.plan.naming import title_of
from studio.plan.recipe import Captions, CaptionStyle, Clip, Framing, Recipe, Skipped
from studio.plan.stills import image, moment_at, picture
from studio.platforms.contract import Placement, Target
from studio.values import PixelBox, Region, Size

APART_S = 1.5
"""Two pages never show moments closer to each other than this."""
ONE_LOOK_S = 3.0
"""The same where pages of one view differ by what is said there."""
FILLED = 0.95
"""Share of a byte limit that the pages' pictures take together."""
LETTERS = 0.05
"""Height of a caption's letters as a share of the page's width: 18 px where it is 360 px wide."""
MARGIN = 0.07
"""Share of the width left free at each side of a caption, and above and below it."""
LINE = 1.4
CLOSER = 2.4
"""How many times as large as a face or subject its own page's window is."""
ENOUGH = 0.75
"""Pixels of the master for each of the page's, each way, below which a detail would be soft."""
MOST_DETAILS = 4


def document(
    master: Master, analysis: Analysis, target: Target, edits: PlacementEdits, track: Subtitles | None
) -> Recipe | Skipped:
    """The pages for one placement, or why there are none; ``track`` is what is said, where it is to be written."""
    placement = target.placement
    page = placement.model_copy(update={"kind": "image", "format": "jpeg", "limits": (), "pages": 1})
    paged = target.model_copy(update={"placement": page})
    made = _made(_Making(master, analysis, paged, edits, placement.pages, track))
    if not made:
        return Skipped(placement=target.id, reason=msg("{name} shows nothing that could be a page", name=master.name))
    limit = target.limit("max_bytes")
    most = int(limit * FILLED / len(made)) if limit else None
    parts = tuple(part.model_copy(update={"max_bytes": most}) for part, _ in made)
    reasons = [nmsg("{count} page of {name}", "{count} pages of {name}", len(parts), name=master.name)]
    reasons += [
        msg("page {number}: {why}", number=number, why=why)
        for number, part in enumerate(parts, 1)
        for why in part.reasons
    ]
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="document",
        source="pages",
        size=placement.canvas,
        parts=parts,
        title=title_of(master),
        language=master.written.language if master.written else track.language if track else None,
        alternatives=tuple(words for _, words in made),
        max_bytes=limit,
        reasons=tuple(reasons),
    )


class _Making(NamedTuple):
    """What the pages are made from."""

    master: Master
    analysis: Analysis
    page: Target
    edits: PlacementEdits
    most: int
    track: Subtitles | None

    def frame(self, at: float, page: Target) -> Recipe:
        return moment_at(at, self.master, self.analysis, page, self.edits, why=msg("the frame at {at:.1f} s", at=at))


def _made(making: _Making) -> list[tuple[Recipe, str]]:
    """Each page's picture, and what is said of it to people who do not see it."""
    master, page = making.master, making.page
    if master.written:
        return pages(master, page, making.most)
    return list(_moments(making) if master.video else _details(making))


def _moments(making: _Making) -> Iterator[tuple[Recipe, str]]:
    """The best and most different frames, each with what is said there."""
    track = making.track
    apart = max(ONE_LOOK_S if track else APART_S, (making.master.duration_s or 0.0) / (2 * making.most))
    told: set[str] = set()
    for still in windows.best_stills(making.analysis, making.most, apart, alike=track is not None):
        said = captions.sentence_at(still.at, track.cues) if track else ""
        if said in told:
            continue
        if said:
            told.add(said)
            yield _captioned(making, still.at, said), said
        else:
            yield making.frame(still.at, making.page), f"Picture at {still.at:.0f} seconds"


def _captioned(making: _Making, at: float, said: str) -> Recipe:
    """The frame above, what is said below it on a plain ground."""
    placement = making.page.placement
    size = placement.canvas
    written, panel = _written(said, placement, making.track.language if making.track else None)
    above = Size(width=size.width, height=size.height - panel)
    shown = making.frame(at, _sized(making.page, above))
    (clip,) = shown.clips
    framing = _on_ground(clip.framing, above)
    return shown.model_copy(
        update={
            "source": "contained",
            "size": size,
            "clips": (clip.model_copy(update={"framing": framing}),),
            "captions": written,
        }
    )


def _written(said: str, placement: Placement, language: str | None) -> tuple[Captions, int]:
    """The caption, and the height of the panel that it takes at the foot of the page."""
    size, zone = placement.canvas, placement.clear_zone
    letters, margin = round(size.width * LETTERS), round(size.width * MARGIN)
    style = CaptionStyle(
        font_size=letters,
        margin_left=max(margin, zone.left),
        margin_right=max(margin, zone.right),
        margin_bottom=max(margin, zone.bottom),
    )
    lines = captions.wrap(said, captions.characters_per_line(size, style))
    panel = round(len(lines) * letters * LINE) + margin + style.margin_bottom
    panel += panel % 2
    cue = captions.whole_cue("\n".join(lines))
    made = Captions(language=language, right_to_left=captions.is_right_to_left(said), cues=(cue,), style=style)
    return made, min(panel, size.height // 2)


def _on_ground(framing: Framing, above: Size) -> Framing:
    """The same picture in the upper part of a page."""
    crop = framing.crop
    scale = min(above.width / crop.width, above.height / crop.height)
    width, height = (above.width, above.height) if framing.mode == "cover" else (
        max(1, round(crop.width * scale)), max(1, round(crop.height * scale)),
    )  # fmt: skip
    place = PixelBox(x=(above.width - width) // 2, y=(above.height - height) // 2, width=width, height=height)
    return Framing(mode="contain", crop=crop, place=place, ground=DARK)


def _details(making: _Making) -> Iterator[tuple[Recipe, str]]:
    """The picture, then what matters in it from nearer, where it has pixels enough for that."""
    master, page = making.master, making.page
    assert master.still
    yield picture(master, making.analysis, page, making.edits), master.name
    shot = making.analysis.shots[0]
    faces = [face for sample in shot.samples for face in sample.faces]
    matters = faces if len(faces) > 1 else [shot.subject] if shot.subject else []
    for number, region in enumerate(matters[: min(making.most - 1, MOST_DETAILS)], 1):
        crop = _closer(region, master.still.size, page.placement.canvas)
        if crop is not None:
            clip = Clip(start=0, end=1, framing=Framing(mode="cover", crop=crop))
            yield image(master, page, [msg("what matters, from nearer")], clip, None), f"{master.name}, detail {number}"


def _closer(region: Region, size: Size, target: Size) -> PixelBox | None:
    """A window of the page's shape around a region; ``None`` where it would be soft, or hardly nearer."""
    high = max(region.height * size.height, region.width * size.width / target.aspect) * CLOSER
    width, height = round(high * target.aspect), round(high)
    whole = min(size.width, size.height * target.aspect)
    if width < ENOUGH * target.width or width > ENOUGH * whole or height > size.height:
        return None
    centre = region.centre
    x = min(size.width - width, max(0, round(centre.x * size.width - width / 2)))
    y = min(size.height - height, max(0, round(centre.y * size.height - height / 2)))
    return PixelBox(x=x, y=y, width=width, height=height)


def _sized(target: Target, size: Size) -> Target:
    place = target.placement.model_copy(update={"size": size})
    return target.model_copy(update={"placement": place})
