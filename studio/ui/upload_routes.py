"""The resumable upload over HTTP.

POST   /api/uploads              {"name": ..., "bytes": ...}   -> 201 {"id", "offset", "bytes", "piece"}
PUT    /api/uploads/ID?offset=N  the next bytes of the file    -> 200 {"offset", "bytes"}, or 409 with the right offset
GET    /api/uploads/ID           how far it is                 -> 200 {"offset", "bytes"}; HEAD: Upload-Offset
DELETE /api/uploads/ID                                         -> 204

A refusal is {"problem": ..., "remedy": ...}: what the page shows as one line.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from studio.errors import InputRefused, SelectionError, StorageError, StudioError
from studio.ui.uploads import OffsetMismatch, TakenOver, Uploads

PIECE_BYTES = 8 << 20
"""How much the page sends at once: little to lose when the line drops, few enough requests."""
_BUFFER_BYTES = 1 << 20
_ABOUT_BYTES = 4096

Handler = Callable[[Request], Awaitable[Response]]


class Announcement(BaseModel):
    """What the page says before it sends a file."""

    name: str = Field(max_length=1000)
    bytes: int = Field(ge=0)


def same_origin(request: Request) -> bool:
    """Whether the request comes from the studio's own page, as far as a browser tells; scripts that send no origin may.

    Another site's page cannot leave these headers out, and cannot send JSON or PUT without them.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _refusal(error: StudioError) -> JSONResponse:
    status = {InputRefused: 413, SelectionError: 404, StorageError: 507}.get(type(error), 400)
    return JSONResponse({"problem": error.problem, "remedy": error.remedy}, status)


def _answering(handle: Handler) -> Handler:
    """``handle`` behind the check of origin, its errors as answers."""

    async def answer(request: Request) -> Response:
        if not same_origin(request):
            return JSONResponse({"problem": "another site sent this", "remedy": "open the studio's own page"}, 403)
        try:
            return await handle(request)
        except StudioError as error:
            return _refusal(error)
        except OffsetMismatch as error:
            return JSONResponse({"offset": error.expected}, 409)
        except TakenOver:
            return JSONResponse({"problem": "another tab continues this upload", "remedy": "go on there"}, 423)

    return answer


async def _pour(request: Request, write: Callable[[bytes], None]) -> None:
    """The request's body into ``write``, a megabyte at most in memory."""
    buffer = bytearray()
    received = 0
    try:
        async for piece in request.stream():
            received += len(piece)
            if received > PIECE_BYTES:
                raise InputRefused("this piece is too large", f"send at most {PIECE_BYTES} bytes at once")
            buffer += piece
            if len(buffer) >= _BUFFER_BYTES:
                await run_in_threadpool(write, bytes(buffer))
                buffer.clear()
    except ClientDisconnect:
        pass  # the line dropped: what came is kept, and the page asks how far it got
    if buffer:
        await run_in_threadpool(write, bytes(buffer))


async def _about(request: Request) -> bytes:
    """An announcement's body, read no further than one can be long, whatever length it claims or keeps to itself."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _ABOUT_BYTES:
            raise InputRefused("this announcement is too long", "send a name and a number of bytes")
    return bytes(body)


def routes(uploads: Uploads) -> list[Route]:
    """The routes over one store."""

    async def create(request: Request) -> Response:
        try:
            wanted = Announcement.model_validate_json(await _about(request))
        except ValidationError:
            return JSONResponse({"problem": "this is no announcement", "remedy": "send a name and its bytes"}, 400)
        await run_in_threadpool(uploads.expire)
        upload = await run_in_threadpool(uploads.create, wanted.name, wanted.bytes)
        return JSONResponse({"id": upload.id, "offset": 0, "bytes": upload.bytes, "piece": PIECE_BYTES}, 201)

    async def append(request: Request) -> Response:
        key, offset = request.path_params["key"], request.query_params.get("offset", "")
        if not (offset.isascii() and offset.isdigit()):
            return JSONResponse({"problem": "no offset was given", "remedy": "say where this piece begins"}, 400)
        with uploads.append(key, int(offset)) as write:
            await _pour(request, write)
        return _state(key)

    async def status(request: Request) -> Response:
        return _state(request.path_params["key"])

    async def remove(request: Request) -> Response:
        await run_in_threadpool(uploads.remove, request.path_params["key"])
        return Response(status_code=204)

    def _state(key: str) -> Response:
        offset = uploads.offset(key)
        state = {"offset": offset, "bytes": uploads.find(key).bytes, "piece": PIECE_BYTES}
        return JSONResponse(state, headers={"Upload-Offset": str(offset), "Cache-Control": "no-store"})

    one = "/api/uploads/{key}"
    return [
        Route("/api/uploads", _answering(create), methods=["POST"]),
        Route(one, _answering(append), methods=["PUT"]),
        Route(one, _answering(status), methods=["GET", "HEAD"]),
        Route(one, _answering(remove), methods=["DELETE"]),
    ]
