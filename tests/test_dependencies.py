"""What the lock file promises about the libraries."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import PIL
from moviepy import ImageClip, TextClip, VideoClip
from PIL import Image

from studio.paths import resource

ROOT = Path(__file__).resolve().parents[1]


def test_moviepy_works_with_the_pinned_pillow(tmp_path: Path) -> None:
    """MoviePy asks for Pillow < 12; what the studio uses of it works with the current one."""
    font = next(resource("assets", "fonts").glob("NotoSans-*.ttf"))
    still = tmp_path / "still.png"
    Image.new("RGB", (64, 48), "red").save(still)

    picture = ImageClip(str(still)).resized((32, 24)).rotated(90, expand=True).get_frame(0)
    words = TextClip(font=str(font), text="Ask", font_size=20, color="white").get_frame(0)
    drawn = VideoClip(lambda t: np.full((8, 8, 3), int(t * 100), np.uint8), duration=1).get_frame(0.5)

    assert int(PIL.__version__.split(".")[0]) >= 13
    assert picture.shape[:2] == (32, 24)
    assert tuple(picture[10, 10]) == (254, 0, 0) or tuple(picture[10, 10]) == (255, 0, 0)
    assert words.max() > 0
    assert drawn[0, 0, 0] == 50


def test_every_dependency_is_locked_with_hashes_and_without_addresses() -> None:
    """The lock files name exact versions with their hashes, and no index."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    locked = (ROOT / "requirements.lock").read_text()
    names = {re.split(r"[<>=\[ ;]", line)[0] for line in locked.splitlines() if re.match(r"[a-z]", line)}

    assert {re.split(r"[<>=\[ ;]", one)[0] for one in project["project"]["dependencies"]} <= names
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", locked.strip()))
    assert "://" not in locked
