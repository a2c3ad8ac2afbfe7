"""Subtitles against what is said, and in which language."""

from __future__ import annotations

import pytest

from studio.check.subtitles import said
from studio.plan.edits import SubtitleTiming
from studio.plan.retiming import moved
from studio.values import Span
from tests.check.subtitles.building import cue, file, talk, track, voice

ENGLISH = "Before you share something that makes you angry, ask one question."


class TestTiming:
    """Early, late, or running away."""

    @pytest.mark.parametrize(("shift", "level"), [(0.37, "pass"), (-0.37, "pass"), (0.43, "warn"), (-0.43, "warn")])
    def test_the_edge(self, shift: float, level: str) -> None:
        """Up to 0.4 s nobody minds."""
        moved_by = moved(file(*talk()), SubtitleTiming(language="en", shift_s=shift))

        assert said.timing([track(*moved_by.cues)], voice(talk()), 0.4).level == level

    @pytest.mark.parametrize(("shift", "word"), [(1.7, "late"), (-3.2, "early")])
    def test_the_fix_mends_it(self, shift: float, word: str) -> None:
        """The message says which way, and with the edit applied the subtitles pass."""
        wrong = moved(file(*talk()), SubtitleTiming(language="en", shift_s=shift))

        verdict = said.timing([track(*wrong.cues)], voice(talk()), 0.4)

        assert word in verdict.message
        assert verdict.fix and verdict.fix.subtitle_timing
        mended = moved(wrong, verdict.fix.subtitle_timing[0])
        assert said.timing([track(*mended.cues)], voice(talk()), 0.1).level == "pass"

    def test_what_runs_away_is_stretched(self) -> None:
        """Subtitles of a film at another rate get the rate with the shift."""
        wrong = moved(file(*talk()), SubtitleTiming(language="en", rate=25 / 23.976))

        verdict = said.timing([track(*wrong.cues)], voice(talk()), 0.4)

        assert "run away" in verdict.message
        assert verdict.fix and verdict.fix.subtitle_timing
        mended = moved(wrong, verdict.fix.subtitle_timing[0])
        assert said.timing([track(*mended.cues)], voice(talk()), 0.2).level == "pass"

    def test_the_whole_file_is_asked_for_a_cut_of_it(self) -> None:
        """Ten seconds alone would tell nothing."""
        late = moved(file(*talk()), SubtitleTiming(language="en", shift_s=2))
        part = track(*late.cues[:3]).model_copy(update={"whole": late})

        assert said.timing([part], voice(talk()), 0.4).level == "warn"

    def test_two_languages_are_mended_at_once(self) -> None:
        """One edit holds the shift of each language that is off."""
        late = moved(file(*talk()), SubtitleTiming(language="en", shift_s=2)).cues

        verdict = said.timing(
            [track(*late), track(*late, language="fr"), track(*talk(), language="de")], voice(talk()), 0.4
        )

        assert verdict.fix and verdict.fix.subtitle_timing
        assert [timing.language for timing in verdict.fix.subtitle_timing] == ["en", "fr"]

    def test_what_cannot_be_told_is_not_passed(self) -> None:
        """Strange cues, and a master in which nobody speaks."""
        assert said.timing([track(*talk(seed=9))], voice(talk()), 0.4).level == "n/a"
        assert said.timing([track(*talk())], None, 0.4).level == "n/a"


class TestSpeechCovered:
    """Stretches that nobody wrote down."""

    @pytest.mark.parametrize(("until", "level"), [(7.99, "pass"), (8.01, "warn")])
    def test_the_edge(self, until: float, level: str) -> None:
        """Three seconds of speech without a subtitle are found."""
        verdict = said.speech_covered([track(cue(0, 5))], [Span(start=0, end=until)], 3)

        assert verdict.level == level

    @pytest.mark.parametrize(("pause", "level"), [(1.5, "warn"), (1.6, "pass")])
    def test_a_speaker_takes_breath(self, pause: float, level: str) -> None:
        """Short sentences with pauses between them, and no subtitle for any, are one stretch of speech."""
        speech = [Span(start=0, end=2), Span(start=2 + pause, end=4 + pause)]

        assert said.speech_covered([track(cue(20, 22))], speech, 3).level == level
        assert said.speech_covered([track(cue(2.1, 2.9))], speech, 3).level == "pass"

    def test_each_stretch_is_named(self) -> None:
        """Between two cues, and behind the last one; silence needs no subtitle."""
        speech = [Span(start=0, end=10), Span(start=20, end=26)]

        verdict = said.speech_covered([track(cue(0, 2), cue(6, 10))], speech, 3)

        assert verdict.evidence["at_s"] == [2, 20]
        assert verdict.evidence["until_s"] == [6, 26]
        assert "2 times, the longest for 6.0 s from 20.0 s" in verdict.message

    def test_nobody_speaks(self) -> None:
        """Nothing has to be written."""
        assert said.speech_covered([track(cue(0, 2))], (), 3).level == "n/a"


class TestLanguage:
    """What a file's name tells."""

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("talk.en.srt", "en"), ("talk_ara.vtt", "ar"), ("lecture_mit_en.srt", "en"), ("talk.pt-BR.srt", "pt"),
            ("talk.srt", None), ("talk.new.srt", None), ("my talk.srt", None), ("talk.iw.vtt", "he"), ("en.srt", None),
        ],
    )  # fmt: skip
    def test_names(self, name: str, code: str | None) -> None:
        """Codes of two and three letters at the end count, other words do not."""
        assert said.declared(name) == code

    @pytest.mark.parametrize(("name", "level"), [("talk.en.srt", "pass"), ("talk.fr.srt", "warn"), ("talk.srt", "n/a")])
    def test_the_wrong_file(self, name: str, level: str) -> None:
        """English words in a file that says French are found."""
        assert said.language([track(cue(0, 4, ENGLISH), name=name)]).level == level

    def test_too_short_to_tell(self) -> None:
        """It is said so, and never passed."""
        verdict = said.language([track(cue(0, 1, "OK"), name="talk.en.srt", language=None)])

        assert verdict.level == "n/a"
        assert "too little text" in verdict.message
