"""The colours of what is printed and drawn, as on the report's page in the browser (``templates/report.css``)."""

from __future__ import annotations

Colour = tuple[int, int, int]

INK: Colour = (27, 33, 36)
QUIET: Colour = (87, 98, 106)
LINE: Colour = (223, 227, 225)
HEAD: Colour = (16, 50, 58)
LINK: Colour = (11, 102, 117)
OWN: dict[str, Colour] = {
    "fail": (179, 38, 30), "warn": (138, 90, 0), "pass": (27, 110, 66), "todo": QUIET, "n/a": QUIET,
}  # fmt: skip
"""Of each level: dark enough to read on white."""
SOFT: dict[str, Colour] = {"fail": (253, 236, 234), "warn": (253, 243, 220), "pass": (230, 245, 236)}
"""The ground that a level's words stand on."""
