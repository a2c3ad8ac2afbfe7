"""GIFs, sound alone, documents and cards: what is planned from each kind of master."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from studio.analyse.analysis import Analysis
from studio.ingest.master import Master, Written
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.reading import measure
from studio.plan.recipe import Card, Recipe, Skipped
from studio.values import Region, Size
from tests.plan.building import analysis, cues, picture, sample, shot, song, target, video

HEARD = analysis(shot(0, 20)).model_copy(update={"loudness_lufs": -20.0})
ARABIC = "توقف قبل أن تشارك: ثلاثة أسئلة توقف الشائعة"
ENGLISH = "Pause before you share: three questions that stop a rumour"
SENTENCE = "Rumours travel faster than facts because they make us feel something first. "


def text(title: str = ENGLISH, *paragraphs: str) -> Master:
    return Master(
        path=Path("post.md"), name="post.md", sha256="3" * 64, kind="text", container="text", bytes=100,
        written=Written(title=title, paragraphs=paragraphs, language="en"),
    )  # fmt: skip


def planned(
    master: Master, seen: Analysis = HEARD, limits: dict[str, Any] | None = None, **placement: Any
) -> Recipe | Skipped:
    found = plan(master, seen, [target(limits, **placement)], Edits())
    return (*found.recipes, *found.skipped)[0]


def made(master: Master, seen: Analysis = HEARD, limits: dict[str, Any] | None = None, **placement: Any) -> Recipe:
    found = planned(master, seen, limits, **placement)
    assert isinstance(found, Recipe), found
    return found


def skipped(master: Master, seen: Analysis = HEARD, limits: dict[str, Any] | None = None, **placement: Any) -> str:
    found = planned(master, seen, limits, **placement)
    assert isinstance(found, Skipped), found
    return str(found.reason)


GIF: dict[str, Any] = {"kind": "video", "format": "gif", "size": "541x300"}
TRACK: dict[str, Any] = {"kind": "audio", "format": "m4a", "size": None}
PAGES: dict[str, Any] = {"kind": "document", "format": "pdf", "size": "1080x1350"}
CARD: dict[str, Any] = {"kind": "image", "format": "jpeg", "size": "1080x1080"}


class TestGif:
    """A short silent loop."""

    def test_it_is_short_and_silent_and_made_from_a_video_of_its_own(self) -> None:
        """Six seconds of the best moment where nothing else is asked, exact in GIF's hundredths of a second."""
        recipe = made(video(60), analysis(shot(0, 60)), **GIF)
        (part,) = recipe.parts

        assert recipe.sound is None and part.sound is None and not recipe.sidecars
        assert 3 < recipe.duration_s <= 6 and part.duration_s == recipe.duration_s
        assert recipe.gif and 100 / recipe.gif.fps == 8
        assert (recipe.size, part.size) == (Size(width=541, height=300), Size(width=542, height=300))

    @pytest.mark.parametrize("limits", [{"max_frames": 25}, {"max_pixels_total": 541 * 300 * 25}])
    def test_it_keeps_within_the_frames_that_a_platform_takes(self, limits: dict[str, Any]) -> None:
        """25 frames at 12.5 a second are 2 s."""
        assert made(video(60), analysis(shot(0, 60)), limits, **GIF).duration_s <= 2

    def test_a_picture_moves_slowly(self) -> None:
        """At the GIF's own rate: nothing is drawn that is thrown away."""
        (part,) = made(picture(), **GIF).parts

        assert part.source == "still" and part.fps == Fraction(25, 2)

    def test_subtitles_are_written_into_it(self) -> None:
        """It has no sound, so what is said is read."""
        recipe = made(video(subtitles=(cues((0, 19, "Ask one question.")),)), **GIF, captions="burned")

        assert recipe.parts[0].captions

    def test_sound_and_words_give_none(self) -> None:
        """And say so."""
        assert "gives no GIF" in skipped(song(), **GIF)
        assert "gives no GIF" in skipped(text(), **GIF)


