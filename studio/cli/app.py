"""All commands, in the order in which a newcomer meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from studio import __version__
from studio.cli import cache, calendar, check, demo, doctor, export, plan, platforms, plugin, serve, tips

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="One master asset in, the version that fits every platform out, checked, with the reasons.",
)
app.command("demo")(demo.demo)
app.command("export")(export.export)
app.command("plan")(plan.plan)
app.command("check")(check.check)
app.command("platforms")(platforms.platforms)
app.command("tips")(tips.tips)
app.command("calendar")(calendar.calendar)
app.add_typer(plugin.app, name="plugin")
app.command("serve")(serve.serve)
app.command("cache")(cache.cache)
app.command("doctor")(doctor.doctor)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def studio(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda value: _version(wanted=value), is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """One master asset in, the version that fits every platform out, checked, with the reasons."""
