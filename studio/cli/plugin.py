"""``studio plugin``: a new platform from a few answers, and what is wrong with one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.text import Text

from studio import inspection
from studio.check import names
from studio.cli import common
from studio.errors import SelectionError
from studio.inspection import Checked
from studio.paths import cache_dir, data_dir
from studio.platforms import scaffold
from studio.platforms.discovery import FACTS, strays
from studio.platforms.registry import Registry

app = typer.Typer(
    no_args_is_help=True, help="Make a platform of your own, and check one: docs/add-a-platform.md shows how."
)
_FEW = 3
_TIERS = {
    "broken": "has faults",
    "loads": "loads; its outputs were not made",
    "makes": "makes every output; some facts are older than half a year, or nobody knows how old",
    "current": "makes every output, and every fact was read within half a year",
}


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help='What people call it, such as "Town Hall".')],
    *,
    slug: Annotated[str | None, typer.Option(help="Short name for folders and commands, such as town_hall.")] = None,
    kind: Annotated[Literal["video", "image"] | None, typer.Option(help="What a post holds: video or image.")] = None,
    size: Annotated[str | None, typer.Option(help="Of the post in pixels, such as 1080x1920.")] = None,
    seconds: Annotated[float | None, typer.Option(help="The longest video that it takes; 0: no limit.")] = None,
    mb: Annotated[float | None, typer.Option(help="The biggest file that it takes, in megabytes; 0: no limit.")] = None,
    source: Annotated[str | None, typer.Option(help="Where you read that.")] = None,
    url: Annotated[str | None, typer.Option(help="The source's address.")] = None,
    into: Annotated[
        Path | None, typer.Option("--in", help="Folder to write it to; without it, your own plugins.")
    ] = None,
) -> None:
    """Write a new platform: a folder with a file of facts, ready to be used and changed. No programming.

    Such as: plugin new "Town Hall" --size 1080x1350 --seconds 30 --mb 50

    What is not given is asked for on a terminal, and else takes its default.
    """
    into = into or data_dir() / "plugins"
    taken = common.load_registry().taken
    scaffold.free(scaffold.draft(name, slug=slug), into, taken)  # before anybody answers six questions in vain

    def ask(key: str, question: str, given: Any, default: Any) -> Any:
        def judge(said: Any) -> None:
            scaffold.draft(name, slug=slug, **{"kind": answers.get("kind", "video"), key: said})

        return _ask(question, given, default, judge)

    answers: dict[str, Any] = {}
    answers["kind"] = ask("kind", "Does a post hold a video or an image", kind, "video")
    usual = scaffold.UPRIGHT[answers["kind"]]
    answers["size"] = ask("size", "Its width x height in pixels", size, str(usual))
    if answers["kind"] == "video":
        answers["seconds"] = ask("seconds", "The longest video it takes, in seconds (0: no limit)", seconds, 60.0)
    answers["megabytes"] = ask("megabytes", "The biggest file it takes, in megabytes (0: no limit)", mb, 100.0)
    answers["source"] = ask("source", "Where did you read that", source, "Seen in the app")
    answers["url"] = ask("url", "Its address on the web (empty: none)", url, "")
    made = scaffold.draft(name, slug=slug, **answers)
    folder = scaffold.write(made, into, date.today(), taken=taken)  # noqa: DTZ011 - the reader's day
    known = folder.name if into == data_dir() / "plugins" else folder
    typer.echo(f"Written: {folder / FACTS}\nCheck it: python -m studio plugin check {known}")


def _ask(question: str, given: Any, default: Any, judge: Callable[[Any], object]) -> Any:
    """The option, else what a person says, asked again until ``judge`` takes it, else the default.

    Raises SelectionError for an option that ``judge`` refuses.
    """
    if given is not None:
        judge(given)
        return given
    if not sys.stdin.isatty():
        return default
    while True:
        said = typer.prompt(question, default=default)
        try:
            judge(said)
        except SelectionError as error:
            typer.echo(f"  {error}")
        else:
            return said


@app.command("check")
def check(
    plugin: Annotated[
        str | None, typer.Argument(metavar="[NAME|DIR]", help="Such as town_hall; without it, all of them.")
    ] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Only read; make no outputs.")] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Run its plugin.py wherever it lies.")] = False,
    as_json: common.AsJson = False,
) -> None:
    """Say what is wrong with a platform, with file, line and cure, and make its outputs from a sample master.

    Exit codes: 0 nothing is wrong; 1 something is; 2 there is no such plugin.
    """
    registry = Registry.load(names=names())
    places = inspection.find(plugin, trusted=trust)
    today = date.today()  # noqa: DTZ011 - the reader's day
    checked = [
        inspection.check(place, registry=registry, today=today, work=None if quick else cache_dir()) for place in places
    ]
    folders = {place.folder for place in places}
    homeless = [one for one in registry.problems if plugin is None and one.file.parent not in folders]
    if as_json:
        data = {"plugins": [one.model_dump(mode="json") for one in checked],
                "problems": [problem.model_dump(mode="json") for problem in homeless]}  # fmt: skip
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        for one in checked:
            _tell(Console(), one)
        for problem in homeless:
            typer.echo(str(problem))
        for stray in strays(data_dir() / "plugins") if plugin is None else ():
            typer.echo(f"note: {stray}")
    if homeless or any(one.problems for one in checked):
        raise typer.Exit(1)


def _tell(console: Console, one: Checked) -> None:
    style = "bold red" if one.problems else "green"
    tier = _TIERS["broken" if one.problems else one.tier]
    console.print(Text.assemble((one.slug, style), f" {tier}", (f"  {one.folder}", "dim")), soft_wrap=True)
    for problem in one.problems:
        console.print(f"  {problem}", markup=False, soft_wrap=True)
    for note in one.notes:
        console.print(f"  note: {note}", style="dim", markup=False, soft_wrap=True)
    for made in one.made:
        console.print(f"  made: {made.placement}, warnings: {made.warnings}", style="dim", markup=False)
    if one.old:
        told = ", ".join(one.old[:_FEW]) + (f" and {len(one.old) - _FEW} more" if len(one.old) > _FEW else "")
        console.print(f"  old: {len(one.old)} of {one.facts} facts ({told})", style="dim", markup=False, soft_wrap=True)
