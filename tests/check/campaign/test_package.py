"""Whether a pack as a whole holds what a campaign needs: just inside and just outside of what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from studio.campaign.calendar import ScheduledPost
from studio.check.campaign import package
from tests.check.campaign.building import campaign, output, post

WHOLE = (
    output("town/post", "image"), output("town/logo", "image", transparent=True), output("town/clip"),
    output("town/poster", "document"), output("town/radio_spot", "text"), output("town/media_kit", "document"),
)  # fmt: skip


@pytest.mark.parametrize(("level", "slugs"), [("pass", ("town", "village")), ("warn", ("town",)), ("n/a", ())])
def test_a_campaign_is_on_several_platforms(level: str, slugs: tuple[str, ...]) -> None:
    """Two or more."""
    known = campaign(platforms={slug: {} for slug in slugs})

    assert package.several_platforms(known).level == level


def test_a_whole_package_lacks_nothing() -> None:
    """Each thing that is left out is named."""
    whole = campaign(keywords=["trees"]).model_copy(update={"outputs": WHOLE, "posts": (post(),)})

    assert package.full_package(whole).level == "pass"
    for left_out, name in ((0, None), (1, "a logo"), (2, "a video"), (3, "a poster"), (4, "a radio spot")):
        some = whole.model_copy(update={"outputs": (*WHOLE[:left_out], *WHOLE[left_out + 1 :])})
        verdict = package.full_package(some)
        assert verdict.level == ("warn" if name else "pass"), name
        assert name is None or name in verdict.message
    assert "keywords" in package.full_package(whole.model_copy(update={"brief": None})).message
    assert "copy" in package.full_package(whole.model_copy(update={"posts": ()})).message


def test_every_platform_has_its_own_file() -> None:
    """A platform of the brief without one is named, and so is a post that only links to a video elsewhere."""
    both = campaign(platforms={"town": {}}).model_copy(update={"outputs": (output(),)})
    alone = campaign(platforms={"town": {}, "village": {}}).model_copy(update={"outputs": (output(),)})
    link = post("Look: https://example.org/watch?v=1", of="town")

    assert package.own_files(both).level == "pass"
    assert package.own_files(alone).level == "warn"
    assert package.own_files(both.model_copy(update={"posts": (link,)})).level == "pass"
    still = both.model_copy(update={"outputs": (output(kind="image"),), "posts": (link,)})
    assert package.own_files(still).level == "warn"
    assert package.own_files(still.model_copy(update={"posts": (post("https://example.org/read"),)})).level == "pass"


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"links": ("https://vimeo.com/1",)}, "warn"),
        ({"text": "Watch https://vimeo.com/1"}, "warn"),
        ({"links": ("https://vimeo.com/1",), "media": ("town/clip",)}, "pass"),
        ({"links": ("https://vimeo.com/1",), "video": "walk"}, "pass"),
        ({"links": ("https://example.org/walk",)}, "pass"),
        ({"links": ("https://vimeo.com/1",), "platform": "vimeo"}, "pass"),
    ],
)
def test_a_scheduled_post_whose_only_video_lies_elsewhere(more: dict[str, Any], level: str) -> None:
    """One with media of its own may link to others too, and a platform's own videos lie at home."""
    scheduled = ScheduledPost.model_validate({"platform": "town", "when": "2026-12-01T18:30:00+01:00", **more})
    made = tuple(output(f"{slug}/clip") for slug in ("town", "vimeo"))
    known = campaign().model_copy(update={"outputs": made, "calendar": (scheduled,)})

    assert package.own_files(known).level == level


@pytest.mark.parametrize(("level", "seconds"), [("pass", 6.0), ("warn", 6.04)])
def test_a_teaser_is_short_and_its_post_leads_on(level: str, seconds: float) -> None:
    """Six seconds at most, with a link."""
    known = campaign().model_copy(
        update={"outputs": (output(duration_s=seconds),), "posts": (post("All of it: https://example.org/walk"),)}
    )

    assert package.teaser_and_long_version(known).level == level
    assert package.teaser_and_long_version(known.model_copy(update={"posts": (post(),)})).level == "warn"
    assert package.teaser_and_long_version(known.model_copy(update={"posts": ()})).level in {"n/a", "warn"}
    assert package.teaser_and_long_version(campaign()).level == "n/a"


def test_near_copies_are_found() -> None:
    """Two platforms with the same words."""
    words = "On Saturday we plant a thousand trees behind the old harbour, so bring your boots."
    known = campaign(of=None).model_copy(update={"posts": (post(words), post(words, of="village"))})
    other = "Samira has planted her first tree, and tells what the wood was like when she was small."

    assert package.no_copy_paste(known).level == "warn"
    assert package.no_copy_paste(known.model_copy(update={"posts": (post(words), post(other))})).level == "pass"
