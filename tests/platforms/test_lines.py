"""Finding the line of a key in a TOML text."""

from __future__ import annotations

import pytest

from studio.platforms.lines import line_of

TEXT = """\
slug = "a"
# [[placements]] in a comment is none
[sources.help]
title = "Help"
[[placements]]
id = "one"
[[placements.limits]]
key = "k"
[[placements]]
id = "two"
aim = { max_s = 6 }
[[placements.limits]]
key = "k"
[[placements.limits]]
"value" = 3
[[tips]]
list = [
  { key = "a" },
  { key = "b", value = 2 },
]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("slug",), 1),
        (("sources", "help", "title"), 4),
        (("placements", 1, "id"), 10),
        (("placements", 1, "aim", "max_s"), 11),
        (("placements", 1, "limits", 1, "value"), 15),
        (("placements", 0, "limits", 0, "missing"), 7),
        (("placements", 1, "missing"), 9),
        (("tips", 0, "list", 1, "value"), 19),
        (("unheard",), None),
    ],
)
def test_the_nearest_line_is_found(path: tuple[str | int, ...], line: int | None) -> None:
    """A key's own line, else that of the table it should stand in."""
    assert line_of(TEXT, path) == line
