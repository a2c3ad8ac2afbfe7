"""Finished files over HTTP, by names that nobody can guess: an output's digest, a pack's random id.

Byte ranges are answered, so that a player can seek; nothing is ever run or sniffed as a page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from studio.ui.uploads import KEEP_S, readable_name

_TYPES = {
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
_OUTPUT = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,5}")
_PACK = re.compile(r"[0-9a-f]{32}\.zip")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=86400, immutable",
}


def output_url(path: Path) -> str:
    """Where the page finds one finished output."""
    return f"/api/outputs/{path.name}"


def pack_url(path: Path) -> str:
    """Where the page finds one pack."""
    return f"/api/packs/{path.name}"


def _serve(folder: Path, name: str, allowed: re.Pattern[str], download: str | None) -> Response:
    path = folder / name
    media_type = _TYPES.get(path.suffix)
    if not allowed.fullmatch(name) or media_type is None or not path.is_file():
        return PlainTextResponse("This file is not here any more: make it again.", 404, headers=_HEADERS)
    return FileResponse(
        path,
        media_type=media_type,
        headers=_HEADERS,
        filename=readable_name(download) if download is not None else None,
        content_disposition_type="attachment" if download is not None else "inline",
    )


def expire(packs: Path) -> None:
    """Remove packs that were made more than ``KEEP_S`` seconds ago; they can be made again."""
    for path in packs.glob("*.zip"):
        with suppress(FileNotFoundError):  # another session clears away too
            if path.stat().st_mtime < time.time() - KEEP_S:
                path.unlink()


def routes(outputs: Path, packs: Path) -> list[Route]:
    """Routes over the folder of finished outputs and the folder of packs; ``?download=NAME`` saves under that name."""

    def serving(folder: Path, allowed: re.Pattern[str]) -> Callable[[Request], Response]:
        def serve(request: Request) -> Response:
            return _serve(folder, request.path_params["name"], allowed, request.query_params.get("download"))

        return serve

    return [
        Route("/api/outputs/{name}", serving(outputs, _OUTPUT), methods=["GET", "HEAD"]),
        Route("/api/packs/{name}", serving(packs, _PACK), methods=["GET", "HEAD"]),
    ]
