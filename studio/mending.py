"""``--fix``: check, fix, check again. Every safe fix is tried, and kept only where its output stands better with it.

A fix is a change to the edits, so that only the outputs it is about are planned again, and of those only what shows
the change is rendered. A round tries one fix on each output that has one: what is better or worse is then known of
each fix by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from studio.check.finding import Finding
from studio.check.mending import Balance, Change, Fix, Mending, Standing, choose, judge
from studio.export import Prepared, Production, produce, renewed
from studio.plan.edits import Edits
from studio.platforms.contract import Target
from studio.progress import Event, OnEvent

ROUNDS = 4
"""What is not mended by then has another cause than its fix thinks."""


def produce_mended(
    prepared: Prepared,
    targets: Sequence[Target],
    edits: Edits,
    *,
    title: str | None = None,
    cache: Path,
    executor: Executor | None = None,
    on_event: OnEvent,
    cancelled: threading.Event | None = None,
) -> Production:
    """``produce``, then round by round with safe fixes; nothing that ``edits`` decides is changed.

    ``title`` is the copy's, for the words over the first seconds. Raises what ``produce`` raises.
    """
    make = partial(produce, prepared, cache=cache, executor=executor, on_event=on_event, cancelled=cancelled)
    first = production = make(targets, edits)
    changes: list[Change] = []
    rounds = 0
    while rounds < ROUNDS and (fixes := _fixes(production, edits, changes, title)):
        rounds += 1
        on_event(Event(stage="fix", message=f"round {rounds}: {len(fixes)} to try"))
        names = {fix.placement for fix in fixes}
        tried = make([target for target in targets if target.id in names], _with(production.edits, fixes))
        judged = [judge(fix, _found(production, fix), _found(tried, fix)) for fix in fixes]
        kept = {change.placement for change in judged if change.outcome == "kept"}
        decided = _with(production.edits, [fix for fix in fixes if fix.placement in kept])
        production = renewed(production, tried.only(kept), targets).model_copy(update={"edits": decided})
        changes += judged
    return production.model_copy(update={"mending": _mending(rounds, changes, first, production)})


def _fixes(production: Production, edits: Edits, changes: Sequence[Change], title: str | None) -> list[Fix]:
    """The next fix of each output that has one."""
    found = (
        choose(
            made.target.id,
            made.report.findings,
            decided=edits.of(made.target.id).decided,
            tried=[change for change in changes if change.placement == made.target.id],
            title=title,
        )
        for made in production.made
    )
    return [fix for fix in found if fix]


def _with(edits: Edits, fixes: Sequence[Fix]) -> Edits:
    for fix in fixes:
        edits = edits.changed(fix.placement, fix.change)
    return edits


def _found(production: Production, fix: Fix) -> tuple[Finding, ...] | None:
    """What was found about the fix's output; ``None`` where it could not be made."""
    return next((made.report.findings for made in production.made if made.target.id == fix.placement), None)


def _mending(rounds: int, changes: Sequence[Change], first: Production, last: Production) -> Mending:
    before = {made.target.id: Standing.of(made.report.findings) for made in first.made}
    return Mending(
        rounds=rounds,
        changes=tuple(changes),
        outputs=tuple(
            Balance(placement=made.target.id, before=before[made.target.id], after=Standing.of(made.report.findings))
            for made in last.made
        ),
        to_look_at=sum(
            finding.stands and finding.fix is not None and not finding.safe
            for made in last.made
            for finding in made.report.findings
        ),
    )
