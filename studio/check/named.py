"""Checks that a tip names: their register by name, what a plugin may give them, and asking one of them.

A check is a pure function: what is looked at and the plugin's parameters in, a verdict out.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from studio.check.verdict import Verdict, unknown
from studio.messages import Message, msg
from studio.platforms.contract import Tip

TipCheck = Callable[..., Verdict]


def by_name(*checks: TipCheck) -> Mapping[str, TipCheck]:
    """Each check under its function's name, which is what a tip calls it by."""
    return MappingProxyType({check.__name__: check for check in checks})


def ask(check: TipCheck, about: object, tip: Tip) -> Verdict:
    """What ``check`` says with the tip's parameters; ``n/a`` where it makes no sense of them."""
    try:
        given = arguments(check, tip.with_)
    except ValidationError as error:
        wrong = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors()}))
        return unknown(
            msg("“{check}” makes no sense of {wrong}; look for yourself: {advice}",
                check=check.__name__, wrong=wrong, advice=Message(id=tip.advice))
        )  # fmt: skip
    return check(about, **given)


def parameters(check: TipCheck) -> tuple[str, ...]:
    """The names that a plugin may give in ``with``: all but the first, which is what is looked at."""
    _, *given = inspect.signature(check).parameters
    return tuple(given)


def arguments(check: TipCheck, given: Mapping[str, Any]) -> dict[str, Any]:
    """A plugin's ``with`` as the check's own types. Raises pydantic's ValidationError where it does not suit them."""
    return dict(_model(check).model_validate(dict(given)))


@cache
def _model(check: TipCheck) -> type[BaseModel]:
    hints = get_type_hints(check, include_extras=True)
    given = inspect.signature(check).parameters
    fields: dict[str, Any] = {
        name: (hints[name], ... if given[name].default is inspect.Parameter.empty else given[name].default)
        for name in parameters(check)
    }
    return create_model(check.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def with_fault(check: TipCheck, given: Mapping[str, Any]) -> str | None:
    """What a plugin should give the check instead; nothing where it makes sense."""
    try:
        arguments(check, given)
    except ValidationError as error:
        detail = error.errors()[0]
        key, said = detail["loc"][0], str(detail["msg"])
        return f"add {key}" if detail["type"] == "missing" else f"{key}: {said[:1].lower()}{said[1:]}"
    return None
