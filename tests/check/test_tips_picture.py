"""Checks on how a picture looks, on evidence alone."""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.tips import picture
from studio.plan.edits import PlacementEdits
from studio.values import PixelBox, Region
from tests.check.building import recipe
from tests.check.test_tips import FACE, PICTURE, changed, known, look, photo, video


class TestPicture:
    """On how it looks."""

    @pytest.mark.parametrize(
        ("one", "word"),
        [
            ({"sharpness": 5}, "blurred"),
            ({"luma": 0.05, "brightest": 0.3}, "dark"),
            ({"luma": 0.95}, "burnt out"),
            ({"burnt_out": 0.5}, "burnt out"),
        ],
    )
    def test_a_poor_picture(self, one: dict[str, Any], word: str) -> None:
        """Each fault is named."""
        verdict = picture.picture_quality(photo(look(**one)))

        assert verdict.level == "warn"
        assert word in verdict.message
        assert picture.picture_quality(photo()).level == "pass"

    def test_blocks(self) -> None:
        """Steps on the grid of blocks that are larger than those beside it."""
        assert "blocks" in picture.picture_quality(photo(look(blockiness=1.5))).message
        assert picture.picture_quality(photo(look(blockiness=1.3))).level == "pass"

    def test_what_is_dark_or_white_on_purpose(self) -> None:
        """A bright planet in the night is well lit; white paper, and a logo's white ground, are not burnt out."""
        night, paper = (
            look(luma=0.05, brightest=0.9),
            look(burnt_out=0.5, writing=(Region(left=0, top=0, right=1, bottom=0.1),)),
        )
        logo = look(luma=0.95, burnt_out=0.8, ground=0.8)

        assert [picture.picture_quality(photo(one)).level for one in (night, paper, logo)] == ["pass"] * 3

    @pytest.mark.parametrize(("fading", "level"), [(2, "pass"), (3, "warn")])
    def test_a_dark_beginning(self, fading: int, level: str) -> None:
        """A film is dark where most of its frames are: dim fades and titles on black do not add up."""
        fade, title = look(luma=0.1, brightest=0.3), look(luma=0.02, brightest=0.5)

        assert picture.picture_quality(video(*[fade] * fading, title, look())).level == level

    def test_enlarged(self) -> None:
        """A small crop of the master blown up to the output is found, and measured; so is an unknown one left open."""
        crop = PixelBox(x=0, y=0, width=160, height=90)

        assert picture.not_upscaled(video(recipe=recipe())).level == "pass"
        verdict = picture.not_upscaled(video(recipe=recipe(crop=crop)))
        assert (verdict.level, verdict.evidence["enlarged"]) == ("warn", 2.0)
        assert verdict.fix is None
        assert picture.not_upscaled(video(**known(recipe(crop=crop)))).fix == PlacementEdits(fit="blur")
        assert picture.not_upscaled(video()).level == "n/a"

    @pytest.mark.parametrize(("bottom", "level"), [(0.15, "pass"), (0.5, "warn")])
    def test_writing_on_the_picture(self, bottom: float, level: str) -> None:
        """Counted as share of what the crop shows, overlaps once."""
        lines = (Region(left=0, top=0, right=1, bottom=bottom), Region(left=0, top=0, right=1, bottom=bottom))

        assert picture.little_text(photo(**known(recipe(kind="image"), text=lines))).level == level

    def test_a_good_thumbnail(self) -> None:
        """A sharp face passes; words do as well; neither is found; a heavy file is found."""
        word = (Region(left=0.2, top=0.4, right=0.8, bottom=0.6),)

        assert picture.thumbnail(photo(look(faces=(FACE,)))).level == "pass"
        assert picture.thumbnail(photo(**known(recipe(kind="image"), text=word))).level == "pass"
        assert "no face or big words" in picture.thumbnail(photo()).message
        heavy = photo(look(faces=(FACE,)), facts=changed(PICTURE, bytes=2_000_001))
        assert "over 2 MB" in picture.thumbnail(heavy).message
