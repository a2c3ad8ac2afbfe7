from __future__ import annotations

import pysrt
import pysubs2
import pytest

from studio.ingest.master import Cue
from studio.pack.sidecars import sidecar_text
from studio.plan.recipe import Sidecar

ODD = "Is 3 < 4 & {so} on?\n\nمن قال ذلك؟"


def sidecar(form: str, *cues: Cue) -> Sidecar:
    return Sidecar.model_validate({"format": form, "language": "en", "cues": cues})


def test_srt_is_read_back_as_it_was_meant() -> None:
    """Times, words in any script and line breaks survive; an empty line, which would end the cue, does not stand."""
    read = pysrt.from_string(sidecar_text(sidecar("srt", Cue(start=3661.5, end=3662.0004, text=ODD))))

    assert [(item.start.ordinal, item.end.ordinal, item.text) for item in read] == [
        (3661500, 3662000, "Is 3 < 4 & {so} on?\nمن قال ذلك؟")
    ]


def test_vtt_shows_words_that_look_like_markup() -> None:
    """WebVTT's special characters are written as its rules ask, so that players show the words."""
    text = sidecar_text(sidecar("vtt", Cue(start=0.5, end=2, text=ODD + " -->")))

    assert text.startswith("WEBVTT\n")
    assert "Is 3 &lt; 4 &amp; {so} on?\nمن قال ذلك؟ --&gt;\n" in text
    assert len(pysubs2.SSAFile.from_string(text, "vtt")) == 1


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_empty_cues_are_left_out(form: str) -> None:
    """A cue without words is none."""
    text = sidecar_text(sidecar(form, Cue(start=0, end=1, text=" \n "), Cue(start=1, end=2, text="Words")))

    assert text.count("-->") == 1
