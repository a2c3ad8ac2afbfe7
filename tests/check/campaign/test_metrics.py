"""What imported metrics say, just inside and just outside the edge."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from studio.campaign.brief import Brief
from studio.campaign.metrics import MetricRow
from studio.check.campaign import CAMPAIGN_CHECKS, metrics
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.named import TipCheck
from tests.check.campaign.scheduling import HERE, MONDAY, campaign, post

LAST = MONDAY + timedelta(days=41)


def row(day: int = 0, platform: str = HERE, **figures: Any) -> MetricRow:
    return MetricRow(platform=platform, day=MONDAY + timedelta(days=day), **figures)


def measured(*rows: MetricRow, today: date = LAST, **more: Any) -> CampaignEvidence:
    return campaign(today=today, metrics=rows, **more)


@pytest.mark.parametrize("check", [each for each in CAMPAIGN_CHECKS.values() if each.__module__ == metrics.__name__])
def test_without_metrics_nothing_passes(check: TipCheck) -> None:
    """What is not known is not judged."""
    assert check(campaign()).level == "n/a"


class TestAdapt:
    """Fresh metrics while the campaign runs."""

    @pytest.mark.parametrize(("age", "level"), [(0, "pass"), (7, "pass"), (8, "warn")])
    def test_of_the_last_seven_days(self, age: int, level: str) -> None:
        """Seven days old is fresh, eight is not."""
        today = MONDAY + timedelta(days=20)

        assert metrics.adapt_on_the_way(measured(row(20 - age, clicks=1), today=today, days=40)).level == level

    @pytest.mark.parametrize(
        ("day", "level"), [(-1, "n/a"), (0, "n/a"), (7, "n/a"), (8, "warn"), (39, "warn"), (40, "n/a")]
    )
    def test_without_any(self, day: int, level: str) -> None:
        """Due after a week, and only while it runs, over New Year too."""
        today = MONDAY + timedelta(days=day)

        assert metrics.adapt_on_the_way(campaign(today=today, days=40)).level == level

    def test_rows_of_the_future_are_not_fresh(self) -> None:
        """A wrong date does not make old metrics new."""
        rows = (row(0, clicks=1), row(30, clicks=1))

        assert metrics.adapt_on_the_way(measured(*rows, today=MONDAY + timedelta(days=20), days=40)).level == "warn"

    def test_nobody_knows_when_it_starts(self) -> None:
        """The brief is asked for it."""
        assert metrics.adapt_on_the_way(measured(row(clicks=1), brief=Brief(name="Walk"))).level == "n/a"


class TestFocus:
    """Platforms by engagement."""

    def ranked(self, *posts: Any, weak: int = 49) -> Any:
        rows = [
            row(platform="a", impressions=1000, engagements=100),
            row(platform="b", impressions=1000, engagements=weak),
        ]
        return metrics.focus(measured(*rows, calendar=posts, asked=None))

    def test_best_first(self) -> None:
        """With the share of those who engage."""
        verdict = self.ranked()

        assert (verdict.level, verdict.message) == ("pass", "Best first: a (10.0%) and b (4.9%).")

    @pytest.mark.parametrize(("weak", "posts", "level"), [(49, 2, "warn"), (50, 2, "pass"), (49, 1, "pass")])
    def test_most_posts_where_it_works_worse(self, weak: int, posts: int, level: str) -> None:
        """Less than half as good, and more posts than the best one has."""
        scheduled = [post(0, platform="a"), *(post(day, platform="b") for day in range(posts))]

        assert self.ranked(*scheduled, weak=weak).level == level

    @pytest.mark.parametrize(("impressions", "level"), [(100, "pass"), (99, "n/a")])
    def test_few_impressions_are_not_ranked(self, impressions: int, level: str) -> None:
        """Chance decides there."""
        rows = [row(platform="a", impressions=1000, engagements=100),
                row(platform="b", impressions=impressions, engagements=50)]  # fmt: skip

        assert metrics.focus(measured(*rows, asked=None)).level == level


class TestKeepUpdating:
    """Whether a video is watched to the end."""

    @pytest.mark.parametrize(("share", "level"), [(0.5, "pass"), (0.499, "warn")])
    def test_half_watch_to_the_end(self, share: float, level: str) -> None:
        """The edge itself is enough."""
        assert metrics.keep_updating(measured(row(completion_rate=share))).level == level

    @pytest.mark.parametrize(
        ("stay", "length", "cut"), [(11.9, 30, 11), (2, 30, 6), (2, 6, None), (29.5, 30, 29), (None, 30, None)]
    )
    def test_a_cut_as_long_as_people_stay(self, stay: float | None, length: float, cut: float | None) -> None:
        """In whole seconds, never under six, and only where it is shorter."""
        found = measured(row(completion_rate=0.2, seconds_watched=stay, video_s=length, video="walk"))

        assert metrics.keep_updating(found).evidence.get("cut_s") == cut

    def test_days_weigh_by_their_views(self) -> None:
        """Nine hundred views that end early outweigh a hundred that do not."""
        rows = [row(video="walk", completion_rate=0.9, views=100), row(1, video="walk", completion_rate=0.4, views=900)]

        assert metrics.keep_updating(measured(*rows)).evidence["videos"][0]["completion"] == 0.45

    def test_the_worst_video_is_named(self) -> None:
        """Seconds stand in where the share is not told."""
        rows = [row(video="a", completion_rate=0.9), row(video="b", seconds_watched=10, video_s=40)]

        assert "25% watch 'b' to its end: try a cut of 10 s" in metrics.keep_updating(measured(*rows)).message

    def test_other_metrics_tell_nothing_of_it(self) -> None:
        """Clicks are no watching."""
        assert metrics.keep_updating(measured(row(clicks=4))).level == "n/a"


def daily(values: Iterable[float], **more: Any) -> list[MetricRow]:
    return [row(day, engagements=round(value), **more) for day, value in enumerate(values)]


class TestSlowing:
    """A sustained fall, and no other."""

    @pytest.mark.parametrize(
        ("weeks", "level"),
        [
            ((100, 85, 70), "warn"),
            ((100, 85, 71), "pass"),  # 29 % in all
            ((100, 100, 60), "pass"),  # one week is none in a row
            ((100, 60, 61), "pass"),  # it has recovered
            ((100, 60), "n/a"),
            ((50, 100, 80, 60), "warn"),
        ],
    )
    def test_two_weeks_in_a_row_and_a_third_in_all(self, weeks: tuple[int, ...], level: str) -> None:
        """By middling days of whole weeks."""
        assert metrics.slowing(measured(*daily(value for value in weeks for _ in range(7)))).level == level

    def test_the_day_on_which_it_began(self) -> None:
        """The first day of the first lower week, counted back from the newest day; across New Year."""
        verdict = metrics.slowing(measured(*daily(v for v in (80, 100, 100, 90, 60, 40) for _ in range(7))))

        assert verdict.evidence["falls"][0]["began"] == "2026-12-21"
        assert "since 2026-12-21, from 100 to 40 a day" in verdict.message

    def test_one_good_or_bad_day_says_nothing(self) -> None:
        """A day that went viral, and one on which all was down."""
        values = [100.0] * 21
        values[3], values[17] = 9000, 0

        assert metrics.slowing(measured(*daily(values))).level == "pass"

    def test_quiet_weekends_say_nothing(self) -> None:
        """Whichever weekday is the newest."""
        values = [100.0 if day % 7 < 5 else 20.0 for day in range(35)]

        assert {metrics.slowing(measured(*daily(values[: 35 - cut]))).level for cut in range(7)} == {"pass"}

    def test_days_without_a_row_are_not_nought(self) -> None:
        """A week with four known days tells, one with three ends the count."""
        rows = daily(value for value in (100, 85, 60) for _ in range(7))

        assert (
            metrics.slowing(measured(*(each for at, each in enumerate(rows) if at not in (7, 9, 11)))).level == "warn"
        )
        assert (
            metrics.slowing(measured(*(each for at, each in enumerate(rows) if at not in (7, 8, 9, 11)))).level == "n/a"
        )

    def test_each_platform_for_itself(self) -> None:
        """One that grows does not hide one that falls."""
        falling = daily(value for value in (100, 80, 60) for _ in range(7))
        growing = daily((value for value in (100, 300, 900) for _ in range(7)), platform="other")

        verdict = metrics.slowing(measured(*falling, *growing, asked=None))

        assert verdict.level == "warn"
        assert verdict.message.startswith("Engagements on picshare fall since 2026-12-07")

    def test_clicks_fall_while_engagements_do_not(self) -> None:
        """Each indicator is looked at."""
        rows = [row(day, engagements=100, clicks=40 - 10 * (day // 7)) for day in range(21)]

        assert metrics.slowing(measured(*rows)).message.startswith("Clicks on picshare fall")

    def test_chance_is_no_fall_and_a_fall_is_found(self) -> None:
        """Days vary by a third: of 200 steady campaigns 2 % warn at most, of 200 that halve in two weeks most do."""
        chance = random.Random(5)

        def warns(factor: float) -> int:
            noisy = ([100 * factor**day * chance.lognormvariate(0, 0.33) for day in range(28)] for _ in range(200))
            return sum(metrics.slowing(measured(*daily(values))).level == "warn" for values in noisy)

        assert warns(1) <= 4
        assert warns(0.5 ** (1 / 14)) > 150
