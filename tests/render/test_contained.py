"""Stickers and logos: whole, on their ground, with what is transparent kept so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests import making
from tests.render.planned import made

STICKER = {"kind": "image", "format": "webp", "size": "128x128", "fit": "contain", "transparency": True}


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A wide red bar that grows transparent to its right, in the middle of nothing."""
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ramp = Image.linear_gradient("L").rotate(90).resize((200, 60))
    picture.paste(
        Image.merge("RGBA", [Image.new("L", (200, 60), level) for level in (220, 20, 30)] + [ramp]), (50, 120)
    )
    picture.save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def pixels(path: Path, mode: str = "RGBA") -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert(mode)).astype(int)


def test_a_sticker_keeps_what_is_transparent(logo: Path, tmp_path: Path) -> None:
    """Around the logo and within it; its colour is not darkened at soft edges."""
    _, output, facts = made(logo, tmp_path, **STICKER)
    seen = pixels(output.path)

    assert (facts.format, facts.width, facts.height, facts.transparent) == ("webp", 128, 128, True)
    assert seen[0, 0, 3] == 0 and seen[20, 64, 3] == 0
    row = seen[64]
    assert row[:, 3].max() > 200 and 20 < np.median(row[10:118, 3]) < 235
    assert (row[row[:, 3] > 60, 0] > 170).all()  # WebP halves the resolution of colour
    assert output.notes == ()


def test_a_sticker_is_squeezed_into_its_bytes(tmp_path: Path) -> None:
    """By quality, transparency kept, and said."""
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    noise.putalpha(Image.radial_gradient("L").resize((200, 200)))
    noise.save(tmp_path / "noise.png")
    _, _, free = made(tmp_path / "noise.png", tmp_path, **STICKER)
    limit = round(free.bytes * 0.75)
    _, output, facts = made(tmp_path / "noise.png", tmp_path, {"max_bytes": limit}, **STICKER)

    assert facts.bytes <= limit and facts.transparent
    assert any("quality" in str(note) for note in output.notes)


@pytest.mark.parametrize(("form", "noise"), [("png", 0), ("jpeg", 6)])
def test_a_ground_is_plain_to_the_edges(logo: Path, tmp_path: Path, form: str, noise: int) -> None:
    """The whole frame but for the logo is one colour."""
    _, output, facts = made(logo, tmp_path, kind="image", format=form, size="200x100", ground="#204060")
    seen = pixels(output.path, "RGB")

    assert facts.transparent is False
    for corner in (seen[0, 0], seen[0, -1], seen[-1, 0], seen[-1, -1]):
        assert np.abs(corner - (0x20, 0x40, 0x60)).max() <= noise
    assert seen[50, 20:180, 0].max() > 150


def test_a_logo_on_white_goes_on_over_the_whole_banner(tmp_path: Path) -> None:
    """No seam shows where the master ended, and no blurred copy."""
    picture = Image.new("RGB", (200, 200), (255, 255, 255))
    ImageDraw.Draw(picture).ellipse((20, 20, 179, 179), (10, 120, 40))
    picture.save(tmp_path / "logo.png")
    _, output, _ = made(tmp_path / "logo.png", tmp_path, kind="image", format="png", size="600x200")
    seen = pixels(output.path, "RGB")

    outside = np.concatenate([seen[:, :190], seen[:, 410:]], axis=1)
    assert (outside == 255).all()


def test_a_video_from_a_logo_moves_on_its_ground(logo: Path, tmp_path: Path) -> None:
    """Its corners stay the ground's colour from the first frame to the last."""
    _, output, _ = made(logo, tmp_path, kind="video", format="mp4", size="160x160", aim={"max_s": 0.4})
    from tests.render.recipes import frames_of

    frames = frames_of(output.path)
    for frame in (frames[0], frames[-1]):
        assert np.abs(frame[2, 2].astype(int) - 255).max() < 6
    widths = [np.flatnonzero((frame[80].astype(int) - 255).min(axis=1) < -60).size for frame in (frames[0], frames[-1])]
    assert widths[1] > widths[0]


def test_a_moment_of_a_video_stands_whole_on_a_sticker(tmp_path: Path) -> None:
    """16:9 in a square, transparent above and below."""
    clip = making.video(tmp_path / "clip.mp4", seconds=1)
    _, output, _ = made(clip, tmp_path, **STICKER)
    alpha = pixels(output.path)[..., 3]

    assert (alpha[:25] == 0).all() and (alpha[-25:] == 0).all() and (alpha[60:68, 8:120] == 255).all()
