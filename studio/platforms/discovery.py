"""Where plugins are found, and whose code is run.

- ``plugins/`` of the project: trusted.
- Entry points ``studio.platforms`` of installed packages: trusted, since somebody installed them to be run.
- The operator's folder: facts only, unless ``STUDIO_TRUST`` names the plugin (or says ``all``).
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal, NamedTuple

from studio.errors import PluginError
from studio.paths import data_dir, resource
from studio.platforms import hooks, isolation
from studio.platforms.hooks import Code
from studio.platforms.problem import Problem, nearest

FACTS = "platform.toml"
GENERAL = "general.toml"
"""Beside the plugins: tips that hold on every platform."""
GROUP = "studio.platforms"
TRUST = "STUDIO_TRUST"

Origin = Literal["shipped", "installed", "operator"]


class Place(NamedTuple):
    """A folder that holds a plugin."""

    folder: Path
    slug: str
    """The folder's name; of an installed one the name of its entry point."""
    origin: Origin
    trusted: bool

    @property
    def facts(self) -> Path:
        return self.folder / FACTS


def plugin_folders() -> tuple[Path, ...]:
    """The project's own plugins, then the operator's."""
    return (resource("plugins"), data_dir() / "plugins")


def places(folders: Sequence[Path] | None = None) -> Iterator[Place | Problem]:
    """Every plugin in ``folders``; nothing: the project's own, then installed ones, then the operator's."""
    own, operators = plugin_folders()
    yield from _in([own] if folders is None else folders)
    if folders is None:
        yield from _installed()
        yield from _in([operators])


def _in(folders: Sequence[Path]) -> Iterator[Place]:
    """Each folder that holds a plugin; others, such as one being prepared, are left alone."""
    for folder in folders:
        shipped = folder == resource("plugins")
        for file in sorted(folder.glob(f"*/{FACTS}")):
            yield place_of(file.parent, origin="shipped" if shipped else "operator")


def strays(folder: Path) -> Iterator[Problem]:
    """What lies in the operator's folder and is no plugin, though somebody may think that it is one."""
    for file in sorted(folder.glob("*.toml")):
        if file.name != GENERAL and file.is_file():
            cure = f"put it into a folder of its slug, as {FACTS}"
            yield Problem(file=file, message="lies beside the plugins and is not read", cure=cure)
    for own in sorted(each for each in folder.glob("[!._]*") if each.is_dir() and not (each / FACTS).is_file()):
        names = sorted(file.name for file in own.iterdir())
        if names and not (own / FACTS).exists():
            meant = nearest(FACTS, (name for name in names if "toml" in name.casefold()))
            cure = f"rename its {meant}" if meant else "put one there, or take the folder away"
            yield Problem(file=own, message=f"holds no {FACTS} and is not read", cure=cure)


def place_of(folder: Path, *, origin: Origin = "operator", trusted: bool = False) -> Place:
    """One plugin's folder, by itself. ``trusted`` stands beside what ``STUDIO_TRUST`` says."""
    folder = folder.absolute()
    trusted = trusted or origin != "operator" or bool({folder.name, "all"} & _trusted())
    return Place(folder=folder, slug=folder.name, origin=origin, trusted=trusted)


def _trusted() -> set[str]:
    return {name.strip() for name in os.environ.get(TRUST, "").split(",")}


def _installed() -> Iterator[Place | Problem]:
    """The plugins that installed packages bring; nothing of theirs is run to find them."""
    for point in entry_points(group=GROUP):
        folder = _folder(point.module)
        if folder:
            yield Place(folder=folder, slug=point.name, origin="installed", trusted=True)
        else:
            yield Problem(
                file=_home(point),
                message=f"entry point '{point.name}' names '{point.module}', and no {FACTS} lies there",
                cure="install the package again, or remove it",
            )


def _folder(module: str) -> Path | None:
    top, *rest = module.split(".")
    spec = importlib.util.find_spec(top)
    bases = spec.submodule_search_locations if spec else None
    folders = (Path(base, *rest) for base in bases or ())
    return next((folder for folder in folders if (folder / FACTS).is_file()), None)


def _home(point: EntryPoint) -> Path:
    return Path(point.dist.name if point.dist else GROUP)


def read_code(place: Place) -> Code | Problem | None:
    """What the plugin's ``plugin.py`` registers; nothing where it has none. Untrusted code is left out unread."""
    file = place.folder / hooks.FILE
    if not file.is_file():
        return None
    if not place.trusted:
        return Code(file=file, left_out=True)
    if place.origin == "shipped":
        found = hooks.read(file)
        return found if isinstance(found, Problem) else Code(file=file, hooks=found, confined=False)
    try:
        found = isolation.worker().run((file, file.stat().st_mtime_ns), hooks.read, file)
    except PluginError as error:
        return Problem(file=file, message=f"cannot be loaded ({error.problem})", cure=error.remedy)
    return found if isinstance(found, Problem) else Code(file=file, hooks=found)
