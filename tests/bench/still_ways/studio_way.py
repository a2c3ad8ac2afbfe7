"""A still pack by the studio's renderer: ``python -m tests.bench.still_ways.studio_way MASTER OUT PACK QUALITY``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from studio.errors import RenderError
from studio.ingest import ingest
from studio.ingest.master import Master
from studio.plan.recipe import Clip, Framing, ImageEncode, Recipe
from studio.render import pictures
from studio.values import PixelBox, Size


def main(master: str, out: str, pack: str, quality: str) -> None:
    opened = ingest(Path(master))
    recipes = {wanted["name"]: recipe(opened, wanted, int(quality)) for wanted in json.loads(pack)}
    names = {one.digest: name for name, one in recipes.items()}
    for one, made in pictures(list(recipes.values()), opened, cache=Path(out) / "cache"):
        if isinstance(made, RenderError):
            raise made
        made.path.rename(Path(out) / names[one.digest])


def recipe(master: Master, wanted: dict[str, Any], quality: int) -> Recipe:
    """How the studio would be asked for it: the largest window in the middle."""
    assert master.size
    whole, size = master.size, Size(width=wanted["width"], height=wanted["height"])
    width = min(whole.width, round(whole.height * size.aspect))
    height = min(whole.height, round(width / size.aspect))
    box = PixelBox(x=(whole.width - width) // 2, y=(whole.height - height) // 2, width=width, height=height)
    return Recipe(
        placement=f"bench/{wanted['name']}", master=master.sha256, kind="image", source="frame", size=size,
        clips=(Clip(start=0, end=1, framing=Framing(mode="cover", crop=box)),),
        image=ImageEncode(format=wanted["format"], quality=quality),
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
