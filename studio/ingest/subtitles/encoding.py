"""How the bytes of a subtitle file become letters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from studio.ingest.subtitles.language import chances
from studio.messages import Message, Sentence, msg, nmsg
from studio.values import Frozen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY: dict[str, frozenset[str]] = {
    "cp1252": frozenset({"fr", "de", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "ca", "af", "et", "en"}),
    "cp1250": frozenset({"pl", "cs", "sk", "hu", "sl", "hr", "ro"}),
    "cp1251": frozenset({"ru", "uk", "bg", "mk"}),
    "cp1253": frozenset({"el"}),
    "cp1254": frozenset({"tr"}),
    "cp1255": frozenset({"he"}),
    "cp1256": frozenset({"ar", "fa", "ur"}),
    "cp1257": frozenset({"lt", "lv", "et"}),
    "cp932": frozenset({"ja"}),
    "gb18030": frozenset({"zh"}),
    "big5": frozenset({"zh"}),
    "cp949": frozenset({"ko"}),
}
"""Encodings from before Unicode that subtitles still come in, with the languages written in them; likeliest first."""

_MISREAD = re.compile(
    "\u03c2(?=[\u03b1-\u03ce])"  # forms that end a word, inside one
    "|[ךםןףץ](?=[א-ת])"
    "|[a-z\u00e0-\u00ff\u0430-\u0451\u03b1-\u03ce](?=[\u0410-\u042f\u0401\u0391-\u03a9])"  # a capital inside a word
    "|[A-Za-zÀ-ÿ](?=[Ά-ӿא-ي])|[Ά-ӿא-ي](?=[A-Za-zÀ-ÿ])"  # two scripts in one word
)
_CAPITALS = re.compile("[Ά-ӿ]")
"""Scripts in which sentences begin with a capital: Greek and Cyrillic."""
_NO_CAPITAL = 0.5
_ENOUGH = 80
"""Letters from which on the language found counts fully."""
_UNLIKELIER = 0.03
"""What each place in the order of ``_LEGACY`` weighs against an encoding."""
_TIMING = re.compile(rb"^[\d\s:.,>-]*$")
_FEW_BROKEN = 0.05
"""Share of broken characters up to which a file counts as damaged UTF-8 and not as another encoding."""


class Decoded(Frozen):
    """A file's text, and how it was read."""

    text: str
    encoding: str
    repairs: tuple[Sentence, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text in ``data``; None where it is no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    wide = _wide(data)
    if wide:
        return Decoded(text=data.decode(wide, "replace"), encoding=wide)
    try:
        return Decoded(text=data.decode(), encoding="utf-8")
    except UnicodeDecodeError:
        return None if _binary(data) else _damaged_utf8(data) or _legacy(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return Decoded(text=text, encoding=encoding, repairs=_replaced(broken) if broken else ())


def _replaced(count: int) -> tuple[Message, ...]:
    told = nmsg(
        "{count} unreadable character was replaced by a question mark sign",
        "{count} unreadable characters were replaced by a question mark sign",
        count,
    )
    return (told,)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends, digits and spaces leave a zero in every other byte."""
    pairs = len(data) // 2
    if pairs == 0:
        return None
    even, odd = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if max(even, odd) < 0.2 or min(even, odd) > 0.02:  # noqa: PLR2004 - a fifth of any subtitle file is such signs
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _binary(data: bytes) -> bool:
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\x1a" for byte in data)  # noqa: PLR2004 - ASCII controls
    return controls > len(data) / 100


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken > _FEW_BROKEN * sum(sign > "\x7f" for sign in text):
        return None
    return Decoded(text=text, encoding="utf-8", repairs=_replaced(broken))


def _legacy(data: bytes) -> Decoded | None:
    """The likeliest old encoding: one that gives sane letters and a language that was written in it."""
    words = b"\n".join(line for line in data.splitlines() if not _TIMING.match(line))
    ranked = []
    for match in from_bytes(words, cp_isolation=list(_LEGACY), preemptive_behaviour=False):
        read = str(match)
        likely, oddity = chances(read), match.chaos + _oddity(read)
        weight = min(1.0, sum(sign.isalpha() for sign in read) / _ENOUGH)
        for place, (encoding, languages) in enumerate(_LEGACY.items()):
            if encoding in {match.encoding, *match.could_be_from_charset}:
                fits = weight * sum(likely.get(language, 0) for language in languages)
                ranked.append((oddity - fits + place * _UNLIKELIER, encoding))
    if not ranked:
        return None
    encoding = min(ranked)[1]
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    told = msg(
        "it was read as {encoding}, judged by its letters; save it as UTF-8 if words look wrong", encoding=encoding
    )
    return Decoded(text=text, encoding=encoding, repairs=(told, *(_replaced(broken) if broken else ())))


def _oddity(text: str) -> float:
    """How much a text looks misread: the share of words that no language spells so."""
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii()]
    odd = sum(bool(_MISREAD.search(word)) for word in words) / max(1, len(words))
    uncapitalised = _CAPITALS.search(text) and not any(sign.isupper() for sign in text)
    return odd + (_NO_CAPITAL if uncapitalised else 0)
