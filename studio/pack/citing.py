"""Who says what a finding says, and when that was read: the same on the page and on paper."""

from __future__ import annotations

import re
from datetime import date

from studio.check.finding import Finding
from studio.messages import ENGLISH, Message, msg
from studio.pack import words

OLD_AFTER_MONTHS = 12
"""Platforms change within a year; what was read longer ago is marked."""


def read_on(finding: Finding, today: date, language: str = ENGLISH) -> Message:
    """When the source was read, that this was long ago where it was, and what is not certain."""
    months = months_since(finding.as_of, today)
    if months is None:
        read = msg("date unknown")
    elif months > OLD_AFTER_MONTHS:
        read = msg("read {date}, over a year ago", date=words.month(finding.as_of, language))
    else:
        read = msg("read {date}", date=words.month(finding.as_of, language))
    return msg("{read}, not certain", read=read) if finding.confidence == "low" else read


def cited(source: str) -> tuple[str, str]:
    """A source's title and its address, which stands in angle brackets where there is one."""
    found = re.fullmatch(r"(.*\S)\s*<(https?://\S+)>", source)
    return (found[1], found[2]) if found else (source, "")


def months_since(as_of: str, today: date) -> int | None:
    """Whole months from the end of what ``as_of`` ("2025", "2025-03") names until today; ``None`` for "unknown"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", as_of)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return max(0, (today.year - year) * 12 + today.month - month)
