"""Whether a brief says whom the campaign is for: just inside and just outside of what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.campaign.audience import audience_defined, audience_specific, no_minors, platforms_have_audience
from tests.check.campaign.building import campaign

WHOLE = {
    "name": "football fans in their last year of school",
    "places": ["Old Harbour"],
    "ages": [16, 36],
    "interests": ["football", "street food"],
    "languages": ["en"],
    "platforms": ["town"],
}
NARROW: list[tuple[str, dict[str, Any]]] = [
    ("pass", {}),
    ("warn", {"ages": [16, 37]}),
    ("warn", {"interests": ["football"]}),
    ("warn", {"name": "everyone"}),
    ("warn", {"name": "Young people."}),
    ("warn", {"name": "The General Public"}),
    ("warn", {"name": "les jeunes"}),
    ("warn", {"name": "الشباب"}),
    ("pass", {"name": "young people who deliver food by bicycle"}),
    ("warn", {"ages": None}),
    ("warn", {"name": None}),
]


@pytest.mark.parametrize(("level", "change"), NARROW)
def test_an_audience_is_narrow(level: str, change: dict[str, Any]) -> None:
    """Up to twenty years, two interests or more, and no name that means nearly everybody."""
    assert audience_specific(campaign(audience=WHOLE | change)).level == level


@pytest.mark.parametrize("field", ["places", "ages", "interests", "languages", "platforms"])
def test_an_audience_is_told_in_full(field: str) -> None:
    """Each of the five things is asked for by name."""
    told = audience_defined(campaign(audience={key: value for key, value in WHOLE.items() if key != field}))

    assert audience_defined(campaign(audience=WHOLE)).level == "pass"
    assert told.level == "warn"


def test_a_platform_that_the_audience_does_not_use_is_named() -> None:
    """Unless it is there for the public."""
    for audience, level in (("target", "warn"), ("public", "pass")):
        verdict = audience_defined(campaign(audience=WHOLE, platforms={"village": {"audience": audience}}))
        assert verdict.level == level
        assert ("village" in verdict.message) == (level == "warn")


def test_every_platform_has_an_audience() -> None:
    """One without is named."""
    both = {"town": {"audience": "target"}, "village": {"audience": "public"}}

    assert platforms_have_audience(campaign(platforms=both)).level == "pass"
    assert platforms_have_audience(campaign(platforms=both | {"village": {}})).level == "warn"
    assert "village" in platforms_have_audience(campaign(platforms=both | {"village": {}})).message
    assert platforms_have_audience(campaign()).level == "warn"


@pytest.mark.parametrize(("level", "youngest"), [("pass", 18), ("warn", 17)])
def test_an_app_that_is_unsafe_for_minors(level: str, youngest: int) -> None:
    """It warns from the day before the eighteenth birthday, and says nothing where nobody knows the age."""
    assert no_minors(campaign(audience={"ages": [youngest, 30]})).level == level
    assert no_minors(campaign()).level == "n/a"
