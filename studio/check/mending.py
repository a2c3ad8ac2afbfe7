"""Choosing fixes and judging what came of them: pure, nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from studio.check.finding import Finding
from studio.messages import tell
from studio.plan.edits import PlacementEdits
from studio.plan.telling import in_words
from studio.values import Frozen

Outcome = Literal["kept", "taken back", "not made"]


class Standing(Frozen):
    """How one output stands: findings that nobody answers for."""

    failed: int
    warned: int

    @property
    def faults(self) -> int:
        """Both together."""
        return self.failed + self.warned

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Standing:
        levels = [finding.counts_as for finding in findings]
        return cls(failed=levels.count("fail"), warned=levels.count("warn"))

    def better_than(self, other: Standing) -> bool:
        """One failure weighs more than any number of warnings."""
        return (self.failed, self.warned) < (other.failed, other.warned)


class Fix(Frozen):
    """One change that may mend one finding on one output."""

    placement: str
    rule: str
    found: str
    """What the finding says."""
    change: PlacementEdits

    @property
    def told(self) -> str:
        """What the change does, in English."""
        return tell(in_words(self.change))


class Change(Frozen):
    """A fix that was tried, and what came of it."""

    placement: str
    rule: str
    found: str
    change: PlacementEdits
    told: str
    outcome: Outcome
    """``taken back``: the output stood no better with it. ``not made``: it could not be made with it."""


class Balance(Frozen):
    """One output before and after."""

    placement: str
    before: Standing
    after: Standing


class Mending(Frozen):
    """What ``--fix`` did to a pack."""

    rounds: int
    changes: tuple[Change, ...] = ()
    outputs: tuple[Balance, ...] = ()
    to_look_at: int = 0
    """Findings that still stand and have a fix that is not safe to take unseen."""

    @property
    def kept(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.outcome == "kept")

    @property
    def before(self) -> Standing:
        """Of all outputs together."""
        return _sum([output.before for output in self.outputs])

    @property
    def after(self) -> Standing:
        return _sum([output.after for output in self.outputs])


def _sum(standings: Sequence[Standing]) -> Standing:
    return Standing(failed=sum(one.failed for one in standings), warned=sum(one.warned for one in standings))


def choose(
    placement: str,
    findings: Iterable[Finding],
    *,
    decided: frozenset[str],
    tried: Iterable[Change] = (),
    title: str | None = None,
) -> Fix | None:
    """The next safe fix for one output: the worst finding's that has one.

    ``decided`` are the fields that a person has decided: no fix touches them. Of those ``tried`` on this output none
    comes again, and none that was kept is overridden, so that each field has one fix. ``title`` is the copy's.
    """
    tried = [*tried]
    taken = decided.union(*(change.change.decided for change in tried if change.outcome == "kept"))
    for finding in sorted(findings, key=lambda finding: finding.level != "fail"):
        change = finding.fix.titled(title) if finding.fix and finding.safe and finding.stands else None
        if change and not change.decided & taken and all(change != before.change for before in tried):
            return Fix(placement=placement, rule=finding.rule, found=finding.message, change=change)
    return None


def judge(fix: Fix, before: Iterable[Finding] | None, after: Iterable[Finding] | None) -> Change:
    """Whether a fix is kept: only where its output stands better with it. ``after`` is missing where none was made."""
    outcome: Outcome = "not made"
    if before is not None and after is not None:
        outcome = "kept" if Standing.of(after).better_than(Standing.of(before)) else "taken back"
    return Change(
        placement=fix.placement, rule=fix.rule, found=fix.found, change=fix.change, told=fix.told, outcome=outcome
    )
