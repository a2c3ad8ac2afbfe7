"""Flashing is counted as WCAG 2.2 defines it, on made frames that differ only in what is tested."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from studio.check.flashing import FlashCounter, luminance
from studio.check.observed import Flashes, Peak

Frame = npt.NDArray[np.uint8]
CHANGES = 8
"""Four flashes."""
DARK, LIGHT = (30, 30, 30), (200, 200, 200)


def switching(
    hz: float, one: tuple[int, ...] = DARK, other: tuple[int, ...] = LIGHT, share: float = 1.0
) -> Callable[[float], Frame]:
    """A part of the screen that is switched between two colours ``hz`` times a second; the rest stays."""

    def at(seconds: float) -> Frame:
        picture = np.full((72, 128, 3), DARK, np.uint8)
        picture[:, : round(128 * share)] = one if int(seconds * hz * 2 + 1e-6) % 2 == 0 else other
        return picture

    return at


def counted(show: Callable[[float], Frame], fps: float = 30, seconds: float = 3) -> Flashes:
    counter = FlashCounter()
    for number in range(int(seconds * fps)):
        counter.show(number / fps, show(number / fps))
    return counter.count()


def share(peaks: tuple[Peak, ...], changes: int = CHANGES) -> float:
    return peaks[changes - 1].share if len(peaks) >= changes else 0.0


@pytest.mark.parametrize("fps", [24, 25, 30000 / 1001, 30, 60])
@pytest.mark.parametrize(("hz", "found"), [(2, 0.0), (3, 0.0), (4, 1.0), (10, 1.0)])
def test_three_flashes_in_a_second_are_allowed_and_four_are_not(hz: float, found: float, fps: float) -> None:
    """At whatever rate the video has."""
    assert share(counted(switching(hz), fps).general) == found


@pytest.mark.parametrize(("part", "found"), [(0.2, 0.22), (0.3, 0.31)])
def test_how_much_of_the_screen_flashes(part: float, found: float) -> None:
    """Measured in cells: a quarter of the screen is the edge that a check draws."""
    assert share(counted(switching(5, share=part)).general) == pytest.approx(found, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((150, 150, 150), (165, 165, 165), 0.0),
        ((150, 150, 150), (180, 180, 180), 1.0),
        ((232, 232, 232), (255, 255, 255), 0.0),
    ],
)
def test_how_far_brightness_has_to_change(one: tuple[int, ...], other: tuple[int, ...], found: float) -> None:
    """By a tenth of relative luminance; never where both states are brighter than 0.8."""
    assert share(counted(switching(5, one, other)).general) == found


def test_saturated_red_counts_where_its_brightness_does_not() -> None:
    """Red and grey of the same luminance flash alike; only red is dangerous."""
    red, grey = ((60, 0, 0), (180, 0, 0)), ((28, 28, 28), (88, 88, 88))
    seen = counted(switching(5, *red))

    assert luminance(np.array([red[1]], np.uint8)) == pytest.approx(luminance(np.array([grey[1]], np.uint8)), abs=0.01)
    assert (share(seen.general), share(seen.red)) == (0.0, 1.0)
    assert counted(switching(5, *grey)) == Flashes()


def test_a_cross_fade_is_no_flash() -> None:
    """One slow change is one change."""
    seen = counted(lambda at: np.full((72, 128, 3), round(30 + 60 * min(at, 3)), np.uint8))

    assert len(seen.general) == 1


def test_halves_that_flash_in_turn() -> None:
    """As a police car's lights do: the mean brightness stays, the screen flashes."""

    def show(at: float) -> Frame:
        one = switching(5)(at)
        one[:, 64:] = switching(5, LIGHT, DARK)(at)[:, 64:]
        return one

    assert share(counted(show).general) == 1.0


def test_what_moves_through_the_picture_does_not_flash() -> None:
    """A fast pan over a crowded scene changes every cell often, but never together."""
    scene = np.kron(np.random.default_rng(7).integers(0, 2, (9, 100)) * 200, np.ones((8, 12))).astype(np.uint8)

    def show(at: float) -> Frame:
        left = int(at * 150)
        return np.repeat(scene[:72, left : left + 128, None], 3, axis=2)

    assert share(counted(show).general) <= 0.05
