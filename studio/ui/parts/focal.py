"""A point on the master's picture that must stay in view."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from studio.ui import pictures
from studio.ui.parts.component import component
from studio.values import Point, Region


def focal_point(picture: Path, point: Point, kept: Region | None, *, key: str) -> Point | None:
    """The point that somebody chose; ``None`` while nobody has. ``kept`` is what the output shows now."""
    inset = kept and {"left": kept.left, "top": kept.top, "right": 1 - kept.right, "bottom": 1 - kept.bottom}
    answer = component("focal")(
        key=key,
        data={
            "src": pictures.as_address(picture),
            "alt": "A frame of the master",
            "point": point.model_dump(),
            "kept": inset,
            "hint": "The bright part is in view now. Click or tap what must stay in view.",
        },
        on_point_change=_nothing,
    )
    try:
        return Point.model_validate(answer.get("point")) if answer.get("point") else None
    except ValidationError:  # a browser may say anything
        return None


def _nothing() -> None:
    """A state of a component needs a callback; the rerun itself is all that is wanted."""
