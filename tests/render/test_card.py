"""Cards: words that can be read, where they belong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.plan.recipe import Card
from studio.render.card import measure
from studio.values import PixelBox, Size
from tests.render.planned import made

GROUND = (0x1B, 0x2A, 0x34)
ENGLISH = "# Pause before you share\n\nRumours travel faster than facts. They make us feel something first.\n"
ARABIC = "# توقف قبل أن تشارك\n\nمن يقول ذلك؟\n"
SIDE = 360


def drawn(tmp_path: Path, words: str, size: str = f"{SIDE}x{SIDE}") -> np.ndarray:
    (tmp_path / "post.md").write_text(words, encoding="utf-8")
    _, output, facts = made(tmp_path / "post.md", tmp_path, kind="image", format="png", size=size)
    assert f"{facts.width}x{facts.height}" == size
    with Image.open(output.path) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


def white(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the title's letters."""
    letters = picture.min(axis=2) > 240
    return np.flatnonzero(letters.any(axis=1)), np.flatnonzero(letters.any(axis=0))


@pytest.mark.parametrize("words", [ENGLISH, ARABIC], ids=["english", "arabic"])
def test_words_stand_clear_of_the_edges_on_a_calm_ground(tmp_path: Path, words: str) -> None:
    """The whole edge is the ground; the title is drawn, and so is the text below it."""
    picture = drawn(tmp_path, words)
    edge = np.concatenate([picture[:20].reshape(-1, 3), picture[-20:].reshape(-1, 3), picture[:, :20].reshape(-1, 3)])

    assert np.abs(edge - GROUND).max() <= 2
    rows, columns = white(picture)
    assert rows.size > 40 and columns.size > 100
    quiet = np.abs(picture - (0xD0, 0xD8, 0xE0)).max(axis=2) < 6
    assert np.flatnonzero(quiet.any(axis=1)).max() > rows.max()


def test_arabic_stands_at_the_right_and_english_at_the_left(tmp_path: Path) -> None:
    """Each at the edge where its lines begin."""
    left = white(drawn(tmp_path, ENGLISH))[1]
    right = white(drawn(tmp_path, ARABIC))[1]

    assert left.min() < 40 and right.max() > SIDE - 40
    assert right.min() > left.min() + 20


def test_what_looks_like_commands_is_words(tmp_path: Path) -> None:
    """Braces and backslashes of the drawing language are shown, not obeyed."""
    plain, odd = drawn(tmp_path, "# Hello you\n"), drawn(tmp_path, "# Hello {\\\\an9}you\n")

    assert np.abs(odd[0, 0] - GROUND).max() <= 2
    assert white(odd)[1].min() == pytest.approx(white(plain)[1].min(), abs=4)


def test_letters_that_no_font_has_are_told(tmp_path: Path) -> None:
    """They would show as empty boxes."""
    (tmp_path / "post.md").write_text("# Egypt \U00013000\n", encoding="utf-8")
    _, output, _ = made(tmp_path / "post.md", tmp_path, kind="image", format="png", size="200x200")

    assert "no bundled font has" in str(output.notes[0])


def test_where_words_land_is_measured() -> None:
    """So that a check can say whether they are cut or covered."""
    card = Card(
        title=("Hello",), title_size=40, body_size=20, leading=1.3, place=PixelBox(x=30, y=30, width=140, height=140)
    )
    ((words, region),) = measure(card, Size(width=200, height=200))

    assert words.text == "Hello" and region
    assert region.left * 200 == pytest.approx(30, abs=5) and region.right < 0.85
    assert 0.2 < region.top < region.bottom < 0.75
