"""The contrast of words is measured on finished pixels, on pictures that differ only in the ground behind them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from studio.check.contrast import contrast_in
from studio.values import Region

BOX = Region(left=0.05, top=0.3, right=0.95, bottom=0.75)


def words(ink: int, ground: int, edge: int | None = None) -> npt.NDArray[np.uint8]:
    picture = Image.new("RGB", (480, 120), (ground,) * 3)
    stroke = {} if edge is None else {"stroke_width": 4, "stroke_fill": (edge,) * 3}
    font = ImageFont.load_default(60)
    ImageDraw.Draw(picture).text((30, 25), "Come and see", (ink,) * 3, font=font, **stroke)
    return np.asarray(picture, np.uint8)


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"), [(255, 0, 21), (255, 118, 4.54), (255, 125, 4.1), (0, 149, 7.0), (255, 255, 1)]
)
def test_the_ratio_of_plain_colours(ink: int, ground: int, ratio: float) -> None:
    """As W3C's own formula gives it, within a tenth."""
    found = contrast_in(words(ink, ground), BOX, 60)

    assert found == pytest.approx(ratio, rel=0.1)


@pytest.mark.parametrize("ground", [0, 128, 255])
def test_a_dark_edge_makes_white_letters_readable_on_anything(ground: int) -> None:
    """The edge is what stands behind the letters."""
    found = contrast_in(words(255, ground, edge=16), BOX, 60)

    assert found is not None and found > 7


def test_a_box_outside_of_the_picture() -> None:
    """Nothing to measure."""
    assert contrast_in(words(255, 0), Region(left=0.99, top=0, right=0.991, bottom=1), 60) is None
