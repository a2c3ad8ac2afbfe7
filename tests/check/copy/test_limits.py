"""Posts held against their platform's limits."""

from __future__ import annotations

import pytest

from studio.check import names
from studio.check.copy import POST_LIMITS, UNITS, check_post
from studio.check.finding import Finding
from studio.plan.copy.counting import UNITS as COUNTED
from studio.plan.copy.post import Part, Post
from studio.platforms.facts import Limit
from studio.platforms.posts import PostRules
from tests.plan.copy.building import platform, rules


def post(text: str = "On Saturday we plant.", own: PostRules | None = None, **changes: object) -> Post:
    told = {"parts": (Part(text=text, count=0),), **changes}
    return Post.model_validate({
        "platform": "townhall", "platform_name": "Townhall", "id": "post", "name": "Post", "language": "en",
        "unit": (own or rules()).count, **told,
    })  # fmt: skip


def finding(key: str, value: int, judged: Post, **more: str) -> Finding:
    limit = Limit(key=key, value=value, source="help", as_of="2026-09", **{"confidence": "high", **more})
    own = rules(judged.unit).model_copy(update={"limits": (limit,)})
    (found,) = check_post(judged, platform(own))
    return found


@pytest.mark.parametrize(
    ("key", "most", "text", "changes"),
    [
        ("max_chars", 9, "a" * 10, {}),
        ("max_bytes", 9, "é" * 5, {}),
        ("max_hashtags", 1, "#one #two", {}),
        ("max_hashtags", 1, "none", {"hashtags": ("one", "two")}),
        ("max_mentions", 1, "@ada @bob", {}),
        ("max_links", 1, "https://a.org https://b.org", {}),
        ("alt_text_max_chars", 3, "a", {"alt_text": "A tree."}),
    ],
)
def test_a_broken_limit_fails_with_the_count(key: str, most: int, text: str, changes: dict[str, object]) -> None:
    """What a platform would refuse is said with numbers, source and month; at the limit it passes."""
    judged = post(text, **changes)

    failed = finding(key, most, judged)
    assert (failed.rule, failed.level, failed.as_of) == (f"limit.{key}", "fail", "2026-09")
    assert failed.source == "Help pages <https://example.org/help>"
    assert f"over the limit of {most}" in failed.message
    assert finding(key, failed.evidence["measured"], judged).level == "pass"


def test_it_is_counted_again() -> None:
    """What whoever made the post believes about its length counts for nothing."""
    judged = post("a" * 300).model_copy(update={"parts": (Part(text="a" * 300, count=3),)})

    assert finding("max_chars", 280, judged).evidence == {"measured": 300, "wanted_max": 280}


def test_every_part_of_a_thread_counts() -> None:
    """The longest decides, wherever it stands."""
    judged = post(parts=(Part(text="a", count=1), Part(text="b" * 20, count=20)))

    assert finding("max_chars", 10, judged).level == "fail"
    assert finding("max_chars", 20, judged).message == "The longest of 2 posts has 20 of 20 characters."


@pytest.mark.parametrize("more", [{"confidence": "low"}, {"via": "api"}])
def test_what_is_not_sure_or_not_by_hand_only_warns(more: dict[str, str]) -> None:
    """As with outputs."""
    assert finding("max_chars", 3, post(), **more).level == "warn"


def test_advice_only_warns() -> None:
    """Too many hashtags, or a first sentence behind the fold, is no reason to refuse a post."""
    long = post("We plant a thousand trees on Saturday.", above_fold="We plant a")

    assert finding("hashtag_advice_max", 1, post("#one #two")).level == "warn"
    assert finding("fold_chars", 10, long).level == "warn"
    assert finding("fold_chars", 10, post("We plant. And more.", above_fold="We plant. A")).level == "pass"
    assert finding("fold_chars", 99, post()).level == "pass"


def test_a_suggested_alt_text_is_never_a_pass() -> None:
    """A person must look and write."""
    assert finding("alt_text_max_chars", 99, post(alt_text="suggestion: a walk")).level == "warn"


def test_html_is_counted_as_it_is_seen() -> None:
    """Tags are no characters."""
    assert finding("max_chars", 5, post("<p>a &amp; b</p>", format="html")).level == "pass"


def test_every_limit_and_unit_has_a_name() -> None:
    """Plugins are held against the limits that exist; every unit can be told to people."""
    assert names().post_limits == frozenset(POST_LIMITS)
    assert set(UNITS) == set(COUNTED)
