"""Pydantic's complaints about a file of facts, in words for people who do not program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from studio.platforms.problem import did_you_mean

_DATES = frozenset({"date_type", "date_from_datetime_parsing", "date_parsing", "date_from_datetime_inexact"})


class Fault(NamedTuple):
    """A broken rule, by the way to the value that breaks it."""

    path: tuple[str | int, ...]
    message: str
    cure: str


def complaints(error: ValidationError, model: type[BaseModel], patterns: Mapping[str, str]) -> list[Fault]:
    """What is wrong with a file that should be a ``model``; ``patterns`` tell the form of a text, by its key.

    Unknown keys first: one that was meant to be another explains why that one is missing.
    """
    details = sorted(error.errors(include_url=False), key=lambda detail: detail["type"] != "extra_forbidden")
    found = [_fault(detail, model, patterns) for detail in details]
    meant = {(*fault.path[:-1], fault.cure) for fault in found}
    return [
        fault
        for fault, detail in zip(found, details, strict=True)
        if detail["type"] != "missing" or (*detail["loc"][:-1], f"did you mean '{detail['loc'][-1]}'?") not in meant
    ]


def parsed(text: str) -> dict[str, Any]:
    """What a TOML text says. Raises TOMLDecodeError, also where its nesting would use up the parser's stack."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from error


def syntax(error: tomllib.TOMLDecodeError) -> tuple[int | None, str, str]:
    """Line, message and cure of a file that is no TOML."""
    line = re.search(r"line (\d+)", str(error))
    said = re.sub(r"\s*\(at .*\)$", "", str(error))
    cure = "mend that line; text values stand in double quotes"
    return int(line[1]) if line else None, f"is not valid TOML ({said})", cure


def _fault(detail: Any, model: type[BaseModel], patterns: Mapping[str, str]) -> Fault:
    path = tuple(detail["loc"])
    key = str(path[-1]) if path else "the file"
    where = f"'{'.'.join(str(part) for part in path)}'"
    if detail["type"] == "extra_forbidden":
        return Fault(path, f"unknown key '{key}'", did_you_mean(key, keys_at(model, path[:-1])))
    if detail["type"] == "missing":
        return Fault(path[:-1], f"'{key}' is missing", "add it")
    if detail["type"] == "value_error":
        message, _, remedy = str(detail["ctx"]["error"]).rpartition(": ")
        return Fault(path, message, remedy)
    if detail["type"] in _DATES:
        return Fault(path, f"{where} is {detail['input']!r}", "write a date such as 2026-11-02, without quotes")
    cure = patterns.get(key) if detail["type"] in {"string_pattern_mismatch", "tuple_type"} else None
    return Fault(path, f"{where} is {detail['input']!r}", cure or detail["msg"][0].lower() + detail["msg"][1:])


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
