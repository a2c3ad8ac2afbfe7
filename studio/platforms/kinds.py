"""Which kinds of output there are, and what a placement of each may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from studio.values import OutputKind, Size

Format = Literal["jpeg", "png", "webp", "mp4", "gif", "m4a", "mp3", "ogg", "pdf", "html", "xml", "txt"]

FORMATS: Mapping[OutputKind, tuple[Format, ...]] = MappingProxyType(
    {
        "image": ("jpeg", "png", "webp"),
        "video": ("mp4", "gif"),
        "audio": ("m4a", "mp3", "ogg"),
        "document": ("pdf",),
        "text": ("html", "xml", "txt"),
    }
)
"""What the studio can write for each kind of output: ``gif`` is a short silent video, ``ogg`` holds Opus."""

SEEN: tuple[OutputKind, ...] = ("image", "video", "document")
"""Kinds that have a size in pixels; a document's is that of its pages."""

USED_BY: Mapping[str, tuple[OutputKind, ...]] = MappingProxyType(
    {
        "size": SEEN,
        "aim": ("video", "audio"),
        "captions": ("video", "document"),
        "sidecars": ("video", "audio"),
        "safe_zone": SEEN,
        "shape": ("image", "video"),
        "fit": ("image",),
        "ground": ("image",),
        "transparency": ("image",),
        "channels": ("audio",),
        "artwork": ("audio",),
        "effect": ("image", "video"),
        "pages": ("document",),
        "template": ("text",),
        "posts": ("text",),
        "picture": ("text",),
    }
)
"""The keys of a placement that say something about some kinds only."""

TRANSPARENT: tuple[Format, ...] = ("png", "webp")
"""Formats that keep transparent parts."""
TAGGED: tuple[Format, ...] = ("m4a", "mp3")
"""Formats that carry a picture beside their sound."""


def misfits(kind: OutputKind, form: Format, told: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a placement of ``kind`` in format ``form``: a sentence, a colon, and the cure, each.

    ``told`` are its keys that differ from what they are where a plugin leaves them out.
    """
    if form not in FORMATS[kind]:
        yield f'format "{form}" does not suit kind "{kind}": write {choice(FORMATS[kind])}'
        return
    for key in told:
        if kind not in USED_BY.get(key, (kind,)):
            yield f'"{key}" is for {" and ".join(USED_BY[key])} only, and this is "{kind}": take it out'
    if kind in SEEN and "size" not in told:
        yield f'a placement of kind "{kind}" needs a size: add one, such as size = "1080x1080"'
    if "transparency" in told and form not in TRANSPARENT:
        yield f'"{form}" has no transparent parts: write {choice(TRANSPARENT)} as format, or take transparency out'
    if "transparency" in told and "ground" in told:
        yield "transparency and ground exclude each other: keep one of them"
    if "artwork" in told and form not in TAGGED:
        yield f'"{form}" carries no artwork: write {choice(TAGGED)} as format, or take artwork out'
    if "sidecars" in told and form == "gif":
        yield "a GIF has no subtitle files beside it: take sidecars out"
    if "template" in told and not str(told["template"]).endswith(f".{form}.j2"):
        yield f'template "{told["template"]}" does not write {form}: name one that ends in ".{form}.j2"'
    yield from _misshapen(kind, form, told)


def _misshapen(kind: OutputKind, form: Format, told: Mapping[str, Any]) -> Iterator[str]:
    """Sizes that cannot be."""
    size, artwork, zone = told.get("size"), told.get("artwork"), told.get("safe_zone")
    if isinstance(size, Size):
        if kind == "video" and form != "gif" and (size.width % 2 or size.height % 2):
            yield f"size {size} is odd, and a video's sides must be even: add or take a pixel"
        if "shape" in told and size.width != size.height:
            yield f"a circle stands in a square, and size is {size}: make both sides the same"
        if zone and (zone.left + zone.right >= size.width or zone.top + zone.bottom >= size.height):
            yield f"safe_zone leaves nothing free of {size}: give pixels at each edge of that size"
    if isinstance(artwork, Size) and artwork.width != artwork.height:
        yield f'artwork is square, and this is {artwork}: make both sides the same, such as "1400x1400"'


def choice(names: tuple[str, ...]) -> str:
    """Names to choose from, as people write them."""
    return " or ".join(f'"{name}"' for name in names)
