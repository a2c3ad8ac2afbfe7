"""Which Jinja2 template makes a post: the plugin's own, else one that the project ships in ``templates/copy``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from studio.paths import resource
from studio.platforms.contract import Platform
from studio.platforms.posts import PostRules

DEFAULT = "post.txt.j2"


class TemplateText(NamedTuple):
    """A template as it stands in its file."""

    name: str
    text: str


def read_templates(platforms: Iterable[Platform]) -> dict[str, TemplateText]:
    """The template of every post, by platform and post (``instagram/caption``); one that cannot be read is left out."""
    found = {}
    for platform in platforms:
        for post in platform.posts:
            file = template_of(post, platform.folder)
            if file is None:
                continue
            with suppress(OSError):
                text = file.read_text(encoding="utf-8", errors="replace")
                found[f"{platform.slug}/{post.id}"] = TemplateText(f"{file.parent.name}/{file.name}", text)
    return found


def template_of(post: PostRules, folder: Path) -> Path | None:
    """The template's file, for a plugin that lies in ``folder``; ``None`` where the named one does not exist."""
    own, shared = folder, resource("templates", "copy")
    if post.template:
        places = [own / post.template, shared / post.template]
    else:
        names = (f"{post.id}.txt.j2", f"{post.id}.html.j2")
        places = [*(place / name for place in (own, shared) for name in names), own / DEFAULT, shared / DEFAULT]
    return next((place for place in places if place.is_file()), None)


def template_names(folder: Path) -> set[str]:
    """All templates that a plugin in ``folder`` may name."""
    return {file.name for place in (folder, resource("templates", "copy")) for file in place.glob("*.j2")}
