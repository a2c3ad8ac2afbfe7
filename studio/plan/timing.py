"""Rates, and whole frames at them."""

from __future__ import annotations

from fractions import Fraction

from studio.ingest.master import FILM_FPS, SPORT_FPS, VideoTrack, nearest_usual
from studio.platforms.contract import Target
from studio.values import Span

DEFAULT_FPS = Fraction(30)
STANDARD_FPS = (*FILM_FPS, *SPORT_FPS)


def output_fps(track: VideoTrack, target: Target | None = None) -> Fraction:
    """The master's own rate where it is constant and the platform takes it, else the nearest usual one."""
    fps = track.steady_fps
    if not (STANDARD_FPS[0] * 9 / 10 <= fps <= STANDARD_FPS[-1]):
        fps = nearest_usual(fps)
    least, most = (target.limit("min_fps"), target.limit("max_fps")) if target else (None, None)
    if least and round(fps) < least:
        fps = min(standard for standard in STANDARD_FPS if standard >= least)
    if most and fps > most:
        fps = fps / 2
    return fps


def frames_of(span: Span, fps: Fraction) -> tuple[int, int]:
    """The whole frames inside a stretch of time: never one from before its start or after its end."""
    nearly = Fraction(1, 100)
    start = -int(-(Fraction(span.start) * fps - nearly) // 1)
    end = int((Fraction(span.end) * fps + nearly) // 1)
    return start, max(end, start + 1)
