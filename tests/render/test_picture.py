"""One moment of a moving master, or a picture, becomes a picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw

from studio.errors import RenderError
from studio.ingest.master import Cue
from studio.plan.recipe import ImageEncode
from studio.render import bands, render
from studio.render.compress import is_graphic
from studio.render.image import open_picture
from studio.values import Size
from tests import making
from tests.render.recipes import SMALL, blur, captions, master_of, picture_recipe
from tests.render.test_video import STEPS


def _noise(size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), np.uint8))


def _ramp(size: tuple[int, int]) -> Image.Image:
    """Red grows to the right, green downwards."""
    red = np.tile(np.linspace(0, 255, size[0]), (size[1], 1))
    green = np.tile(np.linspace(0, 255, size[1])[:, None], (1, size[0]))
    return Image.fromarray(np.stack([red, green, np.full_like(red, 60)], axis=2).astype(np.uint8))


def test_shows_the_very_frame(tmp_path: Path) -> None:
    """The picture of frame 23 is the master's frame 23."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=STEPS, sound=None))
    pictures = [render(picture_recipe(master, frame=number), master, cache=tmp_path).path for number in (0, 23)]
    first, later = (np.asarray(Image.open(path)).mean() for path in pictures)
    assert later - first == pytest.approx(23 * 6 * 255 / 219, abs=4)


