"""Links that tell whoever counts visits where they came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import regex

from studio.plan.copy import signs

_LONGEST_NAME = 60
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def tagged(link: str, *, source: str, medium: str, campaign: str, content: str) -> str:
    """The link with ``utm_*`` parameters behind its own query; one that it has already stays as it is."""
    parts = urlsplit(link)
    wanted = {"utm_source": source, "utm_medium": medium, "utm_campaign": campaign, "utm_content": content}
    there = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    added = urlencode({name: value for name, value in wanted.items() if value and name not in there}, quote_via=quote)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, added]))))


def short(link: str) -> str:
    """The link as people read and type it: without scheme and ``www.``."""
    parts = urlsplit(link)
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return parts.netloc.removeprefix("www.") + (rest if rest != "/" else "")


def each_link(text: str, site: str, change: Callable[[str], str]) -> str:
    """``text`` with every link to the host of ``site`` changed; others belong to somebody else."""
    host = urlsplit(site).hostname
    if host is None:
        return text
    return signs.change_links(text, lambda link, _: change(link) if _host(link) == host else link)


def _host(link: str) -> str | None:
    try:
        return urlsplit(link).hostname
    except ValueError:  # somebody's text only looks like a link
        return None


def slug(text: str) -> str:
    """A title as the last part of an address: ``a-walk-in-the-wood``; letters of other alphabets stay."""
    words = [_plain(word) for word in _WORD.findall(unicodedata.normalize("NFC", str(text).casefold()))]
    name = "-".join(words)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]


def _plain(word: str) -> str:
    """A Latin word without accents; any other as it is."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    return bare if bare.isascii() else word


def campaign_name(text: str) -> str:
    """A title as one lower-case word for ``utm_campaign``; letters of other alphabets stay."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    latin = re.findall(r"[a-z0-9]+", plain.casefold())
    words = latin or re.findall(r"\w+", text.casefold())
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST_NAME]
    return name
