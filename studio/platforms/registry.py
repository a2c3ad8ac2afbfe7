"""All platforms that this machine has: found in folders, judged one by one, chosen by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from studio.errors import SelectionError
from studio.paths import data_dir, resource
from studio.platforms.contract import Platform, Target
from studio.platforms.problem import Problem, did_you_mean
from studio.platforms.reading import FILE, GeneralTips, Names, read_general, read_platform
from studio.values import Frozen

GENERAL = "general.toml"
"""Beside the plugins: tips that hold on every platform."""


def plugin_folders() -> tuple[Path, ...]:
    """Where plugins are looked for: the project's own, then the operator's."""
    return (resource("plugins"), data_dir() / "plugins")


class Registry(Frozen):
    """The platforms that loaded, by slug in alphabetical order, and what is wrong with the others."""

    platforms: Mapping[str, Platform]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, folders: Sequence[Path] | None = None, *, names: Names | None = None) -> Self:
        """Read every plugin in ``folders`` (nothing: ``plugin_folders()``).

        ``names`` are the limits and checks that exist (``studio.check.names()``); without them a plugin may name
        one that does not, and its finding says so.
        """
        folders = plugin_folders() if folders is None else folders
        names = names or Names()
        platforms: dict[str, Platform] = {}
        problems: list[Problem] = []
        for folder in _plugins(folders):
            found = read_platform(folder, names)
            if isinstance(found, Platform):
                clashes = list(_clashes(found, platforms.values()))
                problems += clashes
                platforms |= {} if clashes else {found.slug: found}
            else:
                problems += found
        general, wrong = _general(folders, names)
        merged = {slug: _with_general(platforms[slug], general) for slug in sorted(platforms)}
        return cls(platforms=merged, problems=(*problems, *wrong))

    @property
    def targets(self) -> tuple[Target, ...]:
        """Every placement of every platform, in alphabetical order of platforms and each file's own order."""
        return tuple(
            Target(platform=platform, placement=placement)
            for platform in self.platforms.values()
            for placement in platform.placements
        )

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


def _plugins(folders: Iterable[Path]) -> Iterator[Path]:
    """Each folder that holds a plugin; others, such as one being prepared, are left alone."""
    for folder in folders:
        if folder.is_dir():
            yield from (file.parent for file in sorted(folder.glob(f"*/{FILE}")))


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
        sources |= {f"general.{key}": source for key, source in each.sources.items()}
        own = {tip.id for tip in tips}
        tips += [tip.model_copy(update={"source": f"general.{tip.source}"}) for tip in each.tips if tip.id not in own]
    return platform.model_copy(update={"sources": sources, "tips": tuple(tips)})


def _aliases(platform: Platform) -> tuple[str, ...]:
    return (platform.slug, platform.name, *platform.aka)


def _clashes(platform: Platform, others: Iterable[Platform]) -> Iterator[Problem]:
    """Names that another platform has already."""
    taken = {alias.casefold(): other for other in others for alias in _aliases(other)}
    for alias in {each.casefold() for each in _aliases(platform)} & set(taken):
        yield Problem(
            file=platform.folder / FILE,
            message=f"'{alias}' already names the plugin in {taken[alias].folder}",
            cure="give it another name, or remove one of the two",
        )
