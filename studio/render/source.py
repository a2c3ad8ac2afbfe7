"""A master's picture as every later step sees it: upright, square pixels, progressive, SDR, constant rate."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio import machine
from studio.ingest.master import Master, VideoTrack
from studio.render import ffmpeg
from studio.values import Size

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, RGB."""

LEAD_S = 1.0
"""Decoding starts this long before the first wanted frame, so that the picture which still shows there is known."""
VARIABLE_LEAD_S = 10.0
"""The same where a picture may stand for seconds, as in a screen recording."""
HD_HEIGHT = 720
"""From here on, pictures that do not name their matrix are BT.709, below BT.601: what players assume."""

_TONE_MAP = [
    "zscale=transfer=linear:npl=203",
    "format=gbrpf32le",
    "zscale=primaries=bt709",
    "tonemap=tonemap=mobius:desat=0",
    "zscale=transfer=bt709:matrix=bt709:range=tv:dither=error_diffusion",
    "format=yuv420p",
]
"""203 cd/m² is HDR's reference white (ITU-R BT.2408)."""

_ON_WHITE = (
    "format=rgba,split[over][under];[under]drawbox=color=white:thickness=fill:replace=1[white];"
    "[white][over]overlay=format=gbrp,format=gbrp"
)


def lead_frames(track: VideoTrack, start: int, fps: Fraction) -> int:
    """How many frames before frame ``start`` decoding begins."""
    seconds = VARIABLE_LEAD_S if track.variable_rate else LEAD_S
    return min(start, math.ceil(seconds * fps))


def decoder(track: VideoTrack) -> list[str]:
    """Arguments before the input: FFmpeg's own VP8 and VP9 decoders leave transparency out, libvpx keeps it."""
    libvpx = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
    return ["-c:v", libvpx[track.codec]] if track.alpha and track.codec in libvpx else []


def seek(seconds: float) -> list[str]:
    """Arguments before the input that make it begin at ``seconds``."""
    return ["-ss", f"{seconds:.6f}"] if seconds > 0 else []


def picture_input(master: Master, frame: int, fps: Fraction) -> list[str]:
    """Arguments that open a master's picture from frame ``frame`` at ``fps`` on."""
    assert master.video
    return [
        *seek(float(frame / fps)), *decoder(master.video), "-threads", str(machine.cores()),
        *ffmpeg.safe_input(master.path, master.container),
    ]  # fmt: skip


def upright(track: VideoTrack, fps: Fraction | None = None) -> list[str]:
    """Filters that bring a master's picture to its displayed size, progressive, transparent parts on white.

    FFmpeg itself turns the picture by the rotation in the file before these run. ``fps`` makes the rate constant, so
    that frame ``n`` is what a player shows at ``n / fps`` seconds.
    """
    filters = []
    if track.interlaced:
        filters.append("bwdif=mode=send_frame")
    if fps is not None:
        filters.append(f"fps={fps}:start_time=0")
    if track.alpha:
        filters.append(_ON_WHITE)
    if not track.square_pixels:
        filters.append(f"scale={track.size.width}:{track.size.height}:flags=lanczos")
    filters.append("setsar=1")
    return filters


def to_sdr(track: VideoTrack) -> list[str]:
    """Filters that bring HDR into the range and gamut of BT.709; nothing for SDR."""
    return [] if track.transfer == "sdr" else _TONE_MAP


def matrix(track: VideoTrack) -> str:
    """The ``in_color_matrix`` of the scaler that turns the picture, made SDR, into RGB or BT.709."""
    if track.matrix is not None or track.transfer != "sdr":
        return "auto"
    return "bt709" if min(track.stored.width, track.stored.height) >= HD_HEIGHT else "bt601"


def frames(
    path: Path,
    demuxer: str,
    track: VideoTrack,
    *,
    fps: Fraction,
    size: Size,
    start_s: float = 0.0,
    count: int | None = None,
    limit_s: float = ffmpeg.TIME_LIMIT_S,
    cancelled: threading.Event | None = None,
) -> Iterator[Pixels]:
    """The picture as RGB frames of ``size`` at ``fps`` from ``start_s`` on; frame ``n`` shows ``start_s + n / fps``."""
    lead = lead_frames(track, math.floor(start_s * fps), fps)
    # HDR is scaled before it is tone-mapped, for that costs most.
    filters = [*upright(track, fps), f"trim=start_frame={lead}"]
    if track.transfer != "sdr":
        filters += [f"scale={size.width}:{size.height}:flags=area", *to_sdr(track)]
    filters += [f"scale={size.width}:{size.height}:flags=area:in_color_matrix={matrix(track)}", "format=rgb24"]
    limit = ["-frames:v", str(count)] if count is not None else []
    arguments = [
        *seek(start_s - float(lead / fps)), *decoder(track), *ffmpeg.safe_input(path, demuxer),
        "-map", f"0:{track.stream}", "-an", "-sn", "-dn", "-vf", ",".join(filters), "-fps_mode", "passthrough",
        *limit, "-f", "rawvideo",
    ]  # fmt: skip
    pieces = ffmpeg.read(
        arguments,
        doing=f"reading {path.name}",
        size=size.width * size.height * 3,
        cancelled=cancelled,
        limit_s=limit_s,
    )
    for piece in pieces:
        yield np.frombuffer(piece, np.uint8).reshape(size.height, size.width, 3)
