"""A picture's file at the wanted quality, or as near to it as a limit allows."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from studio.plan.recipe import ImageEncode
from studio.render.compress import LEAST_QUALITY, Compressor, best_quality

JPEG, PNG = ImageEncode(format="jpeg", quality=90), ImageEncode(format="png")


def _photograph() -> Image.Image:
    """Clouds of several sizes, as smooth and as coloured as a photograph."""
    chance = np.random.default_rng(3)
    layers = [
        np.asarray(Image.fromarray(chance.integers(0, 255, (side, side, 3), np.uint8)).resize((300, 300)), float)
        for side in (4, 16, 64, 300)
    ]
    return Image.fromarray(np.average(layers, axis=0, weights=[8, 4, 2, 1]).astype(np.uint8))


def _file(wanted: ImageEncode, max_bytes: int | None = None) -> tuple[bytes, tuple[str, ...]]:
    return Compressor(_photograph()).compress(wanted, max_bytes, "test/picture")


def _pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


@pytest.mark.parametrize("wanted", [JPEG, PNG])
def test_a_limit_that_better_packing_meets_costs_no_quality(wanted: ImageEncode) -> None:
    """A file slightly too large is packed again, with the same pixels and without a note."""
    free, _ = _file(wanted)
    packed, notes = _file(wanted, len(free) - 1)
    assert len(packed) < len(free) and _pixels(packed) == _pixels(free) and notes == ()


@pytest.mark.parametrize("curve", [
    lambda quality: 1000 * (102 - quality) ** -0.7,
    lambda quality: 30 + quality**2,
    lambda quality: 5 if quality < 77 else 4000 + quality,
])  # fmt: skip
def test_the_best_quality_is_found(curve: Callable[[int], float]) -> None:
    """Whatever the curve, it is the highest quality whose file fits; none where not even the least does."""
    sizes = {quality: int(1000 * curve(quality)) for quality in range(LEAST_QUALITY, 91)}
    for limit in range(sizes[LEAST_QUALITY] - 1, sizes[90], max(1, sizes[90] // 60)):
        fitting = [quality for quality, size in sizes.items() if size <= limit]
        assert best_quality(sizes.__getitem__, limit, 90) == max(fitting, default=None)


def test_few_files_are_made_to_find_it() -> None:
    """On a photograph the curve is followed: four tries at most, where halving takes six."""
    compressor = Compressor(_photograph())
    tried: list[int] = []

    def size(quality: int) -> int:
        tried.append(quality)
        return len(compressor.compress(ImageEncode(format="jpeg", quality=quality), None, "test/picture")[0])

    most = size(90)
    for share in (0.35, 0.5, 0.7, 0.9):
        tried.clear()
        best_quality(size, int(most * share), 90)
        assert len(tried) - 1 <= 4  # the first is known already


def test_no_file_is_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs that differ in their limits alone share the files that were tried."""
    made: list[object] = []
    real = Image.Image.save

    def counting(self: Image.Image, *rest: object, **settings: object) -> None:
        made.append(settings)
        real(self, *rest, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(Image.Image, "save", counting)
    compressor = Compressor(_photograph())
    free, _ = compressor.compress(JPEG, None, "test/free")
    assert compressor.compress(JPEG, len(free), "test/roomy") == (free, ()) and len(made) == 1
    tight = compressor.compress(JPEG, len(free) // 2, "test/tight")
    count = len(made)
    assert compressor.compress(JPEG, len(free) // 2, "test/tight too") == tight and len(made) == count
