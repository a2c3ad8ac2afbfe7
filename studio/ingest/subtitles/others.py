"""WebVTT and ASS files, through pysubs2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pysubs2

from studio.ingest.master import Cue
from studio.messages import msg

_COMMA = re.compile(r"(\d),(\d{3})")


class Unreadable(Exception):
    """pysubs2 cannot read the file."""


def read_vtt(text: str) -> tuple[tuple[Cue, ...], Counter[str]]:
    """Cues with their markup; notes, styles, regions and identifiers are left out, as browsers do."""
    repairs: Counter[str] = Counter()
    mended = "WEBVTT\n\n" + "\n\n".join(_cue_blocks(text, repairs))
    return _read(mended, "vtt", keep_html_tags=True), repairs


def read_ass(text: str) -> tuple[tuple[Cue, ...], Counter[str]]:
    """Cues with their markup; comments are left out."""
    return _read(text, "ass"), Counter()


def _cue_blocks(text: str, repairs: Counter[str]) -> Iterator[str]:
    for block in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n").split("\n")
        at = next((number for number, line in enumerate(lines) if "-->" in line), None)
        if at is None or lines[0].startswith("NOTE"):
            continue
        timing, commas = _COMMA.subn(r"\1.\2", lines[at])
        if commas:
            repairs[msg("a comma in a time became a decimal point").id] += 1
        yield "\n".join([timing, *lines[at + 1 :]])


def _read(text: str, form: str, **options: bool) -> tuple[Cue, ...]:
    try:
        events = pysubs2.SSAFile.from_string(text, format_=form, **options).events
    except (pysubs2.Pysubs2Error, ValueError, IndexError, KeyError) as error:
        raise Unreadable(str(error)) from error
    return tuple(
        Cue(start=event.start / 1000, end=event.end / 1000, text=_with_lines(event.text))
        for event in events
        if not event.is_comment
    )


def _with_lines(text: str) -> str:
    return text.replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", " ")
