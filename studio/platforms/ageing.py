"""How old a platform's facts are: each names the month in which somebody read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from studio.platforms.complaints import Fault
from studio.platforms.contract import Platform

CURRENT_DAYS = 180
"""Platforms change their rules within a year or so; after half of one somebody should read them again."""


class Dated(NamedTuple):
    """One fact and when it was read."""

    path: tuple[str | int, ...]
    name: str
    as_of: str


def first_day(as_of: str) -> date | None:
    """The first day that "2026" or "2026-09" can mean; ``None`` for "unknown"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", as_of)
    return date(int(found[1]), int(found[2] or 1), 1) if found else None


def is_current(as_of: str, today: date) -> bool:
    """Whether it was surely read within the last ``CURRENT_DAYS``."""
    read = first_day(as_of)
    return read is not None and (today - read).days <= CURRENT_DAYS


def dated_facts(platform: Platform) -> Iterator[Dated]:
    """Every limit and tip of the plugin itself."""
    for place, placement in enumerate(platform.placements):
        for index, limit in enumerate(placement.limits):
            yield Dated(("placements", place, "limits", index, "as_of"), f"{placement.id}: {limit.key}", limit.as_of)
    for index, shared in enumerate(platform.limits):
        yield Dated(("limits", index, "as_of"), shared.key, shared.as_of)
    for index, tip in enumerate(platform.tips):
        if not tip.is_general:
            yield Dated(("tips", index, "as_of"), tip.id, tip.as_of)


def future_faults(platform: Platform, today: date) -> Iterator[Fault]:
    """Months that have not begun: nobody can have read anything then."""
    sources = [Dated(("sources", key, "as_of"), key, source.as_of) for key, source in platform.sources.items()]
    early = {source.as_of for source in sources if _is_future(source.as_of, today)}
    for fact in (*sources, *(fact for fact in dated_facts(platform) if fact.as_of not in early)):
        if _is_future(fact.as_of, today):
            message = f"'{fact.name}' was read in {fact.as_of}, which is in the future"
            yield Fault(fact.path, message, f"write the month in which somebody read it, up to {today:%Y-%m}")


def _is_future(as_of: str, today: date) -> bool:
    read = first_day(as_of)
    return read is not None and read > today
