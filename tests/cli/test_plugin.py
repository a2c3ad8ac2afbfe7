"""``studio plugin``: exit codes, data and lines for people."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from studio.paths import data_dir
from tests.cli.conftest import run
from tests.platforms.test_discovery import install
from tests.platforms.writing import CODE, plugin


def test_a_new_plugin_passes_and_is_there_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Every question is answered by an option or by its default; the check then derives its tier."""
    assert (
        run("plugin", "new", "Town Hall", "--kind", "image", "--size", "640x360", "--url", "https://example.org") == 0
    )
    assert str(data_dir() / "plugins" / "town_hall" / "platform.toml") in capsys.readouterr().out

    assert run("plugin", "check", "town_hall", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)["plugins"]
    assert (told["slug"], told["tier"], told["origin"], told["problems"]) == ("town_hall", "current", "operator", [])
    assert [one["placement"] for one in told["made"]] == ["town_hall/post"]

    assert run("platforms", "--json") == 0
    platforms = {platform["slug"]: platform for platform in json.loads(capsys.readouterr().out)}
    (limit,) = platforms["town_hall"]["placements"][0]["limits"]
    assert (limit["key"], limit["value"], limit["source_url"]) == ("max_file_mb", 100, "https://example.org")
    assert platforms["town_hall"]["origin"] == "operator"


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_a_wrong_answer_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With what is wrong with it, and nothing said before is lost."""
    said = [
        "movie",
        "",
        "30 s",
        "1081x1081",
        "1080x1080",
        "30",
        "20",
        "House rules",
        "radio.example",
        "https://a.example",
    ]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join([*said, ""])))

    assert run("plugin", "new", "Radio Sol") == 0

    told = capsys.readouterr().out
    for wrong in ("kind is 'movie'", "size is '30 s'", "size is 1081x1081", "url is 'radio.example'"):
        assert f"  {wrong}" in told
    text = (data_dir() / "plugins" / "radio_sol" / "platform.toml").read_text(encoding="utf-8")
    assert all(
        right in text for right in ('"1080x1080"', "max_s = 30", "value = 20", "House rules", "https://a.example")
    )


def test_a_name_that_is_taken_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers six questions in vain; nor where an option makes no sense."""
    monkeypatch.setattr(sys, "stdin", Terminal())

    assert run("plugin", "new", "Instagram") == 2
    assert run("plugin", "new", "Radio Sol", "--kind", "video", "--size", "1081x1081") == 2

    told = capsys.readouterr()
    assert (told.out, "sides must be even" in told.err) == ("", True)


def test_the_list_of_one_platform(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever made one need not look for it among all the others."""
    plugin(data_dir() / "plugins")

    assert run("platforms", "--platform", "townhall", "--json") == 0
    assert [one["slug"] for one in json.loads(capsys.readouterr().out)] == ["townhall"]
    assert run("platforms", "-p", "townhall") == 0
    assert "instagram" not in capsys.readouterr().out
    assert run("platforms", "-p", "townhal") == 2
    assert "did you mean 'townhall'?" in capsys.readouterr().err


def test_shared_limits_stand_under_each_placement(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reads the data needs no second look: each limit with source, month and confidence."""
    plugin(data_dir() / "plugins")

    assert run("platforms", "--json") == 0
    (town,) = [one for one in json.loads(capsys.readouterr().out) if one["slug"] == "townhall"]

    assert [[limit["key"] for limit in placement["limits"]] for placement in town["placements"]] == [
        ["max_file_mb", "max_file_mb", "min_size_px"], ["min_size_px"],
    ]  # fmt: skip
    assert {(limit["as_of"], limit["source_title"]) for limit in town["placements"][0]["limits"]} == {
        ("2026-09", "Help pages")
    }


def test_a_packs_folder_is_no_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a pack lies a folder for each platform; its name still means the platform."""
    (tmp_path / "instagram").mkdir()
    monkeypatch.chdir(tmp_path)

    assert run("plugin", "check", "instagram", "--quick") == 0


def test_a_fault_ends_with_1_and_has_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also for a folder that lies anywhere."""
    file = plugin(tmp_path, old="with = { max_s = 6 }", new="with = { min_s = 20 }")

    assert run("plugin", "check", str(file.parent), "--quick") == 1
    told = capsys.readouterr().out
    assert f"{file}:48: no output for townhall/post can pass 'townhall.short'" in told
    assert run("plugin", "check", str(file.parent), "--quick", "--json") == 1
    (data,) = json.loads(capsys.readouterr().out)["plugins"]
    assert (data["tier"], data["problems"][0]["line"]) == ("broken", 48)


def test_a_plugin_that_does_not_exist_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest name that does, or what a folder lacks."""
    assert run("plugin", "check", "instagran") == 2
    assert "did you mean 'instagram'?" in capsys.readouterr().err
    assert run("plugin", "check", str(tmp_path)) == 2
    assert "holds no platform.toml" in capsys.readouterr().err
    assert run("plugin", "new", "Instagram") == 2
    assert "there is a platform 'instagram' already" in capsys.readouterr().err


def test_a_folder_without_its_file_is_told_by_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    """Editors add an ending of their own: whoever asks for the plugin learns what to rename."""
    file = plugin(data_dir() / "plugins")
    file.rename(file.with_name("platform.toml.txt"))
    said = f"{file.parent} holds no platform.toml and is not read: rename its platform.toml.txt"

    assert run("plugin", "check", "townhall") == 2
    assert said in capsys.readouterr().err
    assert run("plugin", "check", "--quick") == 0
    assert said.replace(" holds", ": holds") in capsys.readouterr().out


def test_what_belongs_to_no_plugin_is_a_fault_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half an installation is named when all are checked."""
    install(tmp_path, "townhall", "no_such_package")
    monkeypatch.syspath_prepend(tmp_path)

    assert run("plugin", "check", "--quick") == 1
    assert "entry point 'townhall' names 'no_such_package'" in capsys.readouterr().out


def test_a_check_that_breaks_on_the_sample_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code is tried on real outputs, where its author says that it may run."""
    file = plugin(tmp_path, code=CODE.format(body="return evidence.facts.nothing"))

    assert run("plugin", "check", str(file.parent), "--trust") == 1
    told = capsys.readouterr().out
    assert f"{file.with_name('plugin.py')}: its 'asked' raised AttributeError" in told
    assert "plugin.py, line 7" in told


def test_a_pack_says_which_plugins_were_left_out(clip: Path, tmp_path: Path) -> None:
    """The others are delivered; whoever reads the report learns why one is missing."""
    own = data_dir() / "plugins"
    plugin(own, old='size = "640x360"', new='size = "320x180"')
    plugin(own, "library", old='format = "mp4"', new='fromat = "mp4"')

    assert run("export", str(clip), "--platforms", "townhall/post", "--out", str(tmp_path / "pack")) == 0

    manifest = json.loads((tmp_path / "pack" / "manifest.json").read_text(encoding="utf-8"))
    assert [output["placement"] for output in manifest["outputs"]] == ["townhall/post"]
    assert manifest["broken"] == ["library/platform.toml:14: unknown key 'fromat': did you mean 'format'?"]
    assert "fromat" in (tmp_path / "pack" / "report.html").read_text(encoding="utf-8")


def test_notes_are_told_with_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Code that is not run and a plugin that stands for another are said plainly."""
    plugin(data_dir() / "plugins", code="x = 1\n")

    assert run("platforms") == 0
    told = capsys.readouterr().err
    assert "studio: note: " in told
    assert "is not run, since this folder is not trusted" in told
