"""Rules of a plugin that nobody can keep: ranges upside down, limits and tips that no output passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studio.check.copy import COPY_CHECKS
from studio.check.evidence import Evidence
from studio.check.judging import is_about_campaign
from studio.check.limits import check_limit
from studio.check.named import ask
from studio.check.perfect import perfect
from studio.check.tips import CHECKS
from studio.check.verdict import Verdict
from studio.platforms.complaints import Fault
from studio.platforms.contract import Platform, Target, Tip
from studio.platforms.facts import Limit
from studio.values import OutputKind

Path = tuple[str | int, ...]
BROKEN = {"warn", "fail"}
IMAGINED: set[OutputKind] = {"video", "image", "audio"}
"""Kinds of output whose facts ``perfect`` knows in full."""


def contradictions(platform: Platform) -> Iterator[Fault]:
    """Each rule of a plugin that loads and cannot be kept, by the way to it. Each is told once."""
    told: set[Path] = set()
    for fault in (*_upside_down(platform), *_beside_the_point(platform), *_impossible(platform)):
        if fault.path not in told:
            told.add(fault.path)
            yield fault


def _upside_down(platform: Platform) -> Iterator[Fault]:
    """A least that is more than the most, within one placement's limits for one door, or within one tip."""
    for placement in platform.placements:
        its_own = {id(limit) for limit in platform.limits_for(placement)}
        limits = [(path, limit) for path, limit in _limits(platform) if id(limit) in its_own]
        for path, limit in limits:
            other = limit.key.replace("min", "max", 1)
            for _, most in limits:
                if most.key == other != limit.key and most.via == limit.via and _exceeds(limit.value, most.value):
                    yield Fault(path, f"{limit.key} {limit.value} is above {most.key} {most.value}", "swap the two")
    for index, tip in enumerate(platform.tips):
        for name, least in tip.with_.items():
            other = name.replace("min", "max", 1)
            if other != name and _exceeds(least, tip.with_.get(other)):
                yield Fault(
                    ("tips", index, "with"), f"{name} {least} is above {other} {tip.with_[other]}", "swap the two"
                )


def _beside_the_point(platform: Platform) -> Iterator[Fault]:
    """Tips that are asked about posts or the campaign and name placements, or the other way round."""
    for index, tip in enumerate(platform.tips):
        if is_about_campaign(tip):
            if beside := next((key for key in ("placements", "kinds", "posts") if getattr(tip, key)), None):
                message = f"'{tip.id}' is asked once about the campaign, and names {beside}"
                yield Fault(("tips", index, beside), message, f"take {beside} out")
        elif tip.check not in COPY_CHECKS:
            if tip.posts and tip.check in CHECKS:
                message = f"'{tip.check}' is asked about files, and '{tip.id}' names posts"
                yield Fault(("tips", index, "posts"), message, "name placements instead")
        elif tip.placements or tip.kinds:
            message = f"'{tip.check}' is asked about posts, and '{tip.id}' names placements or kinds"
            yield Fault(("tips", index, "placements" if tip.placements else "kinds"), message, "name posts instead")
        elif not platform.posts:
            message = f"'{tip.check}' is asked about posts, and the platform has none"
            yield Fault(("tips", index, "check"), message, "add [[posts]], or choose another check")


def _exceeds(least: Any, most: Any) -> bool:
    """Of numbers, or of one side of two sizes; a 0 leaves that side free."""
    if isinstance(least, (int, float)) and isinstance(most, (int, float)):
        return least > most
    if isinstance(least, Sequence) and isinstance(most, Sequence):
        return any(one > two > 0 for one, two in zip(least, most, strict=False) if _number(one) and _number(two))
    return False


def _number(value: Any) -> bool:
    return isinstance(value, (int, float))


def _impossible(platform: Platform) -> Iterator[Fault]:
    """What no output passes, however good."""
    measured: dict[int, list[str]] = {}
    for placement in platform.placements:
        target = Target(platform=platform, placement=placement)
        best = list(perfect(target)) if placement.kind in IMAGINED else []
        if not best:
            continue
        allowed, faults = _allowed(target, best)
        yield from faults
        for index, tip in enumerate(platform.tips):
            if tip.about(placement) and tip.check and tip.check in CHECKS:
                verdicts = [ask(CHECKS[tip.check], each, tip) for each in allowed]
                measured.setdefault(index, []).extend(verdict.level for verdict in verdicts)
                broken = [verdict for verdict in verdicts if verdict.level in BROKEN]
                if broken and not any(verdict.level == "pass" for verdict in verdicts):
                    yield _unpassable(index, tip, target, broken[0])
    for index, levels in measured.items():
        tip = platform.tips[index]
        kinds = {placement.kind for placement in platform.placements if tip.about(placement)}
        if set(levels) == {"n/a"} and kinds <= IMAGINED:
            yield Fault(
                ("tips", index, "check"),
                f"'{tip.check}' can be measured on nothing that '{tip.id}' is about",
                "choose another check, or name other placements",
            )


def _unpassable(index: int, tip: Tip, target: Target, verdict: Verdict) -> Fault:
    return Fault(
        ("tips", index, "with"),
        f"no output for {target.id} can pass '{tip.id}' (of the best one: {_first(verdict)})",
        "change the tip's parameters, or the placement",
    )


def _first(verdict: Verdict) -> str:
    """What was found, without what to do about it."""
    return verdict.message.partition(": ")[0].rstrip(".")


def _allowed(target: Target, best: Sequence[Evidence]) -> tuple[Sequence[Evidence], list[Fault]]:
    """The outputs that break no limit; where there are none, all of them, and the limits that are to blame."""
    paths = {id(limit): path for path, limit in _limits(target.platform)}
    broken: Mapping[int, list[Verdict | None]] = {id(limit): [] for limit in target.limits}
    for limit in target.limits:
        for each in best:
            verdict = check_limit(limit.key, limit.value, each.facts)
            broken[id(limit)].append(verdict if verdict.level == "fail" else None)
    faults = [
        Fault(
            paths[id(limit)],
            f"no output for {target.id} can keep {limit.key} ({_first(said[0])})",
            "change the limit, or the placement",
        )
        for limit in target.limits
        if (said := broken[id(limit)]) and said[0] and all(said)
    ]
    hard = [limit for limit in target.limits if limit.via is None]
    keeping = [each for place, each in enumerate(best) if not any(broken[id(limit)][place] for limit in hard)]
    if not keeping and not faults:
        index = target.platform.placements.index(target.placement)
        names = ", ".join(sorted({limit.key for limit in hard if any(broken[id(limit)])}))
        message = f"no output for {target.id} can keep all of {names}"
        faults.append(Fault(("placements", index), message, "change one of them"))
    return keeping or best, faults


def _limits(platform: Platform) -> Iterator[tuple[Path, Limit]]:
    """Every limit with the way to its value."""
    for place, placement in enumerate(platform.placements):
        for index, limit in enumerate(placement.limits):
            yield ("placements", place, "limits", index, "value"), limit
    for index, shared in enumerate(platform.limits):
        yield ("limits", index, "value"), shared
