"""Captions as an ASS document, and where libass puts them."""

from __future__ import annotations

import pytest

from studio.ingest.master import Cue
from studio.plan.recipe import Captions
from studio.render import fonts, text
from studio.values import Region, Size
from tests.render.recipes import captions

WIDE = Size(width=640, height=360)


def _measured(*texts: str, right_to_left: bool = False) -> list[Region | None]:
    cues = [Cue(start=number, end=number + 1, text=shown) for number, shown in enumerate(texts)]
    made = captions(*cues, right_to_left=right_to_left, size=WIDE)
    return [region for _, region in text.measure(made, WIDE)]


def test_measured_where_the_pixels_land() -> None:
    """Text stands in the middle, above the lower margin; two lines are taller; blank text lands nowhere."""
    one, two, none = _measured("Hello", "Hello\nyou", "\u200b")
    assert one and two and none is None
    assert (one.left + one.right) / 2 == pytest.approx(0.5, abs=0.01)
    assert one.top > 0.6 and one.bottom <= 1 - (WIDE.width // 20) / WIDE.height + 0.02
    assert two.height > 1.6 * one.height


def test_text_that_does_not_fit_touches_the_edge() -> None:
    """A cue of too many lines is seen to be cut off."""
    (tall,) = _measured("\n".join("line" for _ in range(12)))
    assert tall and tall.top == 0


@pytest.mark.parametrize("shown", ["{\\an8}", "\\N", "\\h", "{\\pos(0,0)}", "C:\\new", "{", "}", "\\", "\\{x\\}"])
def test_nothing_in_a_cue_is_interpreted(shown: str) -> None:
    """Braces and backslashes are drawn as they stand: the cue stays in its place and is as wide as its characters."""
    region, wider = _measured(shown, f"{shown}{shown}")
    assert region and wider
    assert region.top > 0.7
    assert wider.width > 1.3 * region.width


def test_all_characters_of_markup_are_drawn() -> None:
    """What looks like a tag is as wide as the same number of plain characters, not swallowed."""
    plain, markup = _measured("xxbxx", "{\\b1}")
    assert plain and markup and markup.width > 0.6 * plain.width


def test_arabic_letters_join() -> None:
    """Joined letters are far narrower than the same letters kept apart."""
    joined, apart = _measured("سسسسس", "س\u200cس\u200cس\u200cس\u200cس")
    assert joined and apart
    assert joined.width < 0.8 * apart.width


@pytest.mark.parametrize(
    "shown",
    ["Grüße, Ελλάδα, Привет", "مرحبا بكم ١٢٣", "שלום", "नमस्ते", "বাংলা", "สวัสดี", "ሰላም", "გამარჯობა", "Բարեւ", "தமிழ்",
     "ខ្មែរ", "ລາວ", "မြန်မာ", "සිංහල", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "ગુજરાતી", "ਪੰਜਾਬੀ", "ଓଡ଼ିଆ", "ދިވެހި", "བོད", "♪ ★ ✓ →"],
)  # fmt: skip
def test_bundled_fonts_cover_the_scripts(shown: str) -> None:
    """Every character of these has a bundled font, whatever the machine has."""
    assert fonts.missing_glyphs(shown) == set()


def test_characters_without_a_font_are_listed() -> None:
    """Nobody finds empty boxes in a finished video by surprise; invisible marks are not counted."""
    assert fonts.missing_glyphs("a 日\u200f😀\ufe0f") == {"日", "😀"}


def test_each_script_names_its_font() -> None:
    """A mixed line changes the font where the script changes; digits and spaces stay with their word."""
    runs = [(font.family, run) for font, run in fonts.runs("مرحبا Studio 24")]
    assert runs == [("Noto Sans Arabic", "مرحبا "), ("Noto Sans", "Studio 24")]


def test_times_are_exact_to_the_hundredth() -> None:
    """ASS counts hours, minutes, seconds, hundredths."""
    made: Captions = captions(Cue(start=59.999, end=3661.25, text="x"))
    assert "Dialogue: 0,0:01:00.00,1:01:01.25," in text.document(made, WIDE)
