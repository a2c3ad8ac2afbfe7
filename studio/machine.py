"""How much of this machine the studio may use: ``STUDIO_CORES``, or else every core that it is given."""

from __future__ import annotations

import os

from studio.errors import SelectionError

SETTING = "STUDIO_CORES"


def cores() -> int:
    """How many cores may be kept busy. Raises SelectionError where the setting is no number of cores."""
    wanted = os.environ.get(SETTING)
    if not wanted:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not wanted.isdecimal() or int(wanted) == 0:
        raise SelectionError(f"{SETTING} is '{wanted}'", "give a number of processor cores, such as 2")
    return int(wanted)


def outputs_at_once() -> int:
    """FFmpeg itself keeps several cores busy; a second output fills the gaps that it leaves."""
    return min(2, cores()) + cores() // 8


def encoder_threads(encoders: int) -> int:
    """Threads for each of so many encoders that run at once: all cores busy, and no more frames in memory than that."""
    return max(1, -(-3 * cores() // (2 * encoders)))
