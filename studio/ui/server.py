"""The browser's server: Streamlit as an ASGI application, with the studio's own routes beside its pages."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import threading
import webbrowser
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import config

from studio.errors import SelectionError, StorageError, StudioError
from studio.paths import cache_dir, data_dir
from studio.ui import media, upload_routes
from studio.ui.theme import THEME
from studio.ui.uploads import Uploads
from studio.ui.workshop import jobs, packs_folder, uploads_folder

_log = logging.getLogger(__name__)

_SETTINGS: dict[str, Any] = {
    "global.developmentMode": False,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "runner.magicEnabled": False,
    # A page that shows progress runs twice a second, and to collect all garbage each time took a quarter of a core.
    "runner.postScriptGC": False,
    **THEME,
}


def _on_script_error(error: Exception) -> bool:
    """One friendly line on the page; the traceback goes to the log."""
    _log.error("a page failed because of a bug", exc_info=error)
    st.error("Something went wrong in the studio. Reload the page; if it happens again, send its log.")
    return True


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Stop what still runs when the server ends, so that no FFmpeg outlives it."""
    yield
    jobs().stop()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def application(hosts: Sequence[str]) -> st.App:
    """The ASGI application. ``hosts``: the only names it answers to; empty: any.

    Loopback servers name theirs, or else any page on the web could reach them by a name of its own that leads here.
    """
    config.get_config_options(force_reparse=True, options_from_flags={**_SETTINGS, "server.allowedHosts": list(hosts)})
    uploads = Uploads(uploads_folder(data_dir()))
    uploads.expire()
    media.expire(packs_folder(data_dir()))
    return st.App(
        Path(__file__).with_name("app.py"),
        routes=[*upload_routes.routes(uploads), *media.routes(cache_dir() / "outputs", packs_folder(data_dir()))],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)] if hosts else [],
        lifespan=_lifespan,
        on_script_error=_on_script_error,
    )


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to ``host`` and ``port``. Raises SelectionError where they do not exist, StorageError if taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError, UnicodeError) as error:
        listener.close()
        known = _not_bound(error, host, port)
        if known is None:
            raise
        raise known from error
    return listener


def _not_bound(error: Exception, host: str, port: int) -> StudioError | None:
    """What to tell where nothing can listen; ``None`` for a cause that the studio does not know."""
    if isinstance(error, OverflowError):
        return SelectionError(f"there is no port {port}", "choose one from 1 to 65535, or 0 for any that is free")
    if isinstance(error, (socket.gaierror, UnicodeError)) or getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
        return SelectionError(
            f"'{host}' is no address of this computer", "use 127.0.0.1, or 0.0.0.0 to let others on your network in"
        )
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return StorageError(f"port {port} on {host} is not free", "stop what uses it, or choose another port")
        case errno.EACCES:
            return StorageError(f"port {port} may not be opened by you", "choose a port above 1023")
    return None


def serve(host: str, port: int, *, open_browser: bool) -> None:
    """Serve the browser until Ctrl+C.

    ``port`` 0 takes a free one. Raises SelectionError where there is no such address or port, and StorageError where
    the port is taken.
    """
    listener = _listen(host, port)
    app = application(["localhost", "127.0.0.1"] if _is_loopback(host) else [])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="websockets-sansio"))
    url = f"http://{'localhost' if _is_loopback(host) else host}:{listener.getsockname()[1]}"
    print(f"The studio is open at {url} (Ctrl+C closes it)", flush=True)  # noqa: T201 - what a person waits for
    if open_browser:
        threading.Timer(1.0, webbrowser.open, (url,)).start()
    with listener:
        server.run(sockets=[listener])
