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
    parts += [f"[in{number}]{_clip(number, clip, origin, size)}[out{number}]" for number, clip in enumerate(merged)]
    closing = ",".join([*source.to_sdr(track), finish(source.matrix(track), fps, captions)])
    parts.append(f"{outlets}concat=n={len(merged)},{closing}{OUTLET}")
    return ";".join(parts)


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


def _clip(number: int, clip: Clip, origin: int, size: Size) -> str:
    timing = f"trim=start_frame={clip.start - origin}:end_frame={clip.end - origin},setpts=PTS-STARTPTS"
    return f"{timing},{framing_filters(clip.framing, size, number)}"


def framing_filters(framing: Framing, size: Size, number: int = 0) -> str:
    """Crop and scale, or the fitted picture over its blurred copy; ``number`` keeps labels apart in one graph."""
    box = framing.crop
    crop = f"crop={box.width}:{box.height}:{box.x}:{box.y}"
    if framing.mode == "cover":
        return f"{crop},scale={size.width}:{size.height}:flags=lanczos,setsar=1"
    whole = fitted(box, size)
    return (
        f"{crop},split[near{number}][far{number}];"
        f"[far{number}]{_backdrop(size)}[back{number}];"
        f"[near{number}]scale={whole.width}:{whole.height}:flags=lanczos,setsar=1[front{number}];"
        f"[back{number}][front{number}]overlay=x=(W-w)/2:y=(H-h)/2:format=auto,setsar=1"
    )


def _backdrop(size: Size) -> str:
    width, height = max(2, size.width // BACKDROP_SCALE), max(2, size.height // BACKDROP_SCALE)
    return (
        f"scale={width}:{height}:flags=area:force_original_aspect_ratio=increase,crop={width}:{height},"
        f"gblur=sigma={min(width, height) / 20:.2f},lutyuv=y='minval+(val-minval)*{BACKDROP_BRIGHTNESS}',"
        f"scale={size.width}:{size.height}:flags=bicubic,setsar=1"
    )


def finish(matrix: str, fps: Fraction, captions: Path | None) -> str:
    """Filters to BT.709 and yuv420p, with the text on it, and exactly one tick per frame."""
    filters = [f"scale=in_color_matrix={matrix}:out_color_matrix=bt709:out_range=tv", "format=yuv420p", _HD_TAGS]
    if captions is not None:
        filters.append(f"ass=filename={ffmpeg.escape_filter_value(str(captions))}")
    return ",".join([*filters, f"settb={1 / fps}", "setpts=N"])