class TestSound:
    """Tracks and voice messages."""

    def test_the_window_is_exact_to_the_sample(self) -> None:
        """The aim's length, at the output's own rate."""
        recipe = made(song(60), analysis(speech=((0, 60),)).model_copy(update={"loudness_lufs": -20}),
                      **TRACK, aim={"max_s": 10})  # fmt: skip

        assert recipe.fps == 48000 and recipe.duration_s == 10
        assert recipe.sound and recipe.sound.codec == "aac" and recipe.title == "master"

    def test_a_voice_message_is_mono_opus(self) -> None:
        """What telephones send each other."""
        sound = made(song(), **{**TRACK, "format": "ogg", "channels": 1}).sound

        assert sound and (sound.codec, sound.channels) == ("opus", 1) and sound.kbps <= 48

    def test_artwork_is_the_best_moment_or_the_title(self) -> None:
        """Square, framed as any picture; a card where the master has none."""
        wanted = {**TRACK, "artwork": "1400x1400"}
        (frame,), (card,) = made(video(), **wanted).parts, made(song(), **wanted).parts

        assert frame.source == "frame" and frame.size == Size(width=1400, height=1400)
        assert card.card and card.card.title == ("master",)

    @pytest.mark.parametrize(
        ("limits", "kbps"), [({"max_audio_bitrate_kbps": 96}, 96), ({"max_bytes": 300_000}, 116), ({}, 192)]
    )
    def test_the_rate_keeps_to_the_limits(self, limits: dict[str, Any], kbps: int) -> None:
        """As high as they allow, up to what nobody tells from the original."""
        sound = made(song(20), limits=limits, **TRACK).sound

        assert sound and sound.kbps == kbps

    def test_what_cannot_sound_well_or_has_no_sound_is_skipped(self) -> None:
        """With the figure, or the name of what lacks it."""
        silent = HEARD.model_copy(update={"loudness_lufs": None})

        assert "64 is the least" in skipped(song(200), limits={"max_bytes": 100_000}, **TRACK)
        assert "has no sound" in skipped(video(sound=False), **TRACK)
        assert "is silence" in skipped(video(), silent, **TRACK)
        assert "a picture gives no sound" in skipped(picture(), **TRACK)


def views(*starts: float) -> Analysis:
    """A shot of five seconds from each start, each of another brightness."""
    shots = [
        shot(start, start + 5, luma=0.3 + number * 0.08).model_copy(update={"columns": column(number)})
        for number, start in enumerate(starts)
    ]
    return analysis(*shots)


def column(number: int) -> tuple[float, ...]:
    """Importance in one strip alone."""
    return tuple(float(place == number) for place in range(64))


