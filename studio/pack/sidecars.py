"""Closed captions as text: the subtitle files that lie beside a video."""

from __future__ import annotations

import html

from studio.ingest.master import Cue
from studio.plan.recipe import Sidecar


def sidecar_text(sidecar: Sidecar) -> str:
    """The file's whole text, for UTF-8.

    What looks like markup in a cue is shown as words by WebVTT's rules; SubRip has no rule for that.
    """
    cues = [cue.model_copy(update={"text": lines}) for cue in sidecar.cues if (lines := _without_gaps(cue.text))]
    return _srt(cues) if sidecar.format == "srt" else _vtt(cues)


def _without_gaps(text: str) -> str:
    """``text`` without empty lines, which would end the cue in both formats."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _srt(cues: list[Cue]) -> str:
    import pysrt

    items = [
        pysrt.SubRipItem(number, _milliseconds(cue.start), _milliseconds(cue.end), cue.text)  # type: ignore[no-untyped-call]
        for number, cue in enumerate(cues, 1)
    ]
    return "\n".join(str(item) for item in items)


def _vtt(cues: list[Cue]) -> str:
    import pysubs2

    file = pysubs2.SSAFile()
    for cue in cues:
        event = pysubs2.SSAEvent(start=_milliseconds(cue.start), end=_milliseconds(cue.end))
        event.plaintext = html.escape(cue.text, quote=False)
        file.append(event)
    # SSA's tags stand in braces; these are words of the cue and stay.
    return file.to_string("vtt", keep_ssa_tags=True)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
