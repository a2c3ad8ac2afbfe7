"""Measured values as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.check.facts import Facts
from studio.ingest.master import Master

_UNITS = {
    "per_s": "a second", "s": "s", "lufs": "LUFS", "dbtp": "dBTP", "px": "px", "mb": "MB", "kbps": "kbit/s",
    "mbps": "Mbit/s", "fps": "fps", "hz": "Hz", "lu": "LU",
}  # fmt: skip
"""By the end of a name, the longest first: ``duration_s`` is in seconds."""
_LABELS = {"wanted_max": "at most", "wanted_min": "at least"}
_REGION = ("left", "top", "right", "bottom")
_MOST = 6
"""Members of a list that are told one by one."""
_MINUTE = 60
_KB, _MB = 1000, 1000_000


def title(slug: str) -> str:
    """A slug as a heading, for platforms and placements that bring no name."""
    return slug.replace("_", " ").capitalize()


def duration(seconds: float) -> str:
    """``6 s``, ``23.4 s``, ``2 min 5 s``."""
    if round(seconds, 1) < _MINUTE:
        return f"{_number(round(seconds, 1))} s"
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def clock(seconds: float) -> str:
    """A moment in a video: ``0:07``."""
    minutes, rest = divmod(int(seconds), _MINUTE)
    return f"{minutes}:{rest:02}"


def weight(count: int) -> str:
    """A file's size in decimal units, as platforms publish their limits."""
    if count >= _MB:
        return f"{_number(round(count / _MB, 1))} MB"
    return f"{round(count / _KB)} kB" if count >= _KB else f"{count} bytes"


def facts_in_words(facts: Facts) -> tuple[tuple[str, str], ...]:
    """What a finished file is, as labels and values; only what applies."""
    told = (
        ("Title", facts.title),
        ("Size", f"{facts.width} × {facts.height}" if facts.width and facts.height else None),
        ("Pages", str(facts.pages) if facts.pages else None),
        ("Characters", _number(facts.characters) if facts.characters is not None else None),
        ("Artwork", f"{facts.artwork.width} × {facts.artwork.height}" if facts.artwork else None),
        ("Length", duration(facts.duration_s) if facts.duration_s is not None else None),
        ("File", f"{facts.format.upper()}, {weight(facts.bytes)}"),
        ("Picture", _picture(facts)),
        ("Sound", _sound(facts)),
    )
    return tuple((label, value) for label, value in told if value)


def _picture(facts: Facts) -> str | None:
    rate = f"{_number(round(float(facts.fps), 2))} fps" if facts.fps else None
    return ", ".join(part for part in (_codec(facts.video_codec), rate) if part) or None


def _sound(facts: Facts) -> str | None:
    if facts.audio_codec is None:
        return "none" if facts.kind == "video" else None
    level = f"{_number(round(facts.loudness_lufs, 1))} LUFS" if facts.loudness_lufs is not None else "silent"
    return f"{_codec(facts.audio_codec)}, {level}"


def _codec(name: str | None) -> str | None:
    return {"h264": "H.264", "hevc": "HEVC", "aac": "AAC", "mp3": "MP3", "opus": "Opus", "gif": "GIF"}.get(
        name or "", name
    )


def master_in_words(master: Master) -> str:
    """One line about what came in."""
    parts = [title(master.kind)]
    if master.size:
        parts.append(f"{master.size.width} × {master.size.height}")
    if master.video:
        parts.append(f"{_number(round(float(master.video.fps), 2))} fps")
    if master.duration_s is not None:
        parts.append(duration(master.duration_s))
    parts.append(weight(master.bytes))
    if master.subtitles:
        parts.append("subtitles: " + ", ".join((one.language or "unknown").upper() for one in master.subtitles))
    return " · ".join(parts)


def evidence_in_words(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """What was measured and what was wanted, one phrase each."""
    return tuple(
        f"{_label(name)}: {_value(name, value)}" for name, value in evidence.items() if value not in (None, [], ())
    )


def _parted(name: str) -> tuple[str, str]:
    """A measure's name without its unit, and the unit; ``s`` alone is a name."""
    ending = next((one for one in _UNITS if name.endswith(f"_{one}")), None)
    return (name.removesuffix(f"_{ending}"), _UNITS[ending]) if ending else (name, "")


def _label(name: str) -> str:
    bare, _ = _parted(name)
    return _LABELS.get(bare, bare.replace("_", " "))


def _value(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{_number(value)} {_parted(name)[1]}".rstrip()
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, (list, tuple)):
        shown = ", ".join(_value(name, one) for one in value[:_MOST])
        return f"{shown} and {len(value) - _MOST} more" if len(value) > _MOST else shown
    return str(value)


def _mapping(value: Mapping[str, Any]) -> str:
    if set(value) == set(_REGION):
        return ", ".join(f"{side} {value[side]:.0%}" for side in _REGION)
    return ", ".join(f"{_label(key)} {_value(key, one)}" for key, one in value.items())


def _number(value: float) -> str:
    """At most three decimals, thousands apart, a true minus sign: ``6.3``, ``1 048 576``."""
    return f"{round(value, 3):,}".replace(",", "\u202f").replace("-", "\u2212").removesuffix(".0")
