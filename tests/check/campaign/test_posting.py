"""Whether the brief says what a platform's posts need: just inside and just outside of what is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from studio.campaign.calendar import ScheduledPost
from studio.check.campaign import posting
from studio.check.verdict import Verdict
from tests.check.campaign.building import campaign, post

ONE = {"name": "bridge", "type": "facts", "voice": "Samira", "place": "Old Harbour", "playlist": "Walk"}
TWO = ONE | {"name": "water", "voice": "Jonas"}
AIM = {"places": ["Harbour"], "ages": [16, 28], "genders": ["all"], "interests": ["football"]}
SERIES = {"name": "Who says so?", "episodes": ["one", "two", "three"], "playlist": "Walk"}
CASES: list[tuple[Callable[..., Verdict], str, dict[str, Any]]] = [
    (posting.post_pinned, "pass", {"posts": [ONE | {"pinned": True}, TWO]}),
    (posting.post_pinned, "warn", {"posts": [ONE, TWO]}),
    (posting.post_pinned, "warn", {"posts": [ONE | {"pinned": True}, TWO | {"pinned": True}]}),
    (posting.post_pinned, "todo", {"posts": [ONE | {"pinned": True, "platforms": ["village"]}]}),
    (posting.content_types_told, "pass", {"posts": [ONE, TWO]}),
    (posting.content_types_told, "warn", {"posts": [ONE, TWO | {"type": None}]}),
    (posting.several_voices, "pass", {"posts": [ONE, TWO]}),
    (posting.several_voices, "warn", {"posts": [ONE, TWO | {"voice": "Samira"}]}),
    (posting.several_voices, "warn", {"posts": [ONE, TWO | {"voice": None}]}),
    (posting.place_named, "pass", {"posts": [ONE]}),
    (posting.place_named, "warn", {"posts": [ONE | {"place": None}]}),
    (posting.targeting_filled, "pass", {"targeting": AIM}),
    *((posting.targeting_filled, "warn", {"targeting": {k: v for k, v in AIM.items() if k != key}}) for key in AIM),
    (posting.exclusions_named, "pass", {"targeting": {"exclusions": ["none needed: nobody is accused"]}}),
    (posting.exclusions_named, "warn", {"targeting": AIM}),
    (posting.series_planned, "pass", {"series": SERIES}),
    (posting.series_planned, "warn", {"series": SERIES | {"episodes": ["one", "two"]}}),
    (posting.series_planned, "warn", {"series": SERIES | {"name": None}}),
    (posting.playlist_named, "pass", {"series": SERIES, "posts": [ONE]}),
    (posting.playlist_named, "warn", {"series": SERIES, "posts": [ONE | {"playlist": "Other"}]}),
    (posting.playlist_named, "warn", {"series": SERIES | {"playlist": None}}),
    (posting.community_chosen, "pass", {"platforms": {"town": {"subreddit": "r/town", "rules_read": True}}}),
    (posting.community_chosen, "warn", {"platforms": {"town": {"subreddit": "r/town"}}}),
    (posting.community_chosen, "warn", {"platforms": {"town": {"rules_read": True}}}),
    (posting.reach_estimate, "pass", {"platforms": {"town": {"budget_eur": 20}}}),
    (posting.reach_estimate, "todo", {"platforms": {"town": {}}}),
]


@pytest.mark.parametrize(("check", "level", "brief"), CASES)
def test_what_a_brief_says_of_posts_is_judged(check: Callable[..., Verdict], level: str, brief: dict[str, Any]) -> None:
    """Two briefs that differ in one thing differ in the verdict."""
    assert check(campaign(**brief)).level == level


@pytest.mark.parametrize(
    ("level", "brief"),
    [
        ("pass", {"narrative": "alternative"}),
        ("warn", {"narrative": "counter"}),
        ("pass", {"narrative": "counter", "platforms": {"town": {"narrative": "alternative"}}}),
        ("warn", {"narrative": "alternative", "platforms": {"town": {"narrative": "counter"}}}),
        ("warn", {}),
    ],
)
def test_a_platforms_own_narrative_counts_first(level: str, brief: dict[str, Any]) -> None:
    """What goes badly there warns."""
    assert posting.narrative_chosen(campaign(**brief), avoid=("counter",)).level == level


def test_every_post_carries_the_campaigns_hashtag() -> None:
    """Whatever its capitals, in the text or in a field of its own; other platforms' posts do not count."""
    brief = {"hashtag": "#WalkWithUs", "platforms": {"town": {"account": "@town"}}}
    tagged = campaign(**brief).model_copy(
        update={"posts": (post("Come #walkwithus"), post(hashtags=("WalkWithUs",)), post("Hi", of="village"))}
    )
    bare = tagged.model_copy(update={"posts": (*tagged.posts, post("Come"))})

    assert posting.own_account(tagged).level == "pass"
    assert posting.own_account(bare).level == "warn"
    assert posting.own_account(campaign(hashtag="#WalkWithUs")).level == "warn"


def test_posts_join_in_on_hashtags_that_the_audience_follows() -> None:
    """Of the posts with hashtags each has one; without any, there is nothing to tell."""
    known = campaign(of=None, hashtags=["#football"])

    for texts, level in (
        (("Goal #Football",), "pass"),
        (("Goal #Football", "Goal #ours"), "warn"),
        (("Goal", "Goal #football"), "pass"),
        (("Goal",), "n/a"),
    ):
        posts = tuple(post(text) for text in texts)
        assert posting.audience_hashtags(known.model_copy(update={"posts": posts})).level == level
    assert posting.audience_hashtags(campaign(of=None)).level == "warn"


def test_the_estimate_is_the_papers_rate_and_says_so() -> None:
    """Twenty euros, twenty thousand people, and a word of warning."""
    verdict = posting.reach_estimate(campaign(platforms={"town": {"budget_eur": 20}}))

    assert verdict.evidence["estimate"] == 20_000
    assert "estimate" in verdict.message
    assert "2017" in verdict.message


def test_a_calendars_posts_stand_for_the_briefs() -> None:
    """What is scheduled is what goes out."""
    scheduled = ScheduledPost(platform="town", when=datetime(2026, 12, 1, 18, tzinfo=UTC), voice="Samira")
    known = campaign(posts=[ONE, TWO]).model_copy(update={"calendar": (scheduled,)})

    assert posting.several_voices(known).level == "warn"
