"""One copy file (``--copy``), read and judged: short texts between lines of ``---``, the long text below.

``docs/copy.md`` shows one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from studio.errors import InputRefused
from studio.ingest.copytext import Copy
from studio.ingest.front_matter import FENCE, Entry, Wrong, parse
from studio.ingest.limits import LIMITS, Limits
from studio.ingest.plaintext import clean, display_name
from studio.ingest.small_file import read_small, require_small
from studio.ingest.subtitles.encoding import decode
from studio.ingest.subtitles.language import language_of
from studio.messages import Message, msg
from studio.platforms.problem import did_you_mean

_WANTED = "give a text file (.md) as docs/copy.md shows it"
_PURPOSE = "a copy file"
_LISTS = ("hashtags", "keywords", "languages")
_KEYS = tuple(name for name in Copy.model_fields if name not in {"name", "body", "notes"})
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", re.IGNORECASE)
_IN_NAME = re.compile(r"\.([a-z]{2}(?:-[a-z]{2})?)$", re.IGNORECASE)
_BARE_HOST = re.compile(r"^[\w-]+(\.[\w-]+)+(/|$)")
_REGION = 2


def load_copies(paths: Sequence[Path], limits: Limits = LIMITS) -> tuple[Copy, ...]:
    """The campaign's words, one file a language, in the given order. Raises InputRefused.

    A language that a file says the campaign needs and that no file is in is told among the first one's notes.
    """
    return together([load_copy(path, limits) for path in paths])


def together(given: Iterable[Copy]) -> tuple[Copy, ...]:
    """Copies that make one campaign. Raises InputRefused for two in one language."""
    copies: list[Copy] = []
    for copy in given:
        same = next((each.name for each in copies if each.language == copy.language), None)
        if same:
            problem = f"{same} and {copy.name} are both in '{copy.language}'"
            raise InputRefused(problem, "write language: at the top of each, or leave one out")
        copies.append(copy)
    missing = _missing(copies)
    if missing:
        needed = tuple(missing)
        note = msg("the campaign needs copy in {languages} too, and no file is in that language", languages=needed)
        copies[0] = copies[0].model_copy(update={"notes": (*copies[0].notes, note)})
    return tuple(copies)


def load_copy(path: Path, limits: Limits = LIMITS) -> Copy:
    """One copy file. Raises InputRefused, with the line that is to blame."""
    return _read(read_small(path, most=limits.copy_bytes, purpose=_PURPOSE, wanted=_WANTED), path, limits)


def read_copy(data: bytes, name: str, limits: Limits = LIMITS) -> Copy:
    """The same from what was sent under ``name``."""
    path = Path(name)
    require_small(data, display_name(path), most=limits.copy_bytes, purpose=_PURPOSE, wanted=_WANTED)
    return _read(data, path, limits)


def typed_copy(texts: Mapping[str, str], body: str, name: str, limits: Limits = LIMITS) -> Copy:
    """The same from the fields of a form: its texts by their keys, and the long text. ``name`` is what it is called."""
    entries = (Entry(key, _clean(text).strip(), 1) for key, text in texts.items())
    try:
        fields = dict(_fields(entries, limits))
    except Wrong as wrong:
        raise InputRefused(wrong.problem, wrong.cure) from wrong
    return _copy(fields, _clean(body).strip(), Path(name))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", clean(text))


def _read(data: bytes, path: Path, limits: Limits) -> Copy:
    name, decoded = display_name(path), decode(data)
    if decoded is None:
        raise InputRefused(f"{name} is not a text file", _WANTED)
    try:
        front, first, body = _parts(_clean(decoded.text))
        fields = dict(_fields(parse(front, first), limits))
    except Wrong as wrong:
        raise InputRefused(f"{name}, line {wrong.line}: {wrong.problem}", wrong.cure) from wrong
    return _copy(fields, body, path, decoded.repairs)


def _copy(fields: dict[str, Any], body: str, path: Path, repairs: tuple[Message | str, ...] = ()) -> Copy:
    """The copy, where it says something in a language that is known."""
    name = display_name(path)
    words = f"{fields.get('message', '')}\n{body}".strip()
    if not words:
        raise InputRefused(f"{name} has no message and no long text", "write message: and what the post shall say")
    language, notes = _language(fields.pop("language", ""), path, words)
    if language is None:
        raise InputRefused(f"{name} does not say its language", "write language: and its code at the top, such as en")
    return Copy(name=name, language=language, body=body, notes=(*repairs, *notes), **fields)


def _missing(copies: Sequence[Copy]) -> list[str]:
    given = {copy.language for copy in copies} | {copy.language.partition("-")[0] for copy in copies}
    return [each for each in dict.fromkeys(each for copy in copies for each in copy.languages) if each not in given]


def _parts(text: str) -> tuple[list[str], int, str]:
    """The lines of the front matter, the number of the first of them, and the body."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not FENCE.match(lines[top]):
        key = lines[top].partition(":")[0].strip().casefold()
        if ":" in lines[top] and _normal(key) in _KEYS:
            raise Wrong(top + 1, "the short texts have no line of --- above them", "put --- above and below them")
        return [], top + 1, text.strip()
    end = next((at for at in range(top + 1, len(lines)) if FENCE.match(lines[at])), None)
    if end is None:
        raise Wrong(top + 1, "the short texts have no line of --- below them", "put --- above and below them")
    return lines[top + 1 : end], top + 2, "\n".join(lines[end + 1 :]).strip()


