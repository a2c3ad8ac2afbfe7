"""What the posts are together, just inside and just outside the edge."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from studio.campaign.brief import Audience, Brief
from studio.check.campaign import calendar
from tests.check.campaign.scheduling import campaign, post


@pytest.mark.parametrize(
    ("shared", "own", "credit", "level"),
    [(1, 4, "Amina", "pass"), (1, 5, "Amina", "warn"), (1, 4, "", "warn"), (0, 3, "", "warn")],
)
def test_share_others(shared: int, own: int, credit: str, level: str) -> None:
    """One in five, and each says who made it."""
    posts = [post(day, curated=True, credit=credit) for day in range(shared)] + [post(9 + day) for day in range(own)]

    assert calendar.share_others(campaign(posts)).level == level


@pytest.mark.parametrize(
    ("asks", "others", "unmarked", "level"),
    [(1, 4, 0, "pass"), (1, 3, 0, "warn"), (1, 3, 1, "n/a"), (2, 3, 1, "warn"), (0, 4, 1, "pass"), (0, 0, 3, "n/a")],
)
def test_eighty_twenty(asks: int, others: int, unmarked: int, level: str) -> None:
    """One in five may ask; an unmarked one might, and is not taken for either."""
    kinds = ["ask"] * asks + ["relationship"] * others + [None] * unmarked

    assert calendar.eighty_twenty(campaign([post(day, kind=kind) for day, kind in enumerate(kinds)])).level == level


@pytest.mark.parametrize(
    ("day", "clock", "more", "level"),
    [
        (7, "11:59", {}, "warn"),
        (7, "12:00", {}, "pass"),
        (1, "12:00", {"text": "Walk with  us TODAY"}, "warn"),
        (1, "12:00", {"text": "Walk with us tomorrow"}, "pass"),
        (1, "12:00", {"platform": "other"}, "pass"),
    ],
)
def test_recycle(day: int, clock: str, more: dict[str, Any], level: str) -> None:
    """The same words on one platform within seven days; spaces and capitals make no others."""
    posts = [post(0, text="Walk with us today"), post(day, clock, **{"text": "Walk with us today", **more})]

    assert calendar.recycle(campaign(posts, asked=None)).level == level


def test_a_week_is_a_week_when_clocks_change() -> None:
    """From 18:00 to 18:00 seven days later are 169 hours when summer time ends, and 167 when it begins."""
    for first, again in (("2026-10-24", "2026-10-31"), ("2027-03-27", "2027-04-03")):
        posts = [
            post(text="Walk", when=datetime.fromisoformat(f"{day}T18:00{offset}"))
            for day, offset in ((first, "+02:00" if "10-24" in first else "+01:00"),
                                (again, "+01:00" if "10-31" in again else "+02:00"))
        ]  # fmt: skip

        assert calendar.recycle(campaign(posts)).level == "pass"


def test_repeats_are_marked() -> None:
    """Each with the one before it, also where they are far apart."""
    posts = [post(20, text="Walk", id="c"), post(0, text="Walk", id="a"), post(9, text="walk ", id="b"), post(3)]

    found = [(each.before.id, each.again.id) for each in calendar.repeats(posts)]

    assert found == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize(
    ("day", "level"), [(10, "pass"), (11, "warn"), (25, "pass"), (32, "pass")]
)  # 10 December, 25 December, 1 January
def test_world_events(day: int, level: str) -> None:
    """A post on one of the days that people know, in the old year or the new."""
    brief = Brief(name="Walk", start=post(0).day, end=post(40).day, audience=Audience(countries=("BE",)))

    verdict = calendar.world_events(campaign([post(day)], brief=brief, asked=None))

    assert verdict.level == level
    assert {"2026-12-10", "2026-12-18", "2026-12-25", "2027-01-01"} <= {
        each["day"] for each in verdict.evidence["occasions"]
    }


def test_without_occasions_there_is_nothing_to_hook_onto() -> None:
    """Neither a pass nor a warning."""
    assert calendar.world_events(campaign([post(1), post(3)], asked=None)).level == "n/a"


def test_the_day_of_a_post_is_the_audiences() -> None:
    """23:30 UTC on Christmas Eve is Christmas in Brussels."""
    eve = post(when=datetime(2026, 12, 24, 23, 30, tzinfo=UTC), timezone="Europe/Brussels")
    brief = Brief(name="Walk", audience=Audience(countries=("BE",)))

    assert calendar.world_events(campaign([eve], brief=brief)).level == "pass"


class TestWeekdayTags:
    """A trend of a weekday on its day."""

    @pytest.mark.parametrize(
        ("day", "clock", "level"),
        [(0, "00:00", "pass"), (0, "23:59", "pass"), (1, "00:00", "fail"), (6, "23:59", "fail")],
    )
    def test_on_its_day(self, day: int, clock: str, level: str) -> None:
        """From the first minute to the last, by the audience's clocks."""
        assert calendar.tags_on_their_day(campaign([post(day, clock, hashtags=("MotivationMonday",))])).level == level

    def test_in_the_text_and_in_any_case(self) -> None:
        """Both the list and the text are read."""
        verdict = calendar.tags_on_their_day(campaign([post(2, text="Look back #throwbackthursday", id="a")]))

        assert verdict.level == "fail"
        assert verdict.message.startswith("#throwbackthursday belongs to a Thursday, and a goes out on a Wednesday")

    def test_one_is_suggested(self) -> None:
        """For the day that the post has; other hashtags say nothing."""
        verdict = calendar.tags_on_their_day(campaign([post(0, id="a", hashtags=("Walk",))]))

        assert verdict.level == "pass"
        assert "#MotivationMonday would fit a" in verdict.message

    def test_in_the_posts_own_language(self) -> None:
        """A Tuesday's name is one in French too."""
        tuesday, wednesday = (post(day, language="fr", hashtags=("MardiMotivation",)) for day in (1, 2))

        assert calendar.tags_on_their_day(campaign([tuesday])).level == "pass"
        assert calendar.tags_on_their_day(campaign([wednesday])).level == "fail"


LOOK = {"series": "Walks", "intro": "a", "outro": "b", "brand_kit": "c", "thumbnail": "d"}


class TestSeries:
    """One look and a regular gap."""

    @pytest.mark.parametrize(
        ("days", "level"),
        [((0, 7, 14), "pass"), ((0, 7, 15, 22), "pass"), ((0, 7, 16, 23), "warn"), ((28, 35, 42), "pass")],
    )
    def test_a_regular_gap(self, days: tuple[int, ...], level: str) -> None:
        """A day more or less is regular, two are not."""
        posts = [post(day, episode=at + 1, **LOOK) for at, day in enumerate(days)]

        assert calendar.consistent_series(campaign(posts)).level == level

    @pytest.mark.parametrize("field", ["intro", "outro", "brand_kit", "thumbnail"])
    def test_one_look(self, field: str) -> None:
        """An episode with another is told; where nobody said, nobody knows."""
        others = [post(day, **LOOK) for day in (0, 7)]

        assert calendar.consistent_series(campaign([*others, post(14, **{**LOOK, field: "other"})])).level == "warn"
        unsaid = [post(day, **{**LOOK, field: ""}) for day in (0, 7)]
        assert calendar.consistent_series(campaign(unsaid)).level == "n/a"

    def test_one_episode_is_no_series_yet(self) -> None:
        """Nothing can be compared."""
        assert calendar.consistent_series(campaign([post(0, **LOOK)])).level == "n/a"
