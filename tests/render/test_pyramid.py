"""One decoded picture at several sizes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from studio.render import bands
from studio.render.pyramid import Pyramid, halved
from studio.values import PixelBox, Size


def _waves(width: int, height: int, period: float = 40) -> Image.Image:
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    channels = [np.sin(2 * np.pi * place / period) * 100 + 128 for place in (across, down, across + down)]
    return Image.fromarray(np.stack(channels, axis=2).astype(np.uint8))


def _difference(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(np.asarray(one, float) - np.asarray(other, float)).max())


def test_bands_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture halved in many bands is the picture halved in one piece, to the last bit."""
    picture = _waves(200, 160)
    monkeypatch.setattr(bands, "BAND_PIXELS", 700)
    assert _difference(halved(picture), picture.resize((100, 80), Image.Resampling.BICUBIC)) == 0


@pytest.mark.parametrize("whole", [Size(width=800, height=600), Size(width=803, height=597)])
@pytest.mark.parametrize("size", [Size(width=90, height=70), Size(width=190, height=150), Size(width=390, height=280)])
def test_every_level_shows_the_same_place(whole: Size, size: Size) -> None:
    """An output looks as if it was made from the whole picture, to the edges and for odd sizes too."""
    picture = _waves(whole.width, whole.height)
    pyramid = Pyramid.of(picture, whole, least=0.1)
    for crop in (PixelBox.whole(whole), PixelBox(x=101, y=53, width=500, height=400)):
        box = (crop.x, crop.y, crop.x + crop.width, crop.y + crop.height)
        direct = picture.resize((size.width, size.height), Image.Resampling.LANCZOS, box=box)
        assert _difference(pyramid.resized(crop, size), direct) < 16


def test_no_output_is_enlarged_from_a_smaller_level() -> None:
    """The smallest level with a pixel for each of the output's is taken, and the largest where none has."""
    pyramid = Pyramid.of(_waves(800, 600), Size(width=800, height=600), least=0.1)
    crop = PixelBox(x=0, y=0, width=800, height=600)
    widths = {size: pyramid.nearest(crop, Size(width=size, height=size * 3 // 4))[0].width
              for size in (900, 800, 401, 400, 201, 80)}  # fmt: skip
    assert widths == {900: 800, 800: 800, 401: 800, 400: 400, 201: 400, 80: 100}


def test_a_fine_pattern_makes_no_moire() -> None:
    """Stripes too fine for the output become even grey: averaging four pixels would leave coarse stripes."""
    stripes = np.zeros((900, 1200, 3), np.uint8)
    stripes[:, ::3] = 255
    whole = Size(width=1200, height=900)
    small = Pyramid.of(Image.fromarray(stripes), whole, least=0.24).resized(
        PixelBox.whole(whole), Size(width=288, height=216)
    )
    middle = np.asarray(small, float)[20:-20, 20:-20]
    assert middle.mean() == pytest.approx(85, abs=2) and np.ptp(middle) < 20


@pytest.mark.parametrize("size", [Size(width=395, height=296), Size(width=424, height=318)])
def test_near_its_own_size_it_is_interpolated_as_well(size: Size) -> None:
    """A little smaller or larger, a picture keeps its place and its detail."""
    picture, whole = _waves(420, 320, period=9), Size(width=420, height=320)
    crop = PixelBox(x=10, y=8, width=400, height=300)
    direct = picture.resize((size.width, size.height), Image.Resampling.LANCZOS, box=(10, 8, 410, 308))
    found = np.asarray(Pyramid.of(picture, whole, least=1).resized(crop, size), float)
    assert np.abs(found - np.asarray(direct, float)).mean() < 3


@pytest.mark.parametrize("width", [350, 310])
def test_a_half_is_interpolated_at_least_as_well_as_filtered(width: int) -> None:
    """Of detail as in photographs, whose finest is gone from a half, it keeps as much as a filter would."""
    picture, whole = _grain(800, 600), Size(width=800, height=600)
    size, crop = (width, width * 3 // 4), PixelBox.whole(whole)
    pyramid = Pyramid.of(picture, whole, least=0.3)
    direct = np.asarray(picture.resize(size, Image.Resampling.LANCZOS), float)

    def off(made: Image.Image) -> float:
        return float(np.abs(np.asarray(made, float) - direct).mean())

    filtered = pyramid.levels[1].resize(size, Image.Resampling.BICUBIC)
    assert off(pyramid.resized(crop, Size(width=size[0], height=size[1]))) <= off(filtered)


def _grain(width: int, height: int) -> Image.Image:
    """Clouds whose amplitude falls with frequency."""
    chance = np.random.default_rng(3)
    clouds = np.full((height, width, 3), 118.0)
    for octave in range(2, 8):
        grain = chance.normal(0, 48 * 0.62**octave, (3 << octave, 4 << octave, 3))
        clouds += cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
    return Image.fromarray(clouds.clip(0, 255).astype(np.uint8))
