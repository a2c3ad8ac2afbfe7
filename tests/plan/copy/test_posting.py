"""From copy and rules to posts."""

from __future__ import annotations

import pytest

from studio.plan.copy.posting import campaign_of, plan_posts, printed_link
from studio.platforms.templates import read_templates
from tests.plan.copy.building import LINK, one, platform, rules, words, written

TAGGED = (
    "https://example.org/walk?ref=a%20b&utm_source=townhall&utm_medium=social"
    "&utm_campaign=a-walk-in-the-wood&utm_content=post-en#top"
)


def test_a_post_has_everything_in_order() -> None:
    """What a reader sees first comes first: message, long text, call and link, hashtags."""
    post = one(rules())

    assert post.text == (
        "On Saturday we plant a thousand trees. Bring your boots!\n\n"
        "Every tree stands where the fire was.\n\nYou need no experience.\n\n"
        f"Sign up here\n{TAGGED}\n\n#PlantATree #Forest"
    )
    assert (post.key, post.link, post.parts[0].count) == ("townhall/post/en", TAGGED, len(post.text))
    assert (post.notes, post.above_fold, post.alt_text) == ((), None, "Children plant an oak.")


def test_what_the_copy_does_not_say_leaves_no_gap() -> None:
    """No empty lines, no lonely #, where there is only a message."""
    bare = words(title="", call_to_action="", link="", hashtags=(), keywords=(), body="")

    assert one(rules(), bare).text == bare.message


def test_the_long_text_gives_way_first_and_at_a_sentence() -> None:
    """A limit cuts the copy, not the post: link and hashtags stay whole."""
    most = one(rules()).parts[0].count - 10

    post = one(rules(limits={"max_chars": most}))

    assert post.parts[0].count <= most
    assert "Every tree stands where the fire was.\n\nSign up here" in post.text
    assert "experience" not in post.text
    assert post.text.endswith(f"{TAGGED}\n\n#PlantATree #Forest")
    assert [str(note) for note in post.notes] == ["the long text is cut: 37 of 62 characters stay"]


def test_then_hashtags_then_the_message_give_way() -> None:
    """Down to the link, whatever is said is told; the link is never cut."""
    post = one(rules(limits={"max_chars": len(TAGGED) + 60}))

    assert post.parts[0].count <= len(TAGGED) + 60
    assert TAGGED in post.text
    assert str(post.notes[0]).startswith("the long text is left out")
    assert any("hashtags are left out" in str(note) for note in post.notes)


def test_what_cannot_fit_is_kept_whole() -> None:
    """Nothing is mangled: whoever checks the post says by how much it is too long."""
    post = one(rules(limits={"max_chars": 40}))

    assert post.parts[0].count > 40
    assert TAGGED in post.text


def test_a_title_is_cut_before_it_is_given_up() -> None:
    """A title that is too long is a shorter title, not the message."""
    post = one(rules(name="title", limits={"max_chars": 12}, links="none", hashtags="none"))

    assert (post.text, post.link) == ("A walk in…", "")
    assert one(rules(name="title"), words(title="")).text == words().message


def test_a_thread_begins_with_the_message_and_its_link() -> None:
    """What is shared stands in the first post, the long text follows, each numbered and within the limit."""
    post = one(rules("weighted", thread=True, limits={"max_chars": 130}))

    first, *others = [part.text for part in post.parts]
    assert first.startswith("On Saturday")
    assert TAGGED in first
    assert [text.rpartition("\n")[2] for text in (first, *others)] == ["1/2", "2/2"]
    assert max(part.count for part in post.parts) <= 130


def test_without_a_message_the_long_text_begins() -> None:
    """Its first paragraph is the message."""
    post = one(rules("weighted", thread=True, limits={"max_chars": 130}), words(message=""))

    assert post.parts[0].text.startswith("Every tree stands where the fire was.\n\nSign up here")


def test_a_link_that_cannot_be_pressed_is_short() -> None:
    """Readers see what they can type; the whole link is beside, with what to do."""
    post = one(rules(links="shown"))

    assert "\nexample.org/walk?ref=a%20b#top\n" in post.text
    assert "utm_" not in post.text
    assert post.link == TAGGED
    assert "cannot press" in str(post.notes[-1])


def test_where_links_do_not_belong_nothing_asks_to_press_one() -> None:
    """No call to a link that is not there."""
    post = one(rules(links="none"))

    assert ("example.org" in post.text, "Sign up" in post.text, post.link) == (False, False, "")


@pytest.mark.parametrize(
    ("place", "limits", "end", "field"),
    [
        ("end", {"max_hashtags": 1}, "\n\n#PlantATree", ()),
        ("end", {"max_hashtags": 5, "hashtag_advice_max": 1}, "\n\n#PlantATree", ()),
        ("inline", {}, "\n\n#PlantATree #Forest", ()),
        ("field", {}, "#top", ("PlantATree", "Forest")),
        ("none", {}, "#top", ()),
    ],
)
def test_hashtags_go_where_the_platform_likes(
    place: str, limits: dict[str, int], end: str, field: tuple[str, ...]
) -> None:
    """As many as help, at the end, in the text, in a field of their own, or nowhere."""
    post = one(rules(hashtags=place, limits=limits))

    assert post.text.endswith(end)
    assert post.hashtags == field


