"""Choosing fixes and judging what came of them: pure, nothing is rendered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from studio.check.finding import Finding
from studio.messages import Message, Sentence, tell
from studio.plan.edits import EVERYWHERE, PlacementEdits
from studio.plan.recipe import Recipe
from studio.plan.telling import in_words
from studio.values import Frozen

_SUBTITLES, _BLURRED = frozenset({"captions", "sidecars"}), frozenset({"redactions"})
_SEEN_IN = {
    "subtitle_timing": _SUBTITLES, "retime_subtitles": _SUBTITLES, "blur_faces": _BLURRED, "blur_regions": _BLURRED,
}  # fmt: skip
"""What of a recipe shows such a decision."""
WIDE = frozenset(_SEEN_IN)
"""Decisions about the master: late subtitles are late, and a face is one, in every output."""
_AREAS = {"start_s": "what", "end_s": "what", "still_s": "what", "hook": "what", "fit": "how", "focal_point": "how"}
"""Which decisions are about one thing: a later start may make words over the opening needless."""

Outcome = Literal["kept", "taken back", "not made"]


class Standing(Frozen):
    """How one output stands: findings that nobody answers for."""

    failed: int
    warned: int
    cases: int
    """How many subtitles, or other parts of the files, these findings are about."""

    @property
    def faults(self) -> int:
        """Both together."""
        return self.failed + self.warned

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Standing:
        standing = [finding for finding in findings if finding.stands]
        failed = sum(finding.level == "fail" for finding in standing)
        cases = sum(finding.cases for finding in standing)
        return cls(failed=failed, warned=len(standing) - failed, cases=cases)

    def better_than(self, other: Standing) -> bool:
        """One failure weighs more than any number of warnings, and one warning more than what it is about."""
        return (self.failed, self.warned, self.cases) < (other.failed, other.warned, other.cases)


class Fix(Frozen):
    """One change that may mend one finding on one output, or on all."""

    placement: str
    """``EVERYWHERE`` for all."""
    rule: str
    found: Sentence
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
    found: Sentence
    change: PlacementEdits
    told: str
    outcome: Outcome
    """``taken back``: the output stood no better with it. ``not made``: it could not be made with it."""
    seen_in: tuple[str, ...] = ()
    """The outputs that it changed."""

    @property
    def said(self) -> Message:
        """What it decides, to be told in other languages."""
        return in_words(self.change)

    @property
    def fields(self) -> frozenset[str]:
        """What it decides."""
        return self.change.decided

    def is_about(self, placement: str) -> bool:
        """Whether it was tried on this output, by itself or with all others."""
        return self.placement in {EVERYWHERE, placement}


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
    return Standing(
        failed=sum(one.failed for one in standings),
        warned=sum(one.warned for one in standings),
        cases=sum(one.cases for one in standings),
    )


def choose(
    placement: str,
    findings: Iterable[Finding],
    *,
    decided: PlacementEdits,
    tried: Sequence[Change] = (),
    title: str | None = None,
    together: bool = True,
) -> tuple[Fix, ...]:
    """The next safe fixes for one output, the worst finding's first; none of which may make another needless.

    ``decided`` is what a person decided: no fix touches it. Of those ``tried`` on this output none comes again, and
    none that was kept is overridden. What is about the master is left to ``choose_for_all``, unless that was taken
    back. ``title`` is the copy's. Without ``together`` there is one fix at most.
    """
    lost = {name for one in tried if one.placement == EVERYWHERE and one.outcome != "kept" for name in one.fields}
    here = [one for one in tried if one.placement != EVERYWHERE or one.outcome == "kept"]
    chosen: list[Fix] = []
    for finding, change in _safe(findings, decided, here, title):
        about_all = change.decided <= WIDE and not change.decided & lost
        if not about_all and not any(_meet(change, other.change) for other in chosen):
            chosen.append(Fix(placement=placement, rule=finding.rule, found=finding.sentence, change=change))
    return tuple(chosen if together else chosen[:1])


def choose_for_all(
    outputs: Iterable[tuple[PlacementEdits, Iterable[Finding]]], *, tried: Sequence[Change] = (), together: bool = True
) -> tuple[Fix, ...]:
    """The same for what is about the master: a fix that any output asks for is one for all of them.

    ``outputs``: what a person decided about each, and what was found. What several ask for is joined.
    """
    chosen: dict[frozenset[str], Fix] = {}
    for decided, findings in outputs:
        for finding, change in _safe(findings, decided, tried, None):
            if change.decided <= WIDE:
                fix = Fix(placement=EVERYWHERE, rule=finding.rule, found=finding.sentence, change=change)
                known = chosen.setdefault(change.decided, fix)
                chosen[change.decided] = known.model_copy(update={"change": known.change.joined(change)})
    return tuple(chosen.values() if together else [*chosen.values()][:1])


def _safe(
    findings: Iterable[Finding], decided: PlacementEdits, tried: Sequence[Change], title: str | None
) -> Iterator[tuple[Finding, PlacementEdits]]:
    """Findings with what may still be tried for them, the most urgent first."""
    fixed = decided
    for one in tried:
        fixed = one.change.over(fixed) if one.outcome == "kept" else fixed
    for finding in sorted(findings, key=_urgency):
        titled = finding.fix.titled(title) if finding.fix and finding.safe and finding.stands else None
        change = titled.beside(fixed) if titled else None
        if change and all(change != before.change for before in tried):
            yield finding, change


def _urgency(finding: Finding) -> tuple[bool, bool]:
    """Failures come first; words over the opening last, for another start may make them needless."""
    return finding.level != "fail", finding.fix is not None and finding.fix.hook is not None


def _meet(one: PlacementEdits, other: PlacementEdits) -> bool:
    """Whether one may make the other needless, so that they are not tried at once."""
    areas = [{_AREAS.get(name, name) for name in each.decided} for each in (one, other)]
    return not areas[0].isdisjoint(areas[1])


def judge(fixes: Sequence[Fix], before: Sequence[Finding] | None, after: Sequence[Finding] | None) -> list[Change]:
    """Whether fixes tried together are kept: only where the output stands better with them.

    ``after`` is missing where none was made. Nothing is said of several where one did not mend what it is for, or the
    output stands no better: they have to be tried one by one.
    """
    outcome: Outcome = "not made"
    if before is not None and after is not None:
        better = Standing.of(after).better_than(Standing.of(before))
        helped = len(fixes) == 1 or all(_mended(fix.rule, before, after) for fix in fixes)
        outcome = "kept" if better and helped else "taken back"
    if outcome != "kept" and len(fixes) > 1:
        return []
    return [
        Change(
            placement=fix.placement, rule=fix.rule, found=fix.found, change=fix.change, told=fix.told, outcome=outcome
        )
        for fix in fixes
    ]


def shows(change: PlacementEdits, before: Recipe, after: Recipe) -> bool:
    """Whether an output, made without a change and with it, shows what the change decides."""
    fields = frozenset[str]().union(*(_SEEN_IN.get(name, Recipe.model_fields.keys()) for name in change.decided))
    if any(getattr(before, name) != getattr(after, name) for name in fields):
        return True
    return any(shows(change, old, new) for old, new in zip(before.parts, after.parts, strict=False))


def _mended(rule: str, before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    then, now = (Standing.of(one for one in each if one.rule == rule) for each in (before, after))
    return now.better_than(then)
