"""From what came in, what it shows and what platforms want to recipes: pure, without files, clock or chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from studio.analyse.analysis import Analysis, Shot
from studio.ingest.master import Master, Subtitles
from studio.messages import Message, msg
from studio.plan import captions, windows
from studio.plan.cards import card
from studio.plan.edits import Edits, PlacementEdits
from studio.plan.effects import with_effect, with_room
from studio.plan.framing import CIRCLE_RIM, frame_shot, is_written, whole
from studio.plan.heard import TRUE_PEAK_DBTP, heard
from studio.plan.pages import document
from studio.plan.recipe import Clip, Framing, GifEncode, Plan, Recipe, Skipped, Sound, VideoEncode, VideoSource
from studio.plan.redacting import redacted
from studio.plan.retiming import timed
from studio.plan.stills import framed, moment, picture
from studio.plan.timing import DEFAULT_FPS, frames_of, output_fps
from studio.platforms.contract import Aim, Placement, Target
from studio.platforms.effects import Applied
from studio.values import MediaKind, PixelBox, Size, Span

STILL_VIDEO_S = 6.0
"""How long a moving still lasts where the placement aims at nothing shorter."""
VIDEO = VideoEncode(crf=20, preset="veryfast")
"""VMAF 93 on camera footage at the sizes that platforms show; "medium" at crf 23 looks the same for twice the time."""
AUDIO_KBPS = 128
GIF_S = 6.0
"""How long a GIF lasts where the placement aims at nothing else: each second costs a megabyte or so."""
GIF_FPS = Fraction(25, 2)
"""8 hundredths of a second a frame, the exact rate of GIF that is nearest to half of film's."""

Maker = Callable[[Master, Analysis, Target, PlacementEdits], Recipe | Skipped]


def plan(
    master: Master,
    analysis: Analysis,
    targets: Sequence[Target],
    edits: Edits,
    effects: Mapping[str, Applied] = MappingProxyType({}),
) -> Plan:
    """One recipe for each target that the master can fill; the others are skipped with the reason.

    ``effects`` are what plugins add to placements, by the targets' ids.
    """
    made = [_recipe(master, analysis, target, edits.of(target.id), effects.get(target.id)) for target in targets]
    return Plan(
        recipes=tuple(recipe for recipe in made if isinstance(recipe, Recipe)),
        skipped=tuple(reason for reason in made if isinstance(reason, Skipped)),
    )


def _recipe(
    master: Master, analysis: Analysis, target: Target, edits: PlacementEdits, effect: Applied | None
) -> Recipe | Skipped:
    wanted = "gif" if target.placement.format == "gif" else target.placement.kind
    make = _MAKERS.get((master.kind, wanted))
    if make is None:
        return Skipped(placement=target.id, reason=_no_maker(master.kind, wanted))
    room = with_room(target, _gif_aim(target) if wanted == "gif" else target.placement.aim, effect)
    if room is None:
        assert effect
        return Skipped(placement=target.id, reason=_no_time(effect))
    recipe = make(timed(master, edits), analysis, room, edits)
    return recipe if isinstance(recipe, Skipped) else with_effect(redacted(recipe, master, analysis, edits), effect)


def _no_maker(kind: MediaKind, wanted: str) -> Message:
    master = {
        "video": msg("a video"),
        "image": msg("a picture"),
        "audio": msg("sound alone"),
        "text": msg("text alone"),
    }
    if wanted == "text":
        return msg("{master} gives no text of its own; it is written from the copy: bring one", master=master[kind])
    what = {
        "video": msg("no video"), "image": msg("no picture"), "audio": msg("no sound"), "document": msg("no document"),
        "gif": msg("no GIF"),
    }  # fmt: skip
    return msg("{master} gives {nothing}", master=master[kind], nothing=what[wanted])


def _no_time(effect: Applied) -> Message:
    return msg("{effect} takes {seconds:.1f} s, and leaves no time", effect=effect.name, seconds=effect.seconds)


