"""Subtitles cut to a window and reflowed to a width."""

from __future__ import annotations

from itertools import pairwise

import pytest

from studio.ingest.master import Cue
from studio.plan.captions import (
    caption_style,
    characters_per_line,
    cut,
    hook,
    is_right_to_left,
    open_captions,
    reflow,
    sidecars,
)
from studio.plan.reading import GAP_S, measure
from studio.platforms.contract import Placement, SafeZone
from studio.values import Size, Span
from tests.plan.building import cues, target

LONG = (
    "Before you share something that makes you angry, ask one question: who gains when you pass it on, "
    "and who is hurt by it? Then decide, calmly, what you want to do."
)
ARABIC = "قبل أن تشارك شيئًا يثير غضبك، اطرح سؤالًا واحدًا: من المستفيد عندما تنقله إلى غيرك، ومن المتضرر منه حقًا؟"


@pytest.mark.parametrize("text", [LONG, ARABIC, "分享之前请先问一个问题" * 8, "Donaudampfschifffahrtsgesellschaft" * 4])
def test_reflow_keeps_every_word_in_two_lines_of_the_width(text: str) -> None:
    """However long a cue is, nothing is lost, and no page has a third line or a line too wide."""
    pages = reflow(Cue(start=1, end=9, text=text), 32)

    assert all(len(page.text.split("\n")) <= 2 for page in pages)
    assert all(measure(line) <= 32 for page in pages for line in page.text.split("\n"))
    assert "".join("".join(page.text.split()) for page in pages) == "".join(text.split())


def test_reflow_shares_the_time_by_length() -> None:
    """Pages of one cue follow each other with a gap of two frames, over exactly the cue's time."""
    pages = reflow(Cue(start=1, end=9, text=LONG), 32)

    assert len(pages) > 1
    assert (pages[0].start, pages[-1].end) == (1, 9)
    assert all(later.start - earlier.end == pytest.approx(GAP_S, abs=0.002) for earlier, later in pairwise(pages))


def test_two_lines_are_about_equally_long() -> None:
    """A balanced break reads faster than a full line with one word under it."""
    page = reflow(Cue(start=0, end=3, text="Ask one question before you share it again"), 32)[0]
    upper, lower = page.text.split("\n")

    assert abs(len(upper) - len(lower)) <= 6


def test_cues_are_cut_to_the_window_and_start_from_its_beginning() -> None:
    """A cue that reaches over a cut is shortened; one that lies outside is gone."""
    words = cues(
        (0, 2, "before"), (4, 7, "over the start"), (8, 9, "inside"), (10.8, 14, "over the end"), (20, 21, "after")
    )

    kept = cut(words.cues, Span(start=5, end=11.5))

    assert [(cue.start, cue.end, cue.text) for cue in kept] == [
        (0, 2, "over the start"), (3, 4, "inside"), (5.8, 6.5, "over the end"),
    ]  # fmt: skip


def test_what_nobody_could_read_is_dropped() -> None:
    """A tenth of a second of a sentence is only a flash."""
    assert cut(cues((0, 5.1, "almost gone")).cues, Span(start=5, end=9)) == ()


def test_captions_stay_clear_of_the_apps_buttons() -> None:
    """Margins are at least the safe zone's."""
    style = caption_style(Size(width=1080, height=1920), SafeZone(bottom=310, right=120, left=60))

    assert style.margin_bottom >= 310
    assert style.margin_right >= 120


def test_apps_that_cover_much_the_same_get_the_same_captions() -> None:
    """Zones that differ by some pixels give one style, so that their pictures are encoded once."""
    size = Size(width=1080, height=1920)
    zones = [
        SafeZone(), SafeZone(bottom=150, left=60, right=60), SafeZone(bottom=310, left=65, right=84),
        SafeZone(bottom=484, left=60, right=140),
    ]  # fmt: skip

    assert len({caption_style(size, zone) for zone in zones}) == 1
    assert caption_style(size, SafeZone(bottom=672)).margin_bottom > 672
    assert caption_style(size, SafeZone(bottom=1014)).margin_bottom > 1014


@pytest.mark.parametrize(("width", "height"), [(1080, 1080), (1080, 1920), (1280, 720), (1920, 1080), (1080, 1350)])
def test_captions_are_legible_on_a_phone(width: int, height: int) -> None:
    """Shown 360 px wide, letters are at least 14 px high and a line holds at least 25 characters."""
    style = caption_style(Size(width=width, height=height), SafeZone())

    assert style.font_size * 360 / width >= 14
    assert 25 <= characters_per_line(Size(width=width, height=height), style) <= 42


def test_direction_follows_the_letters() -> None:
    """Arabic and Hebrew run from right to left, even with a Latin name among them."""
    assert is_right_to_left(ARABIC + " NGO")
    assert is_right_to_left("שאלה אחת לפני")
    assert not is_right_to_left("One question")


def test_a_window_without_words_has_no_captions() -> None:
    """Where nobody speaks nothing is burned in."""
    place = target(captions="burned").placement

    assert open_captions(cues((10, 12, "later")), Span(start=0, end=6), place) is None


def test_a_sidecar_for_each_language_and_format() -> None:
    """The platform takes two formats, the master has two languages: four files, cut to the window."""
    place = target(sidecars=("srt", "vtt")).placement
    tracks = (cues((0, 2, "Hello")), cues((0, 2, "مرحبا"), language="ar"))

    made = sidecars(tracks, Span(start=0, end=6), place)

    assert {(one.language, one.format) for one in made} == {("en", "srt"), ("en", "vtt"), ("ar", "srt"), ("ar", "vtt")}


def test_a_page_shows_at_the_same_moment_of_the_master_in_every_output() -> None:
    """Where a long cue turns its page does not depend on where an output begins."""
    words, place = cues((2, 10, LONG)), target(captions="burned", size=Size(width=1080, height=1080)).placement
    whole = open_captions(words, Span(start=0, end=20), place)
    part = open_captions(words, Span(start=5, end=20), place)

    assert whole is not None
    assert part is not None
    assert part.cues[-1].text == whole.cues[-1].text
    assert part.cues[-1].start == pytest.approx(whole.cues[-1].start - 5)


def test_a_hook_hangs_from_the_top_clear_of_the_app() -> None:
    """Larger than subtitles, for three seconds or as long as the output lasts, on lines that fit."""
    place = Placement.model_validate(
        {"id": "reel", "name": "Reel", "kind": "video", "format": "mp4", "size": "1080x1920",
         "safe_zone": {"top": 210, "bottom": 310, "left": 65, "right": 84, "source": "x"}}
    )  # fmt: skip
    made = hook("  Would you stop on the bridge for a stranger?  ", 2.0, place)

    (cue,) = made.cues
    assert (cue.start, cue.end) == (0, 2)
    assert made.style.margin_top is not None and made.style.margin_top > 210
    assert made.style.font_size > caption_style(place.canvas, place.clear_zone).font_size
    assert max(len(line) for line in cue.text.splitlines()) <= characters_per_line(place.canvas, made.style)
    assert hook("هل ستتوقف؟", 9, place).right_to_left
