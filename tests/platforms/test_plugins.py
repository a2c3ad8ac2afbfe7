"""The contract, held against every plugin that the project ships."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio import testing
from studio.check import names
from studio.paths import resource
from studio.platforms.contract import Target
from studio.platforms.discovery import place_of
from studio.platforms.registry import Registry

FOLDERS = sorted(file.parent for file in resource("plugins").glob("*/platform.toml"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load([resource("plugins")], names=names())


def test_every_folder_loads(registry: Registry) -> None:
    """Nothing that we ship is broken."""
    assert [str(problem) for problem in registry.problems] == []
    assert sorted(registry.platforms) == [folder.name for folder in FOLDERS]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_folder_passes_the_check(folder: Path) -> None:
    """What ``studio plugin check`` asks of everybody: dates, ranges, tips that an output can pass, effects."""
    assert [str(problem) for problem in testing.problems(place_of(folder, origin="shipped"))] == []


def test_the_promised_placements_are_there(registry: Registry) -> None:
    """The pack that the project promises, in the promised sizes."""
    sizes = {target.id: str(target.placement.size) for target in registry.targets}

    assert (
        sizes
        | {
            "instagram/square": "1080x1080",
            "instagram/video": "1080x1080",
            "youtube/thumbnail": "1280x720",
            "snapchat/snap": "1080x1920",
        }
        == sizes
    )
    assert {"facebook/teaser", "facebook/video", "youtube/video", "twitter/video", "twitter/image"} <= set(sizes)


def test_every_source_that_is_named_is_used(registry: Registry) -> None:
    """A source that nothing cites is left over from something."""
    for platform in registry.platforms.values():
        own = {key for key in platform.sources if not key.startswith("general.")}
        places = [*platform.placements, *platform.posts]
        facts = [*platform.limits, *platform.tips, *(limit for each in places for limit in each.limits)]
        others = {placement.safe_zone.source for placement in platform.placements}
        others |= {post.source for post in platform.posts} | {platform.status.source}
        cited = {fact.source for fact in facts if not fact.source.startswith("general.")}
        assert own == (cited | others) - {None}, platform.slug


def test_the_captions_have_room(registry: Registry) -> None:
    """Where subtitles are burned in, a safe zone leaves at least half of the width and height, or none would fit."""
    for target in registry.targets:
        if target.placement.captions == "none":
            continue
        zone, size = target.placement.safe_zone, target.placement.canvas
        assert zone.left + zone.right < size.width / 2, target.id
        assert zone.top + zone.bottom < size.height / 2, target.id


def test_an_aim_keeps_its_own_limits(registry: Registry) -> None:
    """What we make is within what the platform takes, for every door."""
    for target in registry.targets:
        longest = target.placement.aim.max_s
        for limit in target.limits:
            if limit.key == "max_duration_s" and longest is not None:
                assert longest <= limit.value, target.id
            if limit.key == "min_duration_s" and longest is not None:
                assert longest >= limit.value, target.id


def test_every_advice_speaks_to_people(registry: Registry) -> None:
    """A tip is a sentence; no two tips of a platform say the same."""
    for platform in registry.platforms.values():
        advices = [tip.advice for tip in platform.tips]
        assert all(advice[0].isupper() and advice[-1] in ".!?" for advice in advices), platform.slug
        assert len(set(advices)) == len(advices), platform.slug


def test_every_tip_of_the_paper_is_there(registry: Registry, shared_tips: Path) -> None:
    """Each platform's tips are all kept, also those that only a person can tick."""
    paper = {tip["id"] for tip in tomllib.loads(shared_tips.read_text(encoding="utf-8"))["tip"]}
    for slug, platform in registry.platforms.items():
        wanted = {tip for tip in paper if tip.startswith(f"{slug}.")} | {"video.works_without_sound", "campaign.mobile"}
        assert wanted <= {tip.id for tip in platform.tips}


def test_a_picture_and_a_video_each_get_their_tips(registry: Registry) -> None:
    """General tips for videos leave pictures alone."""
    by_id: dict[str, Target] = {target.id: target for target in registry.targets}

    assert "video.works_without_sound" in {tip.id for tip in by_id["twitter/video"].tips}
    assert "video.works_without_sound" not in {tip.id for tip in by_id["twitter/image"].tips}
    assert "craft.no_personal_data" in {tip.id for tip in by_id["twitter/image"].tips}
