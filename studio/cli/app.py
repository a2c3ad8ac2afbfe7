"""All commands, in the order in which a newcomer meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from studio import __version__
from studio.cli import cache, calendar, check, demo, doctor, export, plan, platforms, plugin, serve, tips

_FIRST = "Begin with: demo, then export YOUR-VIDEO, or serve. Of each command: COMMAND --help, such as export --help."

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("demo")(demo.demo)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("check")(check.check)
app.command("platforms")(platforms.platforms)
app.command("plan")(plan.plan)
app.command("tips")(tips.tips)
app.command("calendar")(calendar.calendar)
app.add_typer(plugin.app, name="plugin")
app.command("doctor")(doctor.doctor)
app.command("cache")(cache.cache)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(epilog=_FIRST)
def studio(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _version(wanted=value), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """One master (a video, picture, sound or text) in, the version that fits every platform out, checked."""
