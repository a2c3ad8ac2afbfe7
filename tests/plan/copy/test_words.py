"""What goes into posts: links, hashtags, the long text, alt text."""

from __future__ import annotations

import pytest

from studio.plan.copy import hashtags, links, markup
from studio.plan.copy.alt_text import alt_text, alt_texts
from tests.plan.copy.building import words

UTM = "utm_source=town&utm_medium=social&utm_campaign=walk&utm_content=post-en"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://example.org", f"https://example.org?{UTM}"),
        ("https://example.org/walk?a=1&b=%20x&c=", f"https://example.org/walk?a=1&b=%20x&c=&{UTM}"),
        ("https://example.org/#top", f"https://example.org/?{UTM}#top"),
        ("http://example.org:81/é", f"http://example.org:81/é?{UTM}"),
        (
            "https://example.org/?utm_source=mail",
            "https://example.org/?utm_source=mail&utm_medium=social&utm_campaign=walk&utm_content=post-en",
        ),
    ],
)
def test_a_link_keeps_what_it_has(link: str, expected: str) -> None:
    """Query, fragment, port and parameters that somebody set by hand stay as they are."""
    assert links.tagged(link, source="town", medium="social", campaign="walk", content="post-en") == expected


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/walk?id=5#top", "example.org/walk?id=5#top"),
    ],
)
def test_a_link_to_read_is_short(link: str, shown: str) -> None:
    """What people type from a screen has no scheme, and still leads there."""
    assert links.short(link) == shown


def test_only_links_to_the_campaigns_own_site_are_tagged() -> None:
    """Other people's pages are not measured, and no text around a link changes."""
    text = "See https://example.org/map, https://other.net/a and http://[broken."

    changed = links.each_link(text, "https://example.org/walk", lambda link: f"{link}?x")

    assert changed == "See https://example.org/map?x, https://other.net/a and http://[broken."


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A Walk in the Wood!", "a-walk-in-the-wood"),
        ("Größe & Élan", "grosse-elan"),
        ("نزهة في الغابة", "نزهة-في-الغابة"),
        ("", ""),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_campaigns_name_is_one_short_word(title: str, name: str) -> None:
    """Such as counters of visits show in a list."""
    assert links.campaign_name(title) == name


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("PlantATree", "PlantATree"),
        ("plant a tree", "PlantATree"),
        ("climate-justice now", "ClimateJusticeNow"),
        ("women's day", "WomensDay"),
        ("أوقفوا العنف", "أوقفوا_العنف"),
        ("植树节", "植树节"),
        ("école", "école"),
        ("2026", None),
        ("👍", None),
        ("8 March", "8March"),
    ],
)
def test_a_hashtag_can_be_said(said: str, tag: str | None) -> None:
    """Words get capitals or underscores; what no platform takes as a tag is none."""
    assert hashtags.hashtag(said) == tag


def test_hashtags_come_once_and_not_too_often() -> None:
    """Those in the text count, however they are spelt; order is kept."""
    tags = hashtags.choose(["forest", "Forest", "trees", "PlantATree", "8"], 3, "Come to the #plantatree day!")

    assert tags == ("forest", "trees")
    assert hashtags.choose(["a", "b"], 0) == ()
    assert hashtags.choose(["a", "b", "c"], None) == ("a", "b", "c")


def test_hashtags_stand_in_the_text_where_it_says_them() -> None:
    """Whole words only, the first time, never inside a link; the others come after."""
    text = "See https://a.org/forest: we plant a tree in the forest, for forestry."

    marked, left = hashtags.inline(text, ("Forest", "PlantATree", "Climate"), ("Forest", "plant a tree", "Climate"))

    assert marked == "See https://a.org/forest: we #PlantATree in the #forest, for forestry."
    assert left == ("Climate",)


MARKDOWN = """# Come along

Every **tree** counts, _really_, with
`gloves`\\
and [a map](https://example.org/map_of_it_) or https://example.org/a_b_c?d=%20é.

- one
- two
  1. inner
- three

5. five
6. six

> said she

After <script>alert(1)</script> #NoHeading"""


def test_the_long_text_loses_its_marks_and_no_words() -> None:
    """Headings, emphasis, lists and links become plain text that any app takes."""
    assert markup.plain(MARKDOWN) == (
        "Come along\n\nEvery tree counts, really, with gloves\n"
        "and a map (https://example.org/map_of_it_) or https://example.org/a_b_c?d=%20é.\n\n"
        "• one\n• two\n1. inner\n• three\n\n5. five\n6. six\n\nsaid she\n\n"
        "After <script>alert(1)</script> #NoHeading"
    )


def test_the_long_text_as_html_is_safe() -> None:
    """No tag and no script of the copy's gets through, as a whole or cut."""
    page = markup.as_html(f"{MARKDOWN}\n\n[x](javascript:alert(1))")

    assert "<strong>tree</strong>" in page
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert markup.paragraphs("a <b>\nc\n\nd") == "<p>a &lt;b&gt;<br>\nc</p>\n<p>d</p>"
    assert markup.visible("<p>a &lt;b&gt;</p>\n<p>c</p>") == "a <b> c"


def test_alt_text_is_the_copys_own() -> None:
    """Word for word where it fits; cut at a sentence where the platform takes less."""
    copy = words(alt_text="Children plant an oak. It rains, and they laugh.")

    assert alt_text(copy, "a.jpg") == copy.alt_text
    assert alt_text(copy, "a.jpg", 30) == "Children plant an oak."


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        ("forest-walk_03.mp4", "suggestion: A walk in the wood; forest walk"),
        ("IMG_2034.jpg", "suggestion: A walk in the wood"),
        ("2026-11-25.png", "suggestion: A walk in the wood"),
    ],
)
def test_alt_text_that_nobody_wrote_says_so(name: str, draft: str) -> None:
    """It is drafted from copy and file name only, and begins with "suggestion:"."""
    assert alt_text(words(alt_text=""), name) == draft


def test_without_copy_a_telling_name_is_a_suggestion() -> None:
    """A name that a camera gave tells nothing."""
    assert alt_texts((), "forest-walk.jpg") == {"und": "suggestion: forest walk"}
    assert alt_texts((), "DSC_0001.JPG") == {}
