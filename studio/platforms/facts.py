"""What every fact of a plugin has: a source, the month in which somebody read it, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from studio.values import Frozen

Confidence = Literal["high", "medium", "low"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
MONTH = r"^(\d{4}(-(0[1-9]|1[0-2]))?|unknown)$"
AsOf = Annotated[str, Field(pattern=MONTH)]


class Source(Frozen):
    """Where a fact was read."""

    title: str
    url: str = ""
    as_of: AsOf


class Limit(Frozen):
    """What the platform refuses, cuts or converts. High or medium confidence fails an output, low only warns."""

    key: str
    """One of the names in ``studio.check.limits`` (``max_file_mb``, ``max_duration_s``, ``image_formats``, ...), and of
    a post one of those in ``studio.check.copy``."""
    value: Any
    source: str
    """A key of the platform's ``sources``."""
    as_of: AsOf
    """Left out of a ``platform.toml``, the month of its source."""
    confidence: Confidence
    via: str | None = None
    """The door it holds for, such as ``api``: whoever uploads by hand is only warned. Nothing: it holds for all."""
    note: str | None = None


def value_of(limits: Iterable[Limit], key: str) -> Any:
    """The value of one limit, that of what is made by hand first; ``None`` where there is none."""
    found = sorted((limit for limit in limits if limit.key == key), key=lambda limit: limit.via is not None)
    return found[0].value if found else None
