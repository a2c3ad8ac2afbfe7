"""Each rule on cues just inside and just outside its edge, which differ only in what is tested."""

from __future__ import annotations

import pytest

from studio.check.subtitles import rules
from studio.check.subtitles.tracks import gap_of
from tests.check.subtitles.building import cue, track

CHINESE = "分享之前请先问一个问题谁会从中获益"
KOREAN = "공유하기 전에 한 가지만 물어보세요"
JAPANESE = "共有する前に一つだけ聞いてください"


@pytest.mark.parametrize(("characters", "level"), [(20, "pass"), (21, "warn")])
def test_reading_speed(characters: int, level: str) -> None:
    """Twenty characters in a second pass, one more does not."""
    assert rules.reading_speed([track(cue(0, 1, "x" * characters))], 20).level == level


@pytest.mark.parametrize(
    ("text", "language", "seconds", "level"),
    [
        (CHINESE, "zh", len(CHINESE) / 9 + 0.01, "pass"),
        (CHINESE, "zh", len(CHINESE) / 9 - 0.01, "warn"),
        (KOREAN, "ko", len(KOREAN) / 12 + 0.01, "pass"),
        (KOREAN, "ko", len(KOREAN) / 12 - 0.01, "warn"),
        (JAPANESE, None, len(JAPANESE) / 4 + 0.01, "pass"),
        (JAPANESE, None, len(JAPANESE) / 4 - 0.01, "warn"),
    ],
)
def test_signs_that_are_words_are_read_more_slowly(text: str, language: str | None, seconds: float, level: str) -> None:
    """9 Chinese, 12 Korean and 4 Japanese signs a second."""
    assert rules.reading_speed([track(cue(0, seconds, text), language=language)], 20).level == level


def test_vowel_marks_are_not_read_as_letters() -> None:
    """Arabic with and without its vowels is equally long."""
    assert rules.reading_speed([track(cue(0, 1, "كَتَبَ" * 6), language="ar")], 20).level == "pass"


def test_the_fastest_against_its_own_limit_is_named() -> None:
    """Five Japanese signs a second are worse than twenty-two letters."""
    tracks = [track(cue(0, 1, "x" * 22)), track(cue(5, 6, "聞いてくれ"), language="ja", name="talk.ja.srt")]

    verdict = rules.reading_speed(tracks, 20)

    assert "the fastest, at 5.0 s, has 5 characters a second, over 4" in verdict.message


@pytest.mark.parametrize(
    ("text", "level"), [("x" * 42, "pass"), ("x" * 43, "warn"), (f"{'x' * 42}\n{'y' * 43}", "warn")]
)
def test_line_length(text: str, level: str) -> None:
    """42 characters fit a line; the longest line decides."""
    assert rules.line_length([track(cue(0, 9, text))], 42).level == level


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("前" * 16, "zh", "pass"), ("前" * 17, "zh", "warn"),
        ("わ" * 13, "ja", "pass"), ("わ" * 14, "ja", "warn"),
        ("나" * 16, "ko", "pass"), ("나" * 17, "ko", "warn"),
        ("م" * 42, "ar", "pass"), ("م" * 43, "ar", "warn"),
    ],
)  # fmt: skip
def test_lines_by_script(text: str, language: str, level: str) -> None:
    """Chinese and Korean lines hold 16 signs, Japanese 13, Arabic 42."""
    assert rules.line_length([track(cue(0, 9, text), language=language)], 42).level == level


@pytest.mark.parametrize(("characters", "level"), [(25, "pass"), (26, "warn")])
def test_a_narrow_picture_holds_less(characters: int, level: str) -> None:
    """What fits between the margins counts where it is less than 42."""
    assert rules.line_length([track(cue(0, 9, "x" * characters), width=25)], 42).level == level


@pytest.mark.parametrize(("text", "level"), [("one\ntwo", "pass"), ("one\ntwo\nthree", "warn")])
def test_line_count(text: str, level: str) -> None:
    """Two lines at once are the most."""
    assert rules.line_count([track(cue(0, 5, text))], 2).level == level


@pytest.mark.parametrize(("seconds", "level"), [(0.834, "pass"), (0.831, "warn"), (7.0, "pass"), (7.002, "warn")])
def test_cue_duration(seconds: float, level: str) -> None:
    """Five sixths of a second to seven seconds."""
    assert rules.cue_duration([track(cue(0, seconds, "Hi"))], 5 / 6, 7).level == level


@pytest.mark.parametrize(
    ("fps", "gap", "level"),
    [(25, 0.080, "pass"), (25, 0.078, "warn"), (24, 0.083, "pass"), (24, 0.081, "warn"), (30, 0.067, "pass"),
     (30, 0.064, "warn"), (12, 0.083, "pass"), (25, 0.0, "warn")],
)  # fmt: skip
def test_cue_gaps(fps: float, gap: float, level: str) -> None:
    """Two frames at the output's rate, and never more than two of film; no gap at all is too little."""
    pair = track(cue(0, 2), cue(2 + gap, 4 + gap)).model_copy(update={"gap_s": gap_of(fps)})

    assert rules.cue_gaps([pair], 2).level == level


@pytest.mark.parametrize(("start", "level"), [(2.0, "pass"), (1.999, "pass"), (1.99, "warn")])
def test_cue_overlap(start: float, level: str) -> None:
    """A millisecond is rounding; a hundredth shows two at once."""
    assert rules.cue_overlap([track(cue(0, 2), cue(start, 4))]).level == level


def test_what_was_measured_is_told_beside_what_is_wanted() -> None:
    """How long a subtitle stays and how wide a gap is, in seconds; not by how much they miss."""
    short = rules.cue_duration([track(cue(0, 0.5, "Hi"))], 5 / 6, 7)
    near = rules.cue_gaps([track(cue(0, 2), cue(2.02, 4))], 2)

    assert short.evidence["measured"] == [0.5]
    assert near.evidence["measured"] == [0.02]


def test_subtitles_of_two_languages_do_not_overlap() -> None:
    """Each language shows by itself."""
    assert rules.cue_overlap([track(cue(0, 2)), track(cue(1, 3), language="fr")]).level == "pass"


def test_what_retiming_mends_carries_the_fix() -> None:
    """A short cue with room behind it can stay longer; one between two others cannot."""
    roomy = rules.cue_duration([track(cue(0, 0.5, "Hi"), cue(5, 7))], 5 / 6, 7)
    tight = rules.cue_duration([track(cue(0, 1), cue(1.1, 1.6, "Hi"), cue(1.7, 3))], 5 / 6, 7)

    assert roomy.fix and roomy.fix.retime_subtitles
    assert tight.level == "warn" and tight.fix is None


def test_where_and_by_how_much() -> None:
    """Times, words and files of all faults are in the evidence."""
    verdict = rules.line_count([track(cue(3, 6, "a\nb\nc")), track(cue(8, 9, "fine"))], 2)

    assert verdict.evidence["at_s"] == [3]
    assert verdict.evidence["text"] == ["a\nb\nc"]
    assert verdict.evidence["tracks"] == ["talk.srt"]
    assert (verdict.evidence["measured"], verdict.evidence["wanted_max"]) == ([3], 2)


def test_nothing_to_hold_against_the_rules() -> None:
    """Without subtitles no rule passes."""
    assert {
        rule.level
        for rule in (
            rules.reading_speed([], 20), rules.line_length([], 42), rules.line_count([], 2),
            rules.cue_duration([], 1, 7), rules.cue_gaps([], 2), rules.cue_overlap([]),
        )
    } == {"n/a"}  # fmt: skip
