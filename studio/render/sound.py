"""An output's sound: stereo, of exact length, in step with the picture, at the wanted loudness.

Raised or lowered evenly, so that the dynamics stay; a limiter only catches the peaks that would go over. How much is
decided in ``levelling``. Filter chains are pure functions; ``measure`` and ``measure_file`` listen.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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

_INTEGRATED = re.compile(r"^\s*I:\s+(-?[\d.]+|-?inf|nan) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s*Peak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.MULTILINE)
_METER = "ebur128=peak=true:framelog=quiet"
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


@dataclass(frozen=True)
class Setting:
    """What is done to a sound's level."""

    gain_db: float
    ceiling_dbtp: float | None = None
    """Of the limiter on true peaks; nothing: no limiter."""


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


def level_filters(sound: Sound, setting: Setting) -> list[str]:
    """An even gain, and a limiter on true peaks: sample peaks at four times the rate."""
    filters = [f"volume={setting.gain_db:.2f}dB:precision=float"] if setting.gain_db else []
    if setting.ceiling_dbtp is not None:
        filters += [
            f"aresample={_OVERSAMPLED}",
            f"alimiter=limit={10 ** (setting.ceiling_dbtp / 20):.5f}:attack=5:release=60:level=0:latency=1",
            f"aresample={sound.sample_rate}",
        ]
    return filters


def encoder_filters() -> list[str]:
    """Leave out what the AAC encoder's priming replaces, so that no player needs an edit list to stay in step."""
    return [f"atrim=start_sample={AAC_FRAME}", "asetpts=PTS-STARTPTS"]


def graph(sound: Sound, filters: list[str], number: int) -> str:
    """The filter graph from input ``number`` of FFmpeg to ``OUTLET``."""
    return f"[{number}:{sound.stream}]{','.join([*filters, *encoder_filters()])}{OUTLET}"


def silence_filters(sound: Sound, window: Window) -> list[str]:
    """What the window stands in, so that all together has exactly the samples of the output."""
    rate = sound.sample_rate
    first, samples = round(window.before_s * rate), round(window.seconds * rate)
    whole = round((window.before_s + window.seconds + window.after_s) * rate)
    # Counted anew: of some phones' files the times behind a limiter are a sample off, which then cost a whole packet.
    before = [f"adelay={first}S:all=1", "asetpts=N/SR/TB"] if first else []
    return [*before, f"apad=whole_len={whole}"] if whole > first + samples else before


def measure(
    sound: Sound, master: Master, window: Window, *, doing: Message | str, cancelled: threading.Event | None = None
) -> Level:
    """Integrated loudness and true peak of the master's window, as stereo (or mono) at the output's rate."""
    chain = f"[0:{sound.stream}]{','.join([*window_filters(sound, window), _METER])}[measured]"
    inputs = [*input_arguments(master, window), "-filter_complex", chain, "-map", "[measured]"]
    return _level(inputs, window.seconds, doing, cancelled)


def measure_file(
    path: Path, seconds: float, *, doing: Message | str, cancelled: threading.Event | None = None
) -> Level:
    """The same of a finished file of some ``seconds``, as it is decoded."""
    return _level([*ffmpeg.safe_input(path), "-map", "0:a:0", "-af", _METER], seconds, doing, cancelled)


def _level(inputs: Sequence[str], seconds: float, doing: Message | str, cancelled: threading.Event | None) -> Level:
    said = ffmpeg.said(
        [*inputs, "-f", "null", "-"], doing=f"{doing} (loudness)", cancelled=cancelled,
        limit_s=ffmpeg.reading_limit_s(seconds),
    )  # fmt: skip
    words = "\n".join(said)
    return Level(_number(_INTEGRATED.findall(words)), _number(_PEAK.findall(words)))


def _number(found: list[str]) -> float:
    """The last of the values that FFmpeg told; silence where there is none."""
    return max(SILENCE_LUFS, float(found[-1])) if found else SILENCE_LUFS
