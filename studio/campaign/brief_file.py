"""One brief (``--brief``), read and judged: what it says, or the line that is to blame and what to do about it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

from pydantic import ValidationError

from studio.campaign.brief import Brief
from studio.errors import InputRefused
from studio.ingest.plaintext import display_name
from studio.ingest.small_file import read_small
from studio.platforms.complaints import Fault, complaints, parsed, syntax
from studio.platforms.lines import line_of
from studio.platforms.problem import did_you_mean

MOST_BYTES = 1_000_000
_WANTED = "give a text file (.toml) as docs/brief.md shows it"
_PATTERNS = {
    "ages": "write the youngest and the oldest, such as [16, 22]",
    "hashtag": "write one word, such as #WalkWithUs",
    "hashtags": 'write words in quotes, such as ["#football", "#mycity"]',
    "languages": 'write codes of two letters, such as ["fr", "ar"]',
    "countries": 'write codes of two capital letters, such as ["BE", "FR"]',
    "platforms": "write the names of plugins in small letters, as `studio platforms` lists them",
    "tip": "write its id as `studio tips` lists it, such as campaign.team",
}
"""What to do about a text of the wrong form, by its key."""


def load_brief(path: Path, *, platforms: Collection[str] | None = None, tips: Collection[str] | None = None) -> Brief:
    """The brief at ``path``. Raises InputRefused.

    ``platforms`` are the slugs and ``tips`` the ids that exist, where the caller knows them.
    """
    data = read_small(path, most=MOST_BYTES, purpose="a brief", wanted=_WANTED)
    name = display_name(path)
    try:
        text = data.decode("utf-8-sig")
        brief = Brief.model_validate(parsed(text))
    except UnicodeDecodeError as error:
        raise InputRefused(f"{name} is not UTF-8 text", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line, message, cure = syntax(error, text)
        raise InputRefused(f"{name}{f', line {line}' if line else ''}: it {message}", cure) from error
    except ValidationError as error:
        raise _refused(name, text, complaints(error, Brief, _patterns(error))[0]) from error
    for fault in (*_unknown_platforms(brief, platforms), *_unknown_tips(brief, tips)):
        raise _refused(name, text, fault)
    return brief


def _patterns(error: ValidationError) -> dict[str, str]:
    """By the number of its place too, where a text stands in a list."""
    named = {
        str(detail["loc"][-1]): _PATTERNS[str(part)]
        for detail in error.errors() for part in detail["loc"] if str(part) in _PATTERNS
    }  # fmt: skip
    return _PATTERNS | named


def _refused(name: str, text: str, fault: Fault) -> InputRefused:
    line = line_of(text, fault.path)
    return InputRefused(f"{name}{f', line {line}' if line else ''}: {fault.message}", fault.cure)


def _unknown_platforms(brief: Brief, known: Collection[str] | None) -> Iterator[Fault]:
    named: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = [
        (("audience", "platforms"), brief.audience.platforms),
        (("public", "platforms"), brief.public.platforms),
        *((("posts", index, "platforms"), post.platforms) for index, post in enumerate(brief.posts)),
        *((("platforms", slug), (slug,)) for slug in brief.platforms),
    ]
    for path, slugs in named:
        for slug in slugs:
            if known is not None and slug not in known:
                yield Fault(path, f"there is no platform '{slug}'", did_you_mean(slug, known))


def _unknown_tips(brief: Brief, known: Collection[str] | None) -> Iterator[Fault]:
    for index, ticked in enumerate(brief.ticked):
        if known is not None and ticked.tip not in known:
            yield Fault(("ticked", index, "tip"), f"there is no tip '{ticked.tip}'", did_you_mean(ticked.tip, known))
