"""Text from outside as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.ingest.plaintext import clean, display_name, without_markup


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<i>Hello</i> <font color=red>you</font>", "Hello you"),
        ("<script>alert(1)</script><img src=x onerror=alert(2)>", "alert(1)"),
        (r"{\an8}{\fn/etc/passwd}Up here", "Up here"),
        (r"{\p1}m 0 0 l 100 0 100 100{\p0}words", "words"),
        (r"{\p1}m 0 0 l 100 0 100 100", ""),
        ("{y:i}Old tags", "Old tags"),
        ("<v Roger><00:00:01.000>Now &amp; then", "Now & then"),
        ("a < b and c > d, {curly} ${HOME} %s", "a < b and c > d, {curly} ${HOME} %s"),
        ("one\r\n\r\n  two  ", "one\ntwo"),
    ],
)
def test_markup_goes_and_words_stay(text: str, words: str) -> None:
    """Tags and drawings are dropped; what only looks like them is left alone."""
    assert without_markup(text) == words


def test_nothing_turns_the_text_around() -> None:
    """Bidi overrides, NUL and terminal codes go; direction marks and joiners, which Arabic needs, stay."""
    assert clean("\u202egnp.exe\u202c \0NUL\x1b[31m\ufeff") == "gnp.exe NUL[31m"
    assert clean("\u200fنص\u200cنص\u200e") == "\u200fنص\u200cنص\u200e"
    assert clean("\u202bنص\u202c") == "\u200fنص", "an embedding keeps its direction as a mark"


def test_names_are_short_and_can_be_written_anywhere() -> None:
    """Undecodable bytes and endless names do not break a report."""
    assert display_name(Path("a\udcff.mp4")) == "a\ufffd.mp4"
    assert len(display_name(Path("x" * 250 + ".mp4"))) <= 120
