"""How far a job is, and how long it still takes."""

from __future__ import annotations

import pytest

from studio.plan.recipe import Clip, Framing, Recipe
from studio.progress import PACE_S, Event, Meter, Pace, time_left
from studio.values import PixelBox, Size

FRAMING = Framing(mode="cover", crop=PixelBox(x=0, y=0, width=8, height=8))


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def recipe(placement: str, frames: int) -> Recipe:
    return Recipe(
        placement=placement, master="m", kind="video", source="frames", size=Size(width=8, height=8),
        clips=(Clip(start=0, end=frames, framing=FRAMING),),
    )  # fmt: skip


def test_all_outputs_count_by_their_frames() -> None:
    """A short output that is done is a small part of the whole."""
    told: list[Event] = []
    meter = Meter([recipe("a/long", 900), recipe("a/short", 100)], told.append)
    meter(Event(stage="done", done=1.0, placement="a/short"))
    meter(Event(stage="done", done=1.0, placement="a/long"))

    together = [event.done for event in told if event.placement is None]
    assert together == [pytest.approx(0.1), pytest.approx(1.0)]


def test_progress_never_goes_back_and_checking_counts() -> None:
    """What a retry tells again does not move the bar back; a rendered output is not yet done."""
    told: list[Event] = []
    meter = Meter([recipe("a/one", 10)], told.append)
    for event in (
        Event(stage="render", done=0.9, placement="a/one"), Event(stage="render", done=0.2, placement="a/one"),
        Event(stage="check", placement="a/one"), Event(stage="failed", placement="a/one", message="why"),
    ):  # fmt: skip
        meter(event)

    together = [event.done for event in told if event.stage == "make"]
    assert together == sorted(together)
    assert together[2] < 1.0 and together[3] == 1.0
    assert [event.message for event in told if event.stage == "failed"] == ["why"]


def test_the_time_left_follows_the_last_seconds() -> None:
    """What was found made at the start does not promise that the rest is as fast."""
    clock = Clock()
    pace = Pace(clock)
    assert pace.left_s(0.5) is None
    for second in range(1, 31):
        clock.now += 1
        left = pace.left_s(0.5 + second * 0.01)

    assert left == pytest.approx(20.0, rel=0.01)
    clock.now += PACE_S + 1
    assert pace.left_s(0.8) is None
    assert pace.left_s(1.0) == 0.0


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "a moment left"), (33, "35 s left"), (130, "2 min left"), (3600, "60 min left")]
)
def test_time_is_told_no_more_exactly_than_it_is_known(seconds: float, said: str) -> None:
    """People plan with round figures."""
    assert time_left(seconds) == said
