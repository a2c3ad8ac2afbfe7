"""How many posts, how often and when, just inside and just outside the edge."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from studio.campaign.brief import Audience, Brief, PlatformPlan
from studio.check.campaign import CAMPAIGN_CHECKS, cadence, calendar
from studio.check.named import TipCheck
from tests.check.campaign.scheduling import HERE, MONDAY, campaign, post


@pytest.mark.parametrize(
    "check", [each for each in CAMPAIGN_CHECKS.values() if each.__module__ in {cadence.__name__, calendar.__name__}]
)
@pytest.mark.parametrize("asked", [HERE, None])
def test_an_empty_calendar_never_passes(check: TipCheck, asked: str | None) -> None:
    """What is not known is not judged, and what to do is said."""
    verdict = check(campaign(asked=asked))

    assert verdict.level == "n/a"
    assert "schedule" in verdict.message


class TestEnoughContent:
    """Ready posts for every week."""

    @pytest.mark.parametrize(
        ("days", "length", "level"),
        [
            ((0, 7, 14), 21, "pass"),
            ((0, 7, 13), 21, "warn"),  # the third week has none
            ((0, 7), 20, "pass"),  # six days are no whole week
            ((0, 7), 21, "warn"),
        ],
    )
    def test_each_week_has_its_post(self, days: tuple[int, ...], length: int, level: str) -> None:
        """Weeks begin on the day of the launch; a begun last week asks for nothing."""
        assert cadence.enough_content(campaign([post(day) for day in days], days=length)).level == level

    def test_the_first_week_that_runs_dry_is_shown(self) -> None:
        """An unfinished post fills nothing."""
        posts = [post(0), post(7, rendered=False), post(15, approved=False), post(21)]

        verdict = cadence.enough_content(campaign(posts, days=28))

        assert verdict.level == "warn"
        assert "The week of 2026-12-07 runs dry on picshare: 0 of 1" in verdict.message
        assert [week["week"] for week in verdict.evidence["dry_weeks"]] == ["2026-12-07", "2026-12-14"]

    @pytest.mark.parametrize(("per_week", "level"), [(0.5, "pass"), (2, "pass"), (2.5, "warn"), (3, "warn")])
    def test_the_cadence_that_the_brief_chose(self, per_week: float, level: str) -> None:
        """Four posts in two weeks are two a week."""
        brief = Brief(
            name="Walk", start=MONDAY, end=date(2026, 12, 13), platforms={HERE: PlatformPlan(posts_per_week=per_week)}
        )
        posts = [post(day) for day in (0, 1, 7, 8)]

        assert cadence.enough_content(campaign(posts, brief=brief)).level == level

    def test_a_platform_that_is_planned_and_has_no_post(self) -> None:
        """Counts as dry from the first week."""
        brief = Brief(name="Walk", start=MONDAY, end=date(2026, 12, 6),
                      platforms={HERE: PlatformPlan(), "other": PlatformPlan()})  # fmt: skip

        verdict = cadence.enough_content(campaign([post(0)], brief=brief, asked=None))

        assert verdict.level == "warn" and "other" in verdict.message

    def test_across_new_year(self) -> None:
        """Weeks go on from December to January."""
        verdict = cadence.enough_content(campaign([post(day) for day in (22, 29, 36)]))

        assert verdict.level == "pass"
        assert (verdict.evidence["first"], verdict.evidence["last"]) == ("2026-12-22", "2027-01-05")


@pytest.mark.parametrize(
    ("posts", "level"),
    [
        ([post(0), post(6)], "pass"),
        ([post(0), post(6, rendered=False)], "warn"),
        ([post(0), post(6, approved=False)], "warn"),
        ([post(0), post(7, rendered=False)], "pass"),  # of the second week
        ([post(7)], "warn"),  # nothing at all
    ],
)
def test_ready_before_launch(posts: list[object], level: str) -> None:
    """The first seven days are finished."""
    assert cadence.ready_before_launch(campaign(posts, days=14)).level == level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("clock", "level"), [("17:59", "warn"), ("18:00", "pass"), ("22:00", "pass"), ("22:01", "warn")]
)
def test_evenings(clock: str, level: str) -> None:
    """From six to ten, by the audience's clocks, beside a post on Saturday."""
    assert cadence.evenings_weekends(campaign([post(0, clock), post(5)])).level == level


def test_evenings_are_the_audiences() -> None:
    """17:30 UTC is evening in Paris and late night in Tokyo."""
    when = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    paris, tokyo = (post(when=when, timezone=zone) for zone in ("Europe/Paris", "Asia/Tokyo"))

    assert cadence.evenings_weekends(campaign([paris, post(5)])).level == "pass"
    assert cadence.evenings_weekends(campaign([tokyo, post(5)])).level == "warn"