def test_picture_file_is_srgb_and_tells_nothing(tmp_path: Path) -> None:
    """A JPEG of the wanted size, without EXIF, place, device or profile."""
    exif = Image.Exif()
    exif[0x010F] = "Phone maker"
    exif.get_ifd(0x8825)[1] = "N"
    _ramp((400, 300)).save(tmp_path / "m.jpg", exif=exif, comment=b"who")
    master = master_of(tmp_path / "m.jpg")
    with Image.open(render(picture_recipe(master), master, cache=tmp_path).path) as made:
        assert (made.format, made.size, made.mode) == ("JPEG", (180, 180), "RGB")
        assert not made.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & set(made.info)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    """However a camera stored it, red grows to the right and green downwards."""
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transposes that lay an upright picture so
    picture = _ramp((320, 200))
    stored = picture.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else picture
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "m.jpg", exif=exif, quality=95)
    opened = np.asarray(open_picture(tmp_path / "m.jpg", Size(width=150, height=90)), dtype=int)
    height, width = opened.shape[:2]
    assert (width, height) in {(320, 200), (160, 100)}
    assert opened[height // 2, width - 9, 0] > 220 and opened[height // 2, 8, 0] < 35
    assert opened[height - 9, width // 2, 1] > 220 and opened[8, width // 2, 1] < 35


def test_wide_gamut_is_brought_to_srgb(tmp_path: Path) -> None:
    """A colour outside sRGB's profile changes its numbers so that it looks the same; a broken profile is ignored."""
    lab = ImageCms.createProfile("LAB")
    picture = Image.new("RGB", (40, 40), (200, 100, 50))
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
    stored = ImageCms.applyTransform(picture, to_lab)
    assert stored is not None
    stored.save(tmp_path / "lab.tif", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert open_picture(tmp_path / "lab.tif").getpixel((20, 20)) == pytest.approx((200, 100, 50), abs=3)
    picture.save(tmp_path / "broken.png", icc_profile=b"not a profile")
    assert open_picture(tmp_path / "broken.png").getpixel((20, 20)) == (200, 100, 50)


def test_colours_are_converted_the_same_in_bands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture with a profile, converted a few rows at a time, is the picture converted whole."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    stored = Image.merge("LAB", _ramp((90, 70)).split())
    stored.save(tmp_path / "m.tif", icc_profile=profile.tobytes())
    whole = open_picture(tmp_path / "m.tif")
    monkeypatch.setattr(bands, "BAND_PIXELS", 500)
    assert open_picture(tmp_path / "m.tif").tobytes() == whole.tobytes()


def test_a_fine_pattern_in_a_jpeg_makes_no_moire(tmp_path: Path) -> None:
    """Stripes too fine for the output become nearly even grey; decoded at a quarter they keep thrice as much."""
    stripes = np.zeros((900, 900, 3), np.uint8)
    stripes[:, ::3] = 255
    Image.fromarray(stripes).save(tmp_path / "m.jpg", quality=98, subsampling="4:4:4")
    master = master_of(tmp_path / "m.jpg")
    recipe = picture_recipe(master, size=Size(width=216, height=216), image=ImageEncode(format="png"))
    middle = np.asarray(Image.open(render(recipe, master, cache=tmp_path).path), float)[20:-20, 20:-20]
    assert np.ptp(middle) < 40


def test_modes_of_all_kinds_become_rgb(tmp_path: Path) -> None:
    """CMYK, 16-bit grey, palettes and transparency: what was mid-grey or red stays so, what is clear is white."""
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(tmp_path / "cmyk.jpg", quality=98)
    Image.fromarray(np.full((20, 20), 32768, np.uint16)).save(tmp_path / "deep.png")
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (0, 0, 10, 20))
    clear.save(tmp_path / "clear.png")
    assert open_picture(tmp_path / "cmyk.jpg").getpixel((9, 9)) == pytest.approx((254, 0, 0), abs=6)
    assert open_picture(tmp_path / "deep.png").getpixel((9, 9)) == pytest.approx((127, 127, 127), abs=2)
    flat = open_picture(tmp_path / "clear.png")
    assert [flat.getpixel((x, 9)) for x in (5, 15)] == [(0, 0, 255), (255, 255, 255)]


def test_transparency_is_noted(tmp_path: Path) -> None:
    """Whoever hands in a logo is told what stands behind it now."""
    Image.new("RGBA", (300, 300), (0, 0, 255, 100)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    (note,) = render(picture_recipe(master), master, cache=tmp_path).notes
    assert str(note) == "transparent parts stand on white"


def test_whole_picture_over_a_blurred_copy(tmp_path: Path) -> None:
    """Nothing is stretched: the picture fills the width in its own shape, over a darker blurred copy."""
    _ramp((400, 200)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    made = render(picture_recipe(master, framing=blur(master)), master, cache=tmp_path)
    pixels = np.asarray(Image.open(made.path), dtype=int)
    assert pixels[90, 4, 0] < 20 and pixels[90, 175, 0] > 235
    assert pixels[47, 90, 1] < 25 and pixels[132, 90, 1] > 230
    assert 10 < pixels[10, 90].sum() < pixels[90, 90].sum()


def test_quality_falls_only_as_far_as_the_limit_asks(tmp_path: Path) -> None:
    """The file is within the limit, one step of quality more would not be, and the note says how far it went."""
    _noise((400, 400)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    made = render(picture_recipe(master, max_bytes=12_000), master, cache=tmp_path)
    quality = int(str(made.notes[0]).split()[1])
    better = render(
        picture_recipe(master, image=ImageEncode(format="jpeg", quality=quality + 1)), master, cache=tmp_path
    )
    assert made.path.stat().st_size <= 12_000 < better.path.stat().st_size


@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_picture_that_cannot_fit_is_an_error(tmp_path: Path, form: str) -> None:
    """The error gives both figures, and no file is left."""
    _noise((400, 400)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    recipe = picture_recipe(master, max_bytes=2_000, image=ImageEncode(format=form))  # type: ignore[arg-type]
    with pytest.raises(RenderError, match=r"0\.00 MB: it takes 0\.\d+ MB"):
        render(recipe, master, cache=tmp_path)
    assert list((tmp_path / "outputs").iterdir()) == []


def test_lettering_keeps_its_coloured_edges(tmp_path: Path) -> None:
    """Drawings are told from photographs, for only these bear halved colour resolution."""
    drawing = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(drawing).rectangle((100, 100, 300, 300), fill="red")
    assert is_graphic(drawing) and not is_graphic(_noise((600, 400)))


def test_captions_are_drawn_on_pictures_too(tmp_path: Path) -> None:
    """A cue that begins at 5 s is on the picture, white, in the lower part."""
    Image.new("RGB", (400, 400), (40, 60, 80)).save(tmp_path / "m.png")
    master = master_of(tmp_path / "m.png")
    recipe = picture_recipe(master, size=SMALL, captions=captions(Cue(start=5, end=6, text="Hello")))
    pixels = np.asarray(Image.open(render(recipe, master, cache=tmp_path).path))
    assert (pixels[90:] > 230).all(axis=2).any() and not (pixels[:90] > 230).any()
