"""Tips that are asked about posts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from studio.check import names
from studio.check.copy import COPY_CHECKS, check_post, is_about_copy
from studio.check.named import parameters
from studio.check.tips import CHECKS
from studio.check.verdict import Verdict
from studio.copywriting import posts_for, write_texts
from studio.ingest.copy_file import load_copies
from studio.paths import resource
from studio.platforms.contract import Platform, Tip
from studio.platforms.reading import faults
from studio.platforms.registry import Registry, plugin_folders
from tests.check.copy.building import post, said
from tests.plan.copy.building import platform, rules

NEEDED: dict[str, dict[str, Any]] = {"length": {"max_chars": 9}, "full_thought": {"chars": 125}}


def town(*tips: dict[str, Any]) -> Platform:
    told = [Tip.model_validate({"id": f"townhall.tip{n}", "advice": "Do.", "source": "help", "as_of": "2026-09", **tip})
            for n, tip in enumerate(tips)]  # fmt: skip
    return platform(rules(), rules(name="title")).model_copy(update={"tips": tuple(told)})


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load(plugin_folders()[:1], names=names())


@pytest.mark.parametrize("name", sorted(COPY_CHECKS))
@pytest.mark.parametrize("text", ["", "👩‍👩‍👧", "#", "A tree.", "شجرة", "树", "https://example.org", "1/2\n!!"])
def test_every_check_answers_whatever_the_post_is(name: str, text: str) -> None:
    """Also an empty one, and one in a language without a list; with a sentence as data."""
    for language in ("en", "ar", "sv"):
        verdict = COPY_CHECKS[name](said(text, language=language), **NEEDED.get(name, {}))

        assert isinstance(verdict, Verdict)
        assert verdict.said is not None
        assert verdict.message


def test_a_tip_is_asked_about_the_posts_it_names() -> None:
    """And about every post where it names none; its finding has source and month."""
    place = town({"check": "calm_tone"}, {"check": "length", "with": {"max_chars": 3}, "posts": ["title"]})

    body = check_post(post("NEVER!"), place)
    title = check_post(post("NEVER!", id="title"), place)

    assert [(each.rule, each.level) for each in body] == [("townhall.tip0", "warn")]
    assert [each.rule for each in title] == ["townhall.tip0", "townhall.tip1"]
    assert body[0].source == "Help pages <https://example.org/help>"
    assert body[0].evidence["advice"] == "Do."


def test_wrong_parameters_are_no_pass() -> None:
    """Where nobody has checked the plugin before."""
    (found,) = check_post(post("Trees"), town({"check": "length", "with": {"max_chars": "many"}}))

    assert (found.level, found.message.partition(";")[0]) == ("n/a", "“length” makes no sense of max_chars")


@pytest.mark.parametrize(
    ("tip", "wrong"),
    [
        ({"check": "calm_ton"}, "there is no check 'calm_ton'"),
        ({"check": "length"}, "'length' makes no sense of its parameters"),
        ({"check": "hashtags", "with": {"max_tags": -1}}, "'hashtags' makes no sense of its parameters"),
        ({"check": "hashtags", "with": {"most": 3}}, "there is no parameter 'most'"),
        ({"check": "calm_tone", "posts": ["titel"]}, "there is no post 'titel'"),
    ],
)
def test_a_plugin_is_told_what_is_wrong(tip: dict[str, Any], wrong: str) -> None:
    """As with the checks of files."""
    assert wrong in {fault.message for fault in faults(town(tip), names())}


def test_no_name_means_two_checks() -> None:
    """A tip says which check it means by its name alone, and its parameters have names of their own."""
    assert not set(CHECKS) & set(COPY_CHECKS)
    assert {"min_tags", "max_tags", "max_length", "capitals"} == set(parameters(COPY_CHECKS["hashtags"]))


def test_tips_about_posts_are_no_tips_about_files(registry: Registry) -> None:
    """What the shipped platforms ask of posts is asked of posts they have."""
    for each in registry.platforms.values():
        for tip in each.tips:
            if is_about_copy(tip, each) and tip.check in COPY_CHECKS:
                assert not tip.placements
                assert not tip.kinds


def test_the_demo_copy_has_these_findings(registry: Registry) -> None:
    """Each looked at by a person: what is told here is so, and nothing else warns but lengths and near copies."""
    demo = [resource("assets", "demo", f"demo.{language}.md") for language in ("en", "ar")]
    texts = write_texts(load_copies(demo), list(registry.targets), "demo.mp4").texts

    warned = {(each.post.key, finding.rule) for each in texts.posts for finding in each.findings
              if finding.level in {"warn", "fail"} and not finding.rule.startswith("limit.")}  # fmt: skip
    both = [
        ("reddit/self_post", "reddit.context"), ("tumblr/tags", "tumblr.tags"), ("twitter/post", "twitter.length"),
        ("youtube/description", "youtube.first_sentences"),
        ("youtube/description", "youtube.findable_later"), ("youtube/tags", "youtube.tags"),
        ("email/body", "email.length"), ("wordpress/article", "blog.length"),
    ]  # fmt: skip
    assert warned == {
        *((f"{key}/{language}", rule) for key, rule in both for language in ("en", "ar")),
        ("facebook/post/en", "facebook.concise"), ("tumblr/post/en", "tumblr.cross_post"),
        ("youtube/title/ar", "youtube.search"), ("youtube/description/ar", "youtube.search"),
    }  # fmt: skip


def test_the_posts_of_every_platform_are_checked_in_a_moment(registry: Registry, tmp_path: Path) -> None:
    """Of 23 platforms in two languages, with time of this process alone; once more, it costs next to nothing."""
    copies = load_copies([resource("assets", "demo", f"demo.{language}.md") for language in ("en", "ar")])
    by_slug = {target.platform.slug: target.platform for target in registry.targets}
    posts = posts_for(copies, list(registry.targets), "demo.mp4").posts

    begun = time.process_time()
    for each in posts:
        check_post(each, by_slug[each.platform], source=copies[0 if each.language == "en" else 1])

    assert len(posts) > 80
    assert time.process_time() - begun < 2
