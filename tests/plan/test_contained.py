"""The whole picture on a ground: stickers, and logos everywhere."""

from __future__ import annotations

from math import hypot
from typing import Any

import pytest

from studio.ingest.master import Drawn, Master, Still
from studio.plan.edits import Edits, PlacementEdits
from studio.plan.planner import plan
from studio.plan.recipe import Framing, Recipe
from studio.values import PixelBox, Point, Region, Size
from tests.plan.building import analysis, picture, shot, target, video

WIDE = Region(left=0.1, top=0.4, right=0.9, bottom=0.6)


def logo(bounds: Region = WIDE, **drawn: Any) -> Master:
    facts = {"luma": 0.3, **drawn}
    still = Still(format="PNG", size=Size(width=1000, height=1000), mode="RGBA", alpha=True,
                  drawn=Drawn(bounds=bounds, **facts))  # fmt: skip
    return picture(still.size).model_copy(update={"still": still})


def made(master: Master, edits: PlacementEdits | None = None, **placement: Any) -> Recipe:
    facts = {"kind": "image", "format": "png", "size": "400x400", **placement}
    wanted = Edits(placements={"*": edits} if edits else {})
    found = plan(master, analysis(shot(0, 20)), [target(**facts)], wanted)
    assert not found.skipped
    return found.recipes[0]


def framing(recipe: Recipe) -> Framing:
    return recipe.clips[0].framing


def test_a_logo_is_shown_whole_without_its_empty_edges() -> None:
    """Trimmed, centred, undistorted, with air around."""
    recipe = made(logo())
    shown = framing(recipe)

    assert recipe.source == "contained"
    assert shown.mode == "contain" and shown.crop == PixelBox(x=100, y=400, width=800, height=200)
    assert shown.place == PixelBox(x=32, y=158, width=336, height=84)


@pytest.mark.parametrize(
    ("drawn", "placement", "ground"),
    [
        ({"luma": 0.2}, {}, "#ffffff"),
        ({"luma": 0.9}, {}, "#1b2a34"),
        ({"luma": 0.9}, {"ground": "#aa0000"}, "#aa0000"),
        ({"ground": "#0a141e"}, {"ground": "#aa0000"}, "#0a141e"),
        ({"luma": 0.2}, {"transparency": True, "fit": "contain"}, None),
    ],
)
def test_the_ground_lets_the_logo_be_seen(drawn: dict[str, Any], placement: dict[str, Any], ground: str | None) -> None:
    """White, dark behind a bright logo, the placement's, the logo's own, or none."""
    assert framing(made(logo(**drawn), **placement)).ground == ground


def test_a_logo_stands_inside_the_circle() -> None:
    """A wide one by its corners; a disc by its edge, so that it is as large as can be."""
    wide = framing(made(logo(), shape="circle")).place
    disc = framing(made(logo(Region(left=0, top=0, right=1, bottom=1), reach=0.71), shape="circle")).place

    assert wide and hypot(wide.width, wide.height) <= 400
    assert disc and disc.width > 330


def test_a_logo_stands_inside_the_safe_zone_of_a_banner() -> None:
    """What phones show of a banner is a strip in its middle."""
    zone = {"top": 509, "bottom": 508, "left": 507, "right": 507, "source": "book"}
    place = framing(made(logo(), size="2560x1440", safe_zone=zone)).place

    assert place and place.x >= 507 and place.y >= 509
    assert place.x + place.width <= 2560 - 507 and place.y + place.height <= 1440 - 508
    assert place.width > 1000


def test_a_small_logo_stays_sharp_on_a_large_ground_and_fills_a_sticker() -> None:
    """Enlarged twice at most, unless the whole frame is asked for."""
    small = logo(Region(left=0, top=0, right=0.1, bottom=0.1))
    banner = framing(made(small, size="3000x1000")).place
    sticker = framing(made(small, size="512x512", transparency=True, fit="contain")).place

    assert banner and banner.width == 200 and banner.x == 1400
    assert sticker and sticker.width == 480


def test_a_photograph_fills_profile_pictures_and_stickers() -> None:
    """Only what has no frame of its own is put on a ground, unless the placement asks for it."""
    assert framing(made(picture(), shape="circle")).mode == "cover"
    assert framing(made(picture(), size="512x512", format="webp", transparency=True)).mode == "cover"
    sticker = framing(made(picture(), size="512x512", format="webp", fit="contain", transparency=True))

    assert sticker.ground is None and sticker.place == PixelBox(x=16, y=121, width=480, height=270)


def test_a_frame_of_a_video_can_be_contained() -> None:
    """A sticker is made from any master with a picture."""
    assert framing(made(video(), fit="contain")).mode == "contain"


@pytest.mark.parametrize("edits", [PlacementEdits(fit="cover"), PlacementEdits(focal_point=Point(x=0.5, y=0.5))])
def test_a_person_may_crop_a_logo(edits: PlacementEdits) -> None:
    """Whoever chooses a crop or a focal point gets one."""
    assert framing(made(logo(), edits)).mode == "cover"


def test_a_video_from_a_logo_moves_over_its_ground() -> None:
    """No blurred copy of a logo behind it."""
    assert framing(made(logo(), kind="video", format="mp4")).ground == "#ffffff"
