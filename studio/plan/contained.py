"""The whole picture on a plain ground: stickers, and profile pictures and banners from a logo."""

from __future__ import annotations

from math import hypot

from studio.analyse.analysis import Shot
from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Framing
from studio.platforms.contract import Placement
from studio.values import PixelBox, Region, Size

MARGIN = 0.08
"""Share of the shorter side that stays free at each edge around a logo; of a sticker only room for its outline."""
STICKER_MARGIN = 1 / 32
MOST_GROWTH = 2.0
"""How many times a logo is enlarged at most: small and sharp beats large and soft. A sticker fills its frame."""
LIGHT, DARK = "#ffffff", "#1b2a34"
BRIGHT = 0.72
"""Mean brightness from which a logo needs a dark ground."""


def is_contained(master: Master, placement: Placement, edits: PlacementEdits) -> bool:
    """Whether the whole master is shown on a ground: as the placement asks, and a logo wherever nobody asks else.

    A logo is a picture that stands alone, on transparency or on one plain colour. A photograph fills a sticker, too.
    """
    if placement.fit != "auto":
        return placement.fit == "contain"
    logo = master.still is not None and master.still.drawn is not None
    return logo and edits.fit is None and edits.focal_point is None


def contained(master: Master, shot: Shot, placement: Placement) -> tuple[Framing, Message]:
    """The master without its transparent or black edges, as large as the clear part of the canvas allows."""
    size, drawn = master.size, master.still.drawn if master.still else None
    assert size
    crop = _pixels(drawn.bounds if drawn else shot.content, size)
    margin = STICKER_MARGIN if placement.transparency else MARGIN if drawn else 0.0
    place = _place(crop, placement, margin, drawn.reach if drawn else 1.0)
    ground = None if placement.transparency else _ground(master, placement)
    on = msg("a transparent ground") if ground is None else msg("a plain ground ({colour})", colour=ground)
    why = msg("the logo is shown whole on {ground}", ground=on)
    if not drawn:
        why = msg("the picture is shown whole on {ground}", ground=on)
    return Framing(mode="contain", crop=crop, place=place, ground=ground), why


def _ground(master: Master, placement: Placement) -> str:
    """The colour that a logo stands on already goes on; else as the placement asks, or so that the logo is seen."""
    drawn = master.still.drawn if master.still else None
    if drawn and drawn.ground:
        return drawn.ground
    return placement.ground or (DARK if drawn and drawn.luma >= BRIGHT else LIGHT)


def _place(crop: PixelBox, placement: Placement, margin: float, reach: float) -> PixelBox:
    """Where the crop stands: in the middle of what the app leaves free, and of a circle wholly inside it."""
    size, zone = placement.canvas, placement.safe_zone
    free = min(size.width - zone.left - zone.right, size.height - zone.top - zone.bottom)
    edge = margin * free
    left, right = zone.left + edge, size.width - zone.right - edge
    top, bottom = zone.top + edge, size.height - zone.bottom - edge
    scale = min(max(1.0, right - left) / crop.width, max(1.0, bottom - top) / crop.height)
    if not placement.transparency:
        scale = min(scale, MOST_GROWTH)
    if placement.shape == "circle":
        scale = min(scale, (size.width - 2 * edge) / (reach * hypot(crop.width, crop.height)))
    width, height = max(1, round(crop.width * scale)), max(1, round(crop.height * scale))
    return PixelBox(
        x=min(size.width - width, max(0, round((left + right - width) / 2))),
        y=min(size.height - height, max(0, round((top + bottom - height) / 2))),
        width=width,
        height=height,
    )


def _pixels(region: Region, size: Size) -> PixelBox:
    """The pixels that a region touches."""
    x, y = int(region.left * size.width + 1e-6), int(region.top * size.height + 1e-6)
    right = min(size.width, max(x + 1, -int(-(region.right * size.width - 1e-6) // 1)))
    bottom = min(size.height, max(y + 1, -int(-(region.bottom * size.height - 1e-6) // 1)))
    return PixelBox(x=x, y=y, width=right - x, height=bottom - y)
