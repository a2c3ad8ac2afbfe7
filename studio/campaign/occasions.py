"""Days that a campaign can hook onto: public holidays of its audience's countries, and international observances."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from studio.paths import resource
from studio.values import Frozen

_HOLIDAYS = "the holidays library, version {version}"


class Occasion(Frozen):
    """One day that people know."""

    day: date
    name: str
    """In English where there is an English name."""
    country: str = ""
    """Two letters; empty for an observance of the whole world or of Europe."""
    source: str
    as_of: str
    """When that was read, or of which year the source is."""


class Observance(Frozen):
    """The same day every year."""

    month: int
    day: int
    name: str
    since: int
    """The first year in which it was held."""
    source: str
    as_of: str


def occasions(countries: Sequence[str], first: date, last: date) -> tuple[Occasion, ...]:
    """Every one from ``first`` to ``last``, both included, in order. A country that has no list adds nothing."""
    found = [*_observances(first, last), *(each for country in countries for each in _public(country, first, last))]
    return tuple(sorted(found, key=lambda each: (each.day, each.country, each.name)))


def without_list(countries: Sequence[str]) -> tuple[str, ...]:
    """Those whose public holidays are not known."""
    from holidays.registry import COUNTRIES

    known = {codes[1] for codes in COUNTRIES.values()}
    return tuple(country for country in countries if country not in known)


def _observances(first: date, last: date) -> Iterator[Occasion]:
    for year in range(first.year, last.year + 1):
        for each in observances():
            day = date(year, each.month, each.day)
            if year >= each.since and first <= day <= last:
                yield Occasion(day=day, name=each.name, source=each.source, as_of=each.as_of)


@cache
def observances() -> tuple[Observance, ...]:
    """Those that ``assets/observances.toml`` lists."""
    text = (resource("assets") / "observances.toml").read_text(encoding="utf-8")
    return tuple(Observance.model_validate(each) for each in tomllib.loads(text)["observances"])


def _public(country: str, first: date, last: date) -> Iterator[Occasion]:
    import holidays
    from holidays.version import __version__

    if without_list((country,)):
        return
    years = range(first.year, last.year + 1)
    language = "en_US" if "en_US" in holidays.country_holidays(country).supported_languages else None
    source = _HOLIDAYS.format(version=__version__)
    listed = holidays.country_holidays(country, years=years, language=language)
    for day in listed:
        for name in listed.get_list(day) if first <= day <= last else ():
            yield Occasion(day=day, name=name, country=country, source=source, as_of="unknown")
