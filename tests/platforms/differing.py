"""How the shipped limits differ from the research beside the checkout, and the reasons that people wrote down.

``python -m tests.platforms.differing RESEARCH`` lists them as a table. A platform's reasons stand in
``differences/<slug>.toml`` beside this file, so that two people who add platforms never meet in one file:

- ``[[left_out]]``: rules of the research that the plugin does not hold. ``placement`` is the research's; without
  ``key`` all rules of that placement.
- ``[[own]]``: limits of the plugin that the research has not, or has in other words.
- ``[[door]]``: limits whose ``via`` reads otherwise there.

Each names as much of ``placement``, ``key``, ``value`` and ``via`` as it needs, and a ``reason``. Compared is what the
studio can measure on a file or count in a text; items of a post and uploads a day are not.
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
from studio.platforms.contract import Platform
from studio.platforms.facts import Limit
from studio.platforms.kinds import FORMATS
from studio.platforms.registry import Registry
from studio.values import Frozen

REASONS = Path(__file__).with_name("differences")
CALLED = {"link": "image"}
"""The research calls the picture of a link a placement of its kind; we make a picture for it."""
MADE = frozenset({*FORMATS, "gif", "post"})
"""Kinds that are compared: ours, a GIF apart from other videos, and texts."""
POST_LIMITS = {
    "max_chars": {"max_chars_total", "max_chars_per_block", "title_max_chars", "description_max_chars"},
    "max_bytes": {"max_post_bytes"},
    "max_hashtags": {"hashtags_max", "tags_max"},
    "max_mentions": {"mentions_max"},
    "max_links": {"links_max", "inline_links_max"},
    "alt_text_max_chars": set(),
}
"""Our name of each limit of a post, and what else the research calls it."""
ADVICE = frozenset({"fold_chars", "hashtag_advice_max"})
"""Limits of a post that only warn; to the research these are no limits, and it has more of them than we show."""

What = Literal["left_out", "own", "door"]


class Rule(Frozen):
    """One rule of the research on files of a kind that the studio makes, or on texts."""

    placement: str
    kinds: frozenset[str]
    key: str
    """Ours, where the research has another."""
    value: Any
    via: str | None = None
    url: str
    as_of: str
    confidence: str


class Held(Frozen):
    """One limit of a plugin, and what it holds for."""

    limit: Limit
    url: str
    """Of its source."""
    placements: tuple[str, ...]
    kinds: frozenset[str]

    def same(self, rule: Rule) -> bool:
        """Whether both say the same of the same kind of file; the door aside."""
        ours = (self.limit.key, self.limit.value, self.url, self.limit.as_of, self.limit.confidence)
        theirs = (rule.key, rule.value, rule.url, rule.as_of, rule.confidence)
        return ours == theirs and bool(rule.kinds & self.kinds)


class Difference(Frozen):
    """One limit that does not stand on both sides in the same way."""

    what: What
    placement: str
    """The research's for what is left out, else that of the plugin's placement or post; empty: several."""
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
    """What one file of the research says about texts, and about files that the studio makes and measures."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    sections = [(each["id"], _kinds(each["kinds"]), each["rules"]) for each in data["placements"]]
    sections += [("audio", frozenset({"audio", "video"}), data.get("audio", ()))]
    sections += [(each["id"], frozenset({"post"}), each["rules"]) for each in data.get("text", ())]
    return [
        Rule(
            placement=placement,
            kinds=frozenset({"post"}) if key in POST_LIMITS else kinds,
            key=key,
            url=data["sources"][rule["source"]]["url"],
            **{name: rule[name] for name in ("value", "via", "as_of", "confidence") if name in rule},
        )
        for placement, kinds, rules in sections
        for rule in rules
        if kinds and (key := _compared(rule, kinds)) is not None
    ]


def _kinds(called: Sequence[str]) -> frozenset[str]:
    return frozenset(CALLED.get(kind, kind) for kind in called) & MADE


def _compared(rule: dict[str, Any], kinds: frozenset[str]) -> str | None:
    """Our name of a rule's key; ``None`` where nothing of ours can be held against it."""
    called: str = rule["key"]
    if called in ADVICE:
        return called
    if rule["level"] != "limit":
        return None
    if "post" not in kinds and called != "alt_text_max_chars":
        return called if called in LIMITS else None
    return next((key for key, others in POST_LIMITS.items() if called in {key, *others}), None)


def differences(platform: Platform, rules: Sequence[Rule]) -> list[Difference]:
    """Every limit that only one side has, or that holds for another door."""
    ours = list(_held(platform))
    return [difference for held in ours if (difference := _strange(held, rules))] + [
        Difference(what="left_out", placement=rule.placement, key=rule.key, value=rule.value, via=rule.via)
        for rule in rules
        if rule.key not in ADVICE and not any(held.same(rule) for held in ours)
    ]


def _held(platform: Platform) -> Iterator[Held]:
    """Each limit of a platform's placements and posts."""

    def hold(limit: Limit, kinds: dict[str, str]) -> Held:
        url = platform.sources[limit.source].url
        return Held(limit=limit, url=url, placements=tuple(kinds), kinds=frozenset(kinds.values()))

    kinds = {each.id: "gif" if each.format == "gif" else each.kind for each in platform.placements}
    for placement in platform.placements:
        yield from (hold(limit, {placement.id: kinds[placement.id]}) for limit in placement.limits)
    for limit in platform.limits:
        yield hold(limit, {name: kinds[name] for name in limit.placements or kinds})
    for post in platform.posts:
        yield from (hold(limit, {post.id: "post"}) for limit in post.limits)


def _strange(held: Held, rules: Sequence[Rule]) -> Difference | None:
    """How a limit of ours differs from all that the research has."""
    found, limit = [rule for rule in rules if held.same(rule)], held.limit
    if found and limit.via in {rule.via for rule in found}:
        return None
    return Difference(
        what="door" if found else "own",
        placement=held.placements[0] if len(held.placements) == 1 else "",
        key=limit.key,
        value=limit.value,
        via=limit.via,
    )


def table(folder: Path) -> Iterator[str]:
    """Every difference with its reason, as Markdown."""
    yield from ("| platform | what | placement | limit | value | reason |", "| --- | --- | --- | --- | --- | --- |")
    for slug, platform in Registry.load([resource("plugins")]).platforms.items():
        file, reasons = folder / f"{slug}.toml", Reasons.of(slug)
        for each in differences(platform, research(file)) if file.is_file() else ():
            key = f"{each.key} via {each.via}" if each.via else each.key
            why = reasons.why(each)
            cells = (slug, each.what.replace("_", " "), each.placement, key, each.value)
            yield f"| {' | '.join(map(str, cells))} | {why.reason if why else 'NO REASON GIVEN'} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table(Path(sys.argv[1])))
