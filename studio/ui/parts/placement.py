"""A finished output inside what its app puts around it."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from studio.check.facts import Facts
from studio.export import Made
from studio.pack.pictures import pictures_of
from studio.platforms.contract import Target
from studio.ui import media, words
from studio.ui.parts.component import component
from studio.values import Size

SQUARE = Size(width=1080, height=1080)
"""The shape of what has none of its own, such as sound."""


@lru_cache(maxsize=64)
def _pictures(path: Path, facts: Facts) -> list[str]:
    """What a browser does not show by itself: a document's pages, a sound file's artwork, as addresses."""
    return ["data:image/jpeg;base64," + base64.b64encode(picture.jpeg).decode() for picture in pictures_of(path, facts)]


def placement(made: Made, target: Target, title: str, *, key: str) -> None:
    """Draw it; ``title`` stands where the app shows the post's own."""
    facts, size = made.report.facts, target.placement.size or SQUARE
    component("frame")(
        key=key,
        data={
            "frame": target.placement.frame,
            "kind": "image" if facts.format == "gif" else facts.kind,
            "shape": target.placement.shape,
            "transparent": bool(facts.transparent),
            "src": media.output_url(made.output.path),
            "pictures": _pictures(made.output.path, facts) if facts.kind in {"audio", "document"} else [],
            "width": facts.width or size.width,
            "height": facts.height or size.height,
            "safe": target.placement.safe_zone.model_dump(),
            "platform": target.platform.name,
            "title": title,
            "badge": words.clock(facts.duration_s) if facts.duration_s else "",
            "label": f"{target.platform.name}, {target.placement.name}",
        },
    )
