"""How good an output is, as one plain figure that is made of named parts: a pure function of its findings.

Of each part's points a failure takes all, and a warning half of what is left. The figure is what was earned of what
could be measured, in per cent: a part that nothing was measured of is left out, never counted as full. Which check
belongs to which part stands in ``assets/score.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Literal

from studio.check.finding import Finding
from studio.check.tips import CHECKS
from studio.messages import Message, msg
from studio.paths import resource
from studio.values import Frozen

LIMIT = "limit."
_HOME = "studio.check.tips."
_KEPT_OF: dict[str, float] = {"pass": 1.0, "warn": 0.5, "fail": 0.0}


class Part(Frozen):
    """What the points of one part are given for, as ``assets/score.toml`` says it."""

    id: str
    name: str
    points: int
    limits: bool = False
    """Whether every limit belongs to it."""
    modules: tuple[str, ...] = ()
    """Of ``studio.check.tips``: their checks belong to it, unless another part names one."""
    checks: tuple[str, ...] = ()
    left_out: str
    """Why nothing may have been measured."""


class Loss(Frozen):
    """What took points."""

    rule: str
    level: Literal["warn", "fail"]


class Earned(Frozen):
    """One part of a score."""

    part: str
    name: str
    """Of the part, for people, in English."""
    points: int
    """The most that it can have."""
    earned: float | None
    """``None`` where nothing was measured."""
    made_of: tuple[str, ...]
    """What was measured: the names of checks, and limits as ``limit.<key>``."""
    lost: tuple[Loss, ...] = ()
    note: str = ""
    """Why nothing was measured, in English."""

    @property
    def told(self) -> Message:
        """Such as ``within limits: 8 of 15``, in whole points."""
        name = Message(id=self.name)
        if self.earned is None:
            return msg("{part}: left out, {why}", part=name, why=Message(id=self.note))
        return msg("{part}: {earned:.0f} of {points}", part=name, earned=self.earned, points=self.points)


class Score(Frozen):
    """The figure with its parts."""

    value: int | None
    """Per cent of the points that could be measured; ``None`` where nothing was."""
    parts: tuple[Earned, ...]


def score(findings: Iterable[Finding]) -> Score:
    """Add up what was found about one output. What is waived, left to people or not applicable does not count."""
    measured: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        part = part_of(finding)
        if part and finding.counts_as in _KEPT_OF:
            named = finding.rule if finding.rule.startswith(LIMIT) else finding.check or finding.rule
            measured.setdefault(part, {}).setdefault(named, []).append(finding)
    earned = tuple(_earned(part, measured.get(part.id, {})) for part in parts())
    possible = sum(one.points for one in earned if one.earned is not None)
    value = round(100 * sum(one.earned or 0.0 for one in earned) / possible) if possible else None
    return Score(value=value, parts=earned)


def _earned(part: Part, measured: dict[str, list[Finding]]) -> Earned:
    """Advice that two tips give by one check counts once, at its worst."""
    if not measured:
        return Earned(
            part=part.id, name=part.name, points=part.points, earned=None, made_of=(), note=part.left_out
        )  # fmt: skip
    worst = [min(found, key=lambda finding: _KEPT_OF[finding.level]) for found in measured.values()]
    left = float(part.points)
    for finding in worst:
        left *= _KEPT_OF[finding.level]
    return Earned(
        part=part.id,
        name=part.name,
        points=part.points,
        earned=round(left, 2),
        made_of=tuple(measured),
        lost=tuple(
            Loss(rule=finding.rule, level=finding.level) for finding in worst if finding.level in {"warn", "fail"}
        ),
    )


def part_of(finding: Finding) -> str | None:
    """The id of the part that a finding belongs to."""
    if finding.rule.startswith(LIMIT):
        return next((part.id for part in parts() if part.limits), None)
    return by_check().get(finding.check)


@cache
def parts() -> tuple[Part, ...]:
    """Every part, in the order in which it is told."""
    data = tomllib.loads(resource("assets", "score.toml").read_text(encoding="utf-8"))
    return tuple(Part.model_validate(part) for part in data["parts"])


@cache
def by_check() -> dict[str, str]:
    """Which part each check belongs to, by its name."""
    homes = {module: part.id for part in parts() for module in part.modules}
    of_module = {
        name: homes[home]
        for name, check in CHECKS.items()
        if (home := check.__module__.removeprefix(_HOME).partition(".")[0]) in homes
    }
    return of_module | {name: part.id for part in parts() for name in part.checks}
