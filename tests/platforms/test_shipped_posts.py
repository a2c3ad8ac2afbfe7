"""The texts of every shipped platform, drawn from a whole copy and from the least that one may say."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from studio.copywriting import posts_for
from studio.ingest.copytext import Copy
from studio.paths import resource
from studio.plan.copy.post import Post
from studio.platforms.registry import Registry

WHOLE = {
    "en": Copy(
        name="walk.en.md",
        language="en",
        title="A walk in the wood",
        message="On Saturday we plant trees & talk. Bring boots!",
        call_to_action="Sign up here",
        link="https://example.org/walk",
        hashtags=("PlantATree",),
        keywords=("trees", "climate action", "rain", "boots"),
        body="Where the **fire** was.\n\n- Boots\n- Gloves",
    ),
    "ar": Copy(
        name="walk.ar.md",
        language="ar",
        title="نزهة في الغابة",
        message="يوم السبت نزرع ألف شجرة.",
        link="https://example.org/walk",
        body="حيث كان الحريق.",
    ),
}


@pytest.fixture(scope="module")
def posts() -> dict[str, Post]:
    """Each by platform, id and language."""
    return {f"{post.platform}/{post.id}.{post.language}": post for post in written(*WHOLE.values())}


def written(*copies: Copy) -> tuple[Post, ...]:
    registry = Registry.load([resource("plugins")])
    made = posts_for(copies, registry.targets, "walk.jpg")
    assert [str(each) for each in made.skipped if "has no words" not in each.reason] == []
    return made.posts


def said(post: Post) -> str:
    (part,) = post.parts
    return part.text


def test_every_platform_that_takes_words_gets_some(posts: dict[str, Post]) -> None:
    """From one copy, every platform with posts has at least one, in every language."""
    taking = {slug for slug, platform in Registry.load([resource("plugins")]).platforms.items() if platform.posts}
    for language in WHOLE:
        assert {post.platform for post in posts.values() if post.language == language} == taking


def test_a_copy_of_one_sentence_leaves_no_holes(posts: dict[str, Post]) -> None:
    """What a campaign does not say leaves neither empty lines nor an empty link."""
    for post in written(Copy(name="short.en.md", language="en", message="Bring boots!")):
        for part in post.parts:
            assert "Bring boots!" in part.text, f"{post.platform}/{post.id}"
            assert "\n\n\n" not in part.text
            assert "href" not in part.text


def test_html_is_well_formed_and_runs_the_way_its_language_does(posts: dict[str, Post]) -> None:
    """An article can be pasted as it is; what stands in the copy is text there, never markup."""
    for post in posts.values():
        if post.format == "html":
            root = ET.fromstring(f"<body>{said(post)}</body>")
            assert (root.find("div[@dir='rtl']") is not None) == (post.language == "ar"), post.platform

    article = said(posts["wordpress/article.en"])
    assert "plant trees &amp; talk" in article
    assert "<strong>fire</strong>" in article
    assert ">Sign up here</a>" in article


def test_an_ama_says_who_how_and_when_in_the_readers_language(posts: dict[str, Post]) -> None:
    """What only people know stands in brackets, to be filled in."""
    english, arabic = said(posts["reddit/ama.en"]), said(posts["reddit/ama.ar"])

    assert english.startswith("**Ask us anything: A walk in the wood**")
    assert english.count("]") == arabic.count("]") == 3
    assert "Who answers" not in arabic


def test_tags_are_written_as_each_platform_takes_them(posts: dict[str, Post]) -> None:
    """Tags of several words in quotes on SoundCloud, no more than three on 9GAG, hashtags first on Tumblr."""
    assert said(posts["soundcloud/tags.en"]) == 'trees "climate action" rain boots'
    assert said(posts["9gag/tags.en"]) == "trees, climate action, rain"
    assert said(posts["tumblr/tags.en"]).startswith("PlantATree, trees,")
