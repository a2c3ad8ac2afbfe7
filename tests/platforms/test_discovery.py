"""Where plugins are found: installed packages are read without being run."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.check import names
from studio.paths import data_dir
from studio.platforms.registry import Registry
from tests.platforms.writing import plugin


def install(site: Path, point: str, module: str) -> None:
    """What pip leaves of a package that brings plugins."""
    info = site / "townhall_plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: townhall-plugin\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[studio.platforms]\n{point} = {module}\n", encoding="utf-8")


def test_an_installed_package_brings_a_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entry point names the package with the facts; the package itself is not imported for it."""
    install(tmp_path, "townhall", "townhall_package.facts")
    plugin(tmp_path / "townhall_package", folder="facts")
    (tmp_path / "townhall_package" / "__init__.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    registry = Registry.load(names=names())

    assert registry.problems == ()
    assert registry.places["townhall"].origin == "installed"
    assert registry.select(["townhall/post"])[0].platform.folder == tmp_path / "townhall_package" / "facts"


def test_an_entry_point_that_leads_nowhere_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an installation stops nothing."""
    install(tmp_path, "townhall", "no_such_package")
    monkeypatch.syspath_prepend(tmp_path)

    registry = Registry.load(names=names())

    (problem,) = registry.problems
    assert str(problem) == (
        "townhall-plugin: entry point 'townhall' names 'no_such_package', and no platform.toml lies there: "
        "install the package again, or remove it"
    )
    assert len(registry.platforms) >= 5


def test_an_entry_point_that_breaks_the_contract_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is the platform's slug, as a folder's is elsewhere."""
    install(tmp_path, "library", "townhall_package")
    plugin(tmp_path, folder="townhall_package")
    monkeypatch.syspath_prepend(tmp_path)

    (problem,) = Registry.load(names=names()).problems

    assert problem.message == "slug is 'townhall', the entry point is 'library'"


def test_what_lies_among_the_operators_plugins_and_is_none_is_said() -> None:
    """A file that an editor named otherwise, a loose one and a folder without any are not passed over in silence."""
    own = data_dir() / "plugins"
    plugin(own, "library")
    plugin(own, "museum").rename(own / "museum" / "platform.toml.txt")
    plugin(own, "theatre").rename(own / "theatre.toml")
    (own / "theatre" / "notes.md").write_text("Ask them.", encoding="utf-8")
    (own / "empty").mkdir()
    (own / ".git").mkdir()
    (own / "__pycache__").mkdir()

    registry = Registry.load(names=names())

    assert registry.problems == ()
    assert [str(note).removeprefix(f"{own}/") for note in registry.notes] == [
        "theatre.toml: lies beside the plugins and is not read: put it into a folder of its slug, as platform.toml",
        "museum: holds no platform.toml and is not read: rename its platform.toml.txt",
        "theatre: holds no platform.toml and is not read: put one there, or take the folder away",
    ]
    assert "library" in registry.platforms
