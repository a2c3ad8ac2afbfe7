"""Sound is written at the wanted loudness, and the finished file is listened to.

Lossy encoders move peaks, low rates by 3 dB and more, and a limiter costs loudness: what comes out is known only once
it is there. So it is measured, and written again with another gain or a lower ceiling where it missed. Sound alone
takes little time to encode.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from studio.messages import Message
from studio.plan.recipe import Sound
from studio.render.sound import Level, Setting, Window, level_filters, measure_file, silence_filters, window_filters

Write = Callable[[list[str]], Path]
"""Encodes the window of sound behind these filters, and says where."""

HEADROOM_DB = 1.0
"""How far below the ceiling peaks are kept at first: what AAC, MP3 and Opus seldom add more than."""
MARGIN_DB = 0.2
"""How much further than it went over a peak is lowered: the next encoding moves it a little differently."""
MOST_PUSH_DB = 6.0
"""How far beyond the even gain quiet sound with sharp peaks is pushed into the limiter."""
LIMITED_SHARE = 1.2
"""How much more than is missing is added to what a limiter takes some of again."""
TOLERANCE_LU = 0.5
"""EBU R 128's; what is nearer is not written again."""
TRIES = 4


def write_level(
    wanted: Sound,
    window: Window,
    before: Level,
    write: Write,
    *,
    doing: Message | str,
    cancelled: threading.Event | None = None,
) -> None:
    """Have ``write`` encode the window, as loud as ``before`` says, until it is right or tried often enough.

    The last time peaks count for more than loudness.
    """
    setting = first(wanted, before)
    for left in reversed(range(TRIES)):
        filters = [*window_filters(wanted, window), *level_filters(wanted, setting), *silence_filters(wanted, window)]
        written = write(filters)
        if not left:
            return
        found = measure_file(written, window.seconds, doing=doing, cancelled=cancelled)
        better = corrected(wanted, before, setting, found, last=left == 1)
        if better == setting:
            return
        setting = better


def first(wanted: Sound, before: Level) -> Setting:
    """An even gain, so that the dynamics stay, and a limiter where peaks would go over. Silence stays as it is."""
    return _setting(wanted, before, _even_gain(wanted, before))


def corrected(wanted: Sound, before: Level, used: Setting, found: Level, *, last: bool = False) -> Setting:
    """What comes nearer than ``used``, with which the finished file is as ``found``; the same where that is right.

    ``last``: nobody listens again, so nothing is raised, and what goes over is lowered evenly.
    """
    over = found.peak_dbtp - wanted.true_peak_dbtp
    lower = over + MARGIN_DB if over > 0 else 0.0
    peak = before.peak_dbtp + used.gain_db if used.ceiling_dbtp is None else used.ceiling_dbtp
    ceiling = peak - lower if lower else used.ceiling_dbtp
    if last and lower:
        return _setting(wanted, before, used.gain_db - lower, ceiling)
    missing = 0.0 if found.silent or before.silent else wanted.lufs - found.lufs
    if abs(missing) < TOLERANCE_LU or (last and missing > 0):
        return _setting(wanted, before, used.gain_db, ceiling)
    more = missing * LIMITED_SHARE if missing > 0 and ceiling is not None else missing
    most = _even_gain(wanted, before) + MOST_PUSH_DB
    return _setting(wanted, before, min(used.gain_db + more, most), ceiling)


def _even_gain(wanted: Sound, before: Level) -> float:
    return 0.0 if before.silent else wanted.lufs - before.lufs


def _setting(wanted: Sound, before: Level, gain_db: float, ceiling_dbtp: float | None = None) -> Setting:
    """With a limiter only where something reaches it."""
    ceiling = wanted.true_peak_dbtp - HEADROOM_DB if ceiling_dbtp is None else ceiling_dbtp
    return Setting(gain_db, ceiling if before.peak_dbtp + gain_db > ceiling else None)