def test_left_out_hashtags_are_told() -> None:
    """Nobody wonders where one went."""
    (note,) = one(rules(limits={"max_hashtags": 1})).notes
    assert str(note) == "#Forest left out: at most 1 work well here"


def test_every_language_gets_its_posts() -> None:
    """Direction, alt text and links are those of each; the campaign's name is one."""
    arabic = words(language="ar", title="نزهة", message="نزرع شجرة يوم السبت.", body="", alt_text="", hashtags=())

    english, other = written(rules(), words(), arabic).posts

    assert (english.right_to_left, other.right_to_left) == (False, True)
    assert "utm_campaign=a-walk-in-the-wood&utm_content=post-ar" in other.link
    assert other.alt_text == "suggestion: نزهة; forest walk"
    assert campaign_of([words(campaign="Spring 26"), arabic]) == "spring-26"


def test_a_printed_link_says_that_it_was_printed() -> None:
    """Visits by a poster can be told from those by a post."""
    copy = words()

    assert printed_link(copy, [copy]).startswith(
        "https://example.org/walk?ref=a%20b&utm_source=qr&utm_medium=print&utm_campaign=a-walk-in-the-wood"
    )
    assert printed_link(words(link=""), [copy]) == ""


def test_html_is_escaped_and_counted_as_it_is_seen() -> None:
    """A platform that takes HTML gets the long text's marks; the copy's own signs stay signs."""
    post = one(
        rules(template="page.html.j2", limits={"max_chars": 100}),
        words(message="<b>Boots & tea</b>"),
        template="<p>{{ message }}</p>{{ body_html }}",
    )

    assert post.format == "html"
    assert "&lt;b&gt;Boots &amp; tea&lt;/b&gt;" in post.text
    assert "<strong>fire</strong>" in post.text
    assert post.parts[0].count == len("<b>Boots & tea</b>Every tree stands where the fire was. You need no experience.")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ mesage }}", "'mesage' is undefined"),
        ("a\n{% if %}", "line 2"),
        ("{{ message.__class__.__mro__ }}", "unsafe"),
        ("{{ 'a' * 10000000 }}", "small numbers only"),
        ("{{ 9 ** 9 }}", "not for templates"),
        ("{% for i in range(99999) %}{{ message }}{% endfor %}", "without end"),
        ("{% for i in range(999999) %}{% endfor %}", "range"),
        ("{{ 1 / 0 }}", "division"),
        ("{{ message + 1 }}", "str"),
        ("{% include 'other.j2' %}", "no loader"),
    ],
)
def test_a_broken_or_greedy_template_stops_only_its_own_post(template: str, said: str) -> None:
    """Templates come with plugins: one that errs, reaches out or never ends is named, and nothing else suffers."""
    found = written(rules(), template=template)

    assert found.posts == ()
    assert found.skipped[0].placement == "townhall/post"
    assert said in str(found.skipped[0].reason)
    assert "townhall/post.txt.j2" in str(found.skipped[0].reason)


def test_a_template_that_is_gone_is_told() -> None:
    """A file that vanished or may not be read costs one post."""
    found = plan_posts([words()], [platform(rules())], {}, "a.jpg")

    assert (found.posts, str(found.skipped[0].reason)) == ((), "its template cannot be read")


def test_a_text_that_the_copy_does_not_have_is_left_out() -> None:
    """A field for tags stays empty where nobody gave any, and that is said."""
    found = written(rules(name="tags"), words(keywords=(), hashtags=()))

    assert (found.posts, str(found.skipped[0].reason)) == ((), "the copy has no words for it")


@pytest.mark.parametrize("thread", [False, True])
@pytest.mark.parametrize(
    "body", ["We plant trees. See https://example.org/a_b. " * 4000, "x" * 200_000, "我们种树" * 30_000]
)
def test_a_huge_text_is_no_trouble(body: str, *, thread: bool) -> None:
    """Whatever somebody pastes: within seconds there is a post that fits and has the message."""
    post = one(rules("weighted", thread=thread, limits={"max_chars": 280}), words(body=body))

    assert max(part.count for part in post.parts) <= 280
    assert post.text.startswith("On Saturday we plant a thousand trees. Bring your boots!")
    assert str(post.notes[0]).startswith("the long text is")


def test_the_same_copy_gives_the_same_posts() -> None:
    """Nothing depends on the clock, on chance or on what was written before."""
    towns = [platform(rules(), slug="alpha"), platform(rules("weighted", thread=True, limits={"max_chars": 130}))]
    templates = read_templates(towns)

    first, second = (plan_posts([words()], towns, templates, "a.jpg") for _ in range(2))

    assert first == second
    assert [post.platform for post in first.posts] == ["alpha", "townhall"]
    assert LINK.partition("?")[0] in first.posts[0].text
