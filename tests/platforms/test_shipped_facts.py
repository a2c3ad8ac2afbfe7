"""The limits of every shipped platform, held against the research: the same, or different for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.paths import resource
from studio.platforms.registry import Registry
from tests.platforms.differing import REASONS, Difference, Reason, Reasons, differences, research, table
from tests.platforms.writing import plugin

SLUGS = sorted(file.parent.name for file in resource("plugins").glob("*/platform.toml"))


def found(slug: str, folder: Path) -> list[Difference]:
    file = folder / f"{slug}.toml"
    if not file.is_file():
        pytest.skip("nobody has looked up this platform")
    return differences(Registry.load([resource("plugins")]).platforms[slug], research(file))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_difference_from_the_research_has_a_reason(slug: str, shared_platforms: Path) -> None:
    """Both sides hold the same limits: value, source, month, confidence and door; or somebody wrote down why not."""
    reasons = Reasons.of(slug)

    assert [each for each in found(slug, shared_platforms) if reasons.why(each) is None] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_reason_is_still_needed(slug: str, shared_platforms: Path) -> None:
    """A difference that is none any more loses its reason."""
    assert Reasons.of(slug).idle(found(slug, shared_platforms)) == []


def test_reasons_belong_to_platforms_that_are_there() -> None:
    """No reasons are left of a platform that went."""
    assert {file.stem for file in REASONS.iterdir()} <= set(SLUGS)


def test_the_table_lists_every_difference(shared_platforms: Path) -> None:
    """Whoever asks sees each difference beside its reason."""
    lines = list(table(shared_platforms))

    assert any("| linkedin | left out | ad_video | max_file_mb | 500 |" in line for line in lines)
    assert not any("NO REASON" in line for line in lines)


MADE = """
[sources.help]
url = "https://example.org/help"
[[placements]]
id = "clip"
kinds = ["video"]
[[placements.rules]]
key = "max_file_mb"
value = {most}
level = "limit"
source = "help"
as_of = "2026-09"
confidence = "high"
[[placements.rules]]
key = "max_file_mb"
value = 2
level = "limit"
via = "{door}"
source = "help"
as_of = "2026-09"
confidence = "high"
[[placements]]
id = "photo"
kinds = ["image", "video"]
[[placements.rules]]
key = "min_size_px"
value = [100, 0]
level = "limit"
source = "help"
as_of = "2026-09"
confidence = "medium"
[[placements.rules]]
key = "max_items"
value = 4
level = "limit"
source = "help"
as_of = "2026-09"
confidence = "medium"
"""


def compared(folder: Path, *, most: int = 5, door: str = "api", more: str = "") -> list[Difference]:
    """The tests' right plugin beside a made file of research."""
    plugin(folder)
    file = folder / "research.toml"
    file.write_text(MADE.format(most=most, door=door) + more, encoding="utf-8")
    (platform,) = Registry.load([folder]).platforms.values()
    return differences(platform, research(file))


def test_equal_facts_do_not_differ(tmp_path: Path) -> None:
    """The same value, source, month, confidence and door on both sides; what no file can break is left aside."""
    assert compared(tmp_path) == []


def test_a_changed_value_differs_on_both_sides(tmp_path: Path) -> None:
    """A figure that was mistyped is found, and so is the right one that is missing."""
    assert [(each.what, each.placement, each.value) for each in compared(tmp_path, most=50)] == [
        ("own", "post", 5),
        ("left_out", "clip", 50),
    ]


def test_another_door_differs(tmp_path: Path) -> None:
    """A limit that the research has for the app alone is no limit for the API."""
    assert [(each.what, each.via) for each in compared(tmp_path, door="app")] == [("door", "api")]


def test_a_limit_of_another_kind_of_file_does_not_count(tmp_path: Path) -> None:
    """A rule for pictures is not held by a limit for videos that reads the same."""
    other = """
[[placements]]
id = "sticker"
kinds = ["image"]
[[placements.rules]]
key = "max_file_mb"
value = 5
level = "limit"
source = "help"
as_of = "2026-09"
confidence = "high"
"""
    assert [(each.what, each.placement) for each in compared(tmp_path, more=other)] == [("left_out", "sticker")]


def test_a_reason_covers_what_it_names_and_no_more(tmp_path: Path) -> None:
    """A reason for one placement's rules leaves the others unexplained, and one for nothing is idle."""
    found = compared(tmp_path, most=50)
    clip, idle = Reason(placement="clip", reason="not made by hand"), Reason(key="max_fps", reason="not made by hand")
    reasons = Reasons(left_out=(clip, idle))

    assert [reasons.why(each) for each in found] == [None, clip]
    assert reasons.idle(found) == [idle]
