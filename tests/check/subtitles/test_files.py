"""The subtitle files of a master, once each."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.analyse.analysis import Analysis
from studio.check.finding import Finding
from studio.check.subtitles import check_subtitles
from studio.ingest.master import Subtitles
from studio.ingest.subtitles.load import load_subtitles
from tests.check.building import analysis, master
from tests.check.subtitles.building import cue, file

SPELT = "Before you share it, ask one question."


def found(track: Subtitles, seconds: float = 100.0, heard: Analysis | None = None) -> dict[str, Finding]:
    owner = master(seconds).model_copy(update={"subtitles": (track,)})
    (one,) = check_subtitles(owner, heard or analysis())
    return {finding.rule.removeprefix("subtitles."): finding for finding in one.findings}


def test_a_good_file_has_nothing_to_say() -> None:
    """Whatever can be measured of it passes."""
    levels = {name: each.level for name, each in found(file(cue(0, 3, SPELT), cue(4, 7, SPELT))).items()}

    assert set(levels.values()) <= {"pass", "n/a"}
    assert levels["line_length"] == levels["well_formed"] == levels["inside"] == "pass"


@pytest.mark.parametrize(("start", "level"), [(9.9, "pass"), (10.0, "warn")])
def test_subtitles_behind_the_end(start: float, level: str) -> None:
    """They show that the file belongs to another video."""
    assert found(file(cue(0, 3), cue(start, start + 2)), seconds=10)["inside"].level == level


def test_what_was_mended_is_told(tmp_path: Path) -> None:
    """A file whose times overlap is used, and its owner hears of it."""
    path = tmp_path / "a.srt"
    path.write_text(f"1\n00:00:01,000 --> 00:00:05,000\n{SPELT}\n\n2\n00:00:04,000 --> 00:00:08,000\n{SPELT}\n")

    verdict = found(load_subtitles(path))["well_formed"]

    assert verdict.level == "warn"
    assert "overlap" in verdict.message


def test_real_files(footage: Path) -> None:
    """What a person sees in them: broken times, a cue of the hundredth hour, French letters in an old encoding."""
    folder = footage / "subtitles"
    broken, lyrics = (
        found(load_subtitles(folder / "broken_times.srt")),
        found(load_subtitles(folder / "french_song_fr.vtt")),
    )

    assert {broken[name].level for name in ("well_formed", "inside", "line_length", "reading_speed")} == {"warn"}
    assert lyrics["language"].level == lyrics["line_length"].level == lyrics["reading_speed"].level == "pass"
    assert found(load_subtitles(folder / "tos_fr_cp1252_crlf.srt"))["well_formed"].level == "warn"
    assert found(load_subtitles(folder / "lecture_mit_en.srt"))["language"].level == "pass"
