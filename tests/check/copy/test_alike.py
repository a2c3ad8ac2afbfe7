"""Posts that look copied and pasted."""

from __future__ import annotations

import pytest

from studio.check.copy.alike import near_copies, no_copy_paste
from studio.plan.copy.post import Post
from tests.check.copy.building import post

WORDS = {
    "en": "on saturday we plant one thousand trees behind the school and everybody brings old boots and warm tea",
    "fr": "samedi nous plantons mille arbres derrière la grande école et chacun apporte ses bottes avec du thé chaud",
    "ar": "نزرع يوم السبت ألف شجرة خلف المدرسة ويحضر كل واحد منا حذاءه القديم مع الشاي الساخن للجميع",
}


def pair(one: str, other: str, **changes: str) -> tuple[Post, Post]:
    return post(one), post(other, **{"platform": "village", "platform_name": "Village", **changes})


@pytest.mark.parametrize("language", WORDS)
def test_nine_tenths_alike_is_a_copy(language: str) -> None:
    """In any order of words, whatever the links and hashtags; with half of the words new it is a text of its own."""
    words = WORDS[language].split()
    turned = f"{' '.join(reversed(words))} https://example.org/a\n#Tag"
    fresh = " ".join([*words[: len(words) // 2], *(f"x{n}y{n}z{n}" for n in range(len(words) // 2))])
    here = post(" ".join(words), language=language)

    copied = no_copy_paste([here, post(turned, language=language, platform="village")])
    assert (copied.level, copied.evidence["measured_pairs"]) == ("warn", 1)
    assert no_copy_paste([here, post(fresh, language=language, platform="village")]).level == "pass"


def test_the_edge_is_the_one_that_was_asked_for() -> None:
    """Two posts are copies up to their own likeness, and not beyond."""
    two = pair(WORDS["en"], WORDS["en"].replace("warm tea", "cold milk"))
    (found,) = near_copies(two, least_percent=50)

    assert 50 < found.percent < 100
    assert near_copies(two, least_percent=found.percent - 0.1)
    assert not near_copies(two, least_percent=found.percent + 0.1)


@pytest.mark.parametrize(
    "posts",
    [
        (post(WORDS["en"]), post(WORDS["en"], language="fr")),
        (post(WORDS["en"]), post(WORDS["en"], id="description")),
        (post(WORDS["en"], WORDS["en"]), post("a", "b")),
        pair("A walk in the wood", "A walk in the wood"),
    ],
    ids=["languages", "fields", "thread", "titles"],
)
def test_what_is_the_same_for_a_reason_is_no_copy(posts: tuple[Post, Post]) -> None:
    """Two languages, two fields of one upload, the parts of a thread, titles and tags."""
    assert near_copies(posts) == ()


def test_two_posts_of_one_platform_are_compared() -> None:
    """The same caption twice is a copy."""
    assert len(near_copies([post(WORDS["en"]), post(WORDS["en"])])) == 1


def test_nothing_to_compare_is_said() -> None:
    """One post has no copy."""
    assert no_copy_paste([post(WORDS["en"])]).level == "n/a"
