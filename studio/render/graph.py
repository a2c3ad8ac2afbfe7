"""FFmpeg's filter graph from a master's picture to those of outputs: a pure function of plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from studio.ingest.master import VideoTrack
from studio.plan.recipe import Clip, Framing, Redaction
from studio.render import ffmpeg, redaction, source
from studio.render.redaction import Veils
from studio.values import PixelBox, Size

BACKDROP_SCALE = 8
"""The blurred copy is made this many times smaller and enlarged again, which costs next to nothing."""
BACKDROP_BRIGHTNESS = 0.7
"""The blurred copy is a little darker than the picture, so that the eye stays with the picture."""

_HD_TAGS = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"


@dataclass(frozen=True)
class Picture:
    """One of the pictures that a graph makes from the master's."""

    clips: tuple[Clip, ...]
    size: Size
    captions: Path | None = None
    """An ASS document whose times count from the first clip's start."""
    filter: str | None = None
    """A plugin's filter chain, which the picture goes through before its captions."""
    redactions: tuple[Redaction, ...] = ()
    """What of the master is blurred, before anything else happens to it."""


def outlet(number: int = 0) -> str:
    """The label of a finished picture."""
    return f"[picture{number}]"


def pictures_graph(
    pictures: Sequence[Picture], fps: Fraction, track: VideoTrack, *, origin: int, veils: Sequence[Veils] = ()
) -> str:
    """From the master's picture, decoded once from frame ``origin`` on, to the ``outlet`` of each picture.

    ``veils`` are what ``redaction.veils`` gives for the pictures' redactions: who shares them is blurred once.
    """
    opening = ",".join([*source.upright(track, fps), "tpad=stop=-1:stop_mode=clone"])
    clips = [[(f"{number}_{place}", clip) for place, clip in enumerate(merge(picture.clips))]
             for number, picture in enumerate(pictures)]  # fmt: skip
    groups = veils or (Veils(pictures=tuple(range(len(pictures)))),)
    parts = []
    starts = [f"[0:{track.stream}]{opening},"]
    if len(groups) > 1:
        starts = [f"[veil{place}]" for place in range(len(groups))]
        parts.append(f"[0:{track.stream}]{opening},split={len(groups)}{''.join(starts)}")
    for place, (start, veiled) in enumerate(zip(starts, groups, strict=True)):
        inlets = [f"[in{name}]" for number in veiled.pictures for name, _ in clips[number]]
        blur = redaction.veil(veiled, track, fps, str(place))
        parts.append(f"{start}{blur}split={len(inlets)}{''.join(inlets)}")
    for number, (picture, group) in enumerate(zip(pictures, clips, strict=True)):
        for name, clip in group:
            timing = f"trim=start_frame={clip.start - origin}:end_frame={clip.end - origin},setpts=PTS-STARTPTS"
            framing = framing_filters(clip.framing, picture.size, scaling(track), name)
            parts.append(f"[in{name}]{timing},{framing}[out{name}]")
        ready = "".join(f"[out{name}]" for name, _ in group)
        closing = ",".join([*source.to_sdr(track), finish(picture, fps)])
        parts.append(f"{ready}concat=n={len(group)},{closing}{outlet(number)}")
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


def framing_filters(framing: Framing, size: Size, scaling: str, name: str) -> str:
    """Crop and scale, or the fitted picture over its blurred copy; ``name`` keeps labels apart in one graph."""
    box = framing.crop
    crop = f"crop={box.width}:{box.height}:{box.x}:{box.y}"
    if framing.mode == "cover":
        return f"{crop},scale={size.width}:{size.height}:{scaling}"
    whole = box.fitted(size)
    return (
        f"{crop},split[near{name}][far{name}];"
        f"[far{name}]{_backdrop(box, size, scaling)}[back{name}];"
        f"[near{name}]scale={whole.width}:{whole.height}:{scaling}[front{name}];"
        f"[back{name}][front{name}]overlay=x=(W-w)/2:y=(H-h)/2:format=auto,setsar=1"
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


def finish(picture: Picture, fps: Fraction) -> str:
    """The last filters of every picture: its colour tags, an effect, its text, and exactly one tick per frame."""
    effect = [] if picture.filter is None else [picture.filter, f"scale={to_bt709('auto')}", _HD_TAGS]
    text = [] if picture.captions is None else [f"ass=filename={ffmpeg.escape_filter_value(str(picture.captions))}"]
    return ",".join([_HD_TAGS, *effect, *text, f"settb={1 / fps}", "setpts=N"])
