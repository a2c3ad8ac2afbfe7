"""Direction marks for libass."""

from __future__ import annotations

import pytest

from studio.render.bidi import LEFT_TO_RIGHT_MARK as LRM
from studio.render.bidi import RIGHT_TO_LEFT_MARK as RLM
from studio.render.bidi import mark_line


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("Hello (you)!", "Hello (you)!"),
        ("شكرا!", f"{RLM}شكرا!"),
        ("Studio اليوم", f"{RLM}Studio اليوم"),
        ("שלום Studio (15) בבוקר", f"{RLM}שלום Studio {RLM}(15){RLM} בבוקר"),
        ("Studio (Live) בבוקר", f"{RLM}Studio {LRM}(Live){LRM} בבוקר"),
        ("12:30 - 14:00", "12:30 - 14:00"),
    ],
)
def test_lines_of_right_to_left_text(line: str, marked: str) -> None:
    """A line has its text's direction; brackets go with what is inside them (UAX #9, rule N0)."""
    assert mark_line(line, right_to_left=True) == marked


def test_a_foreign_word_at_the_start_does_not_turn_a_line() -> None:
    """An English line that begins with an Arabic name still runs from left to right."""
    assert mark_line("محمد said hello.", right_to_left=False) == f"{LRM}محمد said hello."
