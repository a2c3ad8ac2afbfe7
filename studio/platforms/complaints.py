"""Pydantic's complaints about a file of facts, in words for people who do not program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from studio.platforms.problem import did_you_mean

_TABLES = frozenset({"model_type", "dict_type", "model_attributes_type"})
_DATE = "write a date such as 2026-11-02, without quotes"
_NUMBER = "write a number, without quotes or unit"
_CURES = {
    **dict.fromkeys(("date_type", "date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact"), _DATE),
    **dict.fromkeys(("int_parsing", "int_type", "float_parsing", "float_type"), _NUMBER),
    "string_type": "put it in double quotes",
    "too_short": "put at least one into it",
}
"""What to do about a value of the wrong sort, by pydantic's name for that."""
_SHOWN = 60
"""So many characters of a wrong value are shown: what is longer is found by its line."""
_SYNTAX = (
    (re.compile(r"[\u201c-\u201f\u00ab\u00bb]"), 'write straight double quotes ("), as a plain text editor does'),
    (re.compile(r'^[^"#]*("[^"]*"[^"#]*)*"[^"]*$'), 'a double quote (") is missing: put one at each end of the text'),
    (re.compile(r"=\s*\d+,\d"), "write a point in a number, such as 0.5"),
)
"""What is usually wrong with a line that is no TOML, and what to do."""
_TWICE = re.compile(r"[Cc]annot (declare|overwrite|mutate)|already exists|[Dd]uplicate")


class Fault(NamedTuple):
    """A broken rule, by the way to the value that breaks it."""

    path: tuple[str | int, ...]
    message: str
    cure: str


def complaints(
    error: ValidationError,
    model: type[BaseModel],
    patterns: Mapping[str, str],
    examples: Mapping[str, str] | None = None,
) -> list[Fault]:
    """What is wrong with a file that should be a ``model``.

    ``patterns`` tell the form of a text and ``examples`` what to add where a key is missing, both by the key. Unknown
    keys come first: one that was meant to be another explains why that one is missing. A list is not called empty for
    what is wrong inside of it.
    """
    details = sorted(error.errors(include_url=False), key=lambda detail: detail["type"] != "extra_forbidden")
    wrong = [tuple(detail["loc"]) for detail in details]
    details = [detail for detail in details if detail["type"] != "too_short" or not _inside(detail["loc"], wrong)]
    found = [_fault(detail, model, patterns, examples or {}) for detail in details]
    meant = {(*fault.path[:-1], fault.cure) for fault in found}
    return [
        fault
        for fault, detail in zip(found, details, strict=True)
        if detail["type"] != "missing" or (*detail["loc"][:-1], f"did you mean '{detail['loc'][-1]}'?") not in meant
    ]


def _inside(path: tuple[str | int, ...], others: Sequence[tuple[str | int, ...]]) -> bool:
    return any(len(other) > len(path) and other[: len(path)] == path for other in others)


def parsed(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises TOMLDecodeError, also where its nesting would use up the parser's stack."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from error


def syntax(error: tomllib.TOMLDecodeError, text: str) -> tuple[int | None, str, str]:
    """Line, message and cure of a ``text`` that is no TOML."""
    line = re.search(r"line (\d+)", str(error))
    number = int(line[1]) if line else None
    said = re.sub(r"\s*\(at .*\)$", "", str(error))
    return number, f"is not valid TOML ({said})", _mend(said, text.splitlines()[number - 1] if number else "")


def _mend(said: str, line: str) -> str:
    """What to do about a line, by what the parser said of it and by how it looks."""
    if _TWICE.search(said):
        return "it stands here twice: keep one, or write [[ ]] around the name of what there may be several of"
    return next(
        (cure for looks, cure in _SYNTAX if looks.search(line)), "mend that line; text values stand in double quotes"
    )


def _fault(detail: Any, model: type[BaseModel], patterns: Mapping[str, str], examples: Mapping[str, str]) -> Fault:
    path = tuple(detail["loc"])
    key = str(path[-1]) if path else "the file"
    if detail["type"] == "extra_forbidden":
        return Fault(path, f"unknown key '{key}'", did_you_mean(key, keys_at(model, path[:-1])))
    if detail["type"] == "missing":
        return Fault(
            path[:-1], f"'{key}' is missing", f"add it, such as {examples[key]}" if key in examples else "add it"
        )
    if detail["type"] == "value_error":
        message, _, remedy = str(detail["ctx"]["error"]).rpartition(": ")
        return Fault(path, message, remedy)
    cure = patterns.get(key) if detail["type"] in {"string_pattern_mismatch", "tuple_type"} else None
    return Fault(path, _what_is(detail["input"], path), cure or _cure(detail, key, model))


def _cure(detail: Any, key: str, model: type[BaseModel]) -> str:
    """What to do about a value of the wrong sort."""
    sort, given = detail["type"], detail["input"]
    if sort == "tuple_type":
        return f"write [[{key}]], with two brackets" if isinstance(given, dict) else "write a list in square brackets"
    if sort in _TABLES:
        return f"write a table: {{ KEY = VALUE }} with keys of {', '.join(sorted(keys_at(model, detail['loc'])))}"
    return _CURES.get(sort) or str(detail["msg"][0].lower() + detail["msg"][1:])


def _what_is(given: Any, path: tuple[str | int, ...]) -> str:
    """``'kind' is 'movie'``: the names since the last number, since the line tells which of several it is."""
    names: list[str] = []
    for part in path[:-1] if path and isinstance(path[-1], int) else path:
        names = [] if isinstance(part, int) else [*names, part]
    shown = repr(given) if not isinstance(given, dict) else "a table"
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return f"'{'.'.join(names)}' {'holds' if path and isinstance(path[-1], int) else 'is'} {shown}"


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> set[str]:
    """The keys that may stand where ``path`` leads to. Names that a person chooses, as in ``sources``, are passed."""
    for part in path:
        field = next((each for name, each in model.model_fields.items() if part in {name, each.alias}), None)
        model = (model_in(field.annotation) if field else None) or model
    return {field.alias or name for name, field in model.model_fields.items()}


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside of a tuple, a mapping or an optional one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)
