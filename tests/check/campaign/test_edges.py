"""Every check of campaigns just inside and just outside of its edge: two campaigns that differ in one thing.

Whoever adds a check adds its pair here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from studio.campaign.brief import Brief, PlatformPlan
from studio.check.campaign import CAMPAIGN_CHECKS
from studio.check.campaign.evidence import CampaignEvidence
from tests.check.campaign.building import campaign as briefed
from tests.check.campaign.building import output
from tests.check.campaign.building import post as written
from tests.check.campaign.scheduling import HERE, MONDAY, campaign, post
from tests.check.campaign.test_audience import WHOLE as AUDIENCE
from tests.check.campaign.test_calendar import LOOK
from tests.check.campaign.test_metrics import daily, measured, row
from tests.check.campaign.test_package import WHOLE as PACKAGE
from tests.check.campaign.test_posting import AIM, ONE, SERIES, TWO
from tests.check.campaign.test_preparing import FACT, JOURNALIST, PARTNER, SCENARIOS
from tests.check.copy.test_alike import WORDS
from tests.check.edges import Edge, edge

WALK = "https://example.org/walk"


def briefs(field: str, values: Iterable[Any], **usual: Any) -> Iterator[CampaignEvidence]:
    """Campaigns whose briefs differ in one field."""
    return (briefed(**{**usual, field: value}) for value in values)


def told(key: str, values: Iterable[Any], *, within: str, usual: dict[str, Any]) -> Iterator[CampaignEvidence]:
    """Campaigns whose briefs differ in one field of a table, or of the only one of its kind."""
    many = within in {"facts", "partners", "journalists", "posts"}
    tables = ({**usual, key: value} for value in values)
    return (briefed(**{within: [table] if many else table}) for table in tables)


def on_town(key: str, values: Iterable[Any], **usual: Any) -> Iterator[CampaignEvidence]:
    """Campaigns that plan one thing about a platform differently."""
    return (briefed(platforms={"town": {**usual, key: value}}) for value in values)


def packs(field: str, values: Iterable[Any], of: CampaignEvidence | None = None) -> Iterator[CampaignEvidence]:
    """Campaigns that differ in what was made for them."""
    return ((of or briefed()).model_copy(update={field: value}) for value in values)


def days(*pair: Iterable[int], length: int | None = None, **more: Any) -> Iterator[CampaignEvidence]:
    """Calendars with a post on each of these days after the first Monday."""
    return (campaign([post(day, **more) for day in each], days=length) for each in pair)


def clocks(*pair: Iterable[str], **more: Any) -> Iterator[CampaignEvidence]:
    """Calendars with a post a day, at these times."""
    return (campaign([post(day, clock, **more) for day, clock in enumerate(each)]) for each in pair)


def calendars() -> Iterator[Edge]:
    """What goes out when."""
    yield edge("enough_content", "the week of a post", days((0, 7, 14), (0, 7, 13), length=21))
    plans = [Brief(name="Walk", start=MONDAY, end=date(2026, 12, 13), platforms={HERE: PlatformPlan(posts_per_week=n)})
             for n in (2, 2.5)]  # fmt: skip
    four = [post(day) for day in (0, 1, 7, 8)]
    yield edge("enough_content", "posts a week", (campaign(four, brief=brief) for brief in plans))
    for field in ("rendered", "approved"):
        ready = [[post(0), post(6, **{field: done})] for done in (True, False)]
        yield edge("ready_before_launch", field, (campaign(posts, days=14) for posts in ready))
    ready = [[post(0), post(day, rendered=False)] for day in (7, 6)]
    yield edge("ready_before_launch", "the day", (campaign(posts, days=14) for posts in ready))
    evenings = [[post(0, clock), post(5)] for clock in ("18:00", "17:59", "22:00", "22:01")]
    yield edge("evenings_weekends", "from", (campaign(posts) for posts in evenings[:2]))
    yield edge("evenings_weekends", "to", (campaign(posts) for posts in evenings[2:]))
    yield edge("evenings_weekends", "the weekend", (campaign([post(0, "19:00"), post(day)]) for day in (5, 4)))
    yield edge("not_too_often", "at least", days((0, 7), (0,), length=14))
    often = [[post(0, f"{hour}:00") for hour in range(10, last)] for last in (20, 21)]
    yield edge("not_too_often", "at most", (campaign(posts, days=7) for posts in often))
    yield edge("weekly_per_account", "the day", days((6, 13), (7, 13), length=20))
    yield edge("several_a_day", "minutes", clocks(("09:00", "10:00"), ("09:00", "09:59")))
    yield edge(
        "three_times",
        "the part of the day",
        clocks(("11:59", "12:00", "18:00"), ("11:59", "11:58", "18:00"), video="a"),
    )
    yield edge("follow_up", "least days", days((0, 5), (0, 4)))
    yield edge("follow_up", "most days", days((0, 7), (0, 8)))
    shared = [[post(0, curated=True, credit="Amina"), *(post(1 + day) for day in range(own))] for own in (4, 5)]
    yield edge("share_others", "own posts", (campaign(posts) for posts in shared))
    asks = [[post(0, kind="ask"), *(post(1 + day, kind="relationship") for day in range(more))] for more in (4, 3)]
    yield edge("eighty_twenty", "other posts", (campaign(posts) for posts in asks))
    again = [[post(0, text="Walk"), post(7, clock, text="Walk")] for clock in ("12:00", "11:59")]
    yield edge("recycle", "the minute", (campaign(posts) for posts in again))
    known = Brief(name="Walk", start=post(0).day, end=post(40).day)
    yield edge("world_events", "the day", (campaign([post(day)], brief=known, asked=None) for day in (10, 11)))
    monday = [post(day, clock, hashtags=("MotivationMonday",)) for day, clock in ((0, "23:59"), (1, "00:00"))]
    yield edge("tags_on_their_day", "the minute", (campaign([one]) for one in monday))
    yield edge("consistent_series", "the gap", days((0, 7, 15, 22), (0, 7, 16, 23), **LOOK))
    looks = [[post(0, **LOOK), post(7, **{**LOOK, "intro": intro})] for intro in ("a", "b")]
    yield edge("consistent_series", "the look", (campaign(posts) for posts in looks))


def metrics() -> Iterator[Edge]:
    """What was imported."""
    today = MONDAY.replace(month=12, day=20)
    fresh = [row(20 - age, clicks=1) for age in (7, 8)]
    yield edge("adapt_on_the_way", "days", (measured(one, today=today, days=40) for one in fresh))
    best = row(platform="a", impressions=1000, engagements=100)
    weak = [row(platform="b", impressions=1000, engagements=engaged) for engaged in (50, 49)]
    most = [post(0, platform="a"), post(0, platform="b"), post(1, platform="b")]
    yield edge("focus", "engagements", (measured(best, one, calendar=tuple(most), asked=None) for one in weak))
    shares = [row(completion_rate=share) for share in (0.5, 0.499)]
    yield edge("keep_updating", "watched to the end", (measured(one) for one in shares))
    falls = [[value for value in (100, 85, last) for _ in range(7)] for last in (71, 70)]
    yield edge("slowing", "the fall", (measured(*daily(values)) for values in falls))


def audiences() -> Iterator[Edge]:
    """Whom it is for."""
    for field in ("places", "ages", "interests", "languages", "platforms"):
        values = (AUDIENCE[field], None if field == "ages" else [])
        yield edge("audience_defined", field, told(field, values, within="audience", usual=AUDIENCE))
    yield edge("audience_specific", "years", told("ages", ([16, 36], [16, 37]), within="audience", usual=AUDIENCE))
    interests = (["football", "food"], ["football"])
    yield edge("audience_specific", "interests", told("interests", interests, within="audience", usual=AUDIENCE))
    names = ("young people who cycle", "young people")
    yield edge("audience_specific", "the name", told("name", names, within="audience", usual=AUDIENCE))
    yield edge("no_minors", "the youngest", told("ages", ([18, 30], [17, 30]), within="audience", usual={}))
    yield edge("platforms_have_audience", "an audience", on_town("audience", ("public", None)))
    yield edge("several_platforms", "platforms", briefs("platforms", ({"town": {}, "village": {}}, {"town": {}})))


def made() -> Iterator[Edge]:
    """What the pack holds."""
    full = briefed(keywords=["trees"]).model_copy(update={"outputs": PACKAGE, "posts": (written(),)})
    for at in range(1, len(PACKAGE)):
        some = (PACKAGE, (*PACKAGE[:at], *PACKAGE[at + 1 :]))
        yield edge("full_package", PACKAGE[at].placement, packs("outputs", some, full))
    yield edge("full_package", "copy", packs("posts", ((written(),), ()), full))
    both = briefed(platforms={"town": {}, "village": {}})
    yield edge("own_files", "a file", packs("outputs", ((output(), output("village/post")), (output(),)), both))
    teased = briefed().model_copy(update={"posts": (written(WALK),)})
    lengths = ((output(duration_s=seconds),) for seconds in (6.0, 6.04))
    yield edge("teaser_and_long_version", "seconds", packs("outputs", lengths, teased))
    teaser = briefed().model_copy(update={"outputs": (output(duration_s=6),)})
    yield edge("teaser_and_long_version", "a link", packs("posts", ((written(WALK),), (written("walk"),)), teaser))
    near = ((written(WORDS["en"]), written(text, of="village")) for text in (WORDS["fr"], WORDS["en"]))
    yield edge("no_copy_paste", "the words", packs("posts", near))


def posts() -> Iterator[Edge]:
    """What the brief says of posts."""
    yield edge("post_pinned", "how many", briefs("posts", ([ONE | {"pinned": True}, TWO], [ONE, TWO])))
    yield edge("content_types_told", "type", told("type", ("facts", None), within="posts", usual=ONE))
    yield edge("several_voices", "voice", briefs("posts", ([ONE, TWO], [ONE, TWO | {"voice": "Samira"}])))
    yield edge("place_named", "place", told("place", ("Old Harbour", None), within="posts", usual=ONE))
    for field in AIM:
        values = (AIM[field], None if field == "ages" else [])
        yield edge("targeting_filled", field, told(field, values, within="targeting", usual=AIM))
    excluded = (["none needed: nobody is accused"], [])
    yield edge("exclusions_named", "exclusions", told("exclusions", excluded, within="targeting", usual=AIM))
    episodes = (["one", "two", "three"], ["one", "two"])
    yield edge("series_planned", "episodes", told("episodes", episodes, within="series", usual=SERIES))
    lists = ([ONE | {"playlist": name}] for name in ("Walk", "Walks"))
    yield edge("playlist_named", "playlist", briefs("posts", lists, series=SERIES))
    yield edge("community_chosen", "rules", on_town("rules_read", (True, False), subreddit="r/town"))
    yield edge("reach_estimate", "a budget", on_town("budget_eur", (20, None)))
    yield edge("narrative_chosen", "narrative", briefs("narrative", ("alternative", "counter")), avoid=("counter",))
    own = briefed(hashtag="#WalkWithUs", platforms={"town": {"account": "@town"}})
    yield edge("own_account", "hashtag", packs("posts", ((written("#walkwithus"),), (written("#walkwithu"),)), own))
    theirs = briefed(hashtags=["#football"])
    yield edge("audience_hashtags", "hashtag", packs("posts", ((written("#Football"),), (written("#Foot"),)), theirs))


def prepared() -> Iterator[Edge]:
    """What is thought of before."""
    for field in SCENARIOS:
        yield edge("scenarios_answered", field, told(field, ("Call.", None), within="scenarios", usual=SCENARIOS))
    pilot = {"held": date(2026, 11, 1), "answers": 5}
    yield edge("pilot_held", "answers", told("answers", (5, 4), within="pilot", usual=pilot))
    yield edge("pilot_held", "the day", briefs("start", (date(2026, 11, 2), date(2026, 11, 1)), pilot=pilot))
    yield edge("facts_sourced", "a source", told("source", ("Bulletin", None), within="facts", usual=FACT))
    for field in ("role", "credibility"):
        yield edge("partners_credible", field, told(field, ("told", None), within="partners", usual=PARTNER))
    authority = told("public_authority", (False, True), within="partners", usual=PARTNER)
    yield edge("partners_credible", "authority", authority)
    yield edge(
        "journalists_known", "contact", told("contact", ("the desk", None), within="journalists", usual=JOURNALIST)
    )
    yield edge("amplifiers_named", "voices", briefs("voices", (["Samira"], []), hashtags=["#city"]))
    yield edge("amplifiers_named", "hashtags", briefs("hashtags", (["#city"], []), voices=["Samira"]))
    yield edge("first_budget_small", "euros", on_town("budget_eur", (50, 50.01)))
    yield edge("evaluated", "an evaluation", briefs("evaluation", ("It worked.", None), end=date(2026, 11, 24)))


EDGES = [*calendars(), *metrics(), *audiences(), *made(), *posts(), *prepared()]


@pytest.mark.parametrize("one", EDGES, ids=str)
def test_one_side_passes_and_the_other_does_not(one: Edge) -> None:
    """Where only the figure that is tested differs."""
    one.hold(CAMPAIGN_CHECKS[one.check])


def test_no_check_is_left_out() -> None:
    """Each has at least one such pair."""
    assert {one.check for one in EDGES} == set(CAMPAIGN_CHECKS)
