"""Measures and lists as people read them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from studio.messages import Message

KB, MB, GB = 1000, 1000**2, 1000**3
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""ISO 639-1 codes of what langdetect tells apart most often; others are shown as the code."""


_UNITS = {"_per_s": "a second", "_s": "s", "_px": "px", "_lufs": "LUFS", "_dbtp": "dBTP"}
"""What the end of a measure's name says about its unit; the longest first."""
_LINKED = re.compile(r"(?P<title>.*?)\s*<(?P<url>https?://[^<>\s]+)>")


def language(code: str | None) -> str:
    return "language unknown" if code is None else LANGUAGES.get(code.split("-")[0], code)


def size(count: int) -> str:
    """Bytes in decimal units, as platforms count them."""
    if count < KB:
        return f"{count} bytes"
    if count < MB:
        return f"{count / KB:.0f} KB"
    return f"{count / MB:.1f} MB" if count < GB else f"{count / GB:.2f} GB"


def seconds(value: float) -> str:
    """``6.0 s``, ``1 min 5 s``, ``2 min``, ``1 h 2 min``."""
    if value < 60:  # noqa: PLR2004 - a minute
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    if minutes >= 60:  # noqa: PLR2004 - an hour
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def clock(value: float) -> str:
    """``1:05`` as on a player."""
    minutes, rest = divmod(round(value), 60)
    return f"{minutes}:{rest:02d}"


def counted(count: int, noun: str) -> str:
    """``1 output``, ``3 outputs``."""
    return f"{count} {noun}{'s' * (count != 1)}"


def joined(items: Iterable[str]) -> str:
    return " · ".join(item for item in items if item)


def safe(text: object) -> str:
    """Text from anywhere, as HTML."""
    return html.escape(str(text))


def sentence(said: Message | str) -> str:
    """With a capital and a full stop."""
    text = str(said).strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def linked(source: str, url: str = "") -> str:
    """A source as HTML: its title, as a link where there is an address (also one given as ``title <address>``)."""
    if found := _LINKED.fullmatch(source):
        source, url = found["title"] or found["url"], found["url"]
    if not url.startswith(("https://", "http://")):
        return safe(source)
    return f'<a href="{safe(url)}" target="_blank" rel="noreferrer">{safe(source)}</a>'


def evidence(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """A finding's evidence as pairs of a name and what was measured or wanted."""
    return tuple((_label(name), _value(name, value)) for name, value in data.items())


def _label(name: str) -> str:
    suffix = next((suffix for suffix in _UNITS if name.endswith(suffix)), "")
    return name.removesuffix(suffix).replace("_", " ").capitalize()


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{_label(key).lower()} {_value(key, one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_value(name, one) for one in value) or "none"
    if isinstance(value, (int, float)):
        return _number(name, value)
    return str(value)


def _number(name: str, value: float) -> str:
    for suffix, unit in _UNITS.items():
        if name.endswith(suffix):
            return f"{value:.5g} {unit}"
    if name.endswith("bytes"):
        return f"{value:,.0f} bytes"
    return f"{value:,}" if isinstance(value, int) else f"{value:.3g}"
