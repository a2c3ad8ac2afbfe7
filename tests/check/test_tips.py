"""The library of tip checks, on evidence alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.observed import Look, Looks
from studio.check.tips import CHECKS, captions, faces, start, subtitles, technical
from studio.ingest.master import Cue
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import CaptionStyle, Recipe
from studio.values import PixelBox, Region, Size, Span
from tests.check.building import analysis, master, recipe, sample, target

FACE = Region(left=0.4, top=0.2, right=0.6, bottom=0.5)
VIDEO = Facts(
    kind="video", format="mp4", bytes=400_000, width=320, height=180, duration_s=2, fps=Fraction(30), frames=60,
    video_codec="h264", video_profile="High", pixel_format="yuv420p", colour_space="bt709", transfer="sdr",
    audio_codec="aac", audio_profile="LC", loudness_lufs=-14, true_peak_dbtp=-1.2, faststart=True,
)  # fmt: skip
PICTURE = Facts(kind="image", format="jpeg", bytes=40_000, width=320, height=180, frames=1, colour_space="sRGB")
SOUND = Facts(kind="audio", format="mp3", bytes=40_000, duration_s=2, audio_codec="mp3")


def look(at: float = 0.0, **more: Any) -> Look:
    usual = {"luma": 0.5, "contrast": 0.2, "sharpness": 200, "burnt_out": 0, "edges_dark": False}
    lit = {"brightest": 0.9 if more.get("luma", 0.5) > 0.06 else 0.1}
    return Look.model_validate({"at": at, **usual, **lit, **more})


def video(*looks: Look, facts: Facts = VIDEO, **more: Any) -> Evidence:
    return Evidence(target=target(), facts=facts, looks=Looks(opening=looks or (look(),)), **more)


def photo(one: Look | None = None, facts: Facts = PICTURE, **more: Any) -> Evidence:
    return Evidence(target=target("image"), facts=facts, looks=Looks(spread=(one or look(),)), **more)


def known(made: Recipe, *faces_at: Region, **shot: Any) -> dict[str, Any]:
    seen = [sample(at / 2, *faces_at) for at in range(20)]
    speech = shot.pop("speech", ())
    return {"recipe": made, "master": master(), "analysis": analysis(seen, speech, **shot)}


def changed(facts: Facts, **more: Any) -> Facts:
    return facts.model_copy(update=more)


class TestTechnical:
    """On the file as such."""

    @pytest.mark.parametrize(("seconds", "level"), [(29.9, "warn"), (30, "pass"), (60.01, "pass"), (60.2, "warn")])
    def test_duration(self, seconds: float, level: str) -> None:
        """Half a frame more is no matter, a fifth of a second is."""
        verdict = technical.duration(video(facts=changed(VIDEO, duration_s=seconds)), min_s=30, max_s=60)

        assert verdict.level == level

    def test_a_short_output_that_began_late_can_begin_earlier(self) -> None:
        """The fix moves the start so far that the length is right."""
        short = video(facts=changed(VIDEO, duration_s=2), **known(recipe(start=8)))

        verdict = technical.duration(short, min_s=5)

        assert verdict.fix and verdict.fix.start_s == 5

    @pytest.mark.parametrize(
        ("more", "word"),
        [
            ({"transfer": "hlg"}, "HDR"),
            ({"pixel_format": "yuv420p10le"}, "yuv420p10le"),
            ({"video_codec": "hevc"}, "hevc"),
            ({"faststart": False}, "index"),
            ({"colour_space": "bt2020"}, "bt2020"),
        ],
    )
    def test_what_some_players_show_wrongly(self, more: dict[str, Any], word: str) -> None:
        """Each oddity is named."""
        verdict = technical.plays_everywhere(video(facts=changed(VIDEO, **more)))

        assert verdict.level == "warn"
        assert word in verdict.message
        assert technical.plays_everywhere(video()).level == "pass"

    @pytest.mark.parametrize(("form", "level"), [("jpeg", "pass"), ("png", "pass"), ("heif", "warn"), ("tiff", "warn")])
    def test_a_telephones_picture_does_not_show_everywhere(self, form: str, level: str) -> None:
        """HEIC shows on telephones, and in few browsers."""
        assert technical.plays_everywhere(photo(facts=changed(PICTURE, format=form))).level == level

    @pytest.mark.parametrize(
        ("lufs", "peak", "level"),
        [(-14.9, -1.0, "pass"), (-20, -6, "warn"), (-9, -1, "warn"), (-14, 0.4, "warn"), (None, None, "n/a")],
    )
    def test_loudness(self, lufs: float | None, peak: float | None, level: str) -> None:
        """Too quiet, too loud and distorting are found; silence cannot be measured."""
        facts = changed(VIDEO, loudness_lufs=lufs, true_peak_dbtp=peak)

        assert technical.loudness(video(facts=facts)).level == level

    @pytest.mark.parametrize(
        ("seconds", "told"),
        [(4.7333, "lasts 4.7 s, as"), (6.04, "lasts 6.04 s, 0.04 s longer"), (2.96, "lasts 2.96 s, and 3 s or more")],
    )
    def test_lengths_are_told_as_people_need_them(self, seconds: float, told: str) -> None:
        """One decimal is enough, but what is too long or short never reads like the limit."""
        made = video(facts=changed(VIDEO, duration_s=seconds))

        assert told in technical.duration(made, min_s=3, max_s=6).message

    def test_recommended_encoding(self) -> None:
        """What differs from the recommendation is named, what has no sound is not blamed for its codec."""
        wanted = {"containers": ["mp4"], "audio_codecs": ["aac-lc"], "video_profiles": ["High"], "faststart": True}

        assert technical.encoding(video(), **wanted).level == "pass"
        assert (
            technical.encoding(video(facts=changed(VIDEO, audio_codec=None, audio_profile=None)), **wanted).level
            == "pass"
        )
        assert technical.encoding(video(facts=changed(VIDEO, video_profile="Main")), **wanted).level == "warn"

    def test_full_screen(self) -> None:
        """The screen's shape without bars passes; bars in every frame, or another shape, are found."""
        upright = changed(VIDEO, width=1080, height=1920)

        assert technical.full_screen(video(facts=upright), aspects=["9:16"]).level == "pass"
        assert technical.full_screen(video(), aspects=["9:16"]).level == "warn"
        assert technical.full_screen(video(look(edges_dark=True), facts=upright), aspects=["9:16"]).level == "warn"

    @pytest.mark.parametrize(("luma", "level"), [(0.048, "pass"), (0.047, "warn")])
    def test_a_fade_hides_no_bars(self, luma: float, level: str) -> None:
        """Frames that are nearly black all over show no bars, and do not speak for a picture that fills the screen."""
        wide = video(
            look(luma=luma), look(edges_dark=True), look(edges_dark=True), facts=changed(VIDEO, width=320, height=180)
        )

        assert technical.full_screen(wide, aspects=["16:9"]).level == level

    @pytest.mark.parametrize(("dark", "level"), [(3, "pass"), (2, "warn")])
    def test_a_lamp_in_the_night_has_no_bars(self, dark: int, level: str) -> None:
        """What most of a film keeps in the dark is a scene, though one frame of it looks framed."""
        bars, facts = look(edges_dark=True), changed(VIDEO, width=320, height=180)
        night = video(*[look(luma=0.03)] * dark, bars, bars, facts=facts)

        assert technical.full_screen(night, aspects=["16:9"]).level == level


