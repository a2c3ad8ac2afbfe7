"""Which Jinja2 template makes a text: the plugin's own, else one that the project ships in ``templates/copy``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from studio.paths import resource
from studio.platforms.contract import Placement, Platform, Target
from studio.platforms.posts import PostRules

DEFAULT = "post.txt.j2"


class TemplateText(NamedTuple):
    """A template as it stands in its file."""

    name: str
    text: str


def read_templates(platforms: Iterable[Platform]) -> dict[str, TemplateText]:
    """The template of every post, by platform and post (``instagram/caption``); one that cannot be read is left out."""
    return _read(
        (f"{platform.slug}/{post.id}", template_of(post, platform.folder))
        for platform in platforms
        for post in platform.posts
    )


def read_file_templates(targets: Iterable[Target]) -> dict[str, TemplateText]:
    """The template of every placement that is a text, by its id; one that cannot be read is left out."""
    return _read(
        (target.id, file_template_of(target.placement, target.platform.folder))
        for target in targets
        if target.placement.kind == "text"
    )


def template_of(post: PostRules, folder: Path) -> Path | None:
    """A post's template, for a plugin that lies in ``folder``; ``None`` where the named one does not exist."""
    return _first(folder, post.template, (f"{post.id}.txt.j2", f"{post.id}.html.j2"), DEFAULT)


def file_template_of(placement: Placement, folder: Path) -> Path | None:
    """The same for a placement that is a text."""
    ending = f"{placement.format}.j2"
    return _first(folder, placement.template, (f"{placement.id}.{ending}",), f"file.{ending}")


def _first(own: Path, named: str | None, usual: Iterable[str], default: str) -> Path | None:
    """The named file in the plugin's folder or among the shared ones; where none is named, the nearest usual one."""
    folders = (own, resource("templates", "copy"))
    names = [(named,)] if named else [tuple(usual), (default,)]
    places = (folder / name for group in names for folder in folders for name in group)
    return next((place for place in places if place.is_file()), None)


def _read(files: Iterable[tuple[str, Path | None]]) -> dict[str, TemplateText]:
    found = {}
    for name, file in files:
        if file is not None:
            with suppress(OSError):
                text = file.read_text(encoding="utf-8", errors="replace")
                found[name] = TemplateText(f"{file.parent.name}/{file.name}", text)
    return found


def template_names(folder: Path) -> set[str]:
    """All templates that a plugin in ``folder`` may name."""
    return {file.name for place in (folder, resource("templates", "copy")) for file in place.glob("*.j2")}
