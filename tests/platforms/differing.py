"""How the shipped limits differ from the research beside the checkout, and the reasons that people wrote down.

``python -m tests.platforms.differing RESEARCH`` lists them as a table. A platform's reasons stand in
``differences/<slug>.toml`` beside this file, so that two people who add platforms never meet in one file:

- ``[[left_out]]``: rules of the research that the plugin does not hold. ``placement`` is the research's; without
  ``key`` all rules of that placement.
- ``[[own]]``: limits of the plugin that the research has not, or has in other words.
- ``[[door]]``: limits whose ``via`` reads otherwise there.

Each names as much of ``placement``, ``key``, ``value`` and ``via`` as it needs, and a ``reason``. Only what the studio
can measure on a file is compared, and the limits of posts: limits of items and uploads a day have no key in
``studio.check.limits``. Of posts only what the plugin holds is compared; the research also rules names and messages.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from studio.check.limits import LIMITS
from studio.paths import resource
from studio.platforms.contract import Placement, Platform, SharedLimit
from studio.platforms.facts import Limit
from studio.platforms.kinds import FORMATS
from studio.platforms.registry import Registry
from studio.values import Frozen

REASONS = Path(__file__).with_name("differences")
SHOWN_AS = {"link": "image", "gif": "video"}
"""The research calls the picture of a link a placement of its kind; we make a picture for it."""

CALLED = {
    "max_chars_total": "max_chars",
    "max_chars_per_block": "max_chars",
    "title_max_chars": "max_chars",
    "description_max_chars": "max_chars",
    "hashtags_max": "max_hashtags",
    "tags_max": "max_hashtags",
    "mentions_max": "max_mentions",
    "links_max": "max_links",
    "inline_links_max": "max_links",
}
"""How the research calls some limits of a post, and their own name."""
POST_ADVICE = {"fold_chars", "hashtag_advice_max"}
"""Limits of a post that only warn; to the research these are no limits."""

What = Literal["left_out", "own", "door"]


class Rule(Frozen):
    """One rule of the research that refuses files of a kind that the studio makes."""

    placement: str
    kinds: frozenset[str]
    key: str
    value: Any
    via: str | None = None
    url: str
    as_of: str
    confidence: str


class Difference(Frozen):
    """One limit that does not stand on both sides in the same way."""

    what: What
    placement: str
    """The research's for what is left out, else the plugin's; empty: several."""
    key: str
    value: Any
    via: str | None = None


class Reason(Frozen):
    """Why some differences are meant."""

    placement: str | None = None
    key: str | None = None
    value: Any = None
    via: str | None = None
    reason: Annotated[str, Field(min_length=12)]

    def covers(self, difference: Difference) -> bool:
        asked = self.model_dump(exclude={"reason"}, exclude_none=True)
        return all(getattr(difference, name) == wanted for name, wanted in asked.items())


class Reasons(Frozen):
    """One file of reasons."""

    left_out: tuple[Reason, ...] = ()
    own: tuple[Reason, ...] = ()
    door: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, slug: str) -> Reasons:
        """Those of one platform; none where it has no file."""
        file = REASONS / f"{slug}.toml"
        return cls.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else cls()

    def why(self, difference: Difference) -> Reason | None:
        """The reason of one difference; ``None`` where nobody gave one."""
        found: Sequence[Reason] = getattr(self, difference.what)
        return next((reason for reason in found if reason.covers(difference)), None)

    def idle(self, found: Sequence[Difference]) -> list[Reason]:
        """Those that explain no difference, or none that an earlier one does not explain."""
        used = [self.why(difference) for difference in found]
        reasons = (*self.left_out, *self.own, *self.door)
        return [reason for reason in reasons if not any(reason is each for each in used)]


def research(file: Path) -> list[Rule]:
    """What one file of the research says about files that the studio makes and measures."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    sound = {"id": "audio", "kinds": ["audio", "video"], "rules": data.get("audio", ())}
    return [
        Rule(
            placement=placement["id"],
            kinds=kinds,
            url=data["sources"][rule["source"]]["url"],
            **{name: rule[name] for name in ("key", "value", "via", "as_of", "confidence") if name in rule},
        )
        for placement in (*data["placements"], sound)
        if (kinds := frozenset(SHOWN_AS.get(kind, kind) for kind in placement["kinds"]) & FORMATS.keys())
        for rule in placement["rules"]
        if rule["level"] == "limit" and rule["key"] in LIMITS
    ]