class TestCaptions:
    """On what can be read."""

    CUES = (Cue(start=0, end=1, text="Twenty characters it"), Cue(start=1, end=2, text="Short"))

    def test_reading_speed(self) -> None:
        """The fastest subtitle decides, and is named with its time."""
        made = video(recipe=recipe(cues=self.CUES))

        assert subtitles.reading_speed(made, max_per_s=20).level == "pass"
        verdict = subtitles.reading_speed(made, max_per_s=17)
        assert verdict.level == "warn"
        assert verdict.evidence["at_s"] == [0]

    @pytest.mark.parametrize(("size", "level"), [(9, "warn"), (16, "pass")])
    def test_letters_on_a_phone(self, size: int, level: str) -> None:
        """Letters shrink with the picture: what counts is their height on a narrow phone."""
        style = CaptionStyle(font_size=size, margin_left=0, margin_right=0, margin_bottom=0)

        assert captions.legible_on_phone(video(recipe=recipe(cues=self.CUES, style=style))).level == level

    def test_a_breach_never_reads_like_the_limit(self) -> None:
        """20.2 characters a second are not told as 20, nor 11.97 pixels as 12."""
        cues = (Cue(start=0, end=0.99, text="Twenty characters it"),)
        style = CaptionStyle(font_size=10, margin_left=0, margin_right=0, margin_bottom=0)
        made = video(recipe=recipe(cues=cues, style=style))

        assert "has 20.2 characters a second, over 20" in subtitles.reading_speed(made, max_per_s=20).message
        assert "are 11.97 px high" in captions.legible_on_phone(made, width_px=383).message

    def test_nobody_speaks(self) -> None:
        """Without speech there is nothing to write."""
        assert subtitles.text_over_speech(video(**known(recipe()))).level == "pass"

    def test_subtitles_beside_the_video_count(self) -> None:
        """Where the platform takes a file, its words can be read as well."""
        beside = {"format": "srt", "language": "en", "cues": self.CUES}
        made = Recipe.model_validate({**recipe().model_dump(), "sidecars": (beside,)})

        verdict = subtitles.text_over_speech(video(**known(made, speech=[Span(start=0, end=2)])))

        assert verdict.level == "pass"

    @pytest.mark.parametrize(
        "check", [captions.captions_visible, subtitles.text_over_speech, captions.legible_on_phone]
    )
    def test_a_file_made_elsewhere(self, check: Any) -> None:
        """Nobody knows what was burned in: not applicable, never a pass."""
        assert check(video()).level == "n/a"

    def test_a_subtitle_that_no_font_can_draw(self) -> None:
        """Letters that do not appear are found."""
        verdict = captions.captions_visible(video(recipe=recipe(cues=self.CUES), drawn=((self.CUES[0], None),)))

        assert verdict.level == "fail"