@pytest.mark.parametrize(
    ("day", "countries", "level"),
    [(4, (), "warn"), (5, (), "pass"), (6, (), "pass"), (4, ("EG",), "pass"), (6, ("EG",), "warn")],
)
def test_weekends_are_the_audiences(day: int, countries: tuple[str, ...], level: str) -> None:
    """Saturday and Sunday, in Egypt Friday and Saturday."""
    brief = Brief(name="Walk", audience=Audience(countries=countries))

    assert cadence.evenings_weekends(campaign([post(0, "19:00"), post(day)], brief=brief)).level == level


def test_only_approved_posts_count_in_the_evening() -> None:
    """A draft reaches nobody."""
    assert cadence.evenings_weekends(campaign([post(5, "19:00", approved=False)])).level == "warn"


@pytest.mark.parametrize(
    ("posts", "days", "level"),
    [
        ([post(0), post(7)], 14, "pass"),
        ([post(0)], 14, "warn"),
        ([post(0)], 3, "pass"),  # a campaign shorter than a week
        ([post(0, f"{hour}:00") for hour in range(10, 20)], 7, "pass"),
        ([post(0, f"{hour}:00") for hour in range(10, 21)], 7, "warn"),
    ],
)
def test_not_too_often(posts: list[object], days: int, level: str) -> None:
    """One a week is enough, eleven a day are too many."""
    assert cadence.not_too_often(campaign(posts, days=days)).level == level  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "length", "level"),
    [((6, 13), 20, "pass"), ((7, 13), 20, "warn"), ((6, 14), 21, "warn"), ((6, 13), 21, "warn")],
)
def test_weekly_per_account(days: tuple[int, ...], length: int, level: str) -> None:
    """Seven days from one to the next are a week, eight are more: at the start, between and at the end."""
    assert cadence.weekly_per_account(campaign([post(day) for day in days], days=length)).level == level


def test_the_account_that_is_silent_is_named() -> None:
    """The others' figures are in the evidence."""
    posts = [post(0), post(6), post(0, platform="other")]

    verdict = cadence.weekly_per_account(campaign(posts, days=8, asked=None))

    assert verdict.level == "warn"
    assert verdict.message.startswith("On other it is 8 days from 2026-11-30 to 2026-12-08")
    assert verdict.evidence["platforms"][HERE]["level"] == "pass"


@pytest.mark.parametrize(
    ("clocks", "level"),
    [
        (("09:00", "09:59"), "warn"),
        (("09:00", "10:00"), "pass"),
        (("09:50", "10:10"), "warn"),  # two hours of the clock, and one time
        (("23:50", "00:20"), "warn"),
        (("09:00",), "n/a"),
    ],
)
def test_several_a_day(clocks: tuple[str, ...], level: str) -> None:
    """Posts within one hour of the day reach the same people."""
    posts = [post(day, clock) for day, clock in enumerate(clocks)]

    assert cadence.several_a_day(campaign(posts)).level == level


def test_only_fast_platforms_need_several_a_day() -> None:
    """Those that the tip names."""
    posts = [post(0), post(1), post(0, "09:00", "fast"), post(1, "15:00", "fast")]

    assert cadence.several_a_day(campaign(posts, asked=None), platforms=("fast",)).level == "pass"
    assert cadence.several_a_day(campaign(posts, asked=None)).level == "warn"
    assert cadence.several_a_day(campaign(posts[:2], asked=None), platforms=("fast",)).level == "n/a"


@pytest.mark.parametrize(
    ("clocks", "level"),
    [
        (("11:59", "12:00", "18:00"), "pass"),
        (("11:59", "11:00", "18:00"), "warn"),
        (("04:59", "12:00", "23:00"), "warn"),  # both are night
        (("05:00", "12:00", "23:00"), "pass"),
    ],
)
def test_three_times(clocks: tuple[str, ...], level: str) -> None:
    """A video goes out on three parts of the day."""
    posts = [post(day, clock, video="walk") for day, clock in enumerate(clocks)]

    assert cadence.three_times(campaign([*posts, post(9)])).level == level


def test_each_video_has_its_own_times() -> None:
    """Three parts of the day of two videos are not three of one; posts without one say nothing."""
    posts = [post(0, "09:00", video="a"), post(1, "14:00", video="a"), post(2, "19:00", video="b")]

    assert cadence.three_times(campaign(posts)).level == "warn"
    assert cadence.three_times(campaign([post(0)])).level == "n/a"


@pytest.mark.parametrize(
    ("days", "level"), [((0, 5), "pass"), ((0, 7), "pass"), ((0, 4), "warn"), ((0, 8), "warn"), ((0,), "warn")]
)
def test_follow_up(days: tuple[int, ...], level: str) -> None:
    """Five to seven days; two on one day are one mailing."""
    posts = [post(day) for day in days]

    assert cadence.follow_up(campaign([*posts, post(0, "15:00")])).level == level


def test_a_mailing_without_another_is_told_when_to_follow() -> None:
    """Across New Year as well."""
    verdict = cadence.follow_up(campaign([post(28)]))

    assert "from 2027-01-02 to 2027-01-04" in verdict.message
