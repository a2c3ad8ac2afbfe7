"""Spreading posts over a period."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from studio.campaign.calendar import ScheduledPost
from studio.campaign.queue import spread
from studio.errors import SelectionError

NEW_YEARS_EVE = date(2026, 12, 31)


def waiting(count: int) -> list[ScheduledPost]:
    return [ScheduledPost(platform="x", when=datetime(2026, 1, 1, tzinfo=UTC), id=str(at)) for at in range(count)]


def local(posts: tuple[ScheduledPost, ...]) -> list[str]:
    return [f"{post.local:%m-%d %H:%M}" for post in posts]


def test_at_even_distances_in_their_order_across_new_year() -> None:
    """Two a day, in the middle of each half."""
    posts = spread(waiting(4), NEW_YEARS_EVE, date(2027, 1, 1), timezone="Europe/Paris", from_hour=9, to_hour=21)

    assert local(posts) == ["12-31 12:00", "12-31 18:00", "01-01 12:00", "01-01 18:00"]
    assert [post.id for post in posts] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("count", [1, 7, 100, 288])
def test_never_two_at_once_and_never_outside_the_hours(count: int) -> None:
    """Up to as many as there are slots of five minutes."""
    posts = spread(waiting(count), NEW_YEARS_EVE, date(2027, 1, 1), timezone="Europe/Paris")

    assert len({post.when for post in posts}) == count
    assert all(9 <= post.local.hour < 21 for post in posts)


@pytest.mark.parametrize(("day", "shown"), [(date(2027, 3, 28), "03-28 03:30"), (date(2026, 10, 25), "10-25 02:30")])
def test_nights_on_which_clocks_change(day: date, shown: str) -> None:
    """A time that is skipped becomes the one that clocks show; of two the first is taken."""
    (post,) = spread(waiting(1), day, day, timezone="Europe/Paris", from_hour=2, to_hour=3)

    assert local((post,)) == [shown]


@pytest.mark.parametrize(
    ("count", "more", "told"),
    [
        (289, {}, "289 posts do not fit into 288 slots"),
        (1, {"last": date(2026, 12, 30)}, "before it starts"),
        (1, {"from_hour": 21, "to_hour": 9}, "the earlier first"),
        (1, {"timezone": "Europe/Pari"}, "did you mean 'Europe/Paris'"),
    ],
)
def test_what_cannot_be(count: int, more: dict[str, object], told: str) -> None:
    """Is said with what to do."""
    usual = {"first": NEW_YEARS_EVE, "last": date(2027, 1, 1), "timezone": "Europe/Paris"}
    with pytest.raises(SelectionError, match=told):
        spread(waiting(count), **{**usual, **more})  # type: ignore[arg-type]


def test_nothing_to_spread() -> None:
    """Is nothing."""
    assert spread([], NEW_YEARS_EVE, NEW_YEARS_EVE, timezone="UTC") == ()
