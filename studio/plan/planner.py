"""From what came in, what it shows and what platforms want to recipes: pure, without files, clock or chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from studio.analyse.analysis import Analysis, Shot
from studio.ingest.master import FILM_FPS, SPORT_FPS, Master, Subtitles, VideoTrack, nearest_usual
from studio.plan import captions, windows
from studio.plan.edits import Edits, PlacementEdits
from studio.plan.framing import frame_shot, is_written, whole
from studio.plan.recipe import Clip, Framing, ImageEncode, Plan, Recipe, Skipped, Sound, VideoEncode
from studio.platforms.contract import Target
from studio.values import PixelBox, Span

DEFAULT_FPS = Fraction(30)
STANDARD_FPS = (*FILM_FPS, *SPORT_FPS)
STILL_VIDEO_S = 6.0
"""How long a moving still lasts where the placement aims at nothing shorter."""
TRUE_PEAK_DBTP = -1.0
"""EBU R 128: room for what lossy encoders add."""

VIDEO = VideoEncode(crf=20, preset="veryfast")
"""VMAF 93 on camera footage at the sizes that platforms show; "medium" at crf 23 looks the same for twice the time."""
AUDIO_KBPS = 128


def plan(master: Master, analysis: Analysis, targets: Sequence[Target], edits: Edits) -> Plan:
    """One recipe for each target that the master can fill; the others are skipped with the reason."""
    made = [_recipe(master, analysis, target, edits.of(target.id)) for target in targets]
    return Plan(
        recipes=tuple(recipe for recipe in made if isinstance(recipe, Recipe)),
        skipped=tuple(reason for reason in made if isinstance(reason, Skipped)),
    )


def _recipe(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe | Skipped:
    make = {
        ("video", "video"): _moving,
        ("video", "image"): _frame,
        ("image", "image"): _picture,
        ("image", "video"): _moving_still,
        ("audio", "video"): _waveform,
    }.get((master.kind, target.placement.kind))
    if make is None:
        reason = f"{_WHAT[master.kind]} gives no {target.placement.kind}"
        return Skipped(placement=target.id, reason=reason)
    return make(master, analysis, target, edits)


_WHAT = {"video": "a video", "image": "a picture", "audio": "sound alone", "text": "text alone"}


def _moving(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A moving picture from a moving picture."""
    assert master.video
    size, placement = master.video.size, target.placement
    fps = output_fps(master.video, target)
    window = windows.choose(master, analysis, placement.aim, edits.start_s)
    frames = _frames_of(window.span, fps)

    def frame(shot: Shot) -> tuple[Framing, str | None]:
        return frame_shot(shot, size, placement.canvas, edits)

    clips, reasons = _clips(analysis.shots, frames, fps, frame)
    return _video(master, target, edits, source="frames", fps=fps, clips=clips, reasons=[window.reason, *reasons])


