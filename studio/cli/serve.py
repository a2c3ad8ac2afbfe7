"""``studio serve``: the studio in the browser."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets others on your network in.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 8501,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open your browser.")] = True,
) -> None:
    """Open the studio in the browser."""
    from studio.ui import serve as run  # Streamlit takes a second to import

    run(host=host, port=port, open_browser=open_browser)
