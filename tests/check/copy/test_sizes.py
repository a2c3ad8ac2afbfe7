"""How long a post is, and what its beginning says."""

from __future__ import annotations

import pytest

from studio.check.copy.sizes import full_thought, length, words
from tests.check.copy.building import copy, said


@pytest.mark.parametrize(("count", "level"), [(140, "pass"), (141, "warn")])
@pytest.mark.parametrize("letter", ["a", "م"])
def test_length_is_advised(letter: str, count: int, level: str) -> None:
    """The longest part of a thread decides."""
    assert length(said(letter * count), max_chars=140).level == level
    assert length(said("a", letter * count), max_chars=140).level == level


def test_a_text_that_is_passed_on_counts_as_it_does_there() -> None:
    """A link counts 23 by the rules of twitter-text, and HTML counts as it is seen."""
    long = f"<p>Go</p>\n<p>https://example.org/{'a' * 300}</p>"

    assert length(said(long, format="html"), max_chars=280).level == "warn"
    assert length(said(long, format="html"), max_chars=280, unit="weighted").level == "pass"


@pytest.mark.parametrize("word", ["tree", "شجرة", "l'arbre", "Bäume"])
@pytest.mark.parametrize(("count", "level"), [(99, "warn"), (100, "pass"), (120, "pass"), (121, "warn")])
def test_words_are_counted(word: str, count: int, level: str) -> None:
    """Links are no words."""
    text = " ".join([word] * count)

    assert words(said(f"{text} https://example.org/a"), min_words=100, max_words=120).level == level


def test_a_source_is_linked_and_a_testimony_may_be_long() -> None:
    """Where the tip asks for it."""
    text = "Trees grow here."
    testimony = said(text, source=copy(tone="Testimony of a forester"))

    assert words(said(text), link=True).level == "warn"
    assert words(said(f"{text} https://example.org"), link=True).level == "pass"
    assert words(said(text, rules={"links": "none"}), link=True).level == "pass"
    assert words(testimony, max_words=2).level == "warn"
    assert words(testimony, max_words=2, unless_tone=("testimony",)).level == "pass"
    assert words(said("我们种树" * 9, language="zh"), min_words=100).level == "n/a"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("We plant trees here. And more.", "pass"),
        (f"We plant {'a' * 111}.\nMore.", "pass"),
        (f"We plant {'a' * 116}.\nMore.", "warn"),
        ("Hi! We plant trees here.", "pass"),
        (f"Hi! We plant {'a' * 120}.", "warn"),
        ("#Trees #Forest", "warn"),
        ("نزرع الأشجار معًا. والمزيد.", "pass"),
        ("我们星期六种树。", "pass"),
    ],
)
def test_the_beginning_holds_a_whole_thought(text: str, level: str) -> None:
    """The first 125 characters, before "more"; a greeting alone is none."""
    assert full_thought(said(text), chars=125).level == level


def test_a_thought_ends_where_it_ends_in_the_text() -> None:
    """Although hashtags and links are no words of it."""
    text = "Hi!\nWe #plant trees (https://example.org/a). More."

    assert "“Hi!\nWe #plant trees (https://example.org/a).”" in full_thought(said(text), chars=125).message
