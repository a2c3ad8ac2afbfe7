"""All pictures of one master together."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import Cancelled, RenderError
from studio.ingest.master import Master
from studio.plan.recipe import ImageEncode, Recipe
from studio.render import picture, pictures, render
from studio.render.output import Output
from studio.render.stills import by_drawing, by_moment
from studio.values import Size
from tests import making
from tests.render.recipes import blur, master_of, picture_recipe
from tests.render.test_video import STEPS

LARGE, WIDE = Size(width=320, height=320), Size(width=300, height=150)


@pytest.fixture
def master(tmp_path: Path) -> Master:
    red = np.tile(np.linspace(0, 255, 640), (480, 1))
    pixels = np.stack([red, red[:, ::-1], np.full_like(red, 90)], axis=2).astype(np.uint8)
    Image.fromarray(pixels).save(tmp_path / "m.jpg", quality=95)
    return master_of(tmp_path / "m.jpg")


def four(master: Master) -> list[Recipe]:
    """Three shapes, one of them in two formats."""
    return [
        picture_recipe(master),
        picture_recipe(master, size=LARGE),
        picture_recipe(master, size=LARGE, image=ImageEncode(format="png")),
        picture_recipe(master, size=WIDE, framing=blur(master)),
    ]


def made(recipes: list[Recipe], master: Master, cache: Path) -> dict[str, Output]:
    """By digest; nothing may fail."""
    found = dict(pictures(recipes, master, cache=cache))
    assert all(isinstance(result, Output) for result in found.values())
    return {recipe.digest: result for recipe, result in found.items() if isinstance(result, Output)}


@pytest.fixture
def decodes(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were decoded, in order."""
    opened: list[Path] = []
    real = picture.open_picture

    def counting(path: Path, *rest: object) -> Image.Image:
        opened.append(path)
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(picture, "open_picture", counting)
    return opened


def files(cache: Path) -> set[Path]:
    """The pictures that are kept, each of which has its record."""
    kept = set((cache / "outputs").iterdir())
    pictures = {path for path in kept if path.suffix != ".kept"}
    assert kept == pictures | {path.with_suffix(".kept") for path in pictures}
    return pictures


def test_a_master_is_decoded_once(master: Master, tmp_path: Path, decodes: list[Path]) -> None:
    """Four outputs cost one decode; asked for again they cost none, and one more costs one."""
    recipes = four(master)
    first = made(recipes, master, tmp_path / "cache")
    assert len(first) == 4 and len(decodes) == 1
    assert made(recipes, master, tmp_path / "cache") == first and len(decodes) == 1
    one_more = picture_recipe(master, size=WIDE)
    assert len(made([*recipes, one_more], master, tmp_path / "cache")) == 5 and len(decodes) == 2


def test_together_they_become_what_each_becomes_alone(master: Master, tmp_path: Path) -> None:
    """The same names, sizes and, up to what encoders lose, the same pixels."""
    recipes = four(master)
    together = made(recipes, master, tmp_path / "together")
    for recipe in recipes:
        alone = render(recipe, master, cache=tmp_path / "alone")
        with Image.open(alone.path) as one, Image.open(together[recipe.digest].path) as other:
            assert (one.size, one.format) == (other.size, other.format)
            assert np.abs(np.asarray(one, float) - np.asarray(other, float)).mean() < 1.5
        assert together[recipe.digest].path.name == alone.path.name


def test_one_that_fails_stops_no_other(master: Master, tmp_path: Path) -> None:
    """The picture that cannot fit comes back as its error, the others as files, and nothing else is left."""
    hopeless = picture_recipe(master, size=WIDE, max_bytes=100)
    results = dict(pictures([*four(master), hopeless], master, cache=tmp_path / "cache"))
    failed = results.pop(hopeless)
    assert isinstance(failed, RenderError) and "cannot fit" in str(failed)
    left = {result.path for result in results.values() if isinstance(result, Output)}
    assert len(left) == 4 and files(tmp_path / "cache") == left


def test_a_master_that_breaks_fails_each_output(master: Master, tmp_path: Path) -> None:
    """Whoever asked for four outputs hears of four."""
    master.path.write_bytes(b"not a picture any more")
    results = list(pictures(four(master), master, cache=tmp_path / "cache"))
    assert [type(result) for _, result in results] == [RenderError] * 4


def test_stopping_leaves_nothing_half_made(master: Master, tmp_path: Path) -> None:
    """Somebody stops while pictures are drawn: what was finished before stays, of the rest nothing does."""
    stop = threading.Event()
    before = made(four(master)[:1], master, tmp_path / "cache")
    together = pictures(
        four(master), master, cache=tmp_path / "cache", cancelled=stop,
        progress=lambda _, done: stop.set() if done == 0.5 else None,
    )  # fmt: skip
    with pytest.raises(Cancelled):
        list(together)
    assert files(tmp_path / "cache") == {output.path for output in before.values()}


def test_progress_is_told_for_each(master: Master, tmp_path: Path) -> None:
    """Each output's progress rises to 1."""
    told: dict[str, list[float]] = {}
    recipes = four(master)
    list(
        pictures(
            recipes, master, cache=tmp_path / "cache",
            progress=lambda recipe, done: told.setdefault(recipe.digest, []).append(done),
        )
    )  # fmt: skip
    assert set(told) == {recipe.digest for recipe in recipes}
    assert all(steps == sorted(steps) and steps[-1] == 1.0 for steps in told.values())


def test_what_shares_a_decode_and_a_drawing(master: Master) -> None:
    """Formats and limits share a drawing, shapes a decode; the largest comes first, for it takes longest."""
    small, large, as_png, wide = four(master)
    assert by_moment([small, large, as_png, wide]) == [(small, large, as_png, wide)]
    assert by_drawing([small, large, as_png, wide]) == [(large, as_png), (wide,), (small,)]


def test_each_moment_of_a_video_is_its_own_picture(tmp_path: Path) -> None:
    """Two moments are two decodes, and each output shows its own."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=STEPS, sound=None))
    early, late = picture_recipe(master), picture_recipe(master, frame=23)
    also_late = picture_recipe(master, frame=23, size=WIDE)
    assert by_moment([early, late, also_late]) == [(early,), (late, also_late)]
    results = made([early, late, also_late], master, tmp_path / "cache")
    means = {digest: np.asarray(Image.open(output.path)).mean() for digest, output in results.items()}
    assert means[late.digest] - means[early.digest] == pytest.approx(23 * 6 * 255 / 219, abs=4)
    assert means[also_late.digest] == pytest.approx(means[late.digest], abs=4)
