"""A master's picture as every later step sees it: upright, square pixels, progressive, SDR, constant rate."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.ingest.master import VideoTrack
from studio.render import ffmpeg
from studio.values import Size

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, RGB."""

_TONE_MAP = (
    "zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,"
    "tonemap=tonemap=mobius:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv:dither=error_diffusion"
)
"""203 cd/m² is HDR's reference white (ITU-R BT.2408)."""


def normalise(track: VideoTrack, fps: Fraction | None = None) -> list[str]:
    """Filters that bring a master's picture into the common form at its displayed size.

    FFmpeg itself turns the picture by the rotation in the file before these run. ``fps`` makes the rate constant, so
    that frame ``n`` is what a player shows at ``n / fps`` seconds.
    """
    filters = []
    if track.interlaced:
        filters.append("bwdif=mode=send_frame")
    if fps is not None:
        filters.append(f"fps={fps}:start_time=0")
    if not track.square_pixels:
        filters.append(f"scale={track.size.width}:{track.size.height}:flags=lanczos")
    filters.append("setsar=1")
    if track.transfer != "sdr":
        filters.append(_TONE_MAP)
    return filters


def frames(
    path: Path,
    demuxer: str,
    track: VideoTrack,
    *,
    fps: Fraction,
    size: Size,
    start_s: float = 0.0,
    count: int | None = None,
    cancelled: threading.Event | None = None,
) -> Iterator[Pixels]:
    """The picture as RGB frames of ``size`` at ``fps`` from ``start_s`` on; frame ``n`` shows ``start_s + n / fps``."""
    seek = ["-ss", f"{start_s:.6f}"] if start_s > 0 else []
    chain = ",".join([*normalise(track, fps), f"scale={size.width}:{size.height}:flags=area", "format=rgb24"])
    limit = ["-frames:v", str(count)] if count is not None else []
    arguments = [
        *seek, *ffmpeg.safe_input(path, demuxer), "-map", f"0:{track.stream}", "-an", "-sn", "-dn",
        "-vf", chain, *limit, "-f", "rawvideo",
    ]  # fmt: skip
    pieces = ffmpeg.read(
        arguments, doing=f"reading {path.name}", size=size.width * size.height * 3, cancelled=cancelled
    )
    for piece in pieces:
        yield np.frombuffer(piece, np.uint8).reshape(size.height, size.width, 3)
