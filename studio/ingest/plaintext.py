"""Text from outside as plain text: nothing in it acts on a screen, a terminal or a file format."""

from __future__ import annotations

import html
import re
from pathlib import Path

_LRM, _RLM = "\u200e", "\u200f"

_REPLACED = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], ""),
    ord("\n"): "\n",
    ord("\t"): " ",
    0x2028: "\n",  # line and paragraph separator
    0x2029: "\n",
    # Embeddings and isolates that nobody closes turn everything after them; a mark keeps their direction.
    0x202A: _LRM,
    0x2066: _LRM,
    0x202B: _RLM,
    0x2067: _RLM,
    **dict.fromkeys([0x202C, 0x202D, 0x202E, 0x2068, 0x2069], ""),  # overrides, and the ends of all these
    **dict.fromkeys([0x200B, 0x2060, 0xFEFF], ""),  # zero width, no meaning; joiners and direction marks stay
    **dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
}

_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}[^{}]*(?:\{(?![^{}]*\\p0)[^{}]*\}[^{}]*)*(?:\{[^{}]*\\p0[^{}]*\}|\Z)")
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")
_WORKSHOP_TAG = re.compile(r"\{/?[biuBIU]\}|\{[yYcCfFsSpP]:[^{}]*\}")
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|<!--.*?-->", re.DOTALL)


def clean(text: str) -> str:
    """``text`` without control characters, bidi overrides and broken characters; words and line breaks stay."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)


def without_markup(text: str) -> str:
    """A cue's words: HTML, WebVTT and ASS tags and drawings gone, entities decoded, no blank lines."""
    for pattern in (_DRAWING, _OVERRIDE, _WORKSHOP_TAG, _HTML_TAG):
        text = pattern.sub("", text)
    lines = (line.strip() for line in clean(html.unescape(text)).split("\n"))
    return "\n".join(line for line in lines if line.strip(_LRM + _RLM))


def display_name(path: Path) -> str:
    """A file's own name for people: one printable line of at most 120 characters."""
    name = clean(path.name or str(path)).replace("\n", " ").strip()
    return name if len(name) <= 120 else f"{name[:80]}…{name[-35:]}"  # noqa: PLR2004
