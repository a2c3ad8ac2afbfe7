"""Sound alone: tracks with artwork and tags, voice messages."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from studio.analyse.analysis import Analysis
from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan import windows
from studio.plan.cards import card
from studio.plan.edits import PlacementEdits
from studio.plan.naming import title_of
from studio.plan.recipe import NO_PICTURE, Clip, Framing, Recipe, Skipped, Sound
from studio.plan.stills import moment
from studio.plan.timing import frames_of
from studio.platforms.contract import Placement, Target
from studio.values import PixelBox

SAMPLE_RATE = 48000
TRUE_PEAK_DBTP = -1.0
"""EBU R 128's most, of the finished file as it is decoded."""
CODECS: dict[str, Literal["aac", "mp3", "opus"]] = {"m4a": "aac", "mp3": "mp3", "ogg": "opus"}
KBPS: dict[str, int] = {"aac": 192, "mp3": 192, "opus": 112}
"""Of stereo that nobody tells from the original; mono takes the half, speech in Opus less still."""
VOICE_KBPS = 40
"""Of speech in Opus, mono: indistinguishable in listening tests (Opus codec, RFC 6716 and its characterisation)."""
LEAST_KBPS: dict[str, int] = {"aac": 64, "mp3": 64, "opus": 24}
"""Of stereo below which it sounds broken."""
FILLED = 0.97
"""Share of a byte limit that sound takes; containers and rounding take the rest."""
ARTWORK_SHARE = 0.25
"""Share of a byte limit that artwork may take at most."""


def heard(master: Master, analysis: Analysis, target: Target, edits: PlacementEdits) -> Recipe | Skipped:
    """The master's sound for one placement, or why there is none."""
    placement = target.placement
    if master.audio is None:
        return Skipped(placement=target.id, reason=msg("{name} has no sound", name=master.name))
    if analysis.loudness_lufs is None:
        return Skipped(placement=target.id, reason=msg("the sound of {name} is silence", name=master.name))
    window = windows.choose(master, analysis, placement.aim, edits.start_s, edits.end_s)
    start, end = frames_of(window.span, Fraction(SAMPLE_RATE))
    kbps, why = _kbps(target, (end - start) / SAMPLE_RATE)
    if kbps is None:
        assert why
        return Skipped(placement=target.id, reason=why)
    title = title_of(master)
    whole = Framing(mode="cover", crop=PixelBox.whole(NO_PICTURE))
    artwork = _artwork(master, analysis, target, edits, title)
    told = [
        window.reason,
        why,
        *(msg("artwork: {reason}", reason=reason) for part in artwork for reason in part.reasons),
    ]
    return Recipe(
        placement=target.id,
        master=master.sha256,
        kind="audio",
        source="sound",
        size=NO_PICTURE,
        fps=Fraction(SAMPLE_RATE),
        clips=(Clip(start=start, end=end, framing=whole),),
        sound=Sound(
            stream=master.audio.stream,
            lufs=target.platform.loudness_lufs,
            true_peak_dbtp=TRUE_PEAK_DBTP,
            kbps=kbps,
            codec=CODECS[placement.format],
            sample_rate=SAMPLE_RATE,
            channels=placement.channels,
        ),
        parts=artwork,
        title=title,
        max_bytes=target.limit("max_bytes"),
        reasons=tuple(reason for reason in told if reason),
    )


def _kbps(target: Target, seconds: float) -> tuple[int | None, Message | None]:
    """The data rate that the limits leave, and why it is no higher; ``None`` where it would sound broken."""
    placement, limit = target.placement, target.limit("max_bytes")
    codec = CODECS[placement.format]
    usual, least = _usual(placement), LEAST_KBPS[codec] * placement.channels // 2
    most = min(usual, int(target.limit("max_audio_bitrate_kbps") or usual))
    room = FILLED - (ARTWORK_SHARE if placement.artwork else 0)
    fitting = int(limit * room * 8 / seconds / 1000) if limit else most
    if min(most, fitting) < least:
        reason = msg(
            "{seconds:.0f} s in {limit} bytes would leave {kbps} kbit/s, and {least} is the least that sounds well",
            seconds=seconds, limit=limit, kbps=fitting, least=least,
        )  # fmt: skip
        return None, reason
    if limit and fitting < most:
        return fitting, msg("{kbps} kbit/s to stay within {most:.2f} MB", kbps=fitting, most=limit / 1e6)
    return most, None


def _usual(placement: Placement) -> int:
    codec = CODECS[placement.format]
    if placement.channels == 1:
        return VOICE_KBPS if codec == "opus" else KBPS[codec] // 2
    return KBPS[codec]


def _artwork(
    master: Master, analysis: Analysis, target: Target, edits: PlacementEdits, title: str
) -> tuple[Recipe, ...]:
    """The cover picture: the master's best moment, or its title where it has no picture."""
    placement, limit = target.placement, target.limit("max_bytes")
    if placement.artwork is None:
        return ()
    place = Placement(id=placement.id, name=placement.name, kind="image", format="jpeg", size=placement.artwork)
    cover = target.model_copy(update={"placement": place})
    made = (
        moment(master, analysis, cover, edits)
        if master.video
        else card(master, cover, title, why=msg("the title, since the master has no picture"))
    )
    most = int(limit * ARTWORK_SHARE) if limit else None
    return (made.model_copy(update={"max_bytes": most}),)