def differences(platform: Platform, rules: Sequence[Rule]) -> list[Difference]:
    """Every limit that only one side has, or that holds for another door."""
    own = list(_limits(platform))
    found = [difference for limit, placements in own for difference in _strange(platform, limit, placements, rules)]
    return found + [
        Difference(what="left_out", placement=rule.placement, key=rule.key, value=rule.value, via=rule.via)
        for rule in rules
        if not any(_same(platform, limit, placements, rule) for limit, placements in own)
    ]


def texts(file: Path) -> list[Rule]:
    """What one file of the research says about words, each rule under the name that a post's limit has."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        Rule(
            placement=each["id"],
            kinds=frozenset(),
            key=key,
            url=data["sources"][rule["source"]]["url"],
            **{name: rule[name] for name in ("value", "via", "as_of", "confidence") if name in rule},
        )
        for each in (*data["placements"], *data.get("text", ()))
        for rule in each["rules"]
        if (rule["level"] == "limit") != ((key := CALLED.get(rule["key"], rule["key"])) in POST_ADVICE)
    ]


def post_differences(platform: Platform, rules: Sequence[Rule]) -> list[Difference]:
    """Every limit of a post that the research has not, or that holds for another door."""
    found = []
    for post in platform.posts:
        for limit in post.limits:
            vias = {rule.via for rule in rules if _fact(platform, limit) == _read(rule)}
            if limit.via not in vias:
                what: What = "door" if vias else "own"
                found.append(Difference(what=what, placement=post.id, key=limit.key, value=limit.value, via=limit.via))
    return found


def _limits(platform: Platform) -> Iterator[tuple[Limit, tuple[Placement, ...]]]:
    """Each limit with the placements that it holds for."""
    for placement in platform.placements:
        yield from ((limit, (placement,)) for limit in placement.limits)
    yield from ((limit, _sharing(platform, limit)) for limit in platform.limits)


def _sharing(platform: Platform, limit: SharedLimit) -> tuple[Placement, ...]:
    return tuple(each for each in platform.placements if not limit.placements or each.id in limit.placements)


def _strange(
    platform: Platform, limit: Limit, placements: tuple[Placement, ...], rules: Sequence[Rule]
) -> Iterator[Difference]:
    found = [rule for rule in rules if _same(platform, limit, placements, rule)]
    if found and limit.via in {rule.via for rule in found}:
        return
    yield Difference(
        what="door" if found else "own",
        placement=placements[0].id if len(placements) == 1 else "",
        key=limit.key,
        value=limit.value,
        via=limit.via,
    )


def _same(platform: Platform, limit: Limit, placements: tuple[Placement, ...], rule: Rule) -> bool:
    """Whether both say the same of the same kind of file; the door aside."""
    alike = _fact(platform, limit) == _read(rule)
    return alike and bool(rule.kinds & {placement.kind for placement in placements})


def _fact(platform: Platform, limit: Limit) -> tuple[object, ...]:
    return limit.key, limit.value, platform.sources[limit.source].url, limit.as_of, limit.confidence


def _read(rule: Rule) -> tuple[object, ...]:
    return rule.key, rule.value, rule.url, rule.as_of, rule.confidence


def all_differences(platform: Platform, file: Path) -> list[Difference]:
    """Those of files, then those of posts."""
    return differences(platform, research(file)) + post_differences(platform, texts(file))


def table(folder: Path) -> Iterator[str]:
    """Every difference with its reason, as Markdown."""
    yield from ("| platform | what | placement | limit | value | reason |", "| --- | --- | --- | --- | --- | --- |")
    for slug, platform in Registry.load([resource("plugins")]).platforms.items():
        file, reasons = folder / f"{slug}.toml", Reasons.of(slug)
        for each in all_differences(platform, file) if file.is_file() else ():
            key = f"{each.key} via {each.via}" if each.via else each.key
            why = reasons.why(each)
            cells = (slug, each.what.replace("_", " "), each.placement, key, each.value)
            yield f"| {' | '.join(map(str, cells))} | {why.reason if why else 'NO REASON GIVEN'} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table(Path(sys.argv[1])))
