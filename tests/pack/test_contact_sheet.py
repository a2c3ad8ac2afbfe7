from __future__ import annotations

from pathlib import Path

from PIL import Image

from studio.pack.contact_sheet import contact_sheet
from tests.pack.example import picture, together, video


def test_every_output_appears_in_its_own_shape(tmp_path: Path) -> None:
    """The sheet has the asked width, and shows the picture and the video beside each other, nothing cut."""
    example = together(picture(tmp_path), video(tmp_path))

    sheet = contact_sheet(example.manifest, example.files, width=1100)

    assert sheet.width == 1100
    orange = [x for x in range(sheet.width) if _near(sheet, x, 150, (200, 90, 60))]
    column = [y for y in range(sheet.height) if _near(sheet, orange[20], y, (200, 90, 60))]
    assert abs(len(orange) - len(column)) < 20, "a square stays a square"
    assert sheet.getpixel((900, 150)) != sheet.getpixel((2, 2)), "the video stands to its right"


def test_many_outputs_take_several_rows(tmp_path: Path) -> None:
    """What does not fit beside the others goes below them."""
    one = picture(tmp_path)
    tall = contact_sheet(together(*[one] * 7).manifest, one.files, width=800)

    assert tall.height > contact_sheet(one.manifest, one.files, width=800).height * 2


def _near(sheet: Image.Image, x: int, y: int, colour: tuple[int, int, int]) -> bool:
    pixel = sheet.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))
