"""The calendar as other calendars read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from studio.campaign.calendar import ScheduledPost
from studio.campaign.reminders import calendar_file

NOW = datetime(2026, 11, 1, tzinfo=UTC)
POST = ScheduledPost(
    platform="picshare",
    when=datetime.fromisoformat("2026-12-31T23:30+01:00"),
    timezone="Europe/Paris",
    text="Walk, talk;\nand listen",
    id="a",
)


def test_each_post_has_a_look_an_hour_later() -> None:
    """With an alarm at its start; times are in UTC, over New Year too."""
    entry, look = Calendar.from_ical(calendar_file([POST], now=NOW)).walk("VEVENT")

    assert entry["DTSTART"].dt == datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert str(entry["DESCRIPTION"]) == POST.text
    assert look["DTSTART"].dt - entry["DTSTART"].dt == timedelta(minutes=60)
    assert [alarm["TRIGGER"].dt for alarm in look.walk("VALARM")] == [timedelta()]
    assert entry.walk("VALARM") == []


def test_a_post_that_moved_keeps_its_entries() -> None:
    """Imported again, nothing stands there twice; another post has others."""
    moved = POST.model_copy(update={"when": POST.when + timedelta(days=1)})
    named = [
        {str(event["UID"]) for event in Calendar.from_ical(calendar_file([post], now=NOW)).walk("VEVENT")}
        for post in (POST, moved, POST.model_copy(update={"id": "b"}))
    ]

    assert named[0] == named[1]
    assert len(named[0]) == 2 and not named[0] & named[2]


def test_the_same_posts_give_the_same_bytes() -> None:
    """Nothing of the machine or the clock is in it but what was given."""
    assert calendar_file([POST], now=NOW) == calendar_file([POST], now=NOW)
