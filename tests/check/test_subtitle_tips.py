"""The checks on an output's own subtitles, and on what is said without them."""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.evidence import Evidence
from studio.check.subtitles.tracks import tracks_of
from studio.check.tips import subtitles
from studio.ingest.master import Cue
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Recipe
from studio.values import PixelBox, Region, Span
from tests.check.building import analysis, master, recipe, sample
from tests.check.subtitles.building import file, talk, voice
from tests.check.test_tips import known, look, video

WORDS = Cue(start=0, end=2, text="Words")
FACE = Region(left=0.4, top=0.2, right=0.6, bottom=0.6)
"""Its middle reaches down to 0.54."""


def with_sidecars(*cues: Cue, language: str = "en", formats: tuple[str, ...] = ("srt",), **more: Any) -> Recipe:
    beside = tuple({"format": form, "language": language, "cues": cues} for form in formats)
    return Recipe.model_validate({**recipe(**more).model_dump(), "sidecars": beside})


def text_at(top: float) -> Region:
    return Region(left=0.2, top=top, right=0.8, bottom=top + 0.15)


class TestFaces:
    """Subtitles on faces."""

    @pytest.mark.parametrize(("top", "level"), [(0.515, "pass"), (0.505, "warn")])
    def test_the_edge(self, top: float, level: str) -> None:
        """Less than a tenth of the middle of a face may lie under the text."""
        made = video(look(1.0, faces=(FACE,)), recipe=recipe(cues=[WORDS]), drawn=((WORDS, text_at(top)),))

        assert subtitles.captions_off_faces(made).level == level

    def test_only_while_the_subtitle_shows(self) -> None:
        """A face that comes later is free."""
        made = video(look(2.5, faces=(FACE,)), recipe=recipe(cues=[WORDS]), drawn=((WORDS, text_at(0.4)),))

        assert subtitles.captions_off_faces(made).level == "pass"

    def test_a_face_that_the_text_hides_is_known_from_the_master(self) -> None:
        """The finder does not see it in the finished frame; the master's frame in the same crop shows it."""
        half = recipe(cues=[WORDS], crop=PixelBox(x=0, y=0, width=320, height=180))
        inside = Region(left=0.2, top=0.2, right=0.3, bottom=0.45)
        made = video(look(), drawn=((WORDS, text_at(0.5)),), **known(half, inside))

        verdict = subtitles.captions_off_faces(made)

        assert verdict.level == "warn"
        assert verdict.evidence["at_s"] == [0, 0.5, 1, 1.5]

    def test_somebody_small_in_the_crowd(self) -> None:
        """Faces that nobody recognises do not count."""
        small = Region(left=0.5, top=0.5, right=0.52, bottom=0.55)
        made = video(look(1.0, faces=(small,)), recipe=recipe(cues=[WORDS]), drawn=((WORDS, text_at(0.45)),))

        assert subtitles.captions_off_faces(made).level == "pass"


class TestTracks:
    """Which subtitles an output has."""

    def test_one_language_in_two_formats_is_one(self) -> None:
        """SRT and VTT of the same words are not two complaints."""
        tracks = tracks_of(video(recipe=with_sidecars(WORDS, formats=("srt", "vtt"))))

        assert tracks and [track.name for track in tracks] == ["en.srt"]

    def test_burned_in_lines_hold_what_the_picture_holds(self) -> None:
        """A line of 30 characters is fine beside the video, and too long in its narrow picture."""
        words = Cue(start=0, end=2, text="x" * 36)

        assert subtitles.line_length(video(recipe=with_sidecars(words))).level == "pass"
        assert subtitles.line_length(video(recipe=recipe(cues=[words]))).level == "warn"

    def test_a_file_from_elsewhere(self) -> None:
        """Nobody knows its subtitles: no rule passes it."""
        for check in (
            subtitles.line_length, subtitles.line_count, subtitles.cue_duration, subtitles.cue_gaps,
            subtitles.cue_overlap, subtitles.subtitle_language, subtitles.subtitle_timing, subtitles.speech_subtitled,
            subtitles.captions_off_faces,
        ):  # fmt: skip
            assert check(video()).level == "n/a"

    def test_timing_asks_the_file_that_the_output_is_cut_from(self) -> None:
        """Two seconds of a video show one cue; the master's file is three seconds late."""
        late = file(*(Cue(start=cue.start + 3, end=cue.end + 3, text="Words") for cue in talk()))
        owner = master(120).model_copy(update={"subtitles": (late,)})
        heard = analysis(seconds=120).model_copy(update={"voice": voice(talk())})

        verdict = subtitles.subtitle_timing(video(recipe=recipe(cues=[WORDS]), master=owner, analysis=heard))

        assert verdict.level == "warn"
        assert verdict.fix and verdict.fix.subtitle_timing
        assert verdict.fix.subtitle_timing[0].shift_s == pytest.approx(-3, abs=0.03)
        assert isinstance(verdict.fix, PlacementEdits)


