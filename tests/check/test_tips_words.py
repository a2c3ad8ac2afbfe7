"""The checks on words in the finished picture, and on how it begins, on evidence alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.looks import look_at
from studio.check.measuring import measure
from studio.check.observed import Contrast, Look, Looks, Watched
from studio.check.tips import captions, picture, start, words
from studio.check.verdict import Verdict, failed, passed, warned
from studio.check.weighing import tip_finding
from studio.platforms.contract import Tip
from studio.values import Region
from tests.check.building import target
from tests.check.test_tips import PICTURE, VIDEO, look, photo, video

LINE = Region(left=0.1, top=0.4, right=0.9, bottom=0.46)
ZONE = {"safe_zone": {"bottom": 40, "source": "help"}}


def under(kind: str, *looks: Look) -> Verdict:
    """What lies under the lowest 40 of 180 pixels."""
    seen = Looks(spread=looks)
    facts = VIDEO if kind == "video" else PICTURE
    return words.clear_of_app(Evidence(target=target(kind, **ZONE), facts=facts, looks=seen))


def face(bottom: float) -> Region:
    return Region(left=0.4, top=bottom - 0.2, right=0.6, bottom=bottom)


def line(bottom: float, height: float = 0.05) -> Region:
    return Region(left=0.1, top=bottom - height, right=0.9, bottom=bottom)


class TestClearOfApp:
    """What the app lays over the picture hides nothing that matters. It begins at 7/9 of the height."""

    @pytest.mark.parametrize(("bottom", "level"), [(0.83, "pass"), (0.86, "warn")])
    def test_a_face(self, bottom: float, level: str) -> None:
        """Three tenths of a face may be hidden."""
        assert under("image", look(faces=(face(bottom),))).level == level

    @pytest.mark.parametrize(("bottom", "level"), [(0.78, "pass"), (0.81, "warn")])
    def test_a_line(self, bottom: float, level: str) -> None:
        """So may three tenths of a line of writing."""
        assert under("image", look(writing=(line(bottom),))).level == level

    def test_what_is_only_part_of_the_scene(self) -> None:
        """Writing too low to be read, or that stands in one frame of a video only, is none of ours."""
        assert under("image", look(writing=(line(0.95, 0.015),))).level == "pass"
        assert under("video", look(0, writing=(line(0.95),)), look(1)).level == "pass"
        assert under("video", look(0, writing=(line(0.95),)), look(1, writing=(line(0.95),))).level == "warn"

    def test_a_face_that_passes_through(self) -> None:
        """Half of the frames that show one have to hide it."""
        seen = [look(at, faces=(face(0.9 if at == 0 else 0.5),)) for at in range(3)]

        assert under("video", *seen).level == "pass"

    def test_nothing_is_laid_over_it(self) -> None:
        """Not applicable, rather than a pass."""
        assert words.clear_of_app(photo(look(faces=(face(0.99),)))).level == "n/a"


class TestContrast:
    """WCAG's two ratios."""

    @pytest.mark.parametrize(
        ("letters_px", "ratio", "level"),
        [(16, 4.6, "pass"), (16, 4.4, "warn"), (17, 3.1, "pass"), (17, 2.9, "warn")],
    )
    def test_large_letters_need_less(self, letters_px: float, ratio: float, level: str) -> None:
        """On a telephone 360 px wide, 17 px of 320 are 19 and large; 16 are 18."""
        found = Contrast(at=1, text="Hi", box=LINE, letters_px=letters_px, ratio=ratio)

        assert words.text_contrast(video(watched=Watched(contrasts=(found,)))).level == level


class TestPrint:
    """A picture that is there to be read."""

    @staticmethod
    def poster(*heights: float) -> Evidence:
        return photo(look(writing=tuple(line(0.1 + n / 8, high) for n, high in enumerate(heights))))

    @pytest.mark.parametrize(("high", "level"), [(0.043, "pass"), (0.0395, "warn")])
    def test_lines_on_a_phone(self, high: float, level: str) -> None:
        """A line of 8.4 px at 360 px is 12 px of letters; half of the lines have to be as high."""
        assert captions.legible_on_phone(self.poster(0.1, 0.1, high, high)).level == level

    def test_a_sign_in_the_street(self) -> None:
        """Three lines make no poster."""
        assert captions.legible_on_phone(self.poster(0.03, 0.03, 0.03)).level == "n/a"

    @pytest.mark.parametrize(("letters", "level"), [(44, "pass"), (22, "warn")])
    def test_a_real_poster(self, tmp_path: Path, letters: int, level: str) -> None:
        """Measured on the finished pixels: the same words in two sizes."""
        page = Image.new("RGB", (1080, 1080), "white")
        for number in range(6):
            at = (60, 60 + number * 150)
            ImageDraw.Draw(page).text(at, "Come to the town hall on Saturday", "black", ImageFont.load_default(letters))
        page.save(tmp_path / "poster.png")
        facts = measure(tmp_path / "poster.png")

        made = Evidence(target=target("image"), facts=facts, looks=look_at(tmp_path / "poster.png", facts))

        assert len(made.looks.all[0].writing) >= 5
        assert captions.legible_on_phone(made).level == level


