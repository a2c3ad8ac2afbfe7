"""Writes the pages that list things: ``python docs/generate.py``; ``tests/test_docs.py`` checks them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.platforms.contract import Placement, Platform, Tip
    from studio.platforms.facts import Limit
    from studio.platforms.posts import PostRules

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

os.environ |= {"TERMINAL_WIDTH": "100", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def commands() -> str:
    """Every command's own help."""
    from typer.testing import CliRunner

    from studio.cli.app import app

    runner = CliRunner()
    names = [info.name for info in app.registered_commands if info.name]
    pages = [("studio", runner.invoke(app, ["--help"], prog_name="studio").output)]
    pages += [(f"studio {name}", runner.invoke(app, [name, "--help"], prog_name="studio").output) for name in names]
    blocks = [f"## {title}\n\n```text\n{_plain(text)}\n```\n" for title, text in pages]
    return "# Commands\n\nWritten by `python docs/generate.py` from the commands themselves.\n\n" + "\n".join(blocks)


def platforms() -> str:
    """Every placement with its limits, and every platform's tips."""
    from studio.platforms.registry import Registry, plugin_folders

    registry = Registry.load(plugin_folders()[:1])
    lines = ["# Platforms", "", "Written by `python docs/generate.py` from `plugins/`.", ""]
    for platform in registry.platforms.values():
        lines += [f"## {platform.name}", "", *([platform.status.told, ""] if platform.status.told else [])]
        for target in registry.select([platform.slug]):
            lines += [f"### `{target.id}`", "", f"{_about(target.placement)}.", ""]
            lines += ["| limit | value | source | read | confidence | holds for |"]
            lines += ["| --- | --- | --- | --- | --- | --- |"]
            lines += [_limit(platform, limit) for limit in target.limits]
            lines.append("")
        for post in platform.posts:
            lines += [*_post(platform, post), ""]
        lines += ["| tip | advice | source | checked |", "| --- | --- | --- | --- |"]
        lines += [_tip(platform, tip) for tip in platform.tips if tip.source.partition(".")[0] != "general"]
        lines.append("")
    lines += ["## Every platform", "", "| tip | advice | source | checked |", "| --- | --- | --- | --- |"]
    lines += [_tip(platform, tip) for tip in platform.tips if tip.source.partition(".")[0] == "general"]
    return "\n".join(lines) + "\n"


def _about(placement: Placement) -> str:
    """Its name, size and format."""
    return ", ".join(str(part) for part in (placement.name, placement.size, placement.format.upper()) if part)


def _post(platform: Platform, post: PostRules) -> list[str]:
    told = [f"counted as {post.count}", f"links {post.links}", f"hashtags {post.hashtags}"]
    told += [f"a link counts {post.link_weight}"] if post.link_weight else []
    told += ["in threads"] if post.thread else []
    lines = [f"### Text `{post.id}`", "", f"{post.name}: {', '.join(told)}.", ""]
    lines += ["| limit | value | source | read | confidence | holds for |", "| --- | --- | --- | --- | --- | --- |"]
    return [*lines, *(_limit(platform, limit) for limit in post.limits)]


def _limit(platform: Platform, limit: Limit) -> str:
    source = platform.sources[limit.source]
    return _row(limit.key, limit.value, source.title, limit.as_of, limit.confidence, limit.via or "everybody")


def _tip(platform: Platform, tip: Tip) -> str:
    return _row(tip.id, tip.advice, f"{platform.sources[tip.source].title}, {tip.as_of}", tip.check or "by a person")


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


PAGES = {"commands.md": commands, "platforms.md": platforms}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
