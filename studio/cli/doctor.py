"""``studio doctor``: what is on this machine."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.text import Text

from studio.check import names
from studio.doctor import examine
from studio.platforms.registry import Registry


def doctor() -> None:
    """Look at this machine: FFmpeg, fonts, folders, platforms. Exit 1 when something is not well."""
    lines = examine(Registry.load(names=names()))
    console = Console()
    for line in lines:
        mark = ("!!", "bold red") if line.cure else ("ok", "green")
        console.print(Text.assemble(mark, f"  {line.what:<10} {line.found}"), soft_wrap=True)
        if line.cure:
            console.print(f"                {line.cure}", markup=False, soft_wrap=True)
    if any(line.cure for line in lines):
        raise typer.Exit(1)
