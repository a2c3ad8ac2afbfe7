"""Checks on the file as such: length, shape, encoding, sound, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from studio.check.cures import ending_within, shows_a_part, starting_earlier
from studio.check.evidence import Evidence
from studio.check.figures import canonical
from studio.check.limits import RATE_TOLERANCE, aspect_one_of
from studio.check.observed import BARS_LEVEL
from studio.check.ranges import NotNegative, Positive, Shapes
from studio.check.telling import either, figure, rounded, this
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.messages import Message, msg
from studio.plan.edits import PlacementEdits
from studio.platforms.contract import BYTES_PER_MB

_RARE = frozenset({"heif", "tiff"})
"""Picture formats that Chrome and Firefox do not show."""
_HDR = frozenset({"pq", "hlg"})
"""Transfer curves of a high dynamic range, which other screens show grey."""
HALF_FRAME_S = 0.021
"""Half a frame at 24 per second: an advised length is met when the last frame begins in time."""


def duration(evidence: Evidence, *, min_s: NotNegative = 0.0, max_s: Positive | None = None) -> Verdict:
    """Its length lies between ``min_s`` and ``max_s`` seconds."""
    seconds = evidence.facts.duration_s
    if seconds is None:
        return unknown(msg("{this} has no {noun} to measure.", this=this(evidence.facts), noun=msg("length")))
    told = {"measured_s": round(seconds, 3), "wanted_min_s": min_s, "wanted_max_s": max_s}
    if max_s is not None and seconds > max_s + HALF_FRAME_S:
        shown = rounded(seconds, max_s)
        long = warned(
            msg(
                "It lasts {shown} s, {over} s longer than the {most} s advised: cut it shorter.",
                shown=figure(shown), over=figure(shown - max_s), most=figure(max_s),
            ),
            **told,
        )  # fmt: skip
        return long.mended_by(ending_within(evidence, max_s), safe=shows_a_part(evidence))
    if seconds < min_s - HALF_FRAME_S:
        return warned(
            msg(
                "It lasts {shown} s, and {least} s or more are advised: {how}.",
                shown=figure(rounded(seconds, min_s)),
                least=figure(min_s),
                how=_how_to_lengthen(evidence, min_s),
            ),
            **told,
        ).mended_by(starting_earlier(evidence, min_s), safe=True)
    return passed(msg("It lasts {shown} s, as advised.", shown=figure(round(seconds, 1))), **told)


def _how_to_lengthen(evidence: Evidence, min_s: float) -> Message:
    master = evidence.master.duration_s if evidence.master else None
    if master is not None and master < min_s:
        return msg(
            "the master itself has only {seconds} s, so leave it, or bring a longer one",
            seconds=figure(rounded(master, min_s)),
        )
    return msg("start earlier or bring a longer master")


def file_size(evidence: Evidence, *, max_mb: Positive) -> Verdict:
    """It has at most ``max_mb`` decimal megabytes."""
    size = evidence.facts.bytes
    shown, most = figure(rounded(size / BYTES_PER_MB, max_mb)), figure(max_mb)
    told = {"measured_bytes": size, "wanted_max_bytes": int(max_mb * BYTES_PER_MB)}
    if size <= max_mb * BYTES_PER_MB:
        return passed(msg("The file has {shown} MB, at most {most}.", shown=shown, most=most), **told)
    return warned(msg("The file has {shown} MB, over {most}: lower its quality.", shown=shown, most=most), **told)


def frame_rate(evidence: Evidence, *, max_fps: Positive) -> Verdict:
    """It shows at most ``max_fps`` frames per second."""
    if evidence.facts.fps is None:
        return unknown(msg("{this} has no {noun} to measure.", this=this(evidence.facts), noun=msg("frame rate")))
    rate = float(evidence.facts.fps)
    shown, most = figure(rounded(rate, max_fps, 2)), figure(max_fps)
    told = {"measured_fps": round(rate, 3), "wanted_max_fps": max_fps}
    if rate <= max_fps * RATE_TOLERANCE:
        return passed(msg("It shows {shown} frames per second, at most {most}.", shown=shown, most=most), **told)
    return warned(
        msg(
            "It shows {shown} frames per second; {most} or fewer are advised: export it at a lower rate.",
            shown=shown, most=most,
        ),
        **told,
    )  # fmt: skip


def shape(evidence: Evidence, *, aspects: Shapes) -> Verdict:
    """Its width to height is one of ``aspects``, such as "16:9"."""
    verdict = aspect_one_of(evidence.facts, aspects)
    return verdict.model_copy(update={"level": "warn"}) if verdict.level == "fail" else verdict


def full_screen(evidence: Evidence, *, aspects: Shapes) -> Verdict:
    """It has the screen's shape, and no black bars.

    A frame that is nearly black all over, such as in a fade, says nothing of them; half of all frames show them.
    """
    verdict = shape(evidence, aspects=aspects)
    looks = evidence.looks.all
    lit = [look for look in looks if look.edges_dark or look.luma * 255 > BARS_LEVEL]
    bars = [look.at for look in lit if look.edges_dark]
    if verdict.level == "pass" and len(bars) == len(lit) and bars and 2 * len(bars) >= len(looks):
        barred = warned(msg("Black bars frame the picture: let it fill the screen."), at_s=bars)
        return barred.mended_by(PlacementEdits(fit="cover"), safe=True)
    return verdict


def encoding(
    evidence: Evidence,
    *,
    containers: Sequence[str] = (),
    video_codecs: Sequence[str] = (),
    video_profiles: Sequence[str] = (),
    audio_codecs: Sequence[str] = (),
    colour_spaces: Sequence[str] = (),
    faststart: bool = False,
) -> Verdict:
    """It is encoded as the platform recommends."""
    facts = evidence.facts
    sound = f"{facts.audio_codec}-{facts.audio_profile}" if facts.audio_profile else facts.audio_codec
    wanted = [
        ("container", msg("the container"), facts.format, containers),
        ("video_codec", msg("the video codec"), facts.video_codec, video_codecs),
        ("video_profile", msg("the video profile"), facts.video_profile, video_profiles),
        ("sound_codec", msg("the sound codec"), sound, audio_codecs),
        ("colour_space", msg("the colour space"), facts.colour_space, colour_spaces),
    ]
    wrong = [
        msg("{what} is {found}, not {names}", what=what, found=found or msg("not told"), names=either(names))
        for key, what, found, names in wanted
        if names and not _among(found, names) and not (key == "sound_codec" and facts.audio_codec is None)
    ]
    if faststart and facts.faststart is False:
        wrong.append(msg("its index stands at the end, so that it cannot start before it is loaded"))
    measured = {key: found for key, _, found, names in wanted if names}
    if wrong:
        return warned(msg("It will be converted: {why}. Export it again.", why=tuple(wrong)), **measured)
    return passed(msg("It is encoded as the platform recommends."), **measured)


def _among(found: str | None, names: Sequence[str]) -> bool:
    return found is not None and canonical(found) in {canonical(name) for name in names}


def plays_everywhere(evidence: Evidence) -> Verdict:
    """Colours and encoding that every player shows alike."""
    facts = evidence.facts
    if facts.kind == "image":
        wrong = [] if facts.colour_space == "sRGB" else [_colours(facts.colour_space, "sRGB")]
        rare = msg("its format is {format}, which most browsers leave out", format=facts.format)
        wrong += [rare] if facts.format in _RARE else []
        wrong += [_hdr(facts.transfer)] if facts.transfer in _HDR else []
    else:
        wrong = _unusual(evidence)
    measured = {"pixel_format": facts.pixel_format, "colour_space": facts.colour_space, "faststart": facts.faststart}
    if wrong:
        return warned(msg("Some players show it wrongly: {why}. Export it again.", why=tuple(wrong)), **measured)
    return passed(msg("Every player shows it with the right colours, at once."), **measured)


def _hdr(transfer: str) -> Message:
    return msg("it is HDR ({transfer})", transfer=transfer)


def _colours(found: str | None, wanted: str) -> Message:
    return msg("its colours are {found}, not {wanted}", found=found or msg("not told"), wanted=wanted)


def _unusual(evidence: Evidence) -> list[Message]:
    facts = evidence.facts
    if facts.format == "gif":  # always the same colours and pixels, and every browser shows it
        return []
    wrong = []
    if facts.video_codec not in {"h264", None}:
        wrong.append(msg("its codec is {found}, not {wanted}", found=facts.video_codec, wanted="h264"))
    if facts.pixel_format not in {"yuv420p", "yuvj420p", None}:
        wrong.append(msg("its pixels are {found}, not {wanted}", found=facts.pixel_format, wanted="yuv420p"))
    if facts.transfer in _HDR:
        wrong.append(_hdr(facts.transfer))
    elif facts.kind == "video" and facts.colour_space not in {"bt709", None}:
        wrong.append(_colours(facts.colour_space, "bt709"))
    if facts.faststart is False:
        wrong.append(msg("its index stands at the end"))
    return wrong


def loudness(
    evidence: Evidence, *, lufs: float | None = None, tolerance_lu: Positive = 1.5, true_peak_dbtp: float = -1.0
) -> Verdict:
    """Integrated loudness near ``lufs`` (nothing: the platform's own), true peak under ``true_peak_dbtp``."""
    facts = evidence.facts
    aim = evidence.target.platform.loudness_lufs if lufs is None else lufs
    if facts.audio_codec is None:
        return unknown(msg("It has no sound."), wanted_lufs=aim)
    if facts.loudness_lufs is None:
        return unknown(msg("Its sound is silence."), wanted_lufs=aim)
    told = {"measured_lufs": facts.loudness_lufs, "wanted_lufs": aim, "true_peak_dbtp": facts.true_peak_dbtp}
    if facts.true_peak_dbtp is not None and facts.true_peak_dbtp > true_peak_dbtp + 0.5:
        return warned(
            msg(
                "Its peaks reach {peak:.1f} dBTP, over {most:g}, and distort on some phones: turn it down.",
                peak=facts.true_peak_dbtp, most=true_peak_dbtp,
            ),
            **told,
        )  # fmt: skip
    off = facts.loudness_lufs - aim
    if abs(off) <= tolerance_lu:
        return passed(
            msg("Loudness is {found:.1f} LUFS, near the {aim:g} aimed at.", found=facts.loudness_lufs, aim=aim), **told
        )
    said = {"found": facts.loudness_lufs, "off": abs(off), "aim": aim}
    if off > 0:
        return warned(
            msg("Loudness is {found:.1f} LUFS, {off:.1f} LU louder than {aim:g}: turn it down.", **said), **told
        )
    return warned(msg("Loudness is {found:.1f} LUFS, {off:.1f} LU quieter than {aim:g}: turn it up.", **said), **told)


def no_personal_data(evidence: Evidence) -> Verdict:
    """No metadata tells of a place, a device or a person. Fails: it cannot be taken back once it is out."""
    found = evidence.facts.personal_data
    if not found:
        return passed(msg("The file tells nothing of a place, a device or a person."))
    return failed(
        msg("The file tells: {found}. Export it again without metadata.", found=", ".join(found)), found=[*found]
    )


def has_picture(evidence: Evidence) -> Verdict:
    """It is a picture or a video."""
    if evidence.facts.kind in {"image", "video", "document"}:
        return passed(msg("{this} has something to see.", this=this(evidence.facts)))
    return warned(msg("It has nothing to see: add a picture or a video."))
