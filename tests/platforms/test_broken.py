"""Broken plugins: each is named in one line, and the plugin beside it works on."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from studio import testing
from studio.check import check, names
from studio.platforms.registry import Registry
from tests.check.building import only
from tests.platforms.writing import CODE, plugin

TODAY = date(2026, 11, 25)
BROKEN = tomllib.loads(Path(__file__).with_name("broken.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BROKEN["file"])
def test_a_broken_file_is_named_with_line_and_cure(tmp_path: Path, name: str) -> None:
    """One line says what is wrong, where, and what to do."""
    broken = BROKEN["file"][name]
    file = plugin(tmp_path, old=broken["old"], new=broken["new"])
    plugin(tmp_path, "library", old='name = "Town library"', new='name = "Library"')
    others = Registry.load([tmp_path], names=names()).platforms

    told = testing.problems(file.parent, today=TODAY, others=tuple(others.values()))

    assert [str(one).removeprefix(f"{file.parent}/") for one in told] == [broken["said"]]
    assert "library" in others


def test_a_file_that_is_nested_without_end_stops_no_other(tmp_path: Path) -> None:
    """The parser gives up before the studio does."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "platform.toml").write_text(f"slug = {'[' * 100_000}")
    plugin(tmp_path, "library")

    registry = Registry.load([tmp_path], names=names())

    assert "is not valid TOML (it is nested too deeply)" in str(registry.problems[0])
    assert list(registry.platforms) == ["library"]


def test_a_platform_without_a_placement_is_named(tmp_path: Path) -> None:
    """An empty list is called so, where nothing inside of it is wrong."""
    file = plugin(tmp_path)
    head, _, _ = file.read_text(encoding="utf-8").partition("[sources.help]")
    source = '[sources.help]\ntitle = "Help"\nas_of = "2026-09"\n'
    file.write_text(f"{head}placements = []\n{source}", encoding="utf-8")

    (problem,) = Registry.load([tmp_path], names=names()).problems

    assert str(problem) == f"{file}:4: 'placements' is []: put at least one into it"


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    """Such as some editors save without asking."""
    file = plugin(tmp_path, old='name = "Post"', new='name = "Caf\u00e9"')
    file.write_text(file.read_text(encoding="utf-8"), encoding=encoding)

    (problem,) = Registry.load([tmp_path], names=names()).problems

    assert str(problem) == f"{file}: is not UTF-8 text: save it again, in the encoding UTF-8"


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_taken(tmp_path: Path) -> None:
    """What Notepad writes is no mistake."""
    file = plugin(tmp_path)
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")

    assert list(Registry.load([tmp_path], names=names()).platforms) == ["townhall"]


@pytest.mark.parametrize("name", BROKEN["code"])
def test_broken_code_is_named_and_its_plugin_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_worker: None, name: str
) -> None:
    """Whatever a plugin.py does when it is loaded, the others load."""
    monkeypatch.setenv("STUDIO_TRUST", "all")
    broken = BROKEN["code"][name]
    file = plugin(tmp_path, code=broken["code"])
    plugin(tmp_path, "library")

    registry = Registry.load([tmp_path], names=names())

    assert [str(problem).removeprefix(f"{file.parent}/") for problem in registry.problems] == [broken["said"]]
    assert list(registry.platforms) == ["library"]


@pytest.mark.parametrize("name", BROKEN["check"])
def test_a_broken_check_is_a_finding_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_worker: None, name: str
) -> None:
    """The report says which plugin is broken, and a person is asked to look instead."""
    monkeypatch.setenv("STUDIO_TRUST", "all")
    broken = BROKEN["check"][name]
    plugin(tmp_path / "own", code=CODE.format(body=broken["body"]))
    picture = tmp_path / "picture.jpg"
    Image.effect_noise((641, 361), 60).convert("RGB").save(picture)
    (_, target) = Registry.load([tmp_path / "own"], names=names()).targets

    report = check(picture, target)

    found = only(report, "townhall.asked")
    assert found.level == "warn"
    assert found.message == (
        f"The plugin 'townhall' is broken: its 'asked' {broken['said']}. Mend it, and look for yourself: Ask somebody."
    )
    assert only(report, "limit.min_size_px").level == "pass"