class TestFiles:
    """Subtitle files for those who switch them on."""

    def owner(self, *languages: str) -> dict[str, Any]:
        files = tuple(file(WORDS, name=f"talk.{code}.srt", language=code) for code in languages)
        return {"master": master().model_copy(update={"subtitles": files})}

    @pytest.mark.parametrize(("languages", "level"), [(("en",), "pass"), (("en", "ar"), "warn"), ((), "warn")])
    def test_one_for_each_language(self, languages: tuple[str, ...], level: str) -> None:
        """Every language of the master lies beside the video; a talk without any file is told so."""
        made = with_sidecars(WORDS) if languages else recipe()
        heard = analysis(speech=[Span(start=0, end=2)])

        assert subtitles.subtitle_files(video(recipe=made, analysis=heard, **self.owner(*languages))).level == level

    def test_what_nobody_says_needs_no_file(self) -> None:
        """Music alone has nothing to write down."""
        assert subtitles.subtitle_files(video(recipe=recipe(), analysis=analysis(), **self.owner())).level == "pass"


class TestWithoutSound:
    """What can be read while somebody speaks."""

    SPEECH = (Span(start=0, end=2),)

    def speaking(self, made: Recipe, *lines: Region) -> Evidence:
        heard = analysis([sample(at / 2) for at in range(20)], self.SPEECH, text=lines)
        return video(recipe=made, master=master(), analysis=heard)

    @pytest.mark.parametrize(("end", "level"), [(1.91, "pass"), (1.89, "warn")])
    def test_the_edge(self, end: float, level: str) -> None:
        """Text on 95 % of what is said is enough."""
        made = self.speaking(recipe(cues=[Cue(start=0, end=end, text="Words")]))

        assert subtitles.text_over_speech(made).level == level

    def test_no_word_to_read(self) -> None:
        """Nobody can want that: it fails."""
        assert subtitles.text_over_speech(self.speaking(recipe())).level == "fail"

    @pytest.mark.parametrize(("height", "level"), [(0.031, "pass"), (0.029, "fail")])
    def test_writing_in_the_picture_counts_where_it_is_read(self, height: float, level: str) -> None:
        """A line of writing as high as a subtitle's letters is text on the screen; small print is none."""
        line = Region(left=0.3, top=0.4, right=0.7, bottom=0.4 + height)

        assert subtitles.text_over_speech(self.speaking(recipe(), line)).level == level

    @pytest.mark.parametrize(("left", "level"), [(0.10, "pass"), (0.20, "fail")])
    def test_writing_that_the_crop_cuts_is_not_read(self, left: float, level: str) -> None:
        """It has to show whole."""
        half = recipe(crop=PixelBox(x=0, y=0, width=320, height=360))
        line = Region(left=left, top=0.4, right=left + 0.4, bottom=0.5)

        assert subtitles.text_over_speech(self.speaking(half, line)).level == level

    def test_how_much_is_the_pictures_own_is_told(self) -> None:
        """Nobody takes a street sign for subtitles without being told."""
        line = Region(left=0.3, top=0.4, right=0.7, bottom=0.5)
        half = self.speaking(recipe(cues=[Cue(start=0, end=1, text="Words")]), line)

        assert subtitles.text_over_speech(half).evidence["with_writing_of_the_picture"] == pytest.approx(0.5, abs=0.01)
