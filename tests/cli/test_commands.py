"""The other commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import making
from tests.cli.conftest import run


def test_platforms_are_listed_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """Every limit says where it was read, when, and how sure that is."""
    assert run("platforms", "--json") == 0
    platforms = {one["slug"]: one for one in json.loads(capsys.readouterr().out)}
    assert {"instagram", "facebook", "youtube", "snapchat", "twitter"} <= set(platforms)
    for platform in platforms.values():
        for placement in platform["placements"]:
            for limit in placement["limits"]:
                assert limit["source"] in platform["sources"]
                assert limit["as_of"]
                assert limit["confidence"] in {"high", "medium", "low"}


def test_closed_platforms_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever looks through the list learns since when a platform is closed, and where people went."""
    assert run("platforms") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Periscope: Closed on 2021-03-31; instead: live video on X" in told
    assert "ASKfm (Ask.fm): Closed on 2024-12-01; instead: no successor" in told


def test_a_teaser_that_is_too_long_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file made elsewhere is held against the same rules: 6.3 s are not 6."""
    teaser = making.video(tmp_path / "teaser.mp4", seconds=6.3, size="1080x1350", fps="30")

    assert run("check", str(teaser), "--placement", "facebook/teaser", "--json") == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert any(finding["level"] in {"warn", "fail"} and "6.3" in finding["message"] for finding in findings)


def test_check_wants_one_placement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole platform is no placement; its placements are named."""
    clip = making.video(tmp_path / "clip.mp4", seconds=1)

    assert run("check", str(clip), "--placement", "youtube") == 2
    assert "youtube/thumbnail" in capsys.readouterr().err


def test_the_doctor_finds_this_machine_well(capsys: pytest.CaptureFixture[str]) -> None:
    """FFmpeg has what the studio uses, fonts are there, platforms load."""
    assert run("doctor") == 0
    told = capsys.readouterr().out
    assert "ffmpeg" in told
    assert "!!" not in told


def test_a_broken_plugin_is_named_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other platforms are there; the broken one is named with its file."""
    monkeypatch.setenv("STUDIO_DATA", str(tmp_path))
    folder = tmp_path / "plugins" / "broken"
    folder.mkdir(parents=True)
    (folder / "platform.toml").write_text('slug = "broken\n')

    assert run("platforms", "--json") == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)) >= 5
    assert "broken" in told.err
    assert "platform.toml" in told.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """--version says which studio this is."""
    assert run("--version") == 0
    assert capsys.readouterr().out.strip()[0].isdigit()
