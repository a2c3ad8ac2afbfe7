"""The layout shows the architecture: imports go one way, and dangerous things have one door."""

from __future__ import annotations

import ast
import subprocess  # noqa: TID251 - a test may
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import studio
from tests.conftest import LONGEST, TESTS

ROOT = Path(studio.__file__).parent
BASE = {
    "studio", "studio.values", "studio.errors", "studio.paths", "studio.memo", "studio.machine", "studio.messages",
}  # fmt: skip
"""What everything may import."""
EFFECTS = {"studio.render.ffmpeg", "studio.render.source", "studio.render.image"}
"""The doors to FFmpeg and to pictures, which the steps that look at files may use."""

MAY_IMPORT: dict[str, set[str]] = {
    "studio.values": set(),
    "studio.errors": set(),
    "studio.paths": set(),
    "studio.memo": set(),
    "studio.machine": set(),
    "studio.messages": set(),
    "studio.campaign": {"studio.platforms", "studio.ingest.small_file", "studio.ingest.plaintext"},
    "studio.ingest": {"studio.platforms.problem", *EFFECTS},
    "studio.analyse": {"studio.ingest", *EFFECTS},
    "studio.platforms": set(),
    "studio.plan": {"studio.ingest.master", "studio.ingest.copytext", "studio.analyse.analysis", "studio.platforms"},
    "studio.render": {"studio.ingest.master", "studio.plan.recipe", "studio.platforms.effects"},
    "studio.check": {
        "studio.ingest",
        "studio.analyse",
        "studio.platforms",
        "studio.plan",
        "studio.render",
        "studio.campaign",
    },  # fmt: skip,
    "studio.pack": {
        "studio.check",
        "studio.ingest.master",
        "studio.plan.recipe",
        "studio.plan.copy.post",
        "studio.render",
        "studio.platforms",
    },
    "studio.demo": {"studio.render"},
}
"""Which rooms a room may use beside the base; rooms that are not named here may use everything."""

ONE_DOOR = {
    "subprocess": "studio/render/ffmpeg.py",
    "streamlit": "studio/ui/",
    "tinydb": "studio/campaign/",
    "distributed": "studio/cluster.py",
}
MOST_LINES_OF_A_FUNCTION = 60
MOST_LINES_OF_A_FILE = 400


@cache
def modules() -> tuple[tuple[str, Path, ast.Module], ...]:
    """Every module of the studio: its name, file and syntax."""
    return tuple(_modules())


def _modules() -> Iterator[tuple[str, Path, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, path, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def test_imports_go_one_way() -> None:
    """Data flows from ingest to pack, and no step imports a later one."""
    wrong = []
    for name, path, tree in modules():
        room = next((room for room in MAY_IMPORT if within(name, room)), None)
        if room is None:
            continue
        allowed = {room, *BASE, *MAY_IMPORT[room]}
        for line, imported in imports(tree):
            if within(imported, "studio") and not any(
                within(imported, one) and (one != "studio" or imported.startswith("studio.__")) for one in allowed
            ):
                wrong.append(f"{path.relative_to(ROOT.parent)}:{line} imports {imported}, which {room} may not")

    assert wrong == []


PLUGINS_MAY_IMPORT = {"studio.check", "studio.messages", "studio.platforms", "studio.testing", "studio.values"}
"""What stays stable for people who write plugins."""


def test_plugins_use_only_what_is_meant_for_them() -> None:
    """A plugin of ours shows others how: nothing behind the public rooms."""
    wrong = [
        f"{path.relative_to(ROOT.parent)}:{line} imports {imported}"
        for path in sorted((ROOT.parent / "plugins").rglob("*.py"))
        for line, imported in imports(ast.parse(path.read_text(encoding="utf-8")))
        if within(imported, "studio") and not any(within(imported, room) for room in PLUGINS_MAY_IMPORT)
    ]

    assert wrong == []


@pytest.mark.parametrize("library", sorted(ONE_DOOR))
def test_dangerous_things_have_one_door(library: str) -> None:
    """Processes, the web framework, the database and the cluster are each used in one place only."""
    wrong = [
        f"{path.relative_to(ROOT.parent)}:{line}"
        for _, path, tree in modules()
        for line, imported in imports(tree)
        if within(imported, library) and not path.relative_to(ROOT.parent).as_posix().startswith(ONE_DOOR[library])
    ]

    assert wrong == []


def test_nothing_in_the_studio_knows_a_platform_by_name() -> None:
    """A platform is a plugin: its name stands in its folder and nowhere in the code."""
    slugs = {folder.name for folder in (ROOT.parent / "plugins").iterdir() if folder.is_dir()}
    named = [
        f"{path.relative_to(ROOT.parent)}:{node.lineno} {node.value!r}"
        for _, path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in slugs
    ]

    assert named == []


def test_functions_and_files_stay_readable() -> None:
    """No function over sixty lines, no file over four hundred."""
    long = [f"{path}: {len(path.read_text().splitlines())} lines" for _, path, _ in modules()
            if len(path.read_text().splitlines()) > MOST_LINES_OF_A_FILE]  # fmt: skip
    for _, path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long.append(f"{path}:{node.lineno} {node.name}: {lines} lines")

    assert long == []


def test_the_files_that_begin_are_there() -> None:
    """The order of the tests names no file that was renamed."""
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []


IMPORT_EVERYTHING = """
import pkgutil, importlib, socket, subprocess, studio
def refuse(*_, **__): raise SystemExit("work at import")
subprocess.Popen = socket.socket.connect = refuse
for found in pkgutil.walk_packages(studio.__path__, "studio."):
    if not found.name.startswith("studio.ui.") and not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


def test_importing_does_no_work() -> None:
    """No module starts a process or opens a connection when it is imported (a page of the browser is a script)."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING], cwd=ROOT.parent, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr[-2000:]


def test_what_only_reads_what_is_kept_waits_for_no_decoder() -> None:
    """The command line comes up without the libraries that decode and measure, which take longer than all the rest."""
    heavy = {"av", "cv2", "numpy", "moviepy"}
    program = f"import sys, studio.cli.app, studio.cli.export; print(*({heavy!r} & set(sys.modules)))"

    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []
