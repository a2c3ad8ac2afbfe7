"""One plugin looked at from every side: what ``studio plugin check`` and the browser tell of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from studio import testing
from studio.check import names
from studio.errors import SelectionError
from studio.export import Made
from studio.platforms import ageing
from studio.platforms.contract import Platform
from studio.platforms.discovery import FACTS, Origin, Place, place_of, places, plugin_folders, strays
from studio.platforms.problem import Problem, did_you_mean
from studio.platforms.reading import read_platform
from studio.platforms.registry import Registry
from studio.testing import Tier
from studio.values import Frozen


class Tried(Frozen):
    """One output made from a sample master."""

    placement: str
    warnings: int


class Checked(Frozen):
    """How a plugin stands."""

    slug: str
    folder: Path
    origin: Origin
    tier: Tier
    """Derived, never claimed."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What somebody should know that is no fault: untrusted code, a plugin that it stands for."""
    old: tuple[str, ...] = ()
    """Facts that nobody has surely read within ``ageing.CURRENT_DAYS``."""
    facts: int = 0
    made: tuple[Tried, ...] = ()


def find(name: str | None, *, trusted: bool = False) -> list[Place]:
    """The plugin of that name or in that folder; nothing: all of them. Raises SelectionError for an unknown one."""
    known = [place for place in places() if isinstance(place, Place)]
    if name is None:
        return [place._replace(trusted=trusted or place.trusted) for place in known]
    folder = Path(name)
    if (folder / FACTS).is_file():
        return [place_of(folder, trusted=trusted)]
    found = [place for place in known if place.slug == name]
    if not found and folder.is_dir():
        raise SelectionError(f"{folder} holds no {FACTS}", "make one: python -m studio plugin new NAME")
    if not found:
        for stray in strays(plugin_folders()[1]):
            if name in {stray.file.name, stray.file.stem}:
                raise SelectionError(f"{stray.file} {stray.message}", stray.cure)
        raise SelectionError(f"there is no plugin '{name}'", did_you_mean(name, {place.slug for place in known}))
    return [found[-1]._replace(trusted=trusted or found[-1].trusted)]  # the last one is the one in use


def check(place: Place, *, registry: Registry, today: date, work: Path | None) -> Checked:
    """Hold one plugin against the contract, and make its outputs below ``work`` (nothing: make none).

    ``registry`` has the platforms whose names it must not take.
    """
    problems = testing.problems(place, today=today, others=tuple(registry.platforms.values()))
    platform = read_platform(place, names())
    notes = tuple(note for note in registry.notes if note.file.parent == place.folder)
    found = Checked(
        slug=place.slug, folder=place.folder, origin=place.origin, tier="broken", problems=problems, notes=notes
    )
    if problems or not isinstance(platform, Platform):
        return found
    proof = testing.prove(place, work=work) if work else None
    facts = list(ageing.dated_facts(platform))
    return found.model_copy(
        update={
            "tier": testing.tier(platform, proof, today),
            "problems": proof.problems if proof else (),
            "old": tuple(fact.name for fact in facts if not ageing.is_current(fact.as_of, today)),
            "facts": len(facts),
            "made": tuple(_tried(made) for made in (proof.made if proof else ())),
        }
    )


def _tried(made: Made) -> Tried:
    return Tried(placement=made.target.id, warnings=sum(finding.level == "warn" for finding in made.report.findings))
