"""Writes the pages that list things: ``python docs/generate.py``; ``tests/test_docs.py`` checks them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

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
    """Every placement with its limits and tips."""
    from studio.platforms.registry import Registry, plugin_folders

    lines = ["# Platforms", "", "Written by `python docs/generate.py` from `plugins/*/platform.toml`.", ""]
    for platform in Registry.load(plugin_folders()[:1]).platforms.values():
        lines += [f"## {platform.name}", ""]
        for placement in platform.placements:
            lines += [f"### `{platform.slug}/{placement.id}`", "", f"{placement.name}, {placement.size}.", ""]
            lines += ["| limit | value | source | read | confidence |", "| --- | --- | --- | --- | --- |"]
            lines += [
                f"| {one.key} | {one.value} | {platform.sources[one.source].title} | {one.as_of} | {one.confidence} |"
                for one in placement.limits
            ]
            lines.append("")
        lines += ["| tip | advice | checked |", "| --- | --- | --- |"]
        lines += [f"| {tip.id} | {tip.advice} | {tip.check or 'by a person'} |" for tip in platform.tips]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


PAGES = {"commands.md": commands, "platforms.md": platforms}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
