"""How much of a subtitle people read in a line and in a second; it depends on the script.

The figures are those of Netflix's timed-text style guides, general and by language.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

MAX_LINES = 2
"""General requirements: two lines at most."""
MAX_CHARACTERS = 42
"""The same for Latin and Arabic letters: 42 characters a line; fewer where the picture is narrow."""
SHORTEST_S, LONGEST_S = 5 / 6, 7.0
"""How long a subtitle stays at least and at most."""
MAX_PER_S = 20.0
"""Characters a second that adults read; 17 in guides that are stricter."""
GAP_FRAMES = 2
GAP_S = GAP_FRAMES / 24
"""Between two subtitles, so that the eye notices the change: two frames, never longer than film's."""

_LINE = {"zh": 32, "ja": 26, "ko": 32, "ru": 39, "th": 35}
"""Width of a line where it is not 42: 16 Chinese or Korean signs and 13 Japanese ones, each as wide as two letters."""
_SIGNS_PER_S = {"zh": 9.0, "ja": 4.0, "ko": 12.0}
"""Where one sign is a syllable or a word."""
_SCRIPTS = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"), ("THAI", "th"))


def characters(text: str) -> int:
    """How many signs are read: a line's end is a space, and marks above and below letters are none."""
    return sum(not unicodedata.combining(letter) for letter in " ".join(text.split()))


def measure(text: str) -> int:
    """Width of a text in characters: wide ones (Chinese, Japanese, Korean) count twice, combining ones not at all."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def line_width(language: str | None, text: str, most: int = MAX_CHARACTERS) -> int:
    """The widest line in this language, at most ``most``."""
    return min(most, _LINE.get(_guide(language, text), most))


def signs_per_s(language: str | None, text: str, most: float = MAX_PER_S) -> float:
    """The fastest that this language is read, at most ``most``."""
    return min(most, _SIGNS_PER_S.get(_guide(language, text), most))


def _guide(language: str | None, text: str) -> str:
    """Whose guide counts: that of the script which most letters are in, else the language's."""
    letters = Counter(_script(letter) for letter in text if letter.isalpha())
    if "ja" in letters:  # which has Chinese signs too
        return "ja"
    script = letters.most_common(1)[0][0] if letters else ""
    return script or (language if language == "ru" else "") or ""


def _script(letter: str) -> str:
    if letter < "\u0e00":  # no name has to be looked up for Latin, Cyrillic, Arabic
        return ""
    name = unicodedata.name(letter, "")
    return next((language for begin, language in _SCRIPTS if name.startswith(begin)), "")
