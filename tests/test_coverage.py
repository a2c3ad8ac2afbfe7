"""Every tip is listed, with what the studio does about it, and points at something that exists."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.campaign.brief import fields
from studio.check import names
from studio.cli.app import app
from studio.coverage import CAMPAIGN, EVERYWHERE, Covered, covered, summary
from studio.paths import PACKAGE, resource
from studio.plan.edits import PlacementEdits
from studio.platforms.registry import Registry

COMMANDS = {info.name for info in app.registered_commands} | {group.name for group in app.registered_groups}


@pytest.fixture(scope="module")
def registry() -> Registry:
    """What is shipped."""
    return Registry.load([resource("plugins")], names=names())


@pytest.fixture(scope="module")
def tips(registry: Registry) -> tuple[Covered, ...]:
    return covered(registry)


def exists(where: str, registry: Registry) -> bool:
    """Whether a tip's ``where`` leads to a line of code, a placement, a post, a command or a field."""
    first, _, rest = where.partition(" ")
    if rest:
        known = {"brief": fields(), "edits": PlacementEdits.model_fields, "studio": COMMANDS}
        return rest in known[first]
    if ":" in where:
        file, _, line = where.partition(":")
        text = (PACKAGE.parent / file).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip()
        return text.startswith(("def ", "class ", "@")) or "=" in text
    slug, _, name = where.partition("/")
    platform = registry.platforms[slug]
    return name in {each.id for each in (*platform.placements, *platform.posts)}


def test_no_tip_points_at_nothing(tips: tuple[Covered, ...], registry: Registry) -> None:
    """Each place resolves; what is done has one, and what waits says for what."""
    assert [(tip.id, where) for tip in tips for where in tip.where if not exists(where, registry)] == []
    assert [tip.id for tip in tips if tip.state == "done" and not tip.where] == []
    assert [tip.id for tip in tips if (tip.state == "waiting") != bool(tip.waits_for)] == []


def test_each_tip_is_listed_once(tips: tuple[Covered, ...]) -> None:
    """A general one as well, however many platforms it holds on."""
    ids = [(tip.platform, tip.id) for tip in tips]

    assert [one for one in ids if ids.count(one) > 1] == []
    assert {CAMPAIGN, EVERYWHERE} < {tip.platform for tip in tips}


def test_the_papers_tips_are_all_there_and_most_are_done(tips: tuple[Covered, ...], shared_tips: Path) -> None:
    """Each of the same kind as in the list beside the checkout; at least a hundred done."""
    paper = {tip["id"]: tip["check"] for tip in tomllib.loads(shared_tips.read_text(encoding="utf-8"))["tip"]}
    ours = {tip.id: tip for tip in tips}

    assert {id_: ours[id_].kind if id_ in ours else "missing" for id_ in paper} == paper
    assert sum(ours[id_].state == "done" for id_ in paper) >= 100


def test_one_platform_alone(registry: Registry) -> None:
    """Its own tips, none of the campaign's or the general ones."""
    assert {tip.platform for tip in covered(registry, "tumblr")} == {"tumblr"}
    assert {tip.platform for tip in covered(registry, CAMPAIGN)} == {CAMPAIGN}


def test_the_summary_counts_by_kind() -> None:
    """One line, done and waiting apart."""
    one = Covered(id="a.b", platform="a", advice="Do so.", source="Help, 2026-09", kind="auto", state="done")
    two = one.model_copy(update={"kind": "feature", "state": "waiting", "waits_for": "a poster"})

    assert summary([one, one, two]) == "3 tips: 2 done (2 auto), 1 waiting (1 feature)"
