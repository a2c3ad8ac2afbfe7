"""Media made on both sides of a check's edge, that differ only in what is tested: the whole way from file to finding.

What is watched from first frame to last has its pairs in ``test_watching.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from studio.check import check
from tests import faces, making
from tests.check.building import master, only, recipe, target, tip
from tests.check.test_blocks import NOISE

Pixels = npt.NDArray[np.uint8]
BLOCKS = np.kron(np.random.default_rng(2).integers(40, 220, (12, 60)), np.ones((20, 20))).astype(np.uint8)
PLAYS = ["-movflags", "+faststart", "-colorspace", "bt709", "-color_trc", "bt709"]


def scene(at: int = 0) -> Pixels:
    """One frame, 320x180, of a pan over blocks of grey."""
    return np.repeat(BLOCKS[:180, at : at + 320, None], 3, axis=2)


def still(path: Path, pixels: npt.NDArray[Any]) -> Path:
    Image.fromarray(pixels.astype(np.uint8)).save(path.with_suffix(".png"))
    return path.with_suffix(".png")


def film(path: Path, picture: Callable[[int], Pixels], seconds: float = 2) -> Path:
    return making.frames(path.with_suffix(".mp4"), [picture(number) for number in range(round(seconds * 30))])


def dark_start(path: Path, light: float) -> Path:
    """A pan whose first frames have so much of its light."""
    return film(path, lambda n: (scene(n) * (light if n < 6 else 1)).astype(np.uint8))


def moving(path: Path, columns: int) -> Path:
    """A picture of which only so many columns move."""

    def picture(number: int) -> Pixels:
        frame = scene()
        frame[:, :columns] = scene(number + 320)[:, :columns]
        return frame

    return film(path, picture)


def titled(path: Path, since: float) -> Path:
    """A still scene with a title from a time on."""
    words = Image.fromarray(np.full((180, 320, 3), 60, np.uint8))
    ImageDraw.Draw(words).text((20, 70), "Come and see us", (255, 255, 255), font=ImageFont.load_default(38))
    later, before = np.asarray(words, np.uint8), np.full((180, 320, 3), 60, np.uint8)
    return film(path, lambda n: later if n >= since * 30 else before, 3)


def sounding(path: Path, louder_db: float) -> Path:
    """A tone of -21.1 LUFS, turned up."""
    tone = f"sine=frequency=997:sample_rate=48000,volume={louder_db}dB"
    return making.video(path.with_suffix(".mp4"), seconds=3, size="160x90", sound=tone)


def encoded(path: Path, pixel_format: str) -> Path:
    return making.video(path.with_suffix(".mp4"), seconds=1, options=[*PLAYS, "-pix_fmt", pixel_format])


def at_rate(path: Path, fps: int) -> Path:
    return making.video(path.with_suffix(".mp4"), seconds=1, size="160x90", fps=str(fps))


def barred(path: Path, columns: int) -> Path:
    """A picture between two black bars."""
    pixels = scene()
    pixels[:, :columns] = pixels[:, 320 - columns :] = 0
    return still(path, pixels)


def burnt(path: Path, columns: int) -> Path:
    """A picture with so many white columns in its middle."""
    pixels = scene()
    pixels[:, 100 : 100 + columns] = 255
    return still(path, pixels)


def compressed(path: Path, quality: int) -> Path:
    """A landscape of noise, smooth with a fine grain, as a JPEG of this quality."""
    rough = 500 * cv2.GaussianBlur(NOISE, (0, 0), 6) + 20 * cv2.GaussianBlur(NOISE, (0, 0), 1)
    Image.fromarray(np.clip(128 + rough, 0, 255).astype(np.uint8)).convert("RGB").save(
        path.with_suffix(".jpg"), quality=quality
    )
    return path.with_suffix(".jpg")


def written(path: Path, lines: int) -> Path:
    """A page with so many lines of writing."""
    page = Image.new("RGB", (640, 640), "white")
    for number in range(lines):
        line = (30, 30 + number * 90), "Come to the town hall"
        ImageDraw.Draw(page).text(*line, "black", ImageFont.load_default(54))
    return still(path, np.asarray(page))


def see_through(path: Path, alpha: int) -> Path:
    """A picture with a corner of this opacity."""
    corner = np.full((180, 320, 1), 255, np.uint8)
    corner[:20, :20] = alpha
    return still(path, np.concatenate([scene(), corner], axis=2))


def person(path: Path, blur: float) -> Path:
    """A drawn person, blurred."""
    return still(
        path, np.asarray(Image.open(faces.picture(path.with_suffix(".png"))).filter(ImageFilter.GaussianBlur(blur)))
    )


def square(path: Path, width: int) -> Path:
    return still(path, np.full((400, width, 3), 90))


def lit(path: Path, light: float) -> Path:
    return still(path, scene() * light)


Make = Callable[[Path, Any], Path]
MADE: list[tuple[str, dict[str, Any], Make, float, float]] = [
    ("clean_start", {}, dark_start, 0.2, 0.1),
    ("strong_opening", {}, moving, 48, 16),
    ("message_early", {"within_s": 2.2}, titled, 0.5, 1.5),
    ("words_early", {"within_s": 1}, titled, 0.5, 1.5),
    ("loudness", {"lufs": -14}, sounding, 5.8, 5.2),
    ("loudness", {"lufs": -14}, sounding, 8.4, 8.8),
    ("frame_rate", {"max_fps": 30}, at_rate, 30, 31),
    ("full_screen", {"aspects": ["16:9"]}, barred, 12, 20),
    ("picture_quality", {}, lit, 0.26, 0.21),
    ("picture_quality", {}, burnt, 90, 102),
    ("picture_quality", {}, compressed, 50, 40),
    ("little_text", {}, written, 1, 6),
    ("transparency_kept", {}, see_through, 0, 255),
    ("shows_a_face", {}, person, 0, 30),
    ("shape", {"aspects": ["1:1"]}, square, 402, 403),
]  # fmt: skip
PLACES: dict[str, dict[str, Any]] = {"transparency_kept": {"format": "png", "transparency": True}}


@pytest.mark.parametrize("inside", [True, False], ids=["inside", "outside"])
@pytest.mark.parametrize("made", MADE, ids=lambda one: f"{one[0]}-{one[2].__name__}-{one[3]:g}-{one[4]:g}")
def test_both_sides(made: tuple[str, dict[str, Any], Make, float, float], inside: bool, tmp_path: Path) -> None:
    """What is inside passes, and what is outside does not."""
    name, asked, make, fine, wrong = made
    path = make(tmp_path / "made", fine if inside else wrong)
    kind = "video" if path.suffix == ".mp4" else "image"

    found = only(check(path, target(kind, tips=[tip(name, **asked)], **PLACES.get(name, {}))), f"town.{name}")

    assert found.level == ("pass" if inside else "warn"), (found.message, found.evidence)


@pytest.mark.parametrize(("pixels", "level"), [("yuv420p", "pass"), ("yuv422p", "warn")])
def test_pixels_that_some_players_show_wrongly(pixels: str, level: str, tmp_path: Path) -> None:
    """The same clip in two pixel formats."""
    place = target(tips=[tip("plays_everywhere")])

    assert only(check(encoded(tmp_path / "made", pixels), place), "town.plays_everywhere").level == level


@pytest.mark.parametrize(("blur", "level"), [(20, "pass"), (0, "fail")])
def test_a_face_that_was_to_be_blurred(blur: float, level: str, tmp_path: Path) -> None:
    """Looked for again in the finished pixels, whatever was planned."""
    made = recipe(kind="image").model_copy(update={"blur_faces": "all"})
    place = target("image", tips=[tip("nobody_recognisable")])

    report = check(person(tmp_path / "made", blur), place, recipe=made, master=master())

    assert only(report, "town.nobody_recognisable").level == level
