"""Every verdict of the studio's own checks is data, so that it can be told in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import studio.check

ROOT = Path(studio.check.__file__).parent
LEVELS = frozenset({"passed", "warned", "failed", "unknown", "to_do"})
PLAIN = (ast.Constant, ast.JoinedStr, ast.BinOp)
MAKES_PLAIN = frozenset({"str", "repr", "tell", "join", "format", "plain"})


def plain_words(code: str) -> list[int]:
    """The lines on which a verdict is given plain words."""
    tree = ast.parse(code)
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    texts = {each.name for each in functions if each.returns and "str" in _names(each.returns)}
    outside = ast.Module([each for each in tree.body if not isinstance(each, ast.FunctionDef)], type_ignores=[])
    found = {
        call.lineno
        for scope in (outside, *functions)
        for call in ast.walk(scope)
        if isinstance(call, ast.Call) and _called(call) in LEVELS
        if any(_is_plain(said, (scope, outside), texts) for said in _first(call))
    }
    return sorted(found)


def _first(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args[:1]
    yield from (each.value for each in call.keywords if each.arg == "message")


def _is_plain(said: ast.expr, scopes: Sequence[ast.AST], texts: set[str]) -> bool:
    if isinstance(said, ast.IfExp):
        return _is_plain(said.body, scopes, texts) or _is_plain(said.orelse, scopes, texts)
    if isinstance(said, ast.BoolOp):
        return any(_is_plain(each, scopes, texts) for each in said.values)
    if isinstance(said, ast.Attribute):
        return said.attr == "message"  # of another verdict, whose data gets lost
    if isinstance(said, ast.Call):
        return _called(said) in MAKES_PLAIN | texts
    if isinstance(said, ast.Name):
        return any(_is_plain(value, scopes, texts) for value in _given(said.id, scopes))
    return isinstance(said, PLAIN)


def _given(name: str, scopes: Sequence[ast.AST]) -> list[ast.expr]:
    """What a name stands for, in the innermost of ``scopes`` that assigns it."""
    assigned = (
        [
            each.value
            for each in ast.walk(scope)
            if isinstance(each, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in each.targets)
        ]
        for scope in scopes
    )
    return next((values for values in assigned if values), [])


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _names(annotation: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(annotation) if isinstance(each, ast.Name)}


@pytest.mark.parametrize("file", sorted(ROOT.rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_verdicts_are_messages(file: Path) -> None:
    """What is said in English alone, nobody can read in French."""
    lines = plain_words(file.read_text(encoding="utf-8"))

    assert not lines, f"{file.name}, line {lines}: say it with msg(...) or nmsg(...) of studio.messages"


@pytest.mark.parametrize(
    "code",
    [
        'failed("It is long.")',
        'passed(f"It has {size} MB.", size=size)',
        'warned("It is " + what)',
        'unknown(msg("a") if known else "b")',
        "to_do(found.message)",
        'verdict.passed(", ".join(found))',
        'def check():\n    text = f"It is {what}."\n    return warned(text)',
        "def said() -> str: ...\ndef check(): return warned(said())",
        '_OURS = "It is ours."\nunknown(_OURS)',
        'failed(message="It is long.")',
    ],
)  # fmt: skip
def test_plain_words_are_seen(code: str) -> None:
    """However a check comes by them."""
    assert plain_words(code)


@pytest.mark.parametrize(
    "code",
    [
        'passed(msg("It is {size}.", size=size), text="plain")',
        'warned(nmsg("{count} is long.", "{count} are long.", n) if found else msg("None is."))',
        'def check():\n    text = msg("It is.")\n    return warned(text)',
        "def said() -> Message: ...\ndef check(): return warned(said())",
    ],
)
def test_messages_are_no_plain_words(code: str) -> None:
    """Nor is the evidence, which stays data anyway."""
    assert not plain_words(code)
