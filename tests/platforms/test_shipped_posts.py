"""The texts of every shipped platform, drawn from a whole copy and from the least that one may say."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from studio.copywriting import posts_for
from studio.ingest.copytext import Copy
from studio.paths import resource
from studio.plan.copy.filing import plan_files
from studio.plan.copy.post import Post
from studio.platforms.registry import Registry
from studio.platforms.templates import read_file_templates

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
    assert [str(each) for each in made.skipped if "has no words" not in str(each.reason)] == []
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


class TestLetters:
    """The e-mail, as text and as a page."""

    def test_a_long_text_is_cut_at_a_sentence_within_two_hundred_words(self) -> None:
        """The call and its link stay, and the link says that people came by mail."""
        long = WHOLE["en"].model_copy(update={"body": "Every tree stands where the fire was. " * 60})
        (post,) = (post for post in written(long) if post.platform == "email" and post.id == "body")

        assert 150 < post.parts[0].count <= 200
        assert "where the fire was.\n\nSign up here\nhttps://example.org/walk?" in said(post)
        assert "utm_source=email&utm_medium=email" in post.link
        assert "the long text is cut" in " ".join(map(str, post.notes))

    def test_the_files(self) -> None:
        """A subject and the same words in both; nothing that looks like a tag acts; the call is the link's text."""
        copy = WHOLE["en"].model_copy(update={"body": "Bring <script>x</script> & boots."})
        plain, letter = (file_of("email", name, copy) for name in ("plain_text", "letter"))

        assert plain.startswith("Subject: A walk in the wood\n\nOn Saturday we plant trees & talk. Bring boots!\n")
        assert "Bring &lt;script&gt;x&lt;/script&gt; &amp; boots." in letter
        assert "&amp;utm_medium=email" in letter and ">Sign up here</a>" in letter

    def test_from_right_to_left(self) -> None:
        """The page says so, and the subject line is in its language."""
        assert 'dir="rtl"' in file_of("email", "letter", WHOLE["ar"])
        assert file_of("email", "plain_text", WHOLE["ar"]).startswith("الموضوع: نزهة في الغابة")


class TestListArticle:
    """The points of the long text, numbered."""

    @pytest.mark.parametrize(
        ("body", "points"),
        [
            (
                "First\n\n## Boots\n\n- a\n- b\n\n## Time\n\nAt nine.\n\n## Tea",
                ["<h2>1. Boots", "<h2>2. Time", "<h2>3. Tea"],
            ),
            ("Bring:\n\n- **Boots**\n- Time\n- Tea", ["<ol>", "<li><strong>Boots</strong></li>", "<li>Tea</li>"]),
            ("Boots & co.\n\nTime.\n\nTea.", ["<ol>", "<li>Boots &amp; co.</li>", "<li>Tea.</li>"]),
        ],
    )
    def test_headings_else_items_else_paragraphs(self, body: str, points: list[str]) -> None:
        """Each is counted, nothing of the text is lost, and the page is well formed."""
        page = file_of("wordpress", "list_article", WHOLE["en"].model_copy(update={"body": body}))
        article = page[page.index("<article>") : page.index("</article>") + len("</article>")]

        assert "<strong>3 points that matter:</strong>" in article
        at = [article.index(point) for point in points]
        assert at == sorted(at)
        assert {"Boots", "Time", "Tea"} <= set(" ".join(ET.fromstring(article).itertext()).replace(".", " ").split())

    def test_without_points_it_is_a_plain_article(self) -> None:
        """One paragraph is no list, and says no number."""
        assert "that matter" not in file_of(
            "wordpress", "list_article", WHOLE["en"].model_copy(update={"body": "Tea."})
        )


def file_of(slug: str, placement: str, copy: Copy) -> str:
    """The text file of one placement, as it goes into the pack."""
    registry = Registry.load([resource("plugins")])
    targets = [target for target in registry.targets if target.id == f"{slug}/{placement}"]
    posts = posts_for([copy], [each for each in registry.targets if each.platform.slug == slug], "walk.jpg").posts
    made = plan_files([copy], targets, read_file_templates(targets), posts=posts, pictures={}, master="walk.jpg")
    (file,) = made.files
    return file.text
