"""The calendar as an iCalendar file (RFC 5545), with a look at the early result of each post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from studio.campaign.calendar import ScheduledPost
from studio.values import digest

if TYPE_CHECKING:
    from icalendar import Event

EARLY_MIN = 60
"""After 30 to 60 minutes it usually shows whether a post is a success (the paper of 2017)."""
_POSTING = timedelta(minutes=15)


def calendar_file(posts: Iterable[ScheduledPost], *, now: datetime, early_min: int = EARLY_MIN) -> bytes:
    """Two entries for each post: when it goes out, and ``early_min`` later, with an alarm, to look how it does.

    Moments are in UTC, so that every calendar shows them in its owner's time. The same posts keep the same entries:
    a file that is imported again moves them and makes no second ones.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Content Studio//calendar//EN")
    calendar.add("version", "2.0")
    for post in posts:
        look = post.when + timedelta(minutes=early_min)
        calendar.add_component(_event(post, "post", f"Post: {post.name}", post.text, when=post.when, now=now))
        asked = f"How does it do after {early_min} minutes? Write the figures down, and answer who wrote."
        calendar.add_component(_event(post, "look", f"Look at: {post.name}", asked, when=look, now=now))
    return bytes(calendar.to_ical())


def _event(post: ScheduledPost, sort: str, title: str, text: str, *, when: datetime, now: datetime) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    known_by = post.id or digest([post.platform, post.post, post.text, post.when.isoformat()])[:16]
    event.add("uid", f"{digest([post.platform, known_by, sort])[:32]}@content-studio")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", when.astimezone(UTC))
    event.add("dtend", (when + _POSTING).astimezone(UTC))
    event.add("summary", title)
    event.add("description", text)
    event.add("categories", [post.platform])
    if sort == "look":
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta())
        event.add_component(alarm)
    return event