class TestStart:
    """What the first seconds hold."""

    LOGO: dict[str, Any] = {"ground": 0.9, "figure": Region(left=0.4, top=0.4, right=0.6, bottom=0.6), "contrast": 0.1}

    @pytest.mark.parametrize(
        ("more", "level"),
        [
            ({}, "warn"),
            ({"figure": Region(left=0, top=0, right=1, bottom=0.6)}, "pass"),
            ({"ground": 0.7}, "pass"),
            ({"writing": (LINE, line(0.6))}, "pass"),
        ],
    )
    def test_a_logo_alone(self, more: dict[str, Any], level: str) -> None:
        """However it moves, a small thing on a plain ground is no opening; a scene or a title is."""
        seen = [look(at, motion=0.02, **{**self.LOGO, **more}) for at in (0, 1, 2)]

        assert start.strong_opening(video(*seen)).level == level

    @pytest.mark.parametrize(("at", "level"), [(59, "pass"), (61, "warn")])
    def test_words_within_a_minute(self, at: float, level: str) -> None:
        """A title that shows in time, in any file."""
        facts = VIDEO.model_copy(update={"duration_s": 90})
        spread = (look(at, writing=(LINE,)), look(80))
        made = Evidence(target=target(), facts=facts, looks=Looks(opening=(look(),), spread=spread))

        assert words.words_early(made, within_s=60).level == level

    @pytest.mark.parametrize(("again", "level"), [((LINE,), "pass"), ((), "warn")])
    def test_a_roof_that_looks_like_writing_for_a_moment(self, again: tuple[Region, ...], level: str) -> None:
        """In the opening, where frames lie close together, a title stands in more than one."""
        made = video(look(0), look(1, writing=(LINE,)), look(2, writing=again))

        assert words.words_early(made, within_s=3).level == level


class TestPicture:
    """What is measured on a picture's own pixels."""

    @pytest.mark.parametrize(("bottom", "level"), [(0.19, "pass"), (0.21, "warn")])
    def test_writing_found_on_the_finished_picture(self, bottom: float, level: str) -> None:
        """A fifth is the edge, whoever made the file."""
        wide = Region(left=0, top=0, right=1, bottom=bottom)

        assert picture.little_text(photo(look(writing=(wide,)))).level == level

    @pytest.mark.parametrize(("radius", "level"), [(0.5, "pass"), (3, "warn")])
    def test_sharpness(self, tmp_path: Path, radius: float, level: str) -> None:
        """The same scene, a little and much blurred; it is enough that a part is sharp."""
        from PIL import ImageFilter

        scene = np.kron(np.random.default_rng(1).integers(60, 200, (24, 32)), np.ones((20, 20))).astype(np.uint8)
        blurred = Image.fromarray(scene).convert("RGB").filter(ImageFilter.GaussianBlur(radius))
        blurred.save(tmp_path / "one.png")
        facts = measure(tmp_path / "one.png")
        made = Evidence(target=target("image"), facts=facts, looks=look_at(tmp_path / "one.png", facts))

        assert picture.picture_quality(made).level == level

    @pytest.mark.parametrize(("transparent", "level"), [(True, "pass"), (False, "warn")])
    def test_a_sticker(self, transparent: bool, level: str) -> None:
        """A flattened one is found; where transparency is not asked for, nothing is."""
        facts = Facts.model_validate({**PICTURE.model_dump(), "transparent": transparent})
        place = target("image", format="png", transparency=True)

        assert picture.transparency_kept(Evidence(target=place, facts=facts)).level == level
        assert picture.transparency_kept(Evidence(target=target("image"), facts=facts)).level == "n/a"


@pytest.mark.parametrize("verdict", [warned("Soft."), failed("Soft.")])
def test_a_note_is_told_and_weighs_nothing(verdict: Verdict) -> None:
    """Where a platform does not mind, what is found is for a person to look at."""
    platform = target().platform
    tip = {"id": "town.soft", "advice": "Be sharp.", "source": "help", "as_of": "2026-09", "check": "picture_quality"}

    strict, loose = (Tip.model_validate({**tip, "note": note}) for note in (False, True))

    assert tip_finding(strict, verdict, platform).level == verdict.level
    assert tip_finding(loose, verdict, platform).level == "todo"
    assert tip_finding(loose, passed("Sharp."), platform).level == "pass"
