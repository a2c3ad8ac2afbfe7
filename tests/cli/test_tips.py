"""``studio tips``, and what ``--brief``, ``--calendar`` and ``--metrics`` say of an export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from studio.paths import resource
from tests.cli.conftest import run

BRIEF = resource("assets", "demo", "brief.toml")
CALENDAR = """platform,when,timezone,text,approved,rendered
instagram,2026-12-01 18:30,Europe/Brussels,The bridge was open.,true,true
"""


def test_every_tip_is_listed_with_what_is_done_about_it(capsys: pytest.CaptureFixture[str]) -> None:
    """As data and for people, with a line that counts."""
    assert run("tips", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    tips = {tip["id"]: tip for tip in told["tips"]}

    assert tips["campaign.scenarios"]["kind"] == "assist"
    assert "brief scenarios.viral" in tips["campaign.scenarios"]["where"]
    assert tips["campaign.full_package"]["state"] == "waiting"
    assert "poster" in tips["campaign.full_package"]["waits_for"]
    assert told["summary"].startswith(f"{len(told['tips'])} tips: ")


def test_one_platforms_tips(capsys: pytest.CaptureFixture[str]) -> None:
    """In a table, with the summary below."""
    assert run("tips", "--platform", "reddit") == 0
    shown = capsys.readouterr().out

    assert "reddit.ama" in shown
    assert "twitter" not in shown
    assert " tips: " in shown.strip().splitlines()[-1]


def test_a_platform_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest is named."""
    assert run("tips", "-p", "redit") == 2
    assert "did you mean 'reddit'?" in capsys.readouterr().err


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path)
    return path


def exported(photo: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, dict[str, str]]:
    """The campaign's findings by their rules."""
    pack = photo.with_name("pack")
    assert run("export", str(photo), "-p", "instagram/square", *options, "--out", str(pack), "--json") == 0
    manifest = json.loads(capsys.readouterr().out)
    assert json.loads((pack / "manifest.json").read_text(encoding="utf-8"))["campaign"] == manifest["campaign"]
    return {finding["rule"]: finding for finding in manifest["campaign"]}


def test_a_brief_is_judged_once_with_the_pack(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The campaign's own tips, and those of the platforms that the brief names, each once."""
    found = exported(photo, capsys, "--brief", str(BRIEF))

    assert found["campaign.scenarios"]["level"] == "pass"
    assert found["campaign.team"]["message"].startswith("Samira ticked it")
    assert found["campaign.native_upload"]["level"] == "warn"
    assert found["youtube.series"]["level"] == "pass"
    assert found["campaign.scenarios"]["source"].startswith("RAN C&N")


def test_posts_are_held_against_the_briefs_hashtags(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that the audience follows, not those that the copy file happens to have."""
    brief, copy = photo.with_name("brief.toml"), photo.with_name("walk.en.md")
    copy.write_text("---\nmessage: The bridge was open.\nhashtags: #harbour\n---\n", encoding="utf-8")
    levels = []
    for tag in ("harbour", "football"):
        brief.write_text(f'name = "Walk"\nhashtags = ["#{tag}"]\n', encoding="utf-8")
        exported(photo, capsys, "--brief", str(brief), "--copy", str(copy))
        manifest = json.loads((photo.with_name("pack") / "manifest.json").read_text(encoding="utf-8"))
        (packed,) = [each for each in manifest["texts"]["posts"] if each["post"]["platform"] == "instagram"]
        levels += [finding["level"] for finding in packed["findings"] if finding["rule"] == "instagram.hashtags"]

    assert levels == ["pass", "warn"]


def test_a_calendar_and_metrics_are_judged_too(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a brief as well."""
    calendar, metrics = photo.with_name("calendar.csv"), photo.with_name("metrics.csv")
    calendar.write_text(CALENDAR, encoding="utf-8")
    rows = "instagram,2026-11-20,1000,50\nyoutube,2026-11-20,1000,40\n"
    metrics.write_text(f"platform,day,impressions,engagements\n{rows}", encoding="utf-8")

    found = exported(photo, capsys, "--calendar", str(calendar), "--metrics", str(metrics))

    assert found["campaign.evenings_weekends"]["level"] == "warn"
    assert found["campaign.focus"]["level"] in {"pass", "warn"}


def test_without_any_of_them_the_platforms_own_advice_stays(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing about the whole campaign is said."""
    found = exported(photo, capsys)

    assert found["instagram.place"]["level"] == "todo"
    assert not any(rule.startswith("campaign.") for rule in found)


def test_a_broken_brief_stops_before_anything_is_made(photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, with the line that is to blame."""
    broken = photo.with_name("brief.toml")
    broken.write_text('name = "Walk"\nvoises = ["Samira"]\n', encoding="utf-8")

    assert run("export", str(photo), "--brief", str(broken), "--out", str(photo.with_name("pack"))) == 2
    assert "brief.toml, line 2: unknown key 'voises': did you mean 'voices'?" in capsys.readouterr().err
    assert not photo.with_name("pack").exists()
