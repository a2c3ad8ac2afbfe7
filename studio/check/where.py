"""Where in the project something is: the file and line of a function, found by reading, not by running."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from studio.campaign.brief import fields
from studio.paths import PACKAGE
from studio.plan.edits import Edits, PlacementEdits
from studio.platforms.problem import did_you_mean

_ROOT = PACKAGE.parent


def feature_fault(feature: str) -> str | None:
    """What to write instead of a tip's feature that does not exist; ``None`` where it does."""
    sort, _, name = feature.partition(":")
    if sort == "code":
        found = code_place(name)
        return None if found else "write the module and the function, such as studio.render.qr.draw"
    known = {"command": _commands, "edit": _edits, "brief": fields}.get(sort)
    return None if known is None or name in known() else did_you_mean(name, known())


def feature_place(feature: str) -> str:
    """The same for people who look for it: a file with its line where there is one."""
    sort, _, name = feature.partition(":")
    if sort == "code":
        return code_place(name) or name
    if sort == "command":
        return f"studio {name}"
    return {"edit": "edits", "brief": "brief"}.get(sort, sort) + f" {name}"


def function_place(function: Callable[..., object]) -> str:
    """Such as ``studio/check/tips/start.py:31``."""
    code = function.__code__
    return f"{Path(code.co_filename).relative_to(_ROOT).as_posix()}:{code.co_firstlineno}"


@cache
def code_place(dotted: str) -> str | None:
    """The file and line of ``studio.render.qr.draw``; ``None`` where there is no such thing."""
    parts = dotted.split(".")
    if parts[0] != PACKAGE.name or not all(part.isidentifier() for part in parts):
        return None
    for end in range(len(parts), 0, -1):
        stem = _ROOT.joinpath(*parts[:end])
        file = next((each for each in (stem.with_suffix(".py"), stem / "__init__.py") if each.is_file()), None)
        if file:
            line = _line(file.read_text(encoding="utf-8"), parts[end:])
            return f"{file.relative_to(_ROOT).as_posix()}:{line}" if line else None
    return None


def _line(text: str, names: list[str]) -> int | None:
    """The line on which the last of ``names`` is set, each inside of the one before."""
    at = 0
    for name in names:
        found = re.compile(rf"^\s*(?:async )?(?:def|class) {name}\b|^{name}\b\s*[:=]", re.MULTILINE).search(text, at)
        if not found:
            return None
        at = found.start() + len(found[0]) - len(found[0].lstrip())
    return text.count("\n", 0, at) + 1


def _commands() -> frozenset[str]:
    return frozenset(file.stem for file in (PACKAGE / "cli").glob("*.py"))


def _edits() -> frozenset[str]:
    return frozenset(Edits.model_fields) | frozenset(PlacementEdits.model_fields)
