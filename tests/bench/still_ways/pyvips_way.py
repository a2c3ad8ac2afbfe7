"""A still pack by pyvips as its documentation recommends: ``python pyvips_way.py MASTER OUT PACK QUALITY``.

``thumbnail`` shrinks on load; the pictures are made side by side, with one thread each: more wait for one another.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

os.environ["VIPS_CONCURRENCY"] = "1"  # read by libvips when it is loaded

import pyvips


def main(master: str, out: str, pack: str, quality: str) -> None:
    profiled = "icc-profile-data" in pyvips.Image.new_from_file(master).get_fields()
    # Where there is no profile, asking for sRGB would cost four times the rest and change nothing.
    colours = {"output_profile": "srgb", "intent": "relative"} if profiled else {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(make, master, out, int(quality), colours), json.loads(pack)))


def make(master: str, out: str, quality: int, colours: dict[str, str], wanted: dict[str, Any]) -> None:
    picture = pyvips.Image.thumbnail(
        master, wanted["width"], height=wanted["height"], crop="centre", **colours
    )  # fmt: skip
    target = f"{out}/{wanted['name']}"
    if wanted["format"] == "jpeg":
        picture.jpegsave(target, Q=quality, subsample_mode="on", keep="none")
    elif wanted["format"] == "webp":
        picture.webpsave(target, Q=quality, keep="none")
    else:
        picture.pngsave(target, keep="none")


if __name__ == "__main__":
    main(*sys.argv[1:])
