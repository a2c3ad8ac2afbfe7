"""Masters, analyses and targets as plain values: planning needs no files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from studio.analyse.analysis import Analysis, Sample, Shot
from studio.ingest.master import AudioTrack, Cue, Master, Still, Subtitles, VideoTrack
from studio.platforms.contract import Limit, Placement, Platform, Source, Target
from studio.values import Region, Size, Span

FULL_HD = Size(width=1920, height=1080)
FACE = Region(left=0.4, top=0.2, right=0.55, bottom=0.5)
LEVEL = (1 / 64,) * 64


def track(fps: str = "30", *, variable: bool = False, size: Size = FULL_HD) -> VideoTrack:
    return VideoTrack(stream=0, codec="h264", size=size, stored=size, fps=Fraction(fps), variable_rate=variable)


def video(
    seconds: float = 20,
    *,
    fps: str = "30",
    variable: bool = False,
    sound: bool = True,
    subtitles: tuple[Subtitles, ...] = (),
) -> Master:
    return Master(
        path=Path("master.mp4"), name="master.mp4", sha256="0" * 64, kind="video", container="mov", bytes=1000,
        duration_s=seconds, video=track(fps, variable=variable), subtitles=subtitles,
        audio=AudioTrack(stream=1, codec="aac", sample_rate=48000, channels=2) if sound else None,
    )  # fmt: skip


def picture(size: Size = FULL_HD) -> Master:
    return Master(
        path=Path("master.jpg"), name="master.jpg", sha256="1" * 64, kind="image", container="JPEG", bytes=1000,
        still=Still(format="JPEG", size=size, mode="RGB"),
    )  # fmt: skip


def song(seconds: float = 20) -> Master:
    return Master(
        path=Path("master.mp3"), name="master.mp3", sha256="2" * 64, kind="audio", container="mp3", bytes=1000,
        duration_s=seconds, audio=AudioTrack(stream=0, codec="mp3", sample_rate=44100, channels=2),
    )  # fmt: skip


def cues(*texts: tuple[float, float, str], language: str | None = "en") -> Subtitles:
    return Subtitles(
        name="words.srt", format="srt", encoding="utf-8", language=language,
        cues=tuple(Cue(start=start, end=end, text=text) for start, end, text in texts),
    )  # fmt: skip


def sample(
    at: float, *, luma: float = 0.45, faces: tuple[Region, ...] = (), motion: float = 0.01, **more: Any
) -> Sample:
    return Sample(at=at, luma=luma, contrast=more.get("contrast", 0.2), faces=faces, motion=motion,
                  sharpness=more.get("sharpness", 100.0))  # fmt: skip


def shot(start: float, end: float, **looks: Any) -> Shot:
    samples = tuple(sample(start + step / 2, **looks) for step in range(max(1, int((end - start) * 2))))
    return Shot(span=Span(start=start, end=end), samples=samples, columns=LEVEL, rows=LEVEL)


def analysis(*shots: Shot, speech: tuple[tuple[float, float], ...] = ()) -> Analysis:
    return Analysis(master="0" * 64, shots=shots, speech=tuple(Span(start=start, end=end) for start, end in speech))


def target(limits: dict[str, Any] | None = None, **placement: Any) -> Target:
    facts: dict[str, Any] = {"id": "clip", "name": "Clip", "kind": "video", "size": Size(width=1080, height=1080)}
    facts["format"] = "jpeg" if placement.get("kind") == "image" else "mp4"
    rules = tuple(
        Limit(key=key, value=value, source="book", as_of="2026-11", confidence="high")
        for key, value in (limits or {}).items()
    )
    place = Placement(**(facts | placement | {"limits": rules}))
    platform = Platform(
        slug="place", name="Place", sources={"book": Source(title="Book", as_of="2026-11")}, placements=(place,)
    )
    return Target(platform=platform, placement=place)
