"""One subtitle file, read and repaired."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Literal

from studio.errors import InputRefused
from studio.ingest.limits import LIMITS, Limits
from studio.ingest.master import Cue, Subtitles
from studio.ingest.plaintext import display_name
from studio.ingest.small_file import read_small
from studio.ingest.subtitles.encoding import Decoded, decode
from studio.ingest.subtitles.language import language_of
from studio.ingest.subtitles.mending import in_words, mend
from studio.ingest.subtitles.others import Unreadable, read_ass, read_vtt
from studio.ingest.subtitles.srt import read_srt

_WANTED = "give an SRT, VTT or ASS file"
_CUE = re.compile(r"^\s*\d[\d\s:.,]*-{1,2}\s*>", re.MULTILINE)


def load_subtitles(path: Path, limits: Limits = LIMITS) -> Subtitles:
    """The cues of an SRT, VTT or ASS file as plain text; InputRefused where it holds none."""
    name = display_name(path)
    decoded = decode(read_small(path, most=limits.subtitle_bytes, purpose="subtitles", wanted=_WANTED))
    if decoded is None:
        raise InputRefused(f"{name} is not a text file", _WANTED)
    form = _format(decoded.text)
    if form is None:
        raise InputRefused(f"{name} holds no subtitles", _WANTED)
    if max(decoded.text.count("-->"), decoded.text.count("Dialogue:")) > limits.cues:
        raise InputRefused(f"{name} holds more than {limits.cues} subtitles", "split it into parts")
    try:
        cues, repairs = _read(decoded, form)
    except Unreadable as error:
        raise InputRefused(f"{name} is a damaged {form.upper()} file", "save it again, as SRT") from error
    mended, more = mend(cues, limits.cue_characters)
    if not mended:
        raise InputRefused(f"{name} holds no subtitles with words in them", _WANTED)
    return Subtitles(
        name=name,
        format=form,
        encoding=decoded.encoding,
        language=language_of("\n".join(cue.text for cue in mended)),
        cues=mended,
        repairs=(*decoded.repairs, *in_words(repairs + more)),
    )


def _format(text: str) -> Literal["srt", "vtt", "ass"] | None:
    begin = text.lstrip("\ufeff \r\n\t")
    if begin.startswith("WEBVTT"):
        return "vtt"
    if "[Events]" in text and "Dialogue:" in text:
        return "ass"
    return "srt" if _CUE.search(text) else None


def _read(decoded: Decoded, form: Literal["srt", "vtt", "ass"]) -> tuple[tuple[Cue, ...], Counter[str]]:
    return {"srt": read_srt, "vtt": read_vtt, "ass": read_ass}[form](decoded.text.replace("\0", ""))
