"""How old facts are."""

from __future__ import annotations

from datetime import date

import pytest

from studio.platforms.ageing import is_current

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("as_of", "current"),
    [("2026-11", True), ("2026-06", True), ("2026-05", False), ("2026", False), ("2017-05", False), ("unknown", False)],
)
def test_a_fact_is_current_where_it_was_surely_read_within_180_days(as_of: str, current: bool) -> None:
    """A month counts from its first day, a year from January; what nobody knows is old."""
    assert is_current(as_of, TODAY) is current