def _frame(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture from a moving picture: its best frame, or the one that somebody chose."""
    assert master.video
    best = windows.best_still(analysis)
    at = edits.still_s if edits.still_s is not None else best.at if best else 0.0
    shot = next((shot for shot in analysis.shots if shot.span.start <= at < shot.span.end), analysis.shots[-1])
    fps = output_fps(master.video)
    last = max(0, int((master.duration_s or 0) * fps) - 1)
    start = min(round(at * fps), last)
    framing, why = frame_shot(_around(shot, at), master.video.size, target.placement.canvas, edits)
    moment = f"the frame at {at:.1f} s"
    chosen = "somebody chose it" if edits.still_s is not None else "it is sharp and well lit"
    if edits.still_s is None and best and best.faces:
        chosen += ", with a face"
    clip = Clip(start=start, end=start + 1, framing=framing)
    return _image(master, target, [f"{moment}: {chosen}", why], clip, fps)


def _picture(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture from a picture."""
    assert master.still
    framing, why = frame_shot(analysis.shots[0], master.still.size, target.placement.canvas, edits)
    return _image(master, target, [why], Clip(start=0, end=1, framing=framing), None)


def _moving_still(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A slow move over a picture."""
    assert master.still
    seconds = min(target.placement.aim.max_s or STILL_VIDEO_S, STILL_VIDEO_S)
    shot, size = analysis.shots[0], master.still.size
    framing, why = frame_shot(shot, size, target.placement.canvas, edits)
    if framing.mode == "cover" and edits.fit is None and is_written(shot):
        framing, why = whole(shot, size), "the whole picture is shown, since the move would cut its writing"
    clips = (Clip(start=0, end=round(seconds * DEFAULT_FPS), framing=framing),)
    reasons = ["a slow move over the picture", why]
    return _video(master, target, edits, source="still", fps=DEFAULT_FPS, clips=clips, reasons=reasons)


def _waveform(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture of the sound."""
    window = windows.choose(master, analysis, target.placement.aim, edits.start_s)
    framing = Framing(mode="cover", crop=PixelBox.whole(target.placement.canvas))
    start, end = _frames_of(window.span, DEFAULT_FPS)
    reasons = ["the sound drawn as a wave, since the master has no picture", window.reason]
    clips = (Clip(start=start, end=end, framing=framing),)
    return _video(master, target, edits, source="waveform", fps=DEFAULT_FPS, clips=clips, reasons=reasons)


def _video(
    master: Master,
    target: Target,
    edits: PlacementEdits,
    *,
    source: Literal["frames", "still", "waveform"],
    fps: Fraction,
    clips: tuple[Clip, ...],
    reasons: Sequence[str | None],
) -> Recipe:
    """What all videos have in common: subtitles, sound, encoding."""
    placement = target.placement
    window = Span(start=float(clips[0].start / fps), end=float(clips[-1].end / fps))
    track = _burned(master.subtitles, edits.language) if placement.captions == "burned" else None
    sound = master.audio and Sound(
        stream=master.audio.stream,
        lufs=target.platform.loudness_lufs,
        true_peak_dbtp=TRUE_PEAK_DBTP,
        kbps=AUDIO_KBPS,
    )
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="video",
        source=source,
        size=placement.canvas,
        fps=fps,
        clips=clips,
        captions=captions.open_captions(track, window, placement) if track else None,
        sidecars=captions.sidecars(master.subtitles, window, placement),
        sound=sound,
        video=VIDEO,
        max_bytes=target.limit("max_bytes"),
        reasons=tuple(reason for reason in reasons if reason),
    )


def _image(master: Master, target: Target, reasons: Sequence[str | None], clip: Clip, fps: Fraction | None) -> Recipe:
    placement = target.placement
    assert placement.format != "mp4"
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="image",
        source="frame",
        size=placement.canvas,
        fps=fps,
        clips=(clip,),
        image=ImageEncode(format=placement.format),
        max_bytes=target.limit("max_bytes"),
        reasons=tuple(reason for reason in reasons if reason),
    )


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


def _frames_of(span: Span, fps: Fraction) -> tuple[int, int]:
    """The whole frames inside a stretch of time: never one from before its start or after its end."""
    nearly = Fraction(1, 100)
    start = -int(-(Fraction(span.start) * fps - nearly) // 1)
    end = int((Fraction(span.end) * fps + nearly) // 1)
    return start, max(end, start + 1)


def _clips(
    shots: Sequence[Shot],
    frames: tuple[int, int],
    fps: Fraction,
    frame: Callable[[Shot], tuple[Framing, str | None]],
) -> tuple[tuple[Clip, ...], list[str]]:
    """The framing of each shot that shows: a clip each, so that whoever encodes knows where the cuts are."""
    clips: list[Clip] = []
    reasons: list[str] = []
    for index, shot in enumerate(shots):
        start = frames[0] if index == 0 else max(frames[0], round(shot.span.start * fps))
        end = frames[1] if index == len(shots) - 1 else min(frames[1], round(shot.span.end * fps))
        if start >= end:
            continue
        framing, why = frame(shot)
        if why:
            reasons.append(f"{float(start / fps):.1f} to {float(end / fps):.1f} s: {why}")
        clips.append(Clip(start=start, end=end, framing=framing))
    return tuple(clips), reasons


def _around(shot: Shot, at: float) -> Shot:
    """The shot as it is at one moment: a still needs to hold only what that frame shows."""
    nearest = min(shot.samples, key=lambda sample: abs(sample.at - at), default=None)
    return shot.model_copy(update={"samples": (nearest,)}) if nearest else shot


def _burned(tracks: Sequence[Subtitles], language: str | None) -> Subtitles | None:
    """The subtitles in the wanted language, else the first that were given."""
    wanted = (track for track in tracks if language and track.language == language)
    return next(wanted, tracks[0] if tracks else None)
