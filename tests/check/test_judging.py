"""A campaign is held against the tips that are about it, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from studio.check import names
from studio.check.campaign import CAMPAIGN_CHECKS
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.contradictions import contradictions
from studio.check.copy import COPY_CHECKS
from studio.check.judging import campaign_tips, judge, ticked
from studio.check.runner import is_about_output
from studio.check.tips import CHECKS
from studio.paths import resource
from studio.platforms.contract import Platform
from studio.platforms.reading import GeneralTips, read_general
from tests.check.building import target
from tests.check.campaign.building import campaign

NOTHING = GeneralTips()


def told(known: CampaignEvidence, *, general: GeneralTips = NOTHING, **tip: Any) -> dict[str, str]:
    """The level of what a platform with one such tip says, by rule."""
    return {finding.rule: finding.level for finding in judge(known, general, [having(**tip)])}


def having(**tip: Any) -> Platform:
    return target(tips=[{"id": "town.tip", "advice": "Do so.", "source": "help", **tip}]).platform


def test_a_field_that_a_tip_asks_for_has_to_be_filled_in() -> None:
    """Without a check of its own, a tip is met where the brief says something."""
    assert told(campaign(), asks="research") == {"town.tip": "warn"}
    assert told(campaign(research=["a survey"]), asks="research") == {"town.tip": "pass"}
    assert told(campaign(research=["a survey"]), asks=["research", "voices"]) == {"town.tip": "warn"}


def test_a_field_of_a_platform_is_the_platforms_own() -> None:
    """What the brief says of another platform does not count."""
    assert told(campaign(platforms={"village": {"account": "@x"}}), asks="platforms.account") == {"town.tip": "warn"}
    assert told(campaign(platforms={"town": {"account": "@x"}}), asks="platforms.account") == {"town.tip": "pass"}


def test_each_entry_of_a_list_has_to_have_it() -> None:
    """A fact without a source is as if there were none."""
    facts = [{"text": "a", "source": "b"}, {"text": "c"}]

    assert told(campaign(facts=facts), asks="facts.source") == {"town.tip": "warn"}
    assert told(campaign(facts=facts[:1]), asks="facts.source") == {"town.tip": "pass"}


def test_without_a_brief_it_is_to_do() -> None:
    """The advice is told, and tips about the whole campaign stay silent where nobody plans one."""
    findings = judge(CampaignEvidence(today=date(2026, 11, 25)), campaign_tips(), [having(asks="research")])

    assert [(finding.rule, finding.level, finding.message) for finding in findings] == [("town.tip", "todo", "Do so.")]


def test_what_only_a_person_can_tell_is_ticked_with_name_and_date() -> None:
    """Both stand in the finding."""
    tick = {"tip": "campaign.team", "by": "Samira", "on": date(2026, 11, 2)}
    findings = {each.rule: each for each in judge(campaign(ticked=[tick]), campaign_tips(), [])}

    assert findings["campaign.team"].level == "pass"
    assert "Samira" in findings["campaign.team"].message
    assert "2026-11-02" in findings["campaign.team"].message
    assert findings["campaign.free_resources"].level == "todo"


def test_a_tick_counts_for_outputs_too_and_for_nothing_that_is_measured() -> None:
    """A finding that warns stays as it is."""
    known = campaign(ticked=[{"tip": "town.tip", "by": "Samira", "on": date(2026, 11, 2)}])
    (todo,) = judge(campaign().model_copy(update={"brief": None}), NOTHING, [having(asks="research")])

    assert ticked(todo, known).level == "pass"
    assert ticked(todo, campaign()) == todo
    assert ticked(todo.model_copy(update={"level": "warn"}), known).level == "warn"


def test_a_tip_about_the_campaign_is_not_asked_of_each_output() -> None:
    """Nor is one that a tool does, or that waits for a part; a person's own list is."""
    for keys, asked in (
        ({"check": "several_platforms"}, False),
        ({"asks": "research"}, False),
        ({"feature": "placement:post"}, False),
        ({"waits_for": "a poster", "planned": "auto"}, False),
        ({"feature": "placement:post", "check": "duration"}, True),
        ({"check": "duration"}, True),
        ({}, True),
    ):
        platform = having(**keys)
        assert is_about_output(platform.tips[0], platform) == asked, keys


def test_no_name_means_two_checks() -> None:
    """A tip says by the name alone whether it is asked about files, posts or the campaign."""
    assert not set(CAMPAIGN_CHECKS) & (set(CHECKS) | set(COPY_CHECKS))


@pytest.mark.parametrize(
    ("check", "given"),
    [
        ("share_others", {"one_in": 0}),
        ("slowing", {"falls": 0}),
        ("evenings_weekends", {"to_hour": 24}),
        ("reach_estimate", {"people_per_eur": float("inf")}),
    ],
)
def test_a_parameter_that_no_campaign_can_be_held_against(check: str, given: dict[str, Any]) -> None:
    """Its author is told, and where nobody has looked it stops nothing."""
    with_fault = names().with_fault

    assert with_fault and with_fault(check, given)
    assert told(campaign(), check=check, **{"with": given}) == {"town.tip": "n/a"}


def test_what_is_asked_once_names_no_placements() -> None:
    """A plugin whose tip does is told so."""
    platform = having(asks="research", placements=["post"])

    assert [fault.message for fault in contradictions(platform)] == [
        "'town.tip' is asked once about the campaign, and names placements"
    ]


def test_the_campaigns_own_tips_are_sound() -> None:
    """Every check, parameter, field and tool that they name exists."""
    assert isinstance(read_general(resource("assets", "campaign", "tips.toml"), names()), GeneralTips)