class TestDocument:
    """A carousel."""

    def test_each_view_is_one_page_in_order(self) -> None:
        """No more than asked for, each in the page's size."""
        recipe = made(video(20), views(0, 5, 10, 15), **PAGES, pages=3)

        assert len(recipe.parts) == len(recipe.alternatives) == 3
        starts = [part.clips[0].start for part in recipe.parts]
        assert starts == sorted(starts) and len({start // 150 for start in starts}) == 3
        assert all(part.size == Size(width=1080, height=1350) for part in recipe.parts)

    def test_one_view_is_one_page_unless_other_things_are_said(self) -> None:
        """A talk in one shot is a page, and with subtitles a page for each thing said."""
        one = analysis(shot(0, 20))
        said = cues(*((start, start + 4.9, f"This is sentence {start}.") for start in range(0, 20, 5)))

        assert len(made(video(20), one, **PAGES).parts) == 1
        spoken = made(video(20, subtitles=(said,)), one, **PAGES, captions="burned")
        assert len(spoken.parts) > 2
        assert len({part.captions and part.captions.cues[0].text for part in spoken.parts}) == len(spoken.parts)

    def test_what_is_said_stands_under_the_picture(self) -> None:
        """On a plain ground, the whole sentence, clear of the picture; and for people who do not see it."""
        said = cues((0, 2, "Ask one question"), (2, 19, "before you share it."))
        recipe = made(video(20, subtitles=(said,)), analysis(shot(0, 20)), **PAGES, captions="burned")
        part = recipe.parts[0]
        place = part.clips[0].framing.place

        assert part.source == "contained" and place and place.y == 0 and place.width == 1080
        assert part.captions and "before you share it" in part.captions.cues[0].text.replace("\n", " ")
        letters, lines = part.captions.style.font_size, part.captions.cues[0].text.count("\n") + 1
        assert place.height + lines * letters + part.captions.style.margin_bottom <= 1350
        assert recipe.alternatives[0] == "Ask one question before you share it."

    def test_bytes_are_shared_among_the_pages(self) -> None:
        """So that the whole keeps within the limit."""
        recipe = made(video(20), views(0, 5, 10, 15), {"max_bytes": 400_000}, **PAGES)

        assert sum(part.max_bytes or 0 for part in recipe.parts) <= 400_000

    def test_a_picture_shows_itself_and_its_faces_from_nearer(self) -> None:
        """Where it has pixels enough, and nothing twice."""
        faces = (Region(left=0.1, top=0.2, right=0.2, bottom=0.4), Region(left=0.7, top=0.2, right=0.8, bottom=0.4))
        group = analysis(shot(0, 0).model_copy(update={"samples": (sample(0, faces=faces),)}))
        large, small = (picture(Size(width=side, height=side)) for side in (6000, 1200))

        assert len(made(large, group, **PAGES).parts) == 3
        assert len(made(small, group, **PAGES).parts) == 1

    def test_words_become_pages_of_whole_sentences(self) -> None:
        """The title first; no sentence is cut, and none is lost while there are pages."""
        recipe = made(text(ENGLISH, SENTENCE * 6), **PAGES)
        words = " ".join(line for part in recipe.parts[1:] if part.card for line in part.card.title)

        assert recipe.title == ENGLISH and recipe.language == "en"
        assert recipe.parts[0].card and " ".join(recipe.parts[0].card.title) == ENGLISH
        assert words.count(SENTENCE.strip()) == 6

    def test_sound_gives_none(self) -> None:
        """And says so."""
        assert "gives no document" in skipped(song(), **PAGES)


def lettered(master: Master, **placement: Any) -> Card:
    card = made(master, **{**CARD, **placement}).card
    assert card
    return card


class TestCard:
    """Words as a picture."""

    @pytest.mark.parametrize("size", ["1080x1080", "1080x1920", "1200x630", "1500x500", "400x400", "1000x1500"])
    @pytest.mark.parametrize(
        "title", [ENGLISH, ARABIC, "分享之前请先问一个问题谁会从中获益", "Donaudampfschifffahrt", "?"]
    )
    def test_words_fit_their_place_and_are_legible(self, size: str, title: str) -> None:
        """No line too wide, all lines inside the card, letters of 13 px or more where it is 360 px wide."""
        card = lettered(text(title, SENTENCE * 4), size=size)
        width = int(size.partition("x")[0])
        letters = min(card.title_size, card.body_size)
        high = card.leading * (len(card.title) * card.title_size + len(card.body) * card.body_size)

        assert "".join("".join(card.title).split()) == "".join(title.split())
        assert max(measure(line) for line in card.title) * card.title_size * 0.58 <= card.place.width + card.title_size
        assert high <= card.place.height
        assert letters * 360 / width >= 11.5

    def test_the_text_below_is_whole_sentences(self) -> None:
        """As many as have room."""
        body = " ".join(lettered(text(ENGLISH, SENTENCE * 9)).body)

        assert body and body.endswith("first.")

    def test_arabic_runs_from_the_right(self) -> None:
        """By the letters, not by the language that was detected."""
        assert lettered(text(ARABIC)).right_to_left
        assert not lettered(text(ENGLISH)).right_to_left

    def test_words_keep_clear_of_the_app(self) -> None:
        """Inside the safe zone, as everything that matters."""
        place = lettered(text(), size="1080x1920", safe_zone={"top": 250, "bottom": 340, "source": "book"}).place

        assert place.y >= 250 and place.y + place.height <= 1920 - 340

    @pytest.mark.parametrize(
        "placement",
        [
            {"shape": "circle"},
            {"format": "webp", "transparency": True},
            {"kind": "video", "format": "mp4"},
            {"kind": "text", "format": "html", "size": None},
        ],
    )
    def test_everything_else_is_skipped_with_the_reason(self, placement: dict[str, Any]) -> None:
        """Words make no profile picture, sticker or video, and posts are written from the copy."""
        assert skipped(text(), **{**CARD, **placement}).startswith("text alone gives no")


def test_faces_keep_clear_of_a_circles_rim() -> None:
    """Two people who just fit into a square would be cut by the round frame: they are shown whole."""
    faces = tuple(Region(left=at, top=0.4, right=at + 0.05, bottom=0.5) for at in (0.23, 0.72))
    seen = analysis(shot(0, 20, faces=faces))

    def mode(**placement: Any) -> str:
        return made(video(), seen, kind="video", format="mp4", size="640x640", **placement).clips[0].framing.mode

    assert mode() == "cover"
    assert mode(shape="circle") == "blur"
