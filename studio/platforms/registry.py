"""All platforms that this machine has: found in folders, judged one by one, chosen by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Self

from studio.errors import SelectionError
from studio.platforms.contract import GENERAL_SOURCE, Platform, Target
from studio.platforms.discovery import FACTS, GENERAL, TRUST, Origin, Place, plugin_folders, strays
from studio.platforms.discovery import places as find_places
from studio.platforms.problem import Problem, did_you_mean
from studio.platforms.reading import GeneralTips, Names, read_general, read_platform
from studio.values import Frozen


class Registry(Frozen):
    """The platforms that loaded, by slug in alphabetical order, and what is wrong with the others."""

    platforms: Mapping[str, Platform]
    problems: tuple[Problem, ...] = ()
    """Why plugins were left out."""
    notes: tuple[Problem, ...] = ()
    """What else somebody should know: a plugin that stands for another of its name, code that is not trusted, what lies
    among the operator's plugins and is none."""
    places: Mapping[str, Place] = {}
    """Where each platform comes from, by slug."""

    @classmethod
    def load(cls, folders: Sequence[Path] | None = None, *, names: Names | None = None) -> Self:
        """Read every plugin in ``folders``; nothing: in ``plugin_folders()`` and in installed packages.

        Of two with one slug the later one wins, which is the operator's. ``names`` are the limits and checks that
        exist (``studio.check.names()``); without them a plugin may name one that does not, and its finding says so.
        """
        names = names or Names()
        problems: list[Problem] = []
        found: list[tuple[Place, Platform]] = []
        for place in find_places(folders):
            if isinstance(place, Problem):
                problems.append(place)
            elif isinstance(read := read_platform(place, names), Platform):
                found.append((place, read))
            else:
                problems += read
        kept, notes = _strongest(found)
        clashing = {slug: wrong for slug, wrong in _clashing(kept).items() if wrong}
        general, wrong = _general(plugin_folders() if folders is None else folders, names)
        sound = {slug: pair for slug, pair in sorted(kept.items()) if slug not in clashing}
        notes += strays(plugin_folders()[1]) if folders is None else ()
        notes += (_untrusted(platform) for _, platform in sound.values() if _is_left_out(platform))
        return cls(
            platforms={slug: _with_general(platform, general) for slug, (_, platform) in sound.items()},
            problems=(*problems, *(each for wrongs in clashing.values() for each in wrongs), *wrong),
            notes=tuple(notes),
            places={slug: place for slug, (place, _) in sound.items()},
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every placement of every platform, in alphabetical order of platforms and each file's own order."""
        return tuple(
            Target(platform=platform, placement=placement)
            for platform in self.platforms.values()
            for placement in platform.placements
        )

    @property
    def taken(self) -> frozenset[str]:
        """Every name of every platform, in small letters."""
        return frozenset(alias.casefold() for platform in self.platforms.values() for alias in _aliases(platform))

    def select(self, selectors: Sequence[str] = ()) -> tuple[Target, ...]:
        """Targets named by platform ("instagram", "ig") or placement ("facebook/teaser"); nothing: all active ones.

        Always in the order of ``targets``, each once. Raises SelectionError for a name that does not exist.
        """
        if not selectors:
            return tuple(target for target in self.targets if target.platform.status.state == "active")
        chosen = {target.id for selector in selectors for target in self._named(selector)}
        return tuple(target for target in self.targets if target.id in chosen)

    def _named(self, selector: str) -> tuple[Target, ...]:
        name, slash, placement = selector.strip().partition("/")
        slugs = {
            alias.casefold(): platform.slug for platform in self.platforms.values() for alias in _aliases(platform)
        }
        slug = slugs.get(name.casefold())
        if slug is None:
            raise SelectionError(f"there is no platform '{name}'", did_you_mean(name, slugs))
        found = tuple(target for target in self.targets if target.platform.slug == slug)
        if slash:
            found = tuple(target for target in found if target.placement.id == placement.casefold())
        if not found:
            known = [f"{slug}/{each.id}" for each in self.platforms[slug].placements]
            raise SelectionError(f"there is no placement '{selector}'", did_you_mean(f"{slug}/{placement}", known))
        return found


Found = tuple[Place, Platform]


def _strongest(found: Iterable[Found]) -> tuple[dict[str, Found], list[Problem]]:
    """The last of each slug, and a note for each that it stands for."""
    kept: dict[str, Found] = {}
    notes: list[Problem] = []
    for place, platform in found:
        if before := kept.get(platform.slug):
            notes.append(
                Problem(
                    file=place.facts,
                    message=f"this '{platform.slug}' stands for the one in {before[0].folder}",
                    cure="rename it if you want both",
                )
            )
        kept[platform.slug] = (place, platform)
    return kept, notes


def _clashing(kept: Mapping[str, Found]) -> dict[str, list[Problem]]:
    """For each plugin the names that another one, which came before it, has already."""
    wrong: dict[str, list[Problem]] = {}
    earlier: list[Platform] = []
    for slug, (_, platform) in sorted(kept.items(), key=lambda each: _RANK[each[1][0].origin]):
        wrong[slug] = list(clashes(platform, earlier))
        earlier += [] if wrong[slug] else [platform]
    return wrong


_RANK: dict[Origin, int] = {"shipped": 0, "installed": 1, "operator": 2}


def _is_left_out(platform: Platform) -> bool:
    return platform.code is not None and platform.code.left_out


def _untrusted(platform: Platform) -> Problem:
    assert platform.code
    return Problem(
        file=platform.code.file,
        message="is not run, since this folder is not trusted; the plugin's facts are used",
        cure=f"read it, and if you trust it set {TRUST}={platform.slug}",
    )


def _general(folders: Iterable[Path], names: Names) -> tuple[list[GeneralTips], list[Problem]]:
    tips: list[GeneralTips] = []
    problems: list[Problem] = []
    for file in (folder / GENERAL for folder in folders):
        if file.is_file():
            found = read_general(file, names)
            if isinstance(found, GeneralTips):
                tips.append(found)
            else:
                problems += found
    return tips, problems


def _with_general(platform: Platform, general: Iterable[GeneralTips]) -> Platform:
    """The platform with the general tips behind its own, which replace those of the same id."""
    sources, tips = dict(platform.sources), list(platform.tips)
    for each in general:
        sources |= {f"{GENERAL_SOURCE}{key}": source for key, source in each.sources.items()}
        own = {tip.id for tip in tips}
        tips += [
            tip.model_copy(update={"source": f"{GENERAL_SOURCE}{tip.source}"}) for tip in each.tips if tip.id not in own
        ]
    return platform.model_copy(update={"sources": sources, "tips": tuple(tips)})


def _aliases(platform: Platform) -> tuple[str, ...]:
    return (platform.slug, platform.name, *platform.aka)


def clashes(platform: Platform, others: Iterable[Platform]) -> Iterator[Problem]:
    """Names that another platform has already, also in another spelling."""
    taken = {alias.casefold(): other for other in others for alias in _aliases(other)}
    for alias in sorted({each.casefold() for each in _aliases(platform)} & set(taken)):
        yield Problem(
            file=platform.folder / FACTS,
            message=f"'{alias}' already names the platform '{taken[alias].slug}'",
            cure="give it another name, or remove one of the two",
        )


def one_of_each(targets: Iterable[Target]) -> tuple[Target, ...]:
    """The first placement of each platform: a newcomer sees them all and does not wait for every size."""
    return tuple(next(own) for _, own in groupby(targets, key=lambda target: target.platform.slug))
