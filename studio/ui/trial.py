"""A platform tried at once: its outputs from the master that is on the page, or from a sample."""

from __future__ import annotations

import threading
from pathlib import Path

from studio import testing
from studio.export import Made, Prepared, produce
from studio.plan.edits import Edits
from studio.platforms.contract import Platform, Target
from studio.platforms.discovery import Place
from studio.progress import OnEvent
from studio.values import Frozen


class Trial(Frozen):
    """What came of it."""

    platform: str
    """The slug."""
    master: str
    """What it was tried on, for people."""
    made: tuple[Made, ...]
    missing: tuple[str, ...] = ()
    """Why placements gave no output, and what else is wrong."""


def try_out(
    platform: Platform,
    place: Place,
    prepared: Prepared | None,
    *,
    cache: Path,
    on_event: OnEvent,
    stop: threading.Event,
) -> Trial:
    """Make the platform's outputs, with their findings. Raises what ``studio.export`` raises."""
    if prepared is None:
        proof = testing.prove(place, work=cache)
        missing = tuple(f"{problem.message}: {problem.cure}" for problem in proof.problems)
        return Trial(platform=platform.slug, master="a short sample", made=proof.made, missing=missing)
    targets = [Target(platform=platform, placement=placement) for placement in platform.placements]
    production = produce(prepared, targets, Edits(), cache=cache, on_event=on_event, cancelled=stop)
    return Trial(
        platform=platform.slug,
        master=prepared.master.name,
        made=production.made,
        missing=(
            *(f"{one.placement}: {one.reason}" for one in production.skipped),
            *(f"{one.placement}: {one.reason}" for one in production.failed),
        ),
    )
