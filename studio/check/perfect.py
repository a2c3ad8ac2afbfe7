"""Outputs as good as the studio can make them, imagined: what no such output can pass, no output ever will.

The planner plans them for a master without a fault, and their facts are those that its recipe promises. Nothing is
rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

from studio.analyse.analysis import Analysis, Sample, Shot
from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.observed import OPENING_EVERY_S, OPENING_S, Contrast, Look, Looks, Watched
from studio.ingest.master import AudioTrack, Cue, Master, Still, Subtitles, VideoTrack
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe
from studio.platforms.contract import BYTES_PER_MB, Target
from studio.values import MediaKind, Region, Size, Span

KINDS: tuple[MediaKind, ...] = ("video", "image", "audio")
"""Of masters that can be imagined; what words come to depends on the words."""
_RATES = (Fraction(30), Fraction(24), Fraction(60))
_FACE = Region(left=0.35, top=0.25, right=0.65, bottom=0.75)
_SHA = "0" * 64
_MASTER_PX = 8000
"""The longer side: enough for every placement."""
_SHORT_S, _USUAL_S, _HOUR_S = 1.0, 30.0, 3600.0
_SECONDS = 10
"""Whose steadiness is imagined."""
_BITS_PER_PIXEL = {"video": 0.2, "image": 2.0}
_CODECS = {"mp4": "h264", "gif": "gif", "webm": "vp9"}
_SOUND = {"mp3": "mp3", "ogg": "opus", "opus": "opus", "flac": "flac", "wav": "pcm_s16le"}


def perfect(target: Target) -> Iterator[Evidence]:
    """Outputs for ``target`` of every length, rate and weight that its rules might ask for."""
    for master in _masters(target):
        analysis = _analysis(master)
        for recipe in plan(master, analysis, [target], Edits()).recipes:
            for size in _weights(target, recipe):
                facts = _facts(target, recipe, size)
                yield Evidence(
                    target=target, facts=facts, looks=_looks(facts), recipe=recipe, master=master, analysis=analysis,
                    drawn=_drawn(target, recipe), watched=_watched(facts, recipe),
                )  # fmt: skip


def _masters(target: Target) -> Iterator[Master]:
    for kind in KINDS:
        lengths = _lengths(target) if kind in {"video", "audio"} else [_SHORT_S]
        for seconds, fps in product(lengths, _RATES if kind == "video" else _RATES[:1]):
            yield _master(kind, target, seconds, fps)


def _lengths(target: Target) -> list[float]:
    """Lengths at which some rule changes its mind, in seconds."""
    named = [limit.value for limit in target.limits if limit.key.endswith("_duration_s")]
    named += [value for tip in target.tips for name, value in tip.with_.items() if name in {"min_s", "max_s"}]
    named.append(target.placement.aim.max_s)
    numbers = {float(value) for value in named if isinstance(value, (int, float)) and 0 < value < float("inf")}
    return sorted({_SHORT_S, _USUAL_S, *numbers} if numbers else {_SHORT_S, _USUAL_S, _HOUR_S})


def _master(kind: MediaKind, target: Target, seconds: float, fps: Fraction) -> Master:
    shape = target.placement.size or Size(width=1, height=1)
    scale = _MASTER_PX / max(shape.width, shape.height)
    size = Size(width=max(2, round(shape.width * scale)), height=max(2, round(shape.height * scale)))
    told: dict[str, Any] = {}
    if kind == "video":
        told["video"] = VideoTrack(stream=0, codec="h264", size=size, stored=size, fps=fps)
    if kind in {"video", "audio"}:
        told["audio"] = AudioTrack(stream=1, codec="aac", sample_rate=48000, channels=2)
        told["duration_s"] = seconds
        cue = Cue(start=0.0, end=seconds, text="Hi")
        told["subtitles"] = (Subtitles(name="words.srt", format="srt", encoding="utf-8", language="en", cues=(cue,)),)
    if kind == "image":
        told["still"] = Still(format="PNG", size=size, mode="RGB")
    return Master(path=Path("master"), name="master", sha256=_SHA, kind=kind, container="mp4", bytes=1, **told)


def _analysis(master: Master) -> Analysis:
    if master.size is None:
        return Analysis(master=_SHA)
    seconds = master.duration_s or 1.0
    times = [step * seconds / 8 for step in range(8)] if master.kind == "video" else [0.0]
    samples = tuple(
        Sample(at=at, faces=(_FACE,), luma=0.5, contrast=0.25, sharpness=500, motion=0.05 if at else 0.0)
        for at in times
    )
    even = (1 / 64,) * 64
    shot = Shot(span=Span(start=0, end=seconds), samples=samples, columns=even, rows=even)
    return Analysis(master=_SHA, shots=(shot,), speech=(Span(start=0, end=seconds),), loudness_lufs=-14.0)


def _weights(target: Target, recipe: Recipe) -> set[int]:
    """Sizes in bytes: what a good picture takes, and the most that rules allow, where it is less."""
    size = recipe.size
    pixels = size.width * size.height * max(1, recipe.frames if recipe.kind == "video" else 1)
    good = max(1000, int(pixels * _BITS_PER_PIXEL.get(recipe.kind, 1.0) / 8))
    named = [int(value * BYTES_PER_MB) for tip in target.tips for name, value in tip.with_.items() if name == "max_mb"]
    return {good, good // 4, *(min(good, most) for most in (target.max_bytes, *named) if most)}


def _facts(target: Target, recipe: Recipe, size: int) -> Facts:
    form = target.placement.format
    told: dict[str, Any] = {}
    if recipe.kind in {"video", "audio"}:
        told |= {"duration_s": recipe.duration_s}
    if recipe.kind == "video":
        told |= {"fps": recipe.fps, "frames": recipe.frames, "video_codec": _CODECS.get(form, "h264")}
        told |= {"video_profile": "High", "pixel_format": "yuv420p", "transfer": "sdr", "faststart": True}
    if recipe.kind in {"video", "image"}:
        told |= {"width": recipe.size.width, "height": recipe.size.height}
        told["colour_space"] = "bt709" if recipe.kind == "video" else "sRGB"
    if recipe.kind == "image":
        told["transparent"] = target.placement.transparency
    if recipe.sound:
        told |= {"audio_codec": _SOUND.get(form, "aac"), "audio_profile": "LC", "sample_rate": recipe.sound.sample_rate}
        told |= {"channels": recipe.sound.channels, "loudness_lufs": recipe.sound.lufs, "true_peak_dbtp": -6.0}
    return Facts.model_validate({"kind": recipe.kind, "format": form, "bytes": size, **told})


def _looks(facts: Facts) -> Looks:
    def look(at: float, motion: float | None = None) -> Look:
        return Look(
            at=at, luma=0.5, contrast=0.25, sharpness=500, burnt_out=0.0, edges_dark=False, motion=motion,
            faces=(_FACE,),
        )  # fmt: skip

    if facts.kind == "image":
        return Looks(spread=(look(0.0),))
    if facts.kind != "video":
        return Looks()
    moments = range(int(min(OPENING_S, facts.duration_s or 0.0) / OPENING_EVERY_S) + 1)
    return Looks(opening=tuple(look(step * OPENING_EVERY_S, 0.05 if step else None) for step in moments))


def _watched(facts: Facts, recipe: Recipe) -> Watched:
    """Words in full contrast, and a title at the end."""
    box = Region(left=0.2, top=0.4, right=0.8, bottom=0.6)
    words = Contrast(at=0.5, text="Hi", box=box, letters_px=recipe.size.width / 20, ratio=21.0)
    if facts.kind != "video":
        return Watched(contrasts=(words,))
    seconds = int(facts.duration_s or 0) + 1
    ending = Look(
        at=facts.duration_s or 0.0, luma=0.5, contrast=0.25, sharpness=500, burnt_out=0.0, edges_dark=False,
        writing=(box,),
    )  # fmt: skip
    return Watched(jitter=(0.001,) * min(seconds, _SECONDS), ending=(ending,), contrasts=(words,))


def _drawn(target: Target, recipe: Recipe) -> tuple[tuple[Cue, Region], ...]:
    """Each subtitle in the middle of what the app leaves free."""
    free = target.placement.safe_zone.free(recipe.size)
    cues = recipe.captions.cues if recipe.captions else ()
    return tuple((cue, free.core(0.5)) for cue in cues)
