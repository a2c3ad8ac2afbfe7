# ruff: noqa: RUF001 - other alphabets are what these tests are about
"""Subtitle files, clean and sloppy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.errors import InputRefused
from studio.ingest.limits import Limits
from studio.ingest.master import Subtitles
from studio.ingest.subtitles.load import load_subtitles


def load(tmp_path: Path, text: str, name: str = "a.srt") -> Subtitles:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_subtitles(tmp_path / name)


def cues(subtitles: Subtitles) -> list[tuple[float, float, str]]:
    return [(cue.start, cue.end, cue.text) for cue in subtitles.cues]


def test_a_clean_file_needs_no_repair(tmp_path: Path) -> None:
    """Times to the millisecond, lines as they were, nothing mended."""
    text = "1\n00:00:01,000 --> 00:00:02,500\nHello\nyou\n\n2\n01:00:03,000 --> 01:00:04,040 X1:1 Y1:2\n42\n"
    subtitles = load(tmp_path, text)
    assert cues(subtitles) == [(1.0, 2.5, "Hello\nyou"), (3603.0, 3604.04, "42")]
    assert (subtitles.format, subtitles.encoding, subtitles.repairs) == ("srt", "utf-8", ())


@pytest.mark.parametrize(
    ("text", "mended", "repair"),
    [
        ("1\n00:00:01.000 --> 00:00:02.500\nA\n", [(1, 2.5, "A")], "a decimal point became a comma"),
        ("1\n0:0:4,0 --> 0:0:6,5\nA\n", [(4, 6.5, "A")], "a time was completed"),
        ("00:00:01,000 --> 00:00:02,000\nA\n", [(1, 2, "A")], "a missing number was added"),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
            [(1, 2, "A"), (3, 4, "B")],
            "a missing blank line was added",
        ),
        (
            "1\n00:00:05,000 --> 00:00:03,000\nA\n",
            [(5, 6, "A")],
            "a cue that ended before it started got a length to read it in",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
            [(3, 4, "B")],
            "an empty cue was removed",
        ),
        (
            "1\n00:00:03,000 --> 00:00:04,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n",
            [(1, 2, "A"), (3, 4, "B")],
            "a cue out of order was moved",
        ),
        (
            "1\n00:00:01,000 --> 00:00:05,000\nA\n\n2\n00:00:02,000 --> 00:00:04,000\nB\n",
            [(1, 2, "A"), (2, 4, "B")],
            "an overlap was removed by ending the earlier cue sooner",
        ),
        (
            "1\n00:00:01,000 --> 00:00:03,000\n- A\n\n2\n00:00:01,000 --> 00:00:04,000\n- B\n",
            [(1, 4, "- A\n- B")],
            "cues shown together became one",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n",
            [(1, 2, "A")],
            "a duplicate was removed",
        ),
        (
            "Subtitles by me\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n",
            [(1, 2, "A")],
            "words before the first cue were left out",
        ),
    ],
)
def test_sloppy_files_are_repaired_and_say_so(
    tmp_path: Path, text: str, mended: list[tuple[float, float, str]], repair: str
) -> None:
    """Each usual fault is mended so that no word is lost, and named."""
    subtitles = load(tmp_path, text)
    assert cues(subtitles) == mended
    assert [str(one) for one in subtitles.repairs] == [repair]


def test_vtt_gives_its_cues_alone(tmp_path: Path) -> None:
    """Notes, styles, regions, identifiers and settings are not shown to anybody."""
    text = """WEBVTT - title
Kind: captions

STYLE
::cue { color: red }

NOTE nobody reads this

intro
00:01.000 --> 00:02.000 align:start position:0%
<v Roger>Hello &amp; <b>welcome</b>

NOTE
neither this
00:00 not a time

second
00:00:03.000 --> 00:00:04.000
bye
"""
    subtitles = load(tmp_path, text, "a.vtt")
    assert cues(subtitles) == [(1, 2, "Hello & welcome"), (3, 4, "bye")]
    assert subtitles.format == "vtt"


def test_ass_gives_its_words_alone(tmp_path: Path) -> None:
    """Styles, comments, overrides and drawings are dropped; line breaks stay."""
    text = r"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,nobody reads this
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\i1}Hello{\i0}, you\Nthere
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\p1}m 0 0 l 9 9{\p0}
"""
    subtitles = load(tmp_path, text, "a.ass")
    assert cues(subtitles) == [(1, 2.5, "Hello, you\nthere")]
    assert subtitles.format == "ass"


def test_the_content_decides_the_format(tmp_path: Path) -> None:
    """A WebVTT file called .srt is read as WebVTT."""
    assert load(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n").format == "vtt"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Good morning everybody, today we are going to talk about cooking", "en"),
        ("Bonjour à tous, aujourd'hui nous allons parler de cuisine", "fr"),
        ("أهلا وسهلا بكم جميعا في هذا الفيديو الجديد عن الطبخ", "ar"),
        ("Сегодня мы поговорим о том, как готовить вкусный суп", "ru"),
        ("היום נדבר על איך לבשל מרק טעים עם הרבה ירקות", "he"),
        ("OK!", None),
    ],
)
def test_the_language_is_told_where_there_is_enough_text(tmp_path: Path, words: str, language: str | None) -> None:
    """Languages are recognised, the same way each time, and not guessed from two letters."""
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n"
    assert {load(tmp_path, text).language for _ in range(5)} == {language}


def test_files_that_are_no_subtitles_are_refused(tmp_path: Path) -> None:
    """Binary data, other text, emptiness, folders, devices and missing files end in one line."""
    pipe = tmp_path / "pipe.srt"
    os.mkfifo(pipe)
    (tmp_path / "binary.srt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "prose.srt").write_text("Dear diary, nothing happened.\n")
    (tmp_path / "empty.srt").touch()
    (tmp_path / "blank.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n")
    (tmp_path / "broken.ass").write_text("[Events]\nDialogue: 0,never,ever\n")
    for name, what in (
        ("binary.srt", "not a text file"),
        ("prose.srt", "holds no subtitles"),
        ("empty.srt", "empty"),
        ("blank.srt", "no subtitles with words"),
        ("broken.ass", "holds no subtitles|damaged ASS"),
        (".", "folder"),
        ("pipe.srt", "device or pipe"),
        ("gone.srt", "does not exist"),
    ):
        with pytest.raises(InputRefused, match=what) as refused:
            load_subtitles(tmp_path / name)
        assert "\n" not in str(refused.value)


def test_limits_hold_for_subtitles(tmp_path: Path) -> None:
    """Too many bytes or cues are refused, and an endless cue is cut, with a note."""
    file = tmp_path / "a.srt"
    file.write_text("".join(f"1\n00:00:{n:02},000 --> 00:00:{n:02},900\n{'long ' * 20}\n\n" for n in range(10)))
    with pytest.raises(InputRefused, match="more than"):
        load_subtitles(file, Limits(subtitle_bytes=100))
    with pytest.raises(InputRefused, match="more than 5 subtitles"):
        load_subtitles(file, Limits(cues=5))
    cut = load_subtitles(file, Limits(cue_characters=20))
    assert len(cut.cues[0].text) <= 20
    assert [str(one) for one in cut.repairs] == ["a cue that was too long was cut (10 times)"]
