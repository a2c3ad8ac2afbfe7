# ruff: noqa: RUF001 - other alphabets are what these tests are about
"""Cutting: at a sentence, else at a word, and whatever the text, nothing is broken and no word lost."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from studio.plan.copy import signs
from studio.plan.copy.counting import UNITS, count
from studio.plan.copy.cutting import ELLIPSIS, NEXT_PART, above_fold, cut, thread
from studio.plan.copy.places import first_sentence, places
from tests.plan.copy.building import rules

PIECES = (
    *(
        "tree",
        "Dr.",
        "naïve",
        "we",
        "plant",
        "cafe\u0301",
        "3.5",
        "e.g.",
        "Saturday.",
        "Why?",
        "It's",
        "well-kept",
        "(so)",
    ),
    *("👨‍👩‍👧‍👦", "🇫🇷🇩🇪🇯🇵", "👋🏽", "1️⃣", "❤️‍🔥"),
    *("https://example.org/a_b?x=1&y=%C3%A9.", "#PlantATree", "@ada@example.social", "\n\n", "\n"),
    *("نزرع", "شجرة؟", "سَلَام", "שלום", "क्षितिज।"),
    *("我们种一千棵树。", "植树节快乐！", "木を植えます。", "ภาษาไทยไม่มีช่องว่าง"),
)
LETTERS = "[a-zA-Zéï'\u0301\u0600-\u06ff\u0590-\u05ff\u0e00-\u0e7f\u0900-\u097f]+"
"""Scripts whose words are parted, if at all, by blanks."""


def made_text(seed: int, pieces: int = 60) -> str:
    """Many alphabets and signs in a chance order, the same for each seed."""
    chance = random.Random(seed)
    return " ".join(chance.choices(PIECES, k=pieces)).strip()


@pytest.mark.parametrize("unit", sorted(UNITS))
@pytest.mark.parametrize("seed", range(6))
def test_every_part_of_a_thread_fits_and_no_word_is_lost(unit: Any, seed: int) -> None:
    """Whatever the unit: each part within the limit, numbered, and together the text."""
    text, own = made_text(seed), rules(unit)
    most = {"bytes": 140, "words": 20}.get(unit, 70)

    parts = thread(text, lambda part: count(part, own) <= most)

    assert parts is not None and len(parts) > 1
    assert [count(part, own) for part in parts if count(part, own) > most] == []
    bare = []
    for number, part in enumerate(parts, 1):
        body, _, mark = part.rpartition("\n\n")
        assert mark == f"{number}/{len(parts)}"
        bare.append(body)
    assert "".join("".join(bare).split()) == "".join(text.split())


@pytest.mark.parametrize("seed", range(12))
def test_no_sign_link_or_word_is_cut_in_two(seed: int) -> None:
    """Every place to cut lies between whole signs, outside of links, hashtags and mentions, and not in a word."""
    text = made_text(seed)
    ends = {found.end() for found in signs.GRAPHEME.finditer(text)}
    inside = {at for start, end in signs.whole(text) for at in range(start + 1, end)}
    words = {at for found in re.finditer(LETTERS, text) for at in range(found.start() + 1, found.end())}

    found = {place.at for place in places(text)}

    assert found <= ends
    assert found & inside == set()
    assert found & words == set()


@pytest.mark.parametrize("most", range(1, 90, 4))
def test_what_is_kept_fits_and_begins_the_text(most: int) -> None:
    """At every length: within the limit, and a beginning of the text but for the ellipsis."""
    text, own = made_text(3), rules("graphemes")

    found = cut(text, lambda kept: count(kept, own) <= most)

    if found is not None:
        assert count(found.kept, own) <= most
        assert text.startswith(found.kept.removesuffix(ELLIPSIS))
        assert found.at == "sentence" or found.kept.endswith(ELLIPSIS)


def fitting(text: str, most: int) -> str | None:
    found = cut(text, lambda kept: len(kept) <= most)
    return found.kept if found else None


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("We plant. You dig. They water.", 20, "We plant. You dig."),
        ("We plant a thousand trees", 12, "We plant a…"),
        ("We plant, and you dig", 10, "We plant…"),
        ("Hi! On Saturday we plant a tree, and you can help.", 39, "Hi! On Saturday we plant a tree, and…"),
        ("Ask Dr. Okafor about it. She knows all about our oaks.", 20, "Ask Dr. Okafor…"),
        ("Ask J. Smith, who knows.", 10, "Ask J.…"),
        ("Oaks, e.g. sessile ones, grow. Really.", 30, "Oaks, e.g. sessile ones, grow."),
        ("It is 3.5 km. Walk with us!", 14, "It is 3.5 km."),
        ("“Why?” she asked. “Because.” And so on", 22, "“Why?” she asked."),
        ("One. Two.\n\nThree. Four. Five.", 20, "One. Two."),
        ("One.\n\nThree. Four. Five. Six.", 20, "One.\n\nThree. Four."),
        ("First line\nsecond line is longer", 20, "First line"),
        ("今天我们种树。请带上靴子！", 8, "今天我们种树。"),
        ("今天我们种很多很多的树", 6, "今天我们种…"),
        ("نزرع شجرة اليوم. هل تأتي معنا؟", 18, "نزرع شجرة اليوم."),
        ("पेड़ लगाओ। साथ आओ।", 12, "पेड़ लगाओ।"),
        ("donaudampfschiff", 8, None),
        ("https://example.org/a-long-way", 12, None),
        ("See https://example.org/a-long-way now", 12, "See…"),
        ("12\u00a0000 trees", 4, None),
        ("— a dash", 2, None),
    ],
)  # fmt: skip
def test_a_cut_looks_for_a_sentence_then_a_word(text: str, most: int, kept: str | None) -> None:
    """Not after a title, an initial or a decimal point; not a scrap where a word says more; never less than a word."""
    assert fitting(text, most) == kept


def test_a_short_text_is_no_thread() -> None:
    """What fits is one post without a number, whatever parts the template asks for."""
    assert thread(f"One.\n{NEXT_PART}\nTwo.", lambda text: len(text) <= 40) == ("One.\n\nTwo.",)
    assert thread(f"One.\n{NEXT_PART}\nTwo.", lambda text: len(text) <= 9) == ("One.\n\n1/2", "Two.\n\n2/2")


def test_a_long_thread_makes_room_for_its_numbers() -> None:
    """Ten parts and more need two digits: the limit holds for the last one too."""
    parts = thread("We plant trees. " * 30, lambda text: len(text) <= 38)

    assert parts is not None
    assert len(parts) > 9
    assert max(map(len, parts)) <= 38
    assert parts[-1].endswith(f"{len(parts)}/{len(parts)}")


def test_a_word_that_is_too_long_makes_no_thread() -> None:
    """Rather no thread than half a word."""
    assert thread(f"See https://example.org/{'a' * 100} now", lambda text: len(text) <= 50) is None


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("short", 5, None),
        ("a family 👨‍👩‍👧‍👦 walks", 12, "a family"),
        ("a family 👨‍👩‍👧‍👦 walks", 20, "a family 👨‍👩‍👧‍👦"),
        ("cafe\u0301s are open", 4, "cafe\u0301"),
    ],
)  # fmt: skip
def test_the_fold_breaks_no_sign(text: str, most: int, shown: str | None) -> None:
    """What shows before "more" is counted as the platform counts, and ends with a whole sign."""
    assert above_fold(text, most, rules("utf16")) == shown


def test_the_first_sentence_is_found() -> None:
    """Up to its full stop or line's end; a text without either is one sentence."""
    assert first_sentence("Come with Dr. Okafor! It is free.") == "Come with Dr. Okafor!"
    assert first_sentence("A heading\nand more") == "A heading"
    assert first_sentence("no end") == "no end"
