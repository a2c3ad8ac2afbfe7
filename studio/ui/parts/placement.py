"""A finished output inside what its app puts around it."""

from __future__ import annotations

from studio.export import Made
from studio.platforms.contract import Target
from studio.ui import media, words
from studio.ui.parts.component import component
from studio.values import Size

SQUARE = Size(width=1080, height=1080)
"""The shape of what has none of its own, such as sound."""


def placement(made: Made, target: Target, title: str, *, key: str) -> None:
    """Draw it; ``title`` stands where the app shows the post's own."""
    facts, size = made.report.facts, target.placement.size or SQUARE
    component("frame")(
        key=key,
        data={
            "frame": target.placement.frame,
            "kind": "video" if made.recipe.kind == "video" else "image",
            "src": media.output_url(made.output.path),
            "width": facts.width or size.width,
            "height": facts.height or size.height,
            "safe": target.placement.safe_zone.model_dump(),
            "platform": target.platform.name,
            "title": title,
            "badge": words.clock(facts.duration_s) if facts.duration_s else "",
            "label": f"{target.platform.name}, {target.placement.name}",
        },
    )