class TestStart:
    """On the first seconds."""

    @pytest.mark.parametrize("check", [start.clean_start, start.strong_opening])
    def test_a_picture_has_no_first_seconds(self, check: Any) -> None:
        """It is said in words that somebody who makes campaigns understands."""
        verdict = check(photo())

        assert (verdict.level, verdict.message) == ("n/a", "This picture has no first seconds to look at.")

    def test_a_blank_start(self) -> None:
        """One plain colour shows nothing, however bright."""
        assert start.clean_start(video(look(luma=0.9, contrast=0.001))).level == "warn"

    def test_a_night_with_a_light_in_it(self) -> None:
        """Is no black start."""
        assert start.clean_start(video(look(luma=0.03, brightest=0.2))).level == "warn"
        assert start.clean_start(video(look(luma=0.03, brightest=0.3))).level == "pass"

    def test_a_start_that_stays_black_begins_where_the_master_has_light(self) -> None:
        """Where the looked-at opening never lights up, the analysis knows when it does."""
        dark = [sample(at, luma=0.0 if at < 6 else 0.4) for at in range(10)]
        made = video(look(luma=0), recipe=recipe(start=1), master=master(), analysis=analysis(dark))

        verdict = start.clean_start(made)

        assert verdict.fix and verdict.fix.start_s == 6

    def test_words_do_not_mend_an_opening_that_shows_nothing(self) -> None:
        """It starts later instead, at what is clearly more than nothing; of a film that is dark all through nowhere."""
        empty, faint = ({"luma": luma, "brightest": 0.1} for luma in (0.01, 0.07))
        shown = [sample(at, luma=0.5 if at >= 6 else 0.0) for at in range(10)]
        made = video(
            look(**empty), look(0.5, **faint), recipe=recipe(seconds=10), master=master(), analysis=analysis(shown)
        )
        dark = video(look(**empty), look(0.5, **faint), recipe=recipe(seconds=10), master=master())

        assert start.message_early(made, within_s=3).fix == PlacementEdits(start_s=6)
        assert start.clean_start(dark).fix is None

    @pytest.mark.parametrize(
        ("one", "level"), [({"motion": 0.03}, "pass"), ({"faces": (FACE,)}, "pass"), ({"motion": 0.001}, "warn")]
    )
    def test_what_catches_the_eye(self, one: dict[str, Any], level: str) -> None:
        """Movement does, and a face; noise does not."""
        assert start.strong_opening(video(look(), look(0.25, **one))).level == level

    def test_words_catch_the_eye(self) -> None:
        """A subtitle in time is enough, one that comes later is not."""
        early, late = (recipe(seconds=9, cues=[Cue(start=at, end=at + 1, text="Now")]) for at in (2.5, 3.5))

        assert start.message_early(video(recipe=early), within_s=3).level == "pass"
        assert start.message_early(video(recipe=late), within_s=3).level == "warn"

    def test_a_dull_start_is_mended_by_a_face(self) -> None:
        """The fix starts where the master first shows somebody."""
        shown = [sample(at, *((FACE,) if at >= 5 else ())) for at in range(10)]
        made = video(recipe=recipe(start=2, seconds=8), master=master(), analysis=analysis(shown))

        verdict = start.strong_opening(made)

        assert verdict.fix and verdict.fix.start_s == 5


