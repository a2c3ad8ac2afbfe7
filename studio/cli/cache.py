"""``studio cache``: how much room the kept parts take, and clearing it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from studio.cache import clear, limit_bytes, usage
from studio.paths import cache_dir

Action = Annotated[Literal["info", "clear"], typer.Argument(help="info tells, clear removes everything.")]


def cache(action: Action = "info") -> None:
    """Tell how much room the cache takes, or clear it. All of it can be made again."""
    if action == "clear":
        clear(cache_dir())
    table = Table(box=None, header_style="dim", pad_edge=False)
    for heading in ("kept", "files", "MB"):
        table.add_column(heading, justify="left" if heading == "kept" else "right")
    kinds = usage(cache_dir())
    for one in kinds:
        table.add_row(one.kind, str(one.files), f"{one.bytes / 1e6:.1f}")
    table.add_row("all", str(sum(one.files for one in kinds)), f"{sum(one.bytes for one in kinds) / 1e6:.1f}")
    console = Console()
    console.print(table)
    console.print(f"\n{cache_dir()}, at most {limit_bytes() / 1e9:g} GB", markup=False, soft_wrap=True)
