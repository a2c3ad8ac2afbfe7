"""An output's sound: stereo, of exact length, in step with the picture, at the wanted loudness.

Measured first, then raised or lowered evenly, so that the dynamics stay; a limiter only catches the peaks that would
go over. Filter chains are pure functions; ``prepare`` measures.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

from studio.ingest.master import Master
from studio.messages import Message
from studio.plan.recipe import Recipe, Sound
from studio.render import ffmpeg, source
from studio.render.encode import AAC_FRAME

OUTLET = "[sound]"
SILENCE_LUFS = -70.0
"""BS.1770's absolute gate: nothing below it counts, and FFmpeg reports it where nothing was louder."""
LEAD_S = 1.0
"""Decoding begins this long before the window: audio decoders need some packets to warm up."""
CODEC_HEADROOM_DB = 1.0
"""AAC moves peaks; this much is left below the ceiling."""
MOST_PUSH_DB = 6.0
"""How far beyond the even gain quiet sound with sharp peaks is pushed into the limiter."""
TOLERANCE_LU = 0.3

_INTEGRATED = re.compile(r"^\s*I:\s+(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s*Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.MULTILINE)
_OVERSAMPLED = 192000
"""Four times 48 kHz: at this rate sample peaks are true peaks to within 0.5 dB (BS.1770, annex 2)."""


@dataclass(frozen=True)
class Window:
    """Which stretch of the master's sound an output takes."""

    start_s: float
    seconds: float
    before_s: float = 0.0
    """Silence that comes before it, and after it, where an effect's clip is shown."""
    after_s: float = 0.0

    @classmethod
    def of(cls, recipe: Recipe) -> Window:
        """The stretch that a recipe takes."""
        body = recipe.body
        silent = recipe.duration_s - recipe.lead_s - body.duration_s
        return cls(recipe.start_s, body.duration_s, recipe.lead_s, silent if recipe.effect_frames else 0.0)

    @property
    def lead_s(self) -> float:
        return min(LEAD_S, self.start_s)


@dataclass(frozen=True)
class Level:
    """A measured loudness."""

    lufs: float
    peak_dbtp: float

    @property
    def silent(self) -> bool:
        return self.lufs <= SILENCE_LUFS


def input_arguments(master: Master, window: Window) -> list[str]:
    """The master once more, for its sound."""
    return [*source.seek(window.start_s - window.lead_s), *ffmpeg.safe_input(master.path, master.container)]


def window_filters(sound: Sound, window: Window) -> list[str]:
    """The window of the track as stereo (or mono) at the output's rate, from its first to its last sample.

    Gaps and a late start become silence, what is missing at the end too.
    """
    layout = "mono" if sound.channels == 1 else "stereo"
    rate = sound.sample_rate
    first, samples = round(window.lead_s * rate), round(window.seconds * rate)
    return [
        f"aresample={rate}:async=1:first_pts=0",
        f"aformat=sample_fmts=fltp:channel_layouts={layout}",
        f"apad=whole_len={first + samples}",
        f"atrim=start_sample={first}:end_sample={first + samples}",
        "asetpts=PTS-STARTPTS",
    ]


def level_filters(sound: Sound, gain_db: float, *, limit: bool) -> list[str]:
    """An even gain, and a limiter on true peaks where they would go over."""
    filters = [f"volume={gain_db:.2f}dB:precision=float"] if gain_db else []
    if limit:
        ceiling = 10 ** ((sound.true_peak_dbtp - CODEC_HEADROOM_DB) / 20)
        filters += [
            f"aresample={_OVERSAMPLED}",
            f"alimiter=limit={ceiling:.5f}:attack=5:release=60:level=0:latency=1",
            f"aresample={sound.sample_rate}",
        ]
    return filters


def encoder_filters() -> list[str]:
    """Leave out what the AAC encoder's priming replaces, so that no player needs an edit list to stay in step."""
    return [f"atrim=start_sample={AAC_FRAME}", "asetpts=PTS-STARTPTS"]


def graph(sound: Sound, filters: list[str], number: int) -> str:
    """The filter graph from input ``number`` of FFmpeg to ``OUTLET``."""
    return f"[{number}:{sound.stream}]{','.join([*filters, *encoder_filters()])}{OUTLET}"


def prepare(
    sound: Sound, master: Master, window: Window, *, doing: Message | str, cancelled: threading.Event | None = None
) -> list[str]:
    """The filters that bring the window to the wanted loudness, silence before and after it. Silence stays as it is."""
    levelled = _levelled(sound, master, window, doing=doing, cancelled=cancelled)
    return [*levelled, *silence_filters(sound, window)]


def silence_filters(sound: Sound, window: Window) -> list[str]:
    """What the window stands in, so that all together has exactly the samples of the output."""
    rate = sound.sample_rate
    first, samples = round(window.before_s * rate), round(window.seconds * rate)
    whole = round((window.before_s + window.seconds + window.after_s) * rate)
    # Counted anew: of some phones' files the times behind a limiter are a sample off, which then cost a whole packet.
    before = [f"adelay={first}S:all=1", "asetpts=N/SR/TB"] if first else []
    return [*before, f"apad=whole_len={whole}"] if whole > first + samples else before


def _levelled(
    sound: Sound, master: Master, window: Window, *, doing: Message | str, cancelled: threading.Event | None
) -> list[str]:
    base = window_filters(sound, window)
    before = measure(sound, master, window, base, doing=doing, cancelled=cancelled)
    if before.silent:
        return base
    gain = sound.lufs - before.lufs
    if before.peak_dbtp + gain <= sound.true_peak_dbtp - CODEC_HEADROOM_DB:
        return [*base, *level_filters(sound, gain, limit=False)]
    limited = [*base, *level_filters(sound, gain, limit=True)]
    after = measure(sound, master, window, limited, doing=doing, cancelled=cancelled)
    missing = sound.lufs - after.lufs
    if after.silent or abs(missing) <= TOLERANCE_LU:
        return limited
    return [*base, *level_filters(sound, gain + min(missing * 1.2, MOST_PUSH_DB), limit=True)]


def measure(
    sound: Sound,
    master: Master,
    window: Window,
    filters: list[str],
    *,
    doing: Message | str,
    cancelled: threading.Event | None = None,
) -> Level:
    """Integrated loudness and true peak of the window after ``filters``."""
    chain = f"[0:{sound.stream}]{','.join([*filters, 'ebur128=peak=true:framelog=quiet'])}[measured]"
    arguments = [
        *input_arguments(master, window), "-filter_complex", chain, "-map", "[measured]", "-f", "null", "-",
    ]  # fmt: skip
    limit_s = ffmpeg.reading_limit_s(window.seconds)
    words = "\n".join(ffmpeg.said(arguments, doing=f"{doing} (loudness)", cancelled=cancelled, limit_s=limit_s))
    loudness, peak = _INTEGRATED.findall(words), _PEAK.findall(words)
    return Level(_number(loudness), _number(peak))


def _number(found: list[str]) -> float:
    """The last of the values that FFmpeg told; silence where there is none."""
    return max(SILENCE_LUFS, float(found[-1])) if found else SILENCE_LUFS
