"""What an output looks like, small."""

from __future__ import annotations

from pathlib import Path

import fpdf
import numpy as np
from PIL import Image

from studio.check.measuring import measure
from studio.pack.pictures import FRAMES, pictures_of, still_of


def test_what_is_transparent_shows_on_a_chequered_ground(tmp_path: Path) -> None:
    """A white logo is seen, and so is where nothing is."""
    logo = Image.new("RGBA", (96, 64), (0, 0, 0, 0))
    logo.paste((255, 255, 255, 255), (30, 20, 66, 44))
    logo.save(tmp_path / "logo.png")
    seen = np.asarray(still_of(tmp_path / "logo.png"))

    assert (seen[32, 48] == 255).all()
    assert {int(level) for level in np.unique(seen[:15])} == {204, 242}
    assert abs(float(seen[:15].mean()) - 223) < 8


def test_a_picture_without_transparency_is_shown_as_it_is(tmp_path: Path) -> None:
    """Nothing is put behind it."""
    Image.new("RGBA", (40, 40), (10, 200, 30, 255)).save(tmp_path / "a.png")

    assert (np.asarray(still_of(tmp_path / "a.png")) == (10, 200, 30)).all()


def test_a_document_shows_its_first_pages(tmp_path: Path) -> None:
    """Each in its own shape, no more than a few."""
    pdf = fpdf.FPDF(unit="pt", format=(100, 200))
    for _ in range(FRAMES + 2):
        pdf.add_page()
    pdf.output(str(tmp_path / "a.pdf"))
    pictures = pictures_of(tmp_path / "a.pdf", measure(tmp_path / "a.pdf"))

    assert len(pictures) == FRAMES
    assert all(picture.height == 2 * picture.width for picture in pictures)
