"""What an output looks like, small: the pictures that the report and the contact sheet show."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image
from pydantic import ConfigDict

from studio import memo
from studio.check.content import Content, content_of
from studio.check.facts import Facts
from studio.errors import RenderError
from studio.pack.manifest import PackedOutput
from studio.render import pdf
from studio.render.image import open_picture
from studio.values import Frozen, Size

FRAMES = 5
"""Frames of a video that tell its story."""
_LONGEST = 640
_LONGEST_FRAME = 400
_QUALITY = 78
_ROUNDING_S = 1e-4
_LIGHT, _DARK = 242, 204
"""Of the chequered ground."""


class Picture(Frozen):
    """One small picture of an output."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    jpeg: bytes
    width: int
    height: int
    at_s: float | None = None
    """Which moment of a video it shows."""


class Pictures(Frozen):
    """All small pictures of an output, in the order of its time."""

    pictures: tuple[Picture, ...]


def pictures_of_all(
    outputs: Sequence[PackedOutput], files: Mapping[str, Path], cache: Path
) -> dict[str, tuple[Picture, ...]]:
    """``pictures_of`` each output, by its file; those of a picture that was seen before come from ``cache``."""

    def of(output: PackedOutput) -> tuple[Picture, ...]:
        path, facts = files[output.file], output.facts
        content = memo.remember(cache, "contents", output.sha256, Content, lambda: content_of(path))
        if facts.kind == "video" and content.pieces:
            moments = moments_of(facts)
            found = [_remembered(path, content, at, cache) for at in moments]
            return tuple(
                picture.model_copy(update={"at_s": at})
                for at, one in zip(moments, found, strict=True)
                for picture in one.pictures
            )
        key = content.picture_key(facts.kind, facts.duration_s, facts.artwork and output.sha256)
        kept = memo.remember(cache, "pictures", key, Pictures, lambda: Pictures(pictures=pictures_of(path, facts)))
        return kept.pictures

    with ThreadPoolExecutor() as pool:
        seen = [output for output in outputs if output.kind != "text"]
        return dict(zip((one.file for one in seen), pool.map(of, seen), strict=True))


def pictures_of(path: Path, facts: Facts) -> tuple[Picture, ...]:
    """A still as it is, a video in a few frames from its beginning to its end, a document's first pages, artwork.

    Empty as well where the file cannot be read: the report then says so, and the finding says why.
    """
    try:
        if facts.kind == "image":
            return (_small(still_of(path, Size(width=_LONGEST, height=_LONGEST)), _LONGEST),)
        if facts.kind == "video":
            return tuple(_small(frame_at(path, at, _LONGEST_FRAME), _LONGEST_FRAME, at) for at in moments_of(facts))
        if facts.kind == "document":
            return tuple(_small(page, _LONGEST_FRAME) for page in pdf.pages(path, _LONGEST_FRAME, FRAMES))
        if facts.artwork:
            return (_small(artwork_of(path), _LONGEST_FRAME),)
    except RenderError:
        return ()
    return ()


def moments_of(facts: Facts) -> tuple[float, ...]:
    """``FRAMES`` moments of a video, evenly spread from the first frame on, in seconds."""
    length = facts.duration_s or 0.0
    return tuple(dict.fromkeys(length * number / FRAMES for number in range(FRAMES)))


def _remembered(path: Path, content: Content, at: float, cache: Path) -> Pictures:
    """The frame at one moment, small; nothing where the file cannot be decoded."""

    def make() -> Pictures:
        try:
            return Pictures(pictures=(_small(frame_at(path, at, _LONGEST_FRAME), _LONGEST_FRAME),))
        except RenderError:
            return Pictures(pictures=())

    return memo.remember(cache, "pictures", content.moment_key(at, "frame"), Pictures, make)


def still_of(path: Path, at_least: Size | None = None) -> Image.Image:
    """A picture, what is transparent of it on a chequered ground: on white, white would not be seen.

    Raises RenderError where it cannot be read.
    """
    picture = open_picture(path, at_least, alpha=True)
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    square = max(4, min(picture.size) // 24)
    board = Image.new("L", (2, 2))
    board.putdata([_LIGHT, _DARK, _DARK, _LIGHT])
    across, down = (-(-side // square) for side in picture.size)
    ground = Image.new("L", picture.size)
    tile = board.resize((2 * square, 2 * square), Image.Resampling.NEAREST)
    for place in ((x, y) for x in range(0, across, 2) for y in range(0, down, 2)):
        ground.paste(tile, (place[0] * square, place[1] * square))
    return Image.alpha_composite(ground.convert("RGBA"), picture).convert("RGB")


def artwork_of(path: Path) -> Image.Image:
    """The cover picture inside a sound file. Raises RenderError where it cannot be read."""
    import av

    try:
        with av.open(str(path), mode="r") as container:
            stream = container.streams.video[0]
            data = next(bytes(packet) for packet in container.demux(stream) if packet.size)
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            return picture.convert("RGB")
    except (av.FFmpegError, IndexError, StopIteration, OSError) as error:
        raise RenderError(f"{path.name} holds no artwork that can be read ({error})", "export it again") from error


def frame_at(path: Path, at_s: float, longest: int | None = None) -> Image.Image:
    """What a player shows ``at_s`` seconds into a video, its longer side at most ``longest`` pixels.

    Raises RenderError where the file cannot be decoded.
    """
    import av

    shown: av.VideoFrame | None = None
    try:
        with av.open(f"file:{path}", options={"protocol_whitelist": "file"}) as container:
            stream = container.streams.video[0]
            stream.thread_type = "SLICE"  # a few frames from one place: threads would decode some for nothing
            container.seek(int(at_s * av.time_base))
            for frame in container.decode(stream):
                if shown is not None and frame.time is not None and frame.time > at_s + _ROUNDING_S:
                    break
                shown = frame
    except (av.FFmpegError, IndexError) as error:
        raise RenderError(f"{path.name} cannot be read as a video ({error})", "export it again") from error
    if shown is None:
        raise RenderError(f"{path.name} holds no picture", "export it again")
    scale = min(1.0, longest / max(shown.width, shown.height)) if longest else 1.0
    across, down = (max(1, round(side * scale)) for side in (shown.width, shown.height))
    return shown.to_image(width=across, height=down, interpolation="AREA")  # type: ignore[no-untyped-call,no-any-return]


def _small(picture: Image.Image, longest: int, at_s: float | None = None) -> Picture:
    picture = picture.convert("RGB")
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Picture(jpeg=out.getvalue(), width=picture.width, height=picture.height, at_s=at_s)
