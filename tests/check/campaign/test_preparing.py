"""Whether what has to be thought of is written down: just inside and just outside of what is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from studio.campaign.metrics import MetricRow
from studio.check.campaign import preparing
from studio.check.verdict import Verdict
from tests.check.campaign.building import campaign

SCENARIOS = dict.fromkeys(("viral", "failure", "detractors", "off_topic", "absence"), "Call Samira.")
FACT = {"text": "Half the city read it.", "source": "Harbour bulletin"}
PARTNER = {"name": "Harbour FC", "role": "shows it", "credibility": "believed"}
JOURNALIST = {"name": "Lena", "contact": "the desk"}
CASES: list[tuple[Callable[..., Verdict], str, dict[str, Any]]] = [
    (preparing.scenarios_answered, "pass", {"scenarios": SCENARIOS}),
    *(
        (preparing.scenarios_answered, "warn", {"scenarios": {k: v for k, v in SCENARIOS.items() if k != left_out}})
        for left_out in SCENARIOS
    ),
    (preparing.pilot_held, "pass", {"pilot": {"held": date(2026, 11, 1), "answers": 5}}),
    (preparing.pilot_held, "warn", {"pilot": {"held": date(2026, 11, 1), "answers": 4}}),
    (preparing.pilot_held, "warn", {"pilot": {"answers": 5}}),
    (preparing.pilot_held, "pass", {"start": date(2026, 11, 2), "pilot": {"held": date(2026, 11, 1), "answers": 5}}),
    (preparing.pilot_held, "warn", {"start": date(2026, 11, 1), "pilot": {"held": date(2026, 11, 1), "answers": 5}}),
    (preparing.facts_sourced, "pass", {"facts": [FACT]}),
    (preparing.facts_sourced, "warn", {"facts": [FACT, {"text": "It was open."}]}),
    (preparing.facts_sourced, "warn", {}),
    (preparing.partners_credible, "pass", {"partners": [PARTNER]}),
    (preparing.partners_credible, "warn", {"partners": [PARTNER | {"public_authority": True}]}),
    (preparing.partners_credible, "warn", {"partners": [PARTNER | {"credibility": None}]}),
    (preparing.partners_credible, "warn", {"partners": [PARTNER | {"role": None}]}),
    (preparing.partners_credible, "warn", {}),
    (preparing.journalists_known, "pass", {"journalists": [JOURNALIST]}),
    (preparing.journalists_known, "warn", {"journalists": [{"name": "Lena"}]}),
    (preparing.journalists_known, "warn", {}),
    (preparing.journalists_known, "pass", {"no_journalists_because": "They are not believed."}),
    (preparing.amplifiers_named, "pass", {"voices": ["Samira"], "hashtags": ["#city"]}),
    (preparing.amplifiers_named, "pass", {"allied_campaigns": ["Libraries"], "hashtags": ["#city"]}),
    (preparing.amplifiers_named, "warn", {"voices": ["Samira"]}),
    (preparing.amplifiers_named, "warn", {"hashtags": ["#city"]}),
    (preparing.first_budget_small, "pass", {"platforms": {"town": {"budget_eur": 50}}}),
    (preparing.first_budget_small, "warn", {"platforms": {"town": {"budget_eur": 50.01}}}),
    (preparing.first_budget_small, "pass", {"platforms": {"town": {"budget_eur": 500, "had_results": True}}}),
    (preparing.first_budget_small, "warn", {"platforms": {"town": {}}}),
    (preparing.evaluated, "n/a", {"end": date(2026, 11, 25)}),
    (preparing.evaluated, "warn", {"end": date(2026, 11, 24)}),
    (preparing.evaluated, "pass", {"end": date(2026, 11, 24), "evaluation": "It worked."}),
    (preparing.evaluated, "warn", {}),
]


def test_an_evaluation_is_drafted_from_the_metrics() -> None:
    """The sums of each platform, the most engaged first; a platform without impressions is no error."""
    day = date(2026, 11, 20)
    rows = (
        MetricRow(platform="village", day=day, impressions=1000, engagements=10),
        MetricRow(platform="town", day=day, impressions=600, engagements=30, clicks=4),
        MetricRow(platform="town", day=day, impressions=400, engagements=20, views=7),
        MetricRow(platform="hamlet", day=day, clicks=1),
    )
    known = campaign(end=date(2026, 11, 24)).model_copy(update={"metrics": rows})

    assert preparing.evaluated(known).evidence["draft"] == [
        "town: 1000 impressions, 50 engagements (5.0%), 4 clicks, 7 views",
        "village: 1000 impressions, 10 engagements (1.0%), 0 clicks, 0 views",
        "hamlet: 0 impressions, 0 engagements (0.0%), 1 clicks, 0 views",
    ]


@pytest.mark.parametrize(("check", "level", "brief"), CASES)
def test_what_a_brief_says_is_judged(check: Callable[..., Verdict], level: str, brief: dict[str, Any]) -> None:
    """Two briefs that differ in one thing differ in the verdict."""
    assert check(campaign(**brief)).level == level
