"""What a fix would look like, on a small real master."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from studio.check.finding import Finding
from studio.export import Prepared, prepare
from studio.plan.edits import Edits, PlacementEdits
from studio.ui import previews
from tests import making
from tests.check.building import target

TWO = "color=red:size=320x180:rate=30:duration=2[a];color=blue:size=320x180:rate=30:duration=2[b];[a][b]concat"
FOUND = Finding(rule="x", level="warn", message="So.", source="Help", as_of="2026-10", evidence={"at_s": [2.5]})
FIRST = FOUND.model_copy(update={"evidence": {}})


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Two red seconds, then two blue ones."""
    folder = tmp_path_factory.mktemp("two")
    return prepare(making.video(folder / "two.mp4", seconds=4, picture=TWO), cache=folder / "cache")


def seen(master: Prepared, change: PlacementEdits, finding: Finding, cache: Path) -> npt.NDArray[np.uint8]:
    edits = Edits().changed("town/post", change)
    recipe = previews.planned(master, target(size="180x320"), edits)
    assert recipe
    path = previews.look(recipe, previews.moment(recipe, change, finding), master, cache)
    assert path
    return np.asarray(Image.open(path).convert("RGB"))


def test_the_moment_that_a_finding_names_is_shown(master: Prepared, tmp_path: Path) -> None:
    """At 2.5 s all is blue; a fix of the start shows the new first frame, one of the end the last."""
    crop = PlacementEdits(fit="cover")
    assert seen(master, crop, FOUND, tmp_path)[160, 90].argmax() == 2
    assert seen(master, crop, FIRST, tmp_path)[160, 90].argmax() == 0
    assert seen(master, PlacementEdits(start_s=2.5), FIRST, tmp_path)[160, 90].argmax() == 2
    assert seen(master, PlacementEdits(end_s=1.5), FOUND, tmp_path)[160, 90].argmax() == 0


def test_words_that_open_it_are_in_the_picture(master: Prepared, tmp_path: Path) -> None:
    """The hook's ground is dark at the top, on a picture that is plain red without it."""
    hooked = seen(master, PlacementEdits(hook="Come along"), FIRST, tmp_path)

    assert hooked.shape == (320, 180, 3)
    assert hooked[:80, :, 0].min() < 120
    assert seen(master, PlacementEdits(fit="cover"), FIRST, tmp_path)[:, :, 0].min() > 200


def test_what_shows_no_picture_has_no_preview(tmp_path: Path) -> None:
    """A sound is drawn as a wave: there is nothing of a master to show."""
    song = prepare(making.sound(tmp_path / "song.mp3", seconds=2), cache=tmp_path)
    recipe = previews.planned(song, target(), Edits())
    assert recipe

    assert previews.look(recipe, 0, song, tmp_path) is None
