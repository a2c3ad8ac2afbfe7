"""``studio calendar``: what goes out where and when; spread over a period, or for other calendars with reminders."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from studio.campaign.calendar import ScheduledPost, in_order, load_calendar
from studio.campaign.queue import spread
from studio.campaign.reminders import EARLY_MIN, calendar_file
from studio.check.campaign.calendar import repeats
from studio.cli import common
from studio.errors import SelectionError, StorageError
from studio.platforms.problem import did_you_mean

CalendarFile = Annotated[Path, typer.Argument(metavar="CALENDAR", help="CSV, TOML or JSON, as docs/calendar.md shows.")]
Zone = Annotated[str, typer.Option("--timezone", "-z", help="Of times that name none, such as Europe/Paris.")]
Platform = Annotated[str | None, typer.Option("--platform", "-p", help="Only this one's posts.")]
Spread = Annotated[
    tuple[datetime, datetime] | None,
    typer.Option("--spread", formats=["%Y-%m-%d"], metavar="FIRST LAST", help="Spread the posts over these days."),
]
Hours = Annotated[tuple[int, int], typer.Option("--hours", metavar="FROM TO", help="Of each day, for --spread.")]
Ics = Annotated[Path | None, typer.Option("--ics", help="Write a calendar file with reminders (iCalendar).")]
Early = Annotated[int, typer.Option("--early", min=1, help="Minutes after a post at which to look how it does.")]


def calendar(
    file: CalendarFile,
    *,
    timezone: Zone = "",
    platform: Platform = None,
    spread_over: Spread = None,
    hours: Hours = (9, 21),
    ics: Ics = None,
    early: Early = EARLY_MIN,
    as_json: common.AsJson = False,
) -> None:
    """List a calendar's posts by their moments, and mark repeats; spread them; write them for other calendars.

    What --json prints is a calendar file again.
    """
    slugs = common.load_registry().platforms
    if platform is not None and platform not in slugs:
        raise SelectionError(f"there is no platform '{platform}'", did_you_mean(platform, slugs))
    posts = load_calendar(file, timezone=timezone, platforms=slugs)
    posts = tuple(post for post in posts if platform in {None, post.platform})
    if spread_over:
        zone = timezone or next((post.timezone for post in posts if post.timezone), "")
        first, last = (each.date() for each in spread_over)
        posts = in_order(spread(posts, first, last, timezone=zone, from_hour=hours[0], to_hour=hours[1]))
    if ics:
        _write(ics, calendar_file(posts, now=datetime.now(UTC), early_min=early))
    if as_json:
        listed = [post.model_dump(mode="json", exclude_defaults=True) for post in posts]
        typer.echo(json.dumps({"posts": listed}, indent=2, ensure_ascii=False))
    elif not ics:
        _show(posts)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StorageError(f"{path.name} cannot be written ({error.strerror})", "choose another place") from error
    typer.echo(f"Written: {path}", err=True)


def _show(posts: tuple[ScheduledPost, ...]) -> None:
    before = {each.again.name: each.before.name for each in repeats(posts)}
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("when", "platform", "post", "ready", "text"):
        table.add_column(heading, overflow="fold")
    for post in posts:
        again = f" (repeats {before[post.name]})" if post.name in before else ""
        when = f"{post.local:%a %Y-%m-%d %H:%M} {post.timezone or post.local.tzname()}"
        table.add_row(when, post.platform, f"{post.name}{again}", "yes" if post.ready else "no", post.text[:60])
    Console(markup=False, emoji=False).print(table)
    typer.echo(f"\n{len(posts)} posts, {sum(post.ready for post in posts)} of them ready, {len(before)} repeats")
