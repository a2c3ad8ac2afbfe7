"""Counting as platforms count: published conformance data, and made cases for every unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from twitter_text import extract_urls_with_indices, parse_tweet
from twitter_text.config import config

from studio.plan.copy.counting import count
from studio.platforms.posts import PostRules
from tests.plan.copy.building import rules

FAMILY = "👨‍👩‍👧‍👦"  # four people and three joiners: 7 code points, 11 UTF-16 units, 25 bytes
FLAG = "🇫🇷"  # 2 code points, 4 units, 8 bytes
WAVE = "👋🏽"  # with a skin tone: 2 code points, 4 units, 8 bytes
ARABIC = "نزرع شجرة"  # 9 letters with the blank; 17 bytes
CHINESE = "我们种树"
HINDI = "क्षि"  # one sign of 4 code points
DECOMPOSED = "cafe\u0301"  # four letters to the eye, five code points before NFC
LINK = "https://example.org/a/very/long/way/to/the/wood"  # 47

CASES = {
    "characters": {FAMILY: 7, FLAG: 2, WAVE: 2, ARABIC: 9, CHINESE: 4, HINDI: 4, DECOMPOSED: 4, LINK: 47},
    "graphemes": {FAMILY: 1, FLAG: 1, WAVE: 1, ARABIC: 9, CHINESE: 4, HINDI: 1, DECOMPOSED: 4, LINK: 47},
    "utf16": {FAMILY: 11, FLAG: 4, WAVE: 4, ARABIC: 9, CHINESE: 4, HINDI: 4, DECOMPOSED: 4, LINK: 47},
    "bytes": {FAMILY: 25, FLAG: 8, WAVE: 8, ARABIC: 17, CHINESE: 12, HINDI: 12, DECOMPOSED: 5, LINK: 47},
    "weighted": {FAMILY: 2, FLAG: 2, WAVE: 2, ARABIC: 9, CHINESE: 8, HINDI: 4, DECOMPOSED: 4, LINK: 23},
    "emoji_bytes": {FAMILY: 25, FLAG: 8, WAVE: 8, ARABIC: 9, CHINESE: 4, HINDI: 4, DECOMPOSED: 4, LINK: 47},
}


@pytest.mark.parametrize(
    ("unit", "text", "expected"), [(unit, text, n) for unit, cases in CASES.items() for text, n in cases.items()]
)
def test_each_unit_counts_what_it_says(unit: Any, text: str, expected: int) -> None:
    """Arabic, Chinese, families, flags, skin tones, combining marks and links, alone and inside a sentence."""
    assert count(text, rules(unit)) == expected
    assert count(f"ab {text} cd", rules(unit)) == expected + 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("©", 1),  # a letter that may be drawn as an emoji, and here is not
        ("©\ufe0f", 5),  # asked to be one
        ("1️⃣", 7),
        ("❤️", 6),
        ("7 #", 3),
    ],
)
def test_only_what_is_drawn_as_an_emoji_counts_as_one(text: str, expected: int) -> None:
    """Digits and signs that could begin an emoji are letters until they do."""
    assert count(text, rules("emoji_bytes")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINK, 23),
        ("http://a.org", 23),
        (f"See ({LINK}).", 4 + 1 + 23 + 2),
        (f"树{LINK}。", 1 + 23 + 1),
        ("example.org/walk", 16),  # no link without its scheme
        ("Ask @ada@example.social now", 4 + 4 + 4),
        ("mail ada@example.org", 20),
    ],
)
def test_links_and_mentions_may_have_a_weight_of_their_own(text: str, expected: int) -> None:
    """A link counts the same however long it is, and the server behind a name not at all."""
    assert count(text, rules(link_weight=23, mentions="name")) == expected


WEIGHTED: PostRules = rules("weighted")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am a post", 11),
        ("http://test.co", 23),
        ("see example.org, and more", 3 + 1 + 23 + 10),
        ("故人西辞黄鹤楼", 14),
        ("H🐱☺👨‍👩‍👧‍👦", 7),
        ("\u201cquoted\u201d – dash…", 17),
    ],
)
def test_weights_without_the_published_data(text: str, expected: int) -> None:
    """A small set of our own, for a checkout without twitter-text's."""
    assert count(text, WEIGHTED) == expected


def test_weights_are_those_of_the_published_data(shared_twitter_text: Path) -> None:
    """Every case that twitter-text publishes for today's configuration, counted by us."""
    tests = yaml.safe_load((shared_twitter_text / "validate.yml").read_text("utf-8"))["tests"]
    cases = tests["WeightedTweetsWithDiscountedEmojiCounterTest"] + tests["UnicodeDirectionalMarkerCounterTest"]

    wrong = [
        case["description"] for case in cases if count(case["text"], WEIGHTED) != case["expected"]["weightedLength"]
    ]

    assert (len(cases), wrong) == (24, [])


PLAIN = {"emoji_parsing_enabled": False}


@pytest.mark.parametrize(
    ("section", "options", "number"),
    [
        ("tweets", config["version1"] | PLAIN, 8),
        ("WeightedTweetsCounterTest", config["version2"] | PLAIN, 20),
        ("WeightedTweetsWithDiscountedEmojiCounterTest", config["version3"], 22),
        ("UnicodeDirectionalMarkerCounterTest", config["version3"], 2),
    ],
)
def test_the_library_keeps_every_published_result(
    shared_twitter_text: Path, section: str, options: dict[str, Any], number: int
) -> None:
    """Validity, lengths and ranges under all three configurations, so that a new version of it can be trusted."""
    cases = yaml.safe_load((shared_twitter_text / "validate.yml").read_text("utf-8"))["tests"][section]

    def right(case: dict[str, Any]) -> bool:
        found = parse_tweet(case["text"], options).asdict()
        expected = case["expected"]
        return found["valid"] == expected if isinstance(expected, bool) else found == found | expected

    assert (len(cases), [case["description"] for case in cases if not right(case)]) == (number, [])


@pytest.mark.parametrize(
    ("section", "number"),
    [("urls", 91), ("urls_with_indices", 10), ("urls_with_directional_markers", 2), ("tco_urls_with_params", 5)],
)
def test_the_library_finds_every_published_link(shared_twitter_text: Path, section: str, number: int) -> None:
    """What counts 23 is what the published data calls a link."""
    cases = yaml.safe_load((shared_twitter_text / "extract.yml").read_text("utf-8"))["tests"][section]

    def right(case: dict[str, Any]) -> bool:
        found = extract_urls_with_indices(case["text"])
        plain = all(isinstance(each, str) for each in case["expected"])
        return ([each["url"] for each in found] if plain else found) == case["expected"]

    assert (len(cases), [case["description"] for case in cases if not right(case)]) == (number, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("It's a well-known tree.", 4), ("Ten trees, 3 boots!", 4), (f"See {LINK} now", 2), (ARABIC, 2)],
)
def test_words_as_people_count_them(text: str, expected: int) -> None:
    """What is joined by an apostrophe or a hyphen is one; a link is none."""
    assert count(text, rules("words")) == expected
