"""What the documentation says is what the project does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SET_UP = re.compile(r"^python -m pip install .*$", re.MULTILINE)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["brief.md", "commands.md", "platforms.md", "plugin-reference.md"])
def test_generated_pages_are_current(name: str) -> None:
    """The lists of commands, placements and tips are those of the code: else run ``python docs/generate.py``."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generator().PAGES[name]()


def test_the_readmes_two_commands_are_those_that_ci_runs() -> None:
    """Whoever follows the README does what is proven on every change."""
    readme = SET_UP.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    ci = SET_UP.findall((ROOT / ".ci" / "run").read_text(encoding="utf-8"))

    assert readme == [
        "python -m pip install --no-deps -r requirements.lock && python -m studio demo",
        "python -m pip install --no-deps -r requirements-dev.lock && python -m pytest",
    ]
    assert ci == readme[1:]


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link and picture in the documentation exists."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8"))]

    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_modules_that_pages_name_exist() -> None:
    """Whoever looks where a page points finds something there: modules move, and pages do not move by themselves."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = [(page, name) for page in pages for name in re.findall(r"`(studio/[\w/.]+)`", page.read_text("utf-8"))]

    assert named
    assert [f"{page.name}: {name}" for page, name in named if not (ROOT / name).exists()] == []
