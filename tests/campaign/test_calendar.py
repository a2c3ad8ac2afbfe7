"""The calendar file: what is read, and what is refused in one line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio.campaign.calendar import ScheduledPost, load_calendar
from studio.errors import InputRefused, SelectionError

HEADER = "platform,when,timezone,id,text,hashtags,approved\n"


def written(folder: Path, text: str, name: str = "calendar.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path, **more: object) -> str:
    with pytest.raises(InputRefused) as refused:
        load_calendar(path, **more)  # type: ignore[arg-type]
    return str(refused.value)


class TestReading:
    """What people keep in a spreadsheet or a text file."""

    def test_a_spreadsheet(self, tmp_path: Path) -> None:
        """Quoted texts, yes and no, hashtags in one cell; the posts come in the order of time."""
        path = written(
            tmp_path,
            HEADER
            + 'picshare,2026-12-02 18:30,Europe/Paris,b,"Walk, talk\nand listen",#One #Two,yes\n'
            + "\n"
            + "picshare,2026-12-01 18:30,Europe/Paris,a,Hello,,no\n",
        )

        first, second = load_calendar(path)

        assert (first.id, second.id) == ("a", "b")
        assert second.text == "Walk, talk\nand listen"
        assert second.hashtags == ("One", "Two")
        assert (first.approved, second.approved) == (False, True)
        assert second.when == datetime(2026, 12, 2, 17, 30, tzinfo=UTC)

    def test_semicolons_and_a_mark_at_the_start(self, tmp_path: Path) -> None:
        """As spreadsheets save it where the comma stands in numbers."""
        path = written(tmp_path, "\ufeffPlatform;When;Video s\npicshare;2026-12-01T18:30+01:00;12\n")

        assert load_calendar(path)[0].video_s == 12

    def test_semicolons_below_an_empty_line(self, tmp_path: Path) -> None:
        """As a sheet begins whose first row nobody filled."""
        path = written(tmp_path, "\nPlatform;When\npicshare;2026-12-01T18:30+01:00\n")

        assert len(load_calendar(path)) == 1

    @pytest.mark.parametrize("form", ["toml", "json"])
    def test_the_same_as_toml_and_json(self, tmp_path: Path, form: str) -> None:
        """With one time zone for the whole file."""
        text = 'timezone = "Europe/Paris"\n[[posts]]\nplatform = "picshare"\nwhen = 2026-12-01T18:30:00\n'
        data = {"timezone": "Europe/Paris", "posts": [{"platform": "picshare", "when": "2026-12-01 18:30", "id": None}]}
        path = written(tmp_path, text if form == "toml" else json.dumps(data), f"calendar.{form}")

        (post,) = load_calendar(path)

        assert post.when == datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
        assert post.name == "picshare 2026-12-01 18:30"

    def test_a_calendar_without_posts(self, tmp_path: Path) -> None:
        """A header alone is no mistake: nothing is scheduled yet."""
        assert load_calendar(written(tmp_path, HEADER)) == ()


class TestClocks:
    """Local times, and the nights on which clocks change."""

    @pytest.mark.parametrize(
        ("local", "utc"),
        [
            ("2026-10-24 18:30", "2026-10-24T16:30"),
            ("2026-10-26 18:30", "2026-10-26T17:30"),
            ("2026-12-31 23:30", "2026-12-31T22:30"),
        ],
    )
    def test_a_local_time_is_that_on_the_audiences_clocks(self, tmp_path: Path, local: str, utc: str) -> None:
        """Half past six stays half past six when summer time ends."""
        (post,) = load_calendar(written(tmp_path, f"platform,when\npicshare,{local}\n"), timezone="Europe/Paris")

        assert post.when == datetime.fromisoformat(utc).replace(tzinfo=UTC)
        assert f"{post.local:%Y-%m-%d %H:%M}" == local

    def test_the_day_is_the_audiences(self) -> None:
        """What goes out at 23:30 UTC is of the next day, and the next year, in Cairo."""
        post = ScheduledPost(
            platform="picshare", when=datetime(2026, 12, 31, 23, 30, tzinfo=UTC), timezone="Africa/Cairo"
        )

        assert post.day == date(2027, 1, 1)

    def test_a_time_that_clocks_skip(self, tmp_path: Path) -> None:
        """It is refused with the one that they show instead."""
        path = written(tmp_path, "platform,when\npicshare,2027-03-28 02:30\n")

        assert refusal(path, timezone="Europe/Paris") == (
            "calendar.csv, line 2: clocks in Europe/Paris skip 2027-03-28 02:30: write 2027-03-28 03:30"
        )

    def test_a_time_that_clocks_show_twice(self, tmp_path: Path) -> None:
        """Nobody guesses which: both are told, and one with its offset is taken."""
        told = refusal(written(tmp_path, "platform,when\npicshare,2026-10-25 02:30\n"), timezone="Europe/Paris")

        assert told.endswith("twice: write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00")
        taken = written(tmp_path, "platform,when\npicshare,2026-10-25T02:30+01:00\n")
        assert load_calendar(taken, timezone="Europe/Paris")[0].when == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


class TestRefusals:
    """One line, with file, line and cure."""

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("platfrom,when\nx,2026-12-01 18:30\n", "line 1: unknown column 'platfrom': did you mean 'platform'?"),
            (HEADER + "picshare,,Europe/Paris\n", "line 2: 'when' is missing: fill in the column when"),
            (HEADER + "picshare,2026-12-01,Europe/Paris\n", "line 2: '2026-12-01' is no day and time: write it as"),
            (HEADER + "picshare,tomorrow,Europe/Paris\n", "line 2: 'tomorrow' is no day and time: write it as"),
            (HEADER + "picshare,2026-12-01 18:30\n", "has no time zone: write timezone, such as Europe/Paris"),
            (HEADER + "picshare,2026-12-01 18:30,Europe/Pariss\n", "'Europe/Pariss': did you mean 'Europe/Paris'?"),
            (HEADER + "picshar,2026-12-01T18:30Z\n", "there is no platform 'picshar': did you mean 'picshare'?"),
            (HEADER + "picshare,2026-12-01T18:30Z,,a\npicshare,2026-12-02T18:30Z,,a\n", "line 3: the id 'a' is taken"),
            (HEADER + "picshare,2026-12-01T18:30Z,,a,b,c,yes,d\n", "line 2: it has 8 cells under 7 columns"),
            (HEADER + 'picshare,2026-12-01T18:30Z,,a,"b\nc",,perhaps\n', "line 2: 'approved' is 'perhaps'"),
            ("platform,when,credit\npicshare,2026-12-01T18:30Z,Amina\n", "is not marked as curated: write curated"),
            ("platform,when,episode\npicshare,2026-12-01T18:30Z,2\n", "an episode of no series: write the name"),
            (HEADER + "picshare,0026-12-01 18:30,Europe/Paris\n", "line 2: '0026-12-01 18:30' lies in another century"),
            (HEADER + "picshare,9999-12-31T23:30-05:00\n", "'9999-12-31T23:30-05:00' lies in another century"),
            ("platform,platform\n", "line 1: the column 'platform' is there twice: keep one of them"),
            ('platform,when\n"picshare,2026-12-01\n', "line 2: it is no CSV"),
            ("", "calendar.csv: it is empty: write the names of the columns"),
        ],
    )
    def test_csv(self, tmp_path: Path, text: str, told: str) -> None:
        """Each says what is wrong, where, and what to do."""
        said = refusal(written(tmp_path, text), platforms={"picshare"})

        assert told in said
        assert said.startswith("calendar.csv")
        assert "\n" not in said

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("a.toml", '[[posts]]\nplatform = "x"\nwen = 2026-12-01T18:30:00Z\n', "line 1: unknown column 'wen'"),
            ("a.toml", 'time_zone = "UTC"\n', "line 1: unknown key 'time_zone': did you mean 'timezone'?"),
            ("a.toml", 'timezone = "UTC\n', "line 1: it is not valid TOML"),
            ("a.json", '{"posts": {}}', "a.json: it has no list of posts"),
            ("a.json", '[{"platform": "x"}]', "posts 1: 'when' is missing"),
            ("a.json", "[\n{]", "line 2: it is not valid JSON"),
            ("a.json", "[" * 100_000, "a.json: it is not valid JSON"),
            ("a.toml", f"posts = {'[' * 100_000}", "a.toml: it is not valid TOML (it is nested too deeply)"),
            ("a.json", '[{"platform": ["x"], "when": "2026-12-01T18:30Z"}]', "posts 1: 'platform' is ['x']"),
            ("a.json", '[{"platform": "x", "when": "2026-12-01T18:30Z", "hashtags": 5}]', "posts 1: 'hashtags' is 5"),
            ("a.toml", '[[posts]]\nplatform = "x"\nwhen = 0001-01-01T00:30:00+09:00\n', "lies in another century"),
            ("a.xlsx", "", "a.xlsx is no table that the studio reads: give a .csv, .toml or .json file"),
        ],
    )
    def test_others(self, tmp_path: Path, name: str, text: str, told: str) -> None:
        """TOML tells its line, JSON which of the posts."""
        assert told in refusal(written(tmp_path, text, name), platforms={"x"})

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """No traceback, and no path of this machine."""
        assert refusal(tmp_path / "none.csv").startswith("none.csv cannot be read (No such file")

    def test_a_file_of_another_encoding(self, tmp_path: Path) -> None:
        """It is not read as other words."""
        path = tmp_path / "calendar.csv"
        path.write_bytes("platform,when,text\npicshare,2026-12-01T18:30Z,été\n".encode("latin-1"))

        assert refusal(path) == "calendar.csv is not UTF-8 text: save it as CSV UTF-8"


def test_an_approved_post_is_scheduled_again() -> None:
    """With a name of its own; one that nobody approved is not."""
    first = ScheduledPost(
        platform="picshare", when=datetime(2026, 12, 1, 18, tzinfo=UTC), id="a", approved=True, pinned=True
    )

    again = first.again(first.when + timedelta(days=8))

    assert (again.id, again.pinned, again.approved) == ("a again 2026-12-09 18:00", False, True)
    with pytest.raises(SelectionError, match="approve it before"):
        first.model_copy(update={"approved": False}).again(first.when)
