"""Small plugins that the tests write."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
slug = "{slug}"
name = "Town {slug}"

[sources.help]
title = "Help pages"
url = "https://example.org/help"
as_of = "2026-09"

[[placements]]
id = "post"
name = "Post"
kind = "video"
size = "640x360"
format = "mp4"
aim = {{ max_s = 6 }}

[[placements.limits]]
key = "max_file_mb"
value = 5
source = "help"
confidence = "high"

[[placements.limits]]
key = "max_file_mb"
value = 2
source = "help"
confidence = "high"
via = "api"

[[placements]]
id = "picture"
name = "Picture"
kind = "image"
size = "641x361"
format = "jpeg"

[[limits]]
key = "min_size_px"
value = [100, 0]
source = "help"
confidence = "medium"

[[tips]]
id = "{slug}.short"
advice = "Keep it short."
source = "help"
check = "duration"
with = {{ max_s = 6 }}
placements = ["post"]
"""


ASKING = """
[[tips]]
id = "{slug}.asked"
advice = "Ask somebody."
source = "help"
check = "asked"
placements = ["picture"]
"""
CODE = """\
from studio.check.verdict import passed

def register(studio):
    studio.check(asked)

def asked(evidence):
    {body}
"""
"""A plugin.py with one check; its body stands on line 7."""


def plugin(
    root: Path, slug: str = "townhall", *, old: str = "", new: str = "", folder: str | None = None, code: str = ""
) -> Path:
    """A plugin under ``root`` that is right but for ``old``, which reads ``new``. Returns its file.

    ``code`` is its plugin.py; a tip named ``asked`` is put behind the others, asked about the picture.
    """
    text = GOOD.format(slug=slug)
    assert old in text
    file = root / (folder or slug) / "platform.toml"
    file.parent.mkdir(parents=True)
    text = text.replace(old, new, 1) if old else text
    if code:
        text += ASKING.format(slug=slug)
        file.with_name("plugin.py").write_text(code, encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    return file