def _normal(key: str) -> str:
    """``Call to action`` and ``alt-text`` as the keys that they mean."""
    return re.sub(r"[\s-]+", "_", key.strip().casefold())


def _fields(entries: Iterable[Entry], limits: Limits) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for entry in entries:
        key = _normal(entry.key)
        if key not in _KEYS:
            raise Wrong(entry.line, f"there is no key '{entry.key}'", did_you_mean(key, _KEYS))
        if key in seen:
            raise Wrong(entry.line, f"'{key}' stands here a second time", "keep one of them")
        seen.add(key)
        yield key, _words(key, entry, limits) if key in _LISTS else _text(key, entry, limits)


def _text(key: str, entry: Entry, limits: Limits) -> str:
    if not isinstance(entry.value, str):
        raise Wrong(entry.line, f"'{key}' is a list", "write one text")
    most = limits.copy_message if key == "message" else limits.copy_field
    if len(entry.value) > most:
        raise Wrong(
            entry.line,
            f"'{key}' has {len(entry.value)} characters, and {most} are the most",
            "shorten it, or move it below the second line of ---",
        )
    if key == "link" and entry.value:
        return _link(entry)
    return _code(entry.value, entry.line) if key == "language" and entry.value else entry.value


def _link(entry: Entry) -> str:
    """An address that a browser opens; one without a scheme gets https."""
    text = str(entry.value)
    if _BARE_HOST.match(text):
        text = f"https://{text}"
    cure = "write the whole address, such as https://example.org/walk"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port  # raises where it is no number
    except ValueError as error:
        raise Wrong(entry.line, f"'{text}' is no address", cure) from error
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s<>\"]", text):
        raise Wrong(entry.line, f"'{text}' is no address of the web", cure)
    if parts.username is not None:
        raise Wrong(entry.line, "the link holds a name or password", "take out what stands before the @")
    return text


def _words(key: str, entry: Entry, limits: Limits) -> tuple[str, ...]:
    """A list of hashtags, keywords or languages, however it is written; each once."""
    value = entry.value
    if isinstance(value, str):
        value = tuple(value.split("#")) if key == "hashtags" and "#" in value else tuple(re.split(r"[,،、;\n]", value))
    words = (" ".join(word.strip(" #,،、;\t\n").split()) for word in value)
    unique = tuple({word.casefold(): word for word in reversed([*words]) if word}.values())[::-1]
    if len(unique) > limits.copy_words:
        raise Wrong(entry.line, f"{len(unique)} {key}, and {limits.copy_words} are the most", "keep the best")
    if any(len(word) > limits.copy_field for word in unique):
        raise Wrong(entry.line, f"one of the {key} is a whole text", "part them by commas")
    return tuple(_code(word, entry.line) for word in unique) if key == "languages" else unique


def _code(word: str, line: int) -> str:
    """A language's code, written as BCP 47 writes it: ``pt-BR``."""
    if not _LANGUAGE.match(word.replace("_", "-")):
        raise Wrong(line, f"'{word}' is no language code", "write two letters, such as en, fr or ar")
    first, *others = word.replace("_", "-").lower().split("-")
    return "-".join([first, *(each.upper() if len(each) == _REGION else each for each in others)])


def _language(said: str, path: Path, words: str) -> tuple[str | None, tuple[Message, ...]]:
    """The file's language, and a note where its text reads as another."""
    named = _IN_NAME.search(path.stem)
    found = language_of(words)
    language = said or (_code(named[1], 1) if named else None) or found
    if language and found and language.partition("-")[0] != found:
        return language, (
            msg("it says '{language}' and reads as '{found}': check the language", language=language, found=found),
        )
    return language, ()
