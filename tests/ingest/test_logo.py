"""Pictures that stand alone, such as logos."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from studio.ingest import ingest
from studio.ingest.master import Drawn
from studio.values import Region

BOX = (20, 10, 79, 49)
"""Where the logo stands in 100 x 80 pixels, last pixel included."""
BOUNDS = Region(left=0.2, top=0.125, right=0.8, bottom=0.625)


def drawn(path: Path, picture: Image.Image) -> Drawn | None:
    picture.save(path)
    still = ingest(path).still
    assert still
    return still.drawn


def logo(mode: str, ground: tuple[int, ...], ink: tuple[int, ...], shape: str = "rectangle") -> Image.Image:
    picture = Image.new(mode, (100, 80), ground)
    getattr(ImageDraw.Draw(picture), shape)(BOX, ink)
    return picture


@pytest.mark.parametrize(
    ("mode", "ground", "ink", "told"),
    [
        ("RGBA", (0, 0, 0, 0), (255, 255, 255, 255), None),
        ("RGB", (255, 255, 255), (0, 60, 0), "#ffffff"),
        ("RGB", (10, 20, 30), (250, 250, 250), "#0a141e"),
        ("L", (255,), (0,), "#ffffff"),
    ],
)
def test_a_logo_is_found_on_its_ground(
    tmp_path: Path, mode: str, ground: tuple[int, ...], ink: tuple[int, ...], told: str | None
) -> None:
    """Its place, its ground and how bright it is, on transparency or on one plain colour."""
    found = drawn(tmp_path / "logo.png", logo(mode, ground, ink))

    assert found and found.bounds == BOUNDS and found.ground == told
    assert found.luma == pytest.approx(sum(ink[:3]) / len(ink[:3]) / 255, abs=0.1)


def test_a_disc_reaches_less_far_than_a_rectangle(tmp_path: Path) -> None:
    """So that a round logo fills a round frame."""
    disc = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    ImageDraw.Draw(disc).ellipse((10, 10, 89, 89), (200, 0, 0, 255))

    round_one, square = drawn(tmp_path / "a.png", disc), drawn(tmp_path / "b.png", logo("L", (255,), (0,)))

    assert round_one and round_one.reach == pytest.approx(0.71, abs=0.02)
    assert square and square.reach == 1


@pytest.mark.parametrize(
    "picture",
    [
        Image.effect_noise((100, 80), 60).convert("RGB"),
        Image.new("RGB", (100, 80), (255, 255, 255)),
        Image.new("RGBA", (100, 80), (0, 0, 0, 0)),
        Image.linear_gradient("L").resize((100, 80)).convert("RGB"),
    ],
    ids=["photograph", "blank", "empty", "sky"],
)
def test_what_fills_its_frame_is_no_logo(tmp_path: Path, picture: Image.Image) -> None:
    """A photograph, and a picture of nothing, are framed as pictures are."""
    assert drawn(tmp_path / "a.png", picture) is None


def test_a_turned_logo_is_found_where_people_see_it(tmp_path: Path) -> None:
    """Its bounds are those of the upright picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "turned.png"
    logo("RGB", (255, 255, 255), (0, 0, 0)).save(path, exif=exif)
    still = ingest(path).still

    assert still and still.drawn
    assert still.drawn.bounds == Region(left=0.375, top=0.2, right=0.875, bottom=0.8)


def test_a_coloured_ground_in_other_colours_than_srgb_is_left_alone(tmp_path: Path) -> None:
    """It would come out as another colour than the picture's own, and its edge would show; white is white."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for name, ground in (("blue.png", (10, 20, 90)), ("white.png", (255, 255, 255))):
        logo("RGB", ground, (90, 0, 0)).save(tmp_path / name, icc_profile=profile)
    found = [ingest(tmp_path / name).still for name in ("blue.png", "white.png")]

    assert [still and still.drawn and still.drawn.ground for still in found] == [None, "#ffffff"]
