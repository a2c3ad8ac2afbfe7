"""A queue: posts without a time of their own, spread over a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from studio.campaign.calendar import ScheduledPost, zone_named
from studio.errors import SelectionError

_STEP_MIN = 5
_HOURS_A_DAY = 24


def spread(
    posts: Sequence[ScheduledPost],
    first: date,
    last: date,
    *,
    timezone: str,
    from_hour: int = 9,
    to_hour: int = 21,
) -> tuple[ScheduledPost, ...]:
    """The posts in their order, at even distances from ``first`` to ``last`` (both included).

    Each day is open from ``from_hour`` to ``to_hour`` by the clocks of ``timezone``; times are whole five minutes. A
    time that clocks skip becomes the one that they show instead. Raises SelectionError.
    """
    if last < first:
        raise SelectionError(f"it ends on {last}, before it starts on {first}", "swap the two")
    if not 0 <= from_hour < to_hour <= _HOURS_A_DAY:
        raise SelectionError(f"a day from {from_hour} to {to_hour} h", "give two hours from 0 to 24, the earlier first")
    try:
        zone = zone_named(timezone)
    except ValueError as error:
        problem, _, remedy = str(error).rpartition(": ")
        raise SelectionError(problem, remedy) from error
    open_min = (to_hour - from_hour) * 60
    slots = ((last - first).days + 1) * open_min // _STEP_MIN
    if len(posts) > slots:
        raise SelectionError(f"{len(posts)} posts do not fit into {slots} slots of 5 minutes", "take a longer period")
    placed = []
    for at, post in enumerate(posts):
        day, minute = divmod((2 * at + 1) * slots // (2 * len(posts)) * _STEP_MIN, open_min)
        local = datetime.combine(first + timedelta(days=day), time(), zone) + timedelta(minutes=from_hour * 60 + minute)
        when = local.astimezone(UTC).astimezone(zone)
        placed.append(post.model_copy(update={"when": when, "timezone": timezone}))
    return tuple(placed)