def _moving(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A moving picture from a moving picture."""
    assert master.video
    size, placement = master.video.size, target.placement
    fps = output_fps(master.video, target)
    window = windows.choose(master, analysis, placement.aim, edits.start_s, edits.end_s)
    frames = frames_of(window.span, fps)

    def frame(shot: Shot) -> tuple[Framing, Message | None]:
        return frame_shot(shot, size, placement.canvas, edits, rim=_rim(placement))

    clips, reasons = _clips(analysis.shots, frames, fps, frame)
    return _video(master, target, edits, source="frames", fps=fps, clips=clips, reasons=[window.reason, *reasons])


def _gif(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A short silent loop from a moving picture or a picture: the video that it would be, then that as a GIF."""
    placement = target.placement
    size = placement.canvas
    even = Size(width=size.width + size.width % 2, height=size.height + size.height % 2)
    short = {"size": even, "aim": _gif_aim(target)}
    video = target.model_copy(update={"placement": placement.model_copy(update=short)})
    moving = (
        _moving(master, analysis, video, edits)
        if master.video
        else (_moving_still(master, analysis, video, edits, GIF_FPS))
    )
    drawn = moving.model_copy(update={"sound": None, "sidecars": (), "max_bytes": None})
    return drawn.model_copy(
        update={
            "source": "gif",
            "size": size,
            "video": None,
            "gif": GifEncode(fps=GIF_FPS),
            "parts": (drawn,),
            "max_bytes": target.limit("max_bytes"),
            "reasons": (*drawn.reasons, msg("a loop without sound, since a GIF has none")),
        }
    )


def _gif_aim(target: Target) -> Aim:
    """As long as the placement aims at, and as its limits on frames allow."""
    size, aim = target.placement.canvas, target.placement.aim
    frames = min(target.limit("max_frames") or math.inf, (target.limit("max_pixels_total") or math.inf) / size.area)
    longest = min(aim.max_s or GIF_S, frames / float(GIF_FPS))
    return Aim(max_s=longest, pick="highlight" if aim == Aim() else aim.pick)


def _document(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe | Skipped:
    written = target.placement.captions == "burned"
    return document(master, analysis, target, edits, _burned(master.subtitles, edits.language) if written else None)


def _card(master: Master, _: Analysis, target: Target, __: PlacementEdits) -> Recipe | Skipped:
    """A picture from words."""
    assert master.written
    if target.placement.transparency or target.placement.shape == "circle":
        return Skipped(placement=target.id, reason=msg("text alone gives no sticker and no profile picture"))
    why = msg("a card with the text's words")
    return card(master, target, master.written.title, master.written.paragraphs, why=why)


def _moving_still(
    master: Master, analysis: Analysis, target: Target, edits: PlacementEdits, fps: Fraction = DEFAULT_FPS
) -> Recipe:
    """A slow move over a picture."""
    assert master.still
    seconds = min(target.placement.aim.max_s or STILL_VIDEO_S, STILL_VIDEO_S)
    shot, size = analysis.shots[0], master.still.size
    framing, why = framed(master, shot, target.placement, edits)
    if framing.mode == "cover" and edits.fit is None and is_written(shot):
        framing, why = whole(shot, size), msg("the whole picture is shown, since the move would cut its writing")
    clips = (Clip(start=0, end=round(seconds * fps), framing=framing),)
    reasons = [msg("a slow move over the picture"), why]
    return _video(master, target, edits, source="still", fps=fps, clips=clips, reasons=reasons)


def _waveform(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe:
    """A picture of the sound."""
    window = windows.choose(master, analysis, target.placement.aim, edits.start_s, edits.end_s)
    framing = Framing(mode="cover", crop=PixelBox.whole(target.placement.canvas))
    start, end = frames_of(window.span, DEFAULT_FPS)
    reasons = [msg("the sound drawn as a wave, since the master has no picture"), window.reason]
    clips = (Clip(start=start, end=end, framing=framing),)
    return _video(master, target, edits, source="waveform", fps=DEFAULT_FPS, clips=clips, reasons=reasons)


def _video(
    master: Master,
    target: Target,
    edits: PlacementEdits,
    *,
    source: VideoSource,
    fps: Fraction,
    clips: tuple[Clip, ...],
    reasons: Sequence[Message | None],
) -> Recipe:
    """What all videos have in common: subtitles, sound, encoding."""
    placement = target.placement
    window = Span(start=float(clips[0].start / fps), end=float(clips[-1].end / fps))
    track = _burned(master.subtitles, edits.language) if placement.captions == "burned" else None
    chosen = msg("opens with words that somebody chose") if edits.hook else None
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
        hook=captions.hook(edits.hook, window.seconds, placement) if edits.hook else None,
        sidecars=captions.sidecars(master.subtitles, window, placement),
        sound=sound,
        video=VIDEO,
        max_bytes=target.limit("max_bytes"),
        reasons=tuple(reason for reason in (*reasons, chosen) if reason),
    )


def _clips(
    shots: Sequence[Shot],
    frames: tuple[int, int],
    fps: Fraction,
    frame: Callable[[Shot], tuple[Framing, Message | None]],
) -> tuple[tuple[Clip, ...], list[Message]]:
    """The framing of each shot that shows: a clip each, so that whoever encodes knows where the cuts are."""
    clips: list[Clip] = []
    reasons: list[Message] = []
    for index, shot in enumerate(shots):
        start = frames[0] if index == 0 else max(frames[0], round(shot.span.start * fps))
        end = frames[1] if index == len(shots) - 1 else min(frames[1], round(shot.span.end * fps))
        if start >= end:
            continue
        framing, why = frame(shot)
        if why:
            shown = {"start": float(start / fps), "end": float(end / fps)}
            reasons.append(msg("{start:.1f} to {end:.1f} s: {why}", why=why, **shown))
        clips.append(Clip(start=start, end=end, framing=framing))
    return tuple(clips), reasons


def _rim(placement: Placement) -> float:
    return CIRCLE_RIM if placement.shape == "circle" else 0.0


def _burned(tracks: Sequence[Subtitles], language: str | None) -> Subtitles | None:
    """The subtitles in the wanted language, else the first that were given."""
    wanted = (track for track in tracks if language and track.language == language)
    return next(wanted, tracks[0] if tracks else None)


_MAKERS: dict[tuple[str, str], Maker] = {
    ("video", "video"): _moving,
    ("video", "image"): moment,
    ("video", "gif"): _gif,
    ("video", "audio"): heard,
    ("video", "document"): _document,
    ("image", "image"): picture,
    ("image", "video"): _moving_still,
    ("image", "gif"): _gif,
    ("image", "document"): _document,
    ("audio", "video"): _waveform,
    ("audio", "audio"): heard,
    ("text", "image"): _card,
    ("text", "document"): _document,
}
"""What each kind of master gives; the rest is skipped."""
