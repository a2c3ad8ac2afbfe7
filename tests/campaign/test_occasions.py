"""Holidays and observances."""

from __future__ import annotations

from datetime import date

from studio.campaign.occasions import occasions, without_list


def test_across_new_year() -> None:
    """Both years' holidays are there, each with its country and source, in order."""
    found = occasions(["BE", "EG"], date(2026, 12, 24), date(2027, 1, 7))

    assert [(each.day, each.country) for each in found] == [
        (date(2026, 12, 25), "BE"), (date(2027, 1, 1), "BE"), (date(2027, 1, 7), "EG"),
    ]  # fmt: skip
    assert all("holidays library, version" in each.source for each in found)


def test_to_the_last_day_that_there_is() -> None:
    """Where somebody wrote 9999-12-31 for a campaign without an end."""
    assert occasions(["BE"], date(9999, 1, 1), date.max)


def test_observances_need_no_country() -> None:
    """With what set them up, and not before they were."""
    (found,) = occasions([], date(2027, 3, 11), date(2027, 3, 11))

    assert found.name == "European Remembrance Day for Victims of Terrorism"
    assert (found.source, found.as_of) == (
        "European Council, Declaration on combating terrorism (25 March 2004)",
        "2004",
    )
    assert occasions([], date(2022, 2, 12), date(2022, 2, 12)) == ()
    assert occasions([], date(2023, 2, 12), date(2023, 2, 12)) != ()


def test_a_country_without_a_list_is_named() -> None:
    """It adds nothing, and nobody takes that for a country without holidays."""
    assert occasions(["XX"], date(2027, 1, 1), date(2027, 1, 1)) == ()
    assert without_list(["FR", "XX"]) == ("XX",)
