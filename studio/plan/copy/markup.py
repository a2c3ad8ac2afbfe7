"""The long text of a copy file, which is Markdown, as plain text and as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from studio.plan.copy import signs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLET = "• "


def plain(markdown: str) -> str:
    """The words without marks: paragraphs parted by blank lines, lists with bullets or numbers, links written out."""
    blocks: list[str] = []
    prefix, ordered, tight = "", list[int | None](), False
    for token in _parser().parse(_linked(markdown)):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
            tight = len(ordered) > 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            ordered.pop()
            tight = bool(ordered)
        elif token.type == "list_item_open":
            number = ordered[-1]
            prefix = BULLET if number is None else f"{number}. "
            ordered[-1] = None if number is None else number + 1
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            text = _words(token.children) if token.children else token.content.strip()
            if text:
                blocks += ["\n" if tight and blocks else "\n\n", prefix + text]
                prefix, tight = "", bool(ordered)
    return "".join(blocks[1:])


def as_html(markdown: str) -> str:
    """Safe HTML: what looks like tags is text, and links lead to the web or to mail only."""
    return str(_parser().render(_linked(markdown))).strip()


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph for each block and a line break for each line."""
    blocks = (html.escape(block, quote=False).replace("\n", "<br>\n") for block in text.split("\n\n") if block.strip())
    return "\n".join(f"<p>{block}</p>" for block in blocks)


def cdata(text: str) -> Markup:
    """``text`` as it is, for XML: an end of the section within it is parted between two."""
    parted = str(text).replace("]]>", "]]]]><![CDATA[>")
    return Markup(f"<![CDATA[{parted}]]>")  # noqa: S704 - nothing in it acts


def without_tags(text: str) -> Markup:
    """Words for a place that takes HTML: what looks like tags is text, and quotes stay as they are."""
    safe = html.escape(str(text), quote=False)
    return Markup(safe)  # noqa: S704 - it was escaped


def visible(markup: str) -> str:
    """What a reader sees of HTML."""
    return Markup(markup).striptags()  # noqa: S704 - it is only taken apart


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    # else %20 in a link that is written out becomes a blank
    parser.normalizeLinkText = lambda url: url  # type: ignore[assignment,method-assign]
    return parser


def _linked(markdown: str) -> str:
    """Bare links in angle brackets, so that no ``_`` or ``*`` in them is taken for a mark."""
    return signs.change_links(markdown, lambda link, at: link if at and markdown[at - 1] in "<([" else f"<{link}>")


def _words(tokens: Sequence[Token]) -> str:
    text, opened = "", [("", 0)]
    for token in tokens:
        if token.type == "link_open":
            opened.append((str(token.attrGet("href") or ""), len(text)))
        elif token.type == "link_close":
            address, start = opened.pop()
            said = token.info == "auto" or text[start:] == address
            text += "" if said else f" ({address})"
        elif token.type in {"softbreak", "hardbreak"}:
            text += " " if token.type == "softbreak" else "\n"
        else:
            text += token.content
    return text.strip()
