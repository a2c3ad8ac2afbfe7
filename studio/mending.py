"""``--fix``: check, fix, check again. Every safe fix is tried, and kept only where its output stands better with it.

A fix is a change to the edits, so that only the outputs it is about are planned again, and of those only what shows
the change is rendered. What is about the master, such as late subtitles, is tried first, and on all outputs. A round
then tries on each output the fixes that have nothing to do with each other; where not all of them help, they are tried
one by one.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from pathlib import Path

from studio.check.finding import Finding
from studio.check.mending import Balance, Change, Fix, Mending, Standing, choose, choose_for_all, judge, shows
from studio.export import Prepared, Production, produce, renewed
from studio.plan.edits import EVERYWHERE, Edits
from studio.platforms.contract import Target
from studio.progress import Event, OnEvent

ROUNDS = 6
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
    apart: frozenset[str] = frozenset()
    rounds = 0
    while rounds < ROUNDS and (fixes := _fixes(production, edits, changes, title, apart)):
        rounds += 1
        count = sum(len(each) for each in fixes.values())
        on_event(Event(stage="fix", message=f"round {rounds}: {count} to try"))
        about = {name: _about(production, name) for name in fixes}
        wanted = [target for target in targets if any(target.id in each for each in about.values())]
        tried = make(wanted, _with(production.edits, fixes.values()))
        judged = {
            name: judge(each, _found(production, about[name]), _found(tried, about[name]))
            for name, each in fixes.items()
        }
        kept = {name for name, each in judged.items() if any(change.outcome == "kept" for change in each)}
        apart |= {name for name, each in judged.items() if not each}
        decided = _with(production.edits, [fixes[name] for name in kept])
        changes += [_placed(change, production, tried) for each in judged.values() for change in each]
        made = tried if EVERYWHERE in kept else tried.only(kept)
        production = renewed(production, made, targets).model_copy(update={"edits": decided})
    return production.model_copy(update={"mending": _mending(rounds, changes, first, production)})


def _fixes(
    production: Production, edits: Edits, changes: Sequence[Change], title: str | None, apart: Collection[str]
) -> dict[str, tuple[Fix, ...]]:
    """The next fixes: first those for all outputs, then those of each that has any, by its name.

    On ``apart`` they are tried one by one.
    """
    found = [(made.target.id, made.report.findings) for made in production.made]
    everywhere = choose_for_all(
        [(edits.of(name), findings) for name, findings in found],
        tried=[change for change in changes if change.placement == EVERYWHERE],
        together=EVERYWHERE not in apart,
    )
    if everywhere:
        return {EVERYWHERE: everywhere}
    each = {
        name: choose(
            name, findings,
            decided=edits.of(name),
            tried=[change for change in changes if change.is_about(name)],
            title=title,
            together=name not in apart,
        )
        for name, findings in found
    }  # fmt: skip
    return {name: fixes for name, fixes in each.items() if fixes}


def _with(edits: Edits, fixes: Iterable[Sequence[Fix]]) -> Edits:
    for fix in chain.from_iterable(fixes):
        edits = edits.changed(fix.placement, fix.change)
    return edits


def _about(production: Production, name: str) -> frozenset[str]:
    """Which outputs fixes for ``name`` are about."""
    return frozenset(made.target.id for made in production.made if name in {EVERYWHERE, made.target.id})


def _found(production: Production, placements: Collection[str]) -> list[Finding] | None:
    """What was found about these outputs together; ``None`` where one could not be made."""
    made = production.only(placements).made
    return [finding for one in made for finding in one.report.findings] if len(made) == len(placements) else None


def _placed(change: Change, before: Production, after: Production) -> Change:
    """The same with the outputs that show it."""
    recipes = {made.target.id: made.recipe for made in before.made}
    seen_in = tuple(
        name for made in after.made
        if change.is_about(name := made.target.id) and shows(change.change, recipes[name], made.recipe)
    )  # fmt: skip
    return change.model_copy(update={"seen_in": seen_in})


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
