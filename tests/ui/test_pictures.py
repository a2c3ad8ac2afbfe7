"""Small pictures of the master: made once, whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from studio.errors import StorageError
from studio.ingest import ingest
from studio.ingest.master import Master
from studio.ui import pictures


@pytest.fixture
def master(tmp_path: Path) -> Master:
    path = tmp_path / "a.png"
    Image.effect_mandelbrot((1440, 900), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(path)
    return ingest(path)


def test_pages_that_want_the_same_picture_get_the_same_whole_one(master: Master, tmp_path: Path) -> None:
    """However many draw at once, and nothing else is left beside it."""
    with ThreadPoolExecutor(8) as pages:
        paths = set(pages.map(lambda _: pictures.at(master, 0.0, tmp_path / "cache"), range(16)))

    (path,) = paths
    assert list(path.parent.iterdir()) == [path]
    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (720, 450)


def test_a_cache_that_cannot_be_written_is_said(master: Master, tmp_path: Path) -> None:
    """In one line, not as a crash of the page."""
    (tmp_path / "cache").write_text("a file where the folder should be")

    with pytest.raises(StorageError, match="cannot be written"):
        pictures.at(master, 0.0, tmp_path / "cache")
