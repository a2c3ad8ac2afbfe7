"""A text file as a master: its title and paragraphs, whatever its encoding; CommonMark, which plain text mostly is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from studio.errors import InputRefused
from studio.ingest.limits import Limits
from studio.ingest.master import Written
from studio.ingest.plaintext import clean, display_name
from studio.ingest.small_file import read_small

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…؟。।])\s+|(?<=。)")
_SPOKEN = {"softbreak": " ", "hardbreak": " ", "html_inline": ""}
"""What stands for tokens whose content is not words."""
_LONGEST_TITLE = 120
"""Characters; a longer first line is no title."""


def read_words(path: Path, limits: Limits) -> Written:
    """The words of the text at ``path``; InputRefused where it holds none, or too many."""
    from studio.ingest.subtitles.encoding import decode
    from studio.ingest.subtitles.language import language_of

    name = display_name(path)
    wanted = "give the part to be posted"
    decoded = decode(read_small(path, most=limits.text_bytes, purpose="a text", wanted=wanted))
    if decoded is None:
        raise InputRefused(f"{name} is not a text file", "save it as plain text (UTF-8)")
    text, told = _without_front_matter(clean(decoded.text))
    heading, paragraphs = _parts(text)
    title, rest = _titled(told or heading, paragraphs)
    if not any(letter.isalnum() for letter in title):
        raise InputRefused(f"{name} holds no words", "write a title or a sentence into it")
    return Written(title=title, paragraphs=rest, language=language_of("\n".join([title, *rest])))


def _without_front_matter(text: str) -> tuple[str, str]:
    """The text behind its front matter, and the title that this tells; empty where there is none."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return text, ""
    title = _TITLE.search(front[1])
    return text[front.end() :], title[1].strip() if title else ""


def _parts(text: str) -> tuple[str, tuple[str, ...]]:
    """The first heading, where the text begins with one, and all other blocks of words."""
    blocks = [(level, " ".join(words.split())) for level, words in _blocks(text)]
    blocks = [(level, words) for level, words in blocks if words]
    if blocks and blocks[0][0]:
        return blocks[0][1], tuple(words for _, words in blocks[1:])
    return "", tuple(words for _, words in blocks)


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """Each block's words without markup, and whether it is a heading."""
    from markdown_it import MarkdownIt

    heading = False
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open"
        elif token.type == "inline":
            yield heading, "".join(_SPOKEN.get(child.type, child.content) for child in token.children or ())
        elif token.type in {"fence", "code_block"}:
            yield False, token.content


def _titled(heading: str, paragraphs: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A title and the rest: the heading, else a short first paragraph, else the first sentence."""
    if heading or not paragraphs:
        return heading[:_LONGEST_TITLE], paragraphs
    first, *others = paragraphs
    if len(first) <= _LONGEST_TITLE:
        return first, tuple(others)
    sentence, *more = _SENTENCE.split(first, maxsplit=1)
    if len(sentence) <= _LONGEST_TITLE:
        return sentence, (*more, *others)
    cut = first.rfind(" ", 0, _LONGEST_TITLE)
    return first[: cut if cut > 0 else _LONGEST_TITLE] + "…", paragraphs
