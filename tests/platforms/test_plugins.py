"""The contract, held against every plugin that the project ships, and their facts against the research."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio import testing
from studio.check import names
from studio.paths import resource
from studio.platforms.contract import Limit, Platform, Target
from studio.platforms.discovery import place_of
from studio.platforms.registry import Registry

FOLDERS = sorted(file.parent for file in resource("plugins").glob("*/platform.toml"))

OTHERWISE: dict[tuple[str, str, str], str] = {}
"""Limits that differ from the research on purpose: (platform, key, value) and why."""

VIA_OTHERWISE = {
    ("instagram", "aspect_min", "0.75"): "the rule for the app is the one for uploads by hand",
    ("instagram", "aspect_min", "0.5625"): "the rule for the app is the one for uploads by hand",
    ("instagram", "aspect_max", "1.91"): "the rule for the app is the one for uploads by hand",
    ("instagram", "min_fps", "30"): "the rule for the app is the one for uploads by hand",
    ("instagram", "min_size_px", "[720, 0]"): "the rule for the app is the one for uploads by hand",
    ("instagram", "max_duration_s", "1200"): "the rule for the app is the one for uploads by hand",
    ("youtube", "max_file_mb", "50"): "a computer is where thumbnails are uploaded by hand",
    ("youtube", "max_duration_s", "900"): "the research calls the unverified account a scope; here it is a door",
}
"""Limits whose door (``via``) reads otherwise than in the research, and why."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load([resource("plugins")], names=names())


def limits() -> Iterator[tuple[Platform, Limit]]:
    for platform in Registry.load([resource("plugins")]).platforms.values():
        yield from ((platform, limit) for limit in platform.limits)
        yield from ((platform, limit) for placement in platform.placements for limit in placement.limits)


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
        facts = [*platform.limits, *platform.tips, *(limit for each in platform.placements for limit in each.limits)]
        zones = {placement.safe_zone.source for placement in platform.placements}
        assert own == {fact.source for fact in facts if not fact.source.startswith("general.")} | zones - {None}


def test_the_captions_have_room(registry: Registry) -> None:
    """A safe zone leaves at least half of the width and height, or no subtitle would fit."""
    for target in registry.targets:
        zone, size = target.placement.safe_zone, target.placement.size
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


def rules(file: Path) -> list[dict[str, Any]]:
    """Every rule of one file of the research, with the address of its source."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    found = [rule for section in ("placements", "text") for each in data.get(section, ()) for rule in each["rules"]]
    found += [rule for section in ("subtitles", "audio", "posting") for rule in data.get(section, ())]
    return [{**rule, "url": data["sources"][rule["source"]]["url"]} for rule in found]


def same(limit: Limit, platform: Platform, rule: dict[str, Any]) -> bool:
    return (rule["key"], rule["value"], rule["url"], rule["as_of"], rule["confidence"], rule["level"]) == (
        limit.key, limit.value, platform.sources[limit.source].url, limit.as_of, limit.confidence, "limit",
    )  # fmt: skip


def test_limits_are_those_of_the_research(shared_platforms: Path) -> None:
    """Value, source, month and confidence of every limit stand in the research, or the difference has a reason."""
    strange = []
    for platform, limit in limits():
        found = [rule for rule in rules(shared_platforms / f"{platform.slug}.toml") if same(limit, platform, rule)]
        name = (platform.slug, limit.key, str(limit.value))
        if not found and name not in OTHERWISE:
            strange.append(name)
        if found and limit.via not in {rule.get("via") for rule in found} and name not in VIA_OTHERWISE:
            strange.append((*name, f"via {limit.via}"))

    assert strange == []


def test_reasons_are_still_needed(shared_platforms: Path) -> None:
    """A difference that is none any more loses its line."""
    shipped = {(platform.slug, limit.key, str(limit.value)) for platform, limit in limits()}

    assert set(OTHERWISE) | set(VIA_OTHERWISE) <= shipped


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
