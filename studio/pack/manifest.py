"""``manifest.json``: what is in a pack, as data."""

from __future__ import annotations

from studio.check.facts import Facts
from studio.check.finding import Finding
from studio.ingest.master import Master
from studio.plan.recipe import Skipped
from studio.values import Frozen, OutputKind


class PackedOutput(Frozen):
    """One finished file of the pack."""

    placement: str
    platform: str = ""
    """The platform's name for people; nothing: made from the placement's id."""
    name: str = ""
    """The placement's name for people; nothing: made from its id."""
    kind: OutputKind
    file: str
    """Relative to the pack, always with forward slashes."""
    sidecars: tuple[str, ...] = ()
    sha256: str
    recipe: str
    """The recipe's digest."""
    facts: Facts
    findings: tuple[Finding, ...]
    reasons: tuple[str, ...] = ()
    """Why it was made so."""


class Failure(Frozen):
    """A placement whose output could not be made."""

    placement: str
    reason: str


class Manifest(Frozen):
    """The whole pack. ``master.path`` is left out: a machine's paths are nobody's business."""

    studio: str
    """The studio's version."""
    master: Master
    outputs: tuple[PackedOutput, ...]
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Placements that this kind of master cannot fill."""
    broken: tuple[str, ...] = ()
    """Plugins that were left out because they are broken: which, why, and what to do."""
