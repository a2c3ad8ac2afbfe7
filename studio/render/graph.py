"""FFmpeg's filter graph for an output's picture: a pure function of the recipe and the master's facts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from studio.ingest.master import VideoTrack
from studio.plan.recipe import Clip, Framing
from studio.render import ffmpeg, source
from studio.values import PixelBox, Size

OUTLET = "[picture]"
"""The label of the finished picture."""

BACKDROP_SCALE = 8
"""The blurred copy is made this many times smaller and enlarged again, which costs next to nothing."""
BACKDROP_BRIGHTNESS = 0.7
"""The blurred copy is a little darker than the picture, so that the eye stays with the picture."""

_HD_TAGS = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"


def picture_graph(
    clips: Sequence[Clip],
    size: Size,
    fps: Fraction,
    track: VideoTrack,
    *,
    lead: int,
    captions: Path | None,
) -> str:
    """From the master's picture, decoded from ``lead`` frames before the first clip on, to ``OUTLET``.

    ``captions`` is an ASS document whose times count from the output's start.
    """
    opening = ",".join([*source.upright(track, fps), "tpad=stop=-1:stop_mode=clone"])
    merged = merge(clips)
    origin = merged[0].start - lead
    inlets = "".join(f"[in{number}]" for number in range(len(merged)))
    outlets = "".join(f"[out{number}]" for number in range(len(merged)))
    parts = [f"[0:{track.stream}]{opening},split={len(merged)}{inlets}"]
    for number, clip in enumerate(merged):
        timing = f"trim=start_frame={clip.start - origin}:end_frame={clip.end - origin},setpts=PTS-STARTPTS"
        framing = framing_filters(clip.framing, size, scaling(track), number)
        parts.append(f"[in{number}]{timing},{framing}[out{number}]")
    closing = ",".join([*source.to_sdr(track), finish(fps, captions)])
    parts.append(f"{outlets}concat=n={len(merged)},{closing}{OUTLET}")
    return ";".join(parts)


def scaling(track: VideoTrack) -> str:
    """What follows a scaler's size: its kernel, and to BT.709 and yuv420p in the same pass.

    HDR is only scaled there; its tone-mapping comes after, on what is left of the picture.
    """
    return "flags=lanczos,setsar=1" if track.transfer != "sdr" else to_bt709(source.matrix(track))


def to_bt709(matrix: str) -> str:
    """The same for a picture of the standard range, whose own matrix is ``matrix``."""
    return f"flags=lanczos:in_color_matrix={matrix}:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"


def merge(clips: Sequence[Clip]) -> tuple[Clip, ...]:
    """The same picture in as few clips as it takes: neighbours under one framing become one."""
    merged = []
    for framing, group in groupby(clips, key=lambda clip: clip.framing):
        members = list(group)
        merged.append(Clip(start=members[0].start, end=members[-1].end, framing=framing))
    return tuple(merged)


def fitted(crop: PixelBox, size: Size) -> Size:
    """The largest even size of the crop's shape inside ``size``."""
    scale = min(size.width / crop.width, size.height / crop.height)
    return Size(
        width=max(2, min(size.width, 2 * round(crop.width * scale / 2))),
        height=max(2, min(size.height, 2 * round(crop.height * scale / 2))),
    )


def framing_filters(framing: Framing, size: Size, scaling: str, number: int) -> str:
    """Crop and scale, or the fitted picture over its blurred copy; ``number`` keeps labels apart in one graph."""
    box = framing.crop
    crop = f"crop={box.width}:{box.height}:{box.x}:{box.y}"
    if framing.mode == "cover":
        return f"{crop},scale={size.width}:{size.height}:{scaling}"
    whole = fitted(box, size)
    return (
        f"{crop},split[near{number}][far{number}];"
        f"[far{number}]{_backdrop(box, size, scaling)}[back{number}];"
        f"[near{number}]scale={whole.width}:{whole.height}:{scaling}[front{number}];"
        f"[back{number}][front{number}]overlay=x=(W-w)/2:y=(H-h)/2:format=auto,setsar=1"
    )


def _backdrop(crop: PixelBox, size: Size, scaling: str) -> str:
    """The crop, filling the frame: small, blurred, darkened and large again."""
    width, height = max(2, size.width // BACKDROP_SCALE), max(2, size.height // BACKDROP_SCALE)
    enlarged = max(width / crop.width, height / crop.height)
    across, down = max(width, round(crop.width * enlarged)), max(height, round(crop.height * enlarged))
    return (
        f"scale={across}:{down}:{scaling},crop={width}:{height},"
        f"gblur=sigma={min(width, height) / 20:.2f},lutyuv=y='minval+(val-minval)*{BACKDROP_BRIGHTNESS}',"
        f"scale={size.width}:{size.height}:flags=bicubic,setsar=1"
    )


def finish(fps: Fraction, captions: Path | None) -> str:
    """The last filters of every picture: its colour tags, the text on it, and exactly one tick per frame."""
    text = [] if captions is None else [f"ass=filename={ffmpeg.escape_filter_value(str(captions))}"]
    return ",".join([_HD_TAGS, *text, f"settb={1 / fps}", "setpts=N"])
