"""A small platform, and masters, analyses and recipes that fit its outputs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from studio.analyse.analysis import Analysis, Sample, Shot
from studio.check import Report
from studio.check.finding import Finding
from studio.ingest.master import AudioTrack, Cue, Master, VideoTrack
from studio.plan.recipe import Captions, CaptionStyle, Clip, Framing, Recipe
from studio.platforms.contract import Platform, Target
from studio.values import PixelBox, Region, Size, Span

SOURCES = {"help": {"title": "Help pages", "url": "https://example.org", "as_of": "2026-09"}}
MASTER = Size(width=640, height=360)
FPS = Fraction(30)


def limit(key: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "source": "help", "confidence": "high", **more}


def tip(check: str | None, **parameters: Any) -> dict[str, Any]:
    return {"id": f"town.{check or 'todo'}", "advice": "Do so.", "source": "help", "check": check, "with": parameters}


def target(
    kind: str = "video",
    *,
    size: str = "320x180",
    limits: Sequence[dict[str, Any]] = (),
    tips: Sequence[dict[str, Any]] = (),
    **placement: Any,
) -> Target:
    """A placement of a platform with these limits and tips alone."""
    form = {"video": "mp4", "image": "jpeg"}[kind]
    place = {"id": "post", "name": "Post", "kind": kind, "size": size, "format": form, "limits": limits, **placement}
    platform = Platform.model_validate(
        {"slug": "town", "name": "Town", "sources": SOURCES, "placements": [place], "tips": tips}
    )
    return Target(platform=platform, placement=platform.placements[0])


def master(seconds: float = 10.0) -> Master:
    video = VideoTrack(stream=0, codec="h264", size=MASTER, stored=MASTER, fps=FPS)
    return Master(
        path=Path("master.mp4"),
        name="master.mp4",
        sha256="0" * 64,
        kind="video",
        container="mov,mp4,m4a,3gp,3g2,mj2",
        bytes=1,
        duration_s=seconds,
        video=video,
        audio=AudioTrack(stream=1, codec="aac", sample_rate=48000, channels=2),
    )


def sample(at: float, *faces: Region, luma: float = 0.5) -> Sample:
    return Sample(at=at, faces=faces, luma=luma, contrast=0.2, sharpness=100, motion=0.01)


def analysis(
    samples: Sequence[Sample] = (), speech: Sequence[Span] = (), seconds: float = 10.0, **shot: Any
) -> Analysis:
    one = Shot(span=Span(start=0, end=seconds), samples=tuple(samples), columns=(0.0,) * 64, rows=(0.0,) * 64, **shot)
    return Analysis(master="0" * 64, shots=(one,), speech=tuple(speech))


def recipe(
    start: float = 0.0,
    seconds: float = 2.0,
    *,
    crop: PixelBox | None = None,
    mode: str = "cover",
    cues: Sequence[Cue] = (),
    style: CaptionStyle | None = None,
    size: Size | None = None,
    kind: str = "video",
) -> Recipe:
    framing = Framing.model_validate({"mode": mode, "crop": crop or PixelBox.whole(MASTER)})
    clip = Clip(start=round(start * FPS), end=round((start + seconds) * FPS), framing=framing)
    style = style or CaptionStyle(font_size=16, margin_left=16, margin_right=16, margin_bottom=12)
    return Recipe.model_validate(
        {
            "placement": "town/post",
            "master": "0" * 64,
            "kind": kind,
            "source": "frames" if kind == "video" else "frame",
            "size": size or Size(width=320, height=180),
            "fps": FPS,
            "clips": (clip,),
            "captions": Captions(language="en", cues=tuple(cues), style=style) if cues else None,
        }
    )


def only(report: Report, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = [finding for finding in report.findings if finding.rule == rule]
    return found