class TestFaces:
    """On who is cut off."""

    LEFT = PixelBox(x=0, y=0, width=300, height=360)

    def test_the_main_face_left_out(self) -> None:
        """A crop that shows somebody else's shoulder is no better than one through the face."""
        away = Region(left=0.7, top=0.2, right=0.85, bottom=0.5)

        verdict = faces.faces_whole(video(**known(recipe(crop=self.LEFT), away)))

        assert verdict.level == "warn"
        assert verdict.fix and verdict.fix.focal_point

    def test_a_bystander_left_out(self) -> None:
        """A small face in the background may leave the picture."""
        main, small = (
            Region(left=0.1, top=0.1, right=0.3, bottom=0.6),
            Region(left=0.8, top=0.4, right=0.83, bottom=0.5),
        )

        assert faces.faces_whole(video(**known(recipe(crop=self.LEFT), main, small))).level == "pass"

    def test_a_close_up_wider_than_the_window(self) -> None:
        """No focal point helps: the whole picture has to be shown."""
        wide = Region(left=0.1, top=0.05, right=0.9, bottom=0.95)

        verdict = faces.faces_whole(video(**known(recipe(crop=self.LEFT), wide)))

        assert verdict.fix and verdict.fix.fit == "blur"

    def test_the_whole_picture_over_a_blurred_copy(self) -> None:
        """Nothing is cut there."""
        assert faces.faces_whole(video(**known(recipe(mode="blur"), FACE))).level == "pass"

    def test_an_edge_that_is_the_masters_own(self) -> None:
        """A face that the camera cut cannot be mended by a crop; one that our crop cut can."""
        touching = look(faces=(Region(left=0, top=0.2, right=0.1, bottom=0.6),))
        ours = PixelBox(x=100, y=0, width=300, height=360)

        assert faces.faces_whole(video(touching, **known(recipe(crop=self.LEFT)))).level == "pass"
        assert faces.faces_whole(video(touching, **known(recipe(crop=ours)))).level == "warn"

    def test_a_whole_face_that_comes_near_the_edge(self) -> None:
        """A box of a face's usual shape is whole, even where it meets the edge; a flat one lacks its forehead."""
        near = look(faces=(Region(left=0.83, top=0.2, right=1, bottom=0.6),))
        headless = look(faces=(Region(left=0.4, top=0, right=0.6, bottom=0.3),))

        assert faces.faces_whole(photo(near)).level == "pass"
        assert faces.faces_whole(photo(headless)).level == "warn"

    def test_a_square_picture_with_its_subject_whole(self) -> None:
        """Shape, faces and subject all count."""
        square = changed(PICTURE, width=180, height=180)
        subject = Region(left=0.6, top=0.2, right=0.9, bottom=0.8)
        cut, whole = (recipe(kind="image", crop=PixelBox(x=x, y=0, width=360, height=360)) for x in (0, 280))

        assert faces.square_and_whole(photo()).level == "warn"
        assert faces.square_and_whole(photo(facts=square, **known(whole, subject=subject))).level == "pass"
        verdict = faces.square_and_whole(photo(facts=square, **known(cut, subject=subject)))
        assert verdict.fix and verdict.fix.focal_point == subject.centre

    def test_a_photo_without_a_face(self) -> None:
        """Reported, with a moment of the video that shows one."""
        shown = [sample(at, *((FACE,) if at == 4 else ())) for at in range(10)]
        made = photo(recipe=recipe(kind="image"), master=master(), analysis=analysis(shown))

        verdict = faces.shows_a_face(made)

        assert verdict.level == "warn"
        assert verdict.fix and verdict.fix.still_s == 4


@pytest.mark.parametrize("name", sorted(CHECKS))
@pytest.mark.parametrize("facts", [VIDEO, PICTURE, SOUND], ids=lambda facts: facts.kind)
def test_every_check_answers_for_every_kind_of_file(name: str, facts: Facts) -> None:
    """A plugin may ask anything of anything; the answer is a sentence, never a crash."""
    needed = {
        "file_size": {"max_mb": 1}, "frame_rate": {"max_fps": 30}, "shape": {"aspects": ["1:1"]},
        "full_screen": {"aspects": ["9:16"]}, "message_early": {"within_s": 3}, "reading_speed": {"max_per_s": 20},
        "words_early": {"within_s": 60},
    }  # fmt: skip
    looks = {"video": Looks(opening=(look(),)), "image": Looks(spread=(look(),))}.get(facts.kind, Looks())

    verdict = CHECKS[name](Evidence(target=target(), facts=facts, looks=looks), **needed.get(name, {}))

    assert verdict.message.endswith(".")


def test_the_size_of_a_still_from_a_picture() -> None:
    """A picture made from a picture has no rate, and is judged all the same."""
    made = recipe(kind="image").model_copy(update={"fps": None, "size": Size(width=360, height=360)})

    assert faces.faces_whole(photo(**known(made, FACE))).level == "pass"
