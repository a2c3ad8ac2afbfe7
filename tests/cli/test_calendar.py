"""``studio calendar``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from studio.campaign.calendar import load_calendar
from studio.cli.app import app

TEXT = """platform,when,id,text,approved,rendered
wordpress,2026-12-30 18:30,a,[bold]Walk[/bold] with us,yes,yes
wordpress,2027-01-02 18:30,b,[bold]Walk[/bold] with us,yes,no
tumblr,2026-12-31 18:30,c,Hello,no,no
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "calendar.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["calendar", *map(str, arguments), "--timezone", "Europe/Paris"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_lists_the_posts_and_marks_repeats(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of time, as they are written."""
    monkeypatch.setenv("COLUMNS", "160")

    told = run(file)

    assert told.index("Wed 2026-12-30 18:30") < told.index("Thu 2026-12-31 18:30") < told.index("Sat 2027-01-02 18:30")
    assert "b (repeats a)" in told and "[bold]Walk[/bold] with us" in told
    assert "3 posts, 1 of them ready, 1 repeats" in told


def test_what_is_spread_is_a_calendar_again(file: Path, tmp_path: Path) -> None:
    """One platform's posts over two days, to be read as a file."""
    told = run(file, "--spread", "2026-12-31", "2027-01-01", "--platform", "wordpress", "--json")
    again = tmp_path / "spread.json"
    again.write_text(told, encoding="utf-8")

    posts = load_calendar(again)

    assert [f"{post.local:%m-%d %H:%M}" for post in posts] == ["12-31 15:00", "01-01 15:00"]
    assert [post.id for post in posts] == ["a", "b"]
    assert json.loads(told)["posts"][0]["approved"] is True


def test_reminders(file: Path, tmp_path: Path) -> None:
    """Two entries a post, with the minutes that were asked for."""
    out = tmp_path / "calendar.ics"

    run(file, "--ics", out, "--early", 30)

    entry, look, *_ = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert (look["DTSTART"].dt - entry["DTSTART"].dt).total_seconds() == 1800
