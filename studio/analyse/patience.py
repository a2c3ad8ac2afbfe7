"""How long a master's analysis may take before it is given up."""

from __future__ import annotations

from studio.ingest.master import Master
from studio.render import ffmpeg


def patience_s(master: Master) -> float:
    """Seconds for one pass over ``master``: what FFmpeg gets for anything, and twice as long as the master plays."""
    return ffmpeg.TIME_LIMIT_S + 2 * (master.duration_s or 0.0)
