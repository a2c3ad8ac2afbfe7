"""A trembling camera is told from one that moves calmly, on made frames that differ only in how they move."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from studio.check.shaking import ShakeMeter, by_second

SCENE = cv2.GaussianBlur(np.random.default_rng(3).integers(0, 255, (200, 400)).astype(np.float32), (0, 0), 4)
SCENE = ((SCENE - SCENE.min()) / (SCENE.max() - SCENE.min()) * 255).astype(np.float32)
JITTER = np.random.default_rng(5).normal(0, 1, (200, 2))


def jitter(where: Callable[[int], tuple[float, float]], frames: int = 90, *, person: bool = False) -> list[float]:
    """Of each second; ``where`` says how far the camera stands from its place, in pixels of 128."""
    meter = ShakeMeter()
    for number in range(frames):
        across, down = where(number)
        moved = np.array([[1, 0, -20 - across], [0, 1, -20 - down]], np.float32)
        frame = cv2.warpAffine(SCENE, moved, (128, 72), flags=cv2.INTER_CUBIC)
        if person:
            left = round(40 + 15 * np.sin(number))
            frame[20:60, left : left + 30] = 220
        meter.show(number / 30, np.clip(frame, 0, 255).astype(np.uint8))
    return [off for off in by_second(meter.trembling(0.0)) if off is not None]


@pytest.mark.parametrize("amplitude", [0.1, 0.4, 0.8, 1.5])
def test_how_far_it_trembles(amplitude: float) -> None:
    """The root mean square of the jitter, both ways together, within a fifth."""
    expected = amplitude * 2**0.5 / 128

    found = jitter(lambda number: tuple(amplitude * JITTER[number]))

    assert found
    assert float(np.mean(found)) == pytest.approx(expected, rel=0.2)


@pytest.mark.parametrize(
    "where",
    [lambda _: (0.0, 0.0), lambda number: (number * 0.8, 0.0), lambda number: (20 * np.sin(number / 30), 0.0)],
    ids=["still", "pan", "sway"],
)
def test_calm_movements(where: Callable[[int], tuple[float, float]]) -> None:
    """A still camera, a pan and a slow sway do not tremble."""
    assert max(jitter(where)) < 0.003


def test_somebody_moves_in_front_of_a_still_camera() -> None:
    """The picture is what most of it does."""
    assert max(jitter(lambda _: (0.0, 0.0), person=True)) < 0.003


def test_a_plain_picture_tells_nothing() -> None:
    """Unknown is not steady."""
    meter = ShakeMeter()
    for number in range(60):
        meter.show(number / 30, np.full((72, 128), 128, np.uint8))

    assert [off for off in by_second(meter.trembling(0.0)) if off is not None] == []
