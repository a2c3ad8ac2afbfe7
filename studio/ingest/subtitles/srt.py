"""SubRip files, however sloppy, through pysrt.

pysrt drops what it cannot read; so a file is first brought into the form that it can.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pysrt

from studio.ingest.master import Cue
from studio.messages import msg

_TIME = r"(?:(\d{1,4})\s*:\s*)?(\d{1,3})\s*:\s*(\d{1,3})(?:\s*([.,:])\s*(\d{1,6}))?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*(?:-{{1,2}}|[\u2013\u2014])\s*>\s*{_TIME}(?:\s.*)?$")
_PROPER = re.compile(r"^\d{2,}:\d\d:\d\d,\d{3} --> \d{2,}:\d\d:\d\d,\d{3}(\s.*)?$")


def read_srt(text: str) -> tuple[tuple[Cue, ...], Counter[str]]:
    """Cues with their markup, in the order of the file, and how often which repair was needed."""
    repairs: Counter[str] = Counter()
    mended = "\n\n".join(_mended(text, repairs))
    cues = (
        Cue(start=item.start.ordinal / 1000, end=item.end.ordinal / 1000, text=item.text)
        for item in pysrt.from_string(mended)  # type: ignore[no-untyped-call]
    )
    return tuple(cues), repairs


def _mended(text: str, repairs: Counter[str]) -> Iterator[str]:
    """The file's cues in the form that the format asks for."""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if _TIMING.match(line)]
    if any(line.strip() and not line.strip().isdigit() for line in lines[: starts[0]] if starts):
        repairs[msg("words before the first cue were left out").id] += 1
    for number, (at, until) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        body = lines[at + 1 : until]
        if until < len(lines):
            body = _without_index(body, repairs)
        if at == 0 or not lines[at - 1].strip().isdigit():
            repairs[msg("a missing number was added").id] += 1
        words = "\n".join(line.strip() for line in body if line.strip())
        yield f"{number}\n{_timing(lines[at], repairs)}\n{words}"


def _without_index(body: list[str], repairs: Counter[str]) -> list[str]:
    """The lines between two timings without the number that belongs to the second."""
    if not body or not body[-1].strip().isdigit():
        return body
    if len(body) > 1 and body[-2].strip():
        repairs[msg("a missing blank line was added").id] += 1
    return body[:-1]


def _timing(line: str, repairs: Counter[str]) -> str:
    found = _TIMING.match(line)
    assert found
    if not _PROPER.match(line.strip()):
        dotted = "." in {found[4], found[9]}
        told = msg("a decimal point became a comma") if dotted else msg("a time was completed")
        repairs[told.id] += 1
    start, end = _stamp(*found.group(1, 2, 3, 5)), _stamp(*found.group(6, 7, 8, 10))
    return f"{start} --> {end}"


def _stamp(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> str:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    thousandths = int((fraction or "0").ljust(3, "0")[:3])
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{thousandths:03}"
