"""Every check of posts just inside and just outside of its edge: two posts that differ in one thing.

Whoever adds a check adds its pair here.
"""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.copy import COPY_CHECKS
from studio.check.copy.evidence import PostEvidence
from tests.check.copy.building import MONDAY, copy, said
from tests.check.copy.test_around import SITE, TAGS, TEXTS
from tests.check.copy.test_reading import PLAIN
from tests.check.edges import Edge, edge

LINK = "https://example.org/walk"
KEYWORDS = copy(keywords=("tree", "climate"))


def texts(*pair: str, **around: Any) -> list[PostEvidence]:
    """Posts that differ in their words."""
    return [said(text, **around) for text in pair]


def lectures(count: int) -> str:
    """Ten sentences, of which so many tell people what to do."""
    return " ".join([*(f"You must x{n}." for n in range(count)), *["It rained."] * (10 - count)])


EDGES = [
    edge("asks_back", "a question mark", texts("You come too?", "You come too.")),
    edge("call_to_action", "calls", texts(f"Sign up. {LINK}", f"Sign up. Donate today. {LINK}")),
    edge("call_to_action", "links", texts(f"Sign up. {LINK}", f"Sign up. {LINK} {LINK}/map")),
    edge("call_to_action", "a link", texts(f"Sign up. {LINK}", "Sign up.")),
    edge("calm_tone", "marks", texts("Come!", "Come!!")),
    edge("calm_tone", "letters in capitals", texts("It is CERTAINL.", "It is CERTAINLY.")),
    edge("calm_tone", "words in capitals", texts("GREEN BRIDGE opens", "GREEN BRIDGE OPENS")),
    edge("full_thought", "characters", (said(f"We plant {'a' * n}. So.") for n in (115, 116)), chars=125),
    edge("hashtags", "at most", texts("#One #Two #Six", "#One #Two #Six #Ten")),
    edge("hashtags", "at least", texts("Rain #One", "Rain One")),
    edge("hashtags", "letters", texts(f"#{'Ab' * 10}", f"#{'Ab' * 10}a")),
    edge("hashtags", "digits", texts("#Trees12", "#Trees123")),
    edge("hashtags", "capitals", texts("#PlantATree", "#plantatree", source=copy(message="Plant a tree with us."))),
    edge("keywords", "a keyword", texts("A tree grows.", "A bush grows.", source=KEYWORDS)),
    edge(
        "keywords_early", "the sentence",
        texts("It rains. It pours. Tree and climate.", "It rains. It pours. It stops. Tree and climate.",
              source=KEYWORDS),
    ),
    edge("keywords_early", "how many", texts("Tree, climate. So. So.", "Tree. So. So.", source=KEYWORDS)),
    edge(
        "language_as_declared", "declared",
        (said(TEXTS["en"], language=language) for language in ("en", "fr")),
    ),
    edge("length", "characters", texts("a" * 140, "a" * 141), max_chars=140),
    edge("listed_hashtags", "a hashtag", texts("#Forest", "#Forests"), wanted=("forest",)),
    edge("listed_hashtags", "how many", texts("#Forest #Hill", "#Forest #Hills"), wanted=("forest", "hill"), least=2),
    edge("no_dated_words", "a date", texts("We plant tomorrow, 5 December.", "We plant tomorrow.")),
    edge("no_dated_words", "a word", texts("We plant early.", "We plant today.")),
    edge("no_lecture", "sentences", texts(lectures(3), lectures(4))),
    edge("personal", "who speaks", texts("We plant trees.", "They plant trees.")),
    edge("plain_language", "syllables", texts(PLAIN["en"], PLAIN["en"].replace("boots", "shovel")), min_ease=109),
    edge("professional", "emoji", texts("We plant trees. 🌳🌳🌳", "We plant trees. 🌳🌳🌳🌳")),
    edge("professional", "hashtags", texts("#A1 #B1 #C1 #D1 #E1 trees", "#A1 #B1 #C1 #D1 #E1 #F1 trees")),
    edge("professional", "slang", texts("No, trees", "lol, trees")),
    edge("tagged_links", "a parameter", texts(f"{LINK}?{TAGS}", f"{LINK}?{TAGS[:-4]}", source=SITE)),
    edge(
        "tagged_links", "the source",
        texts(f"{LINK}?{TAGS}", f"{LINK}?{TAGS}".replace("townhall", "townhal"), source=SITE),
    ),
    edge("tags", "how many", texts("a, b, c, d, e", "a, b, c, d")),
    edge("tags", "medium", texts("film, trees", "firm, trees"), min_tags=2, medium=True),
    edge("useful_alt_text", "characters",
         (said("Hi", alt_text=f"Children {verb} oaks.") for verb in ("plant", "grow"))),
    edge("useful_alt_text", "how it begins",
         (said("Hi", alt_text=f"{word} of a hundred trees") for word in ("Rows", "Image"))),
    edge("weekday_tags", "the day", (said("#MotivationMonday", day=day) for day in (MONDAY, MONDAY.replace(day=29)))),
    edge("words", "at least", texts("tree " * 100, "tree " * 99), min_words=100, max_words=120),
    edge("words", "at most", texts("tree " * 120, "tree " * 121), min_words=100, max_words=120),
    edge("words", "a link", texts(f"Trees grow. {LINK}", "Trees grow."), link=True),
]  # fmt: skip


@pytest.mark.parametrize("one", EDGES, ids=str)
def test_one_side_passes_and_the_other_does_not(one: Edge) -> None:
    """Where only the figure that is tested differs."""
    one.hold(COPY_CHECKS[one.check])


def test_no_check_is_left_out() -> None:
    """Each has at least one such pair."""
    assert {one.check for one in EDGES} == set(COPY_CHECKS)
