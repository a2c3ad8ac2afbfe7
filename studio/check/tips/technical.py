"""Checks on the file as such: length, shape, encoding, sound, metadata."""

from __future__ import annotations

from collections.abc import Sequence

from studio.check.cures import ending_within, shows_a_part, starting_earlier
from studio.check.evidence import Evidence
from studio.check.limits import RATE_TOLERANCE, aspect_one_of, canonical
from studio.check.telling import plain, rounded, this
from studio.check.tips.ranges import NotNegative, Positive, Shapes
from studio.check.verdict import Verdict, failed, passed, unknown, warned
from studio.plan.edits import PlacementEdits
from studio.platforms.contract import BYTES_PER_MB

_RARE = frozenset({"heif", "tiff"})
"""Picture formats that Chrome and Firefox do not show."""
HALF_FRAME_S = 0.021
"""Half a frame at 24 per second: an advised length is met when the last frame begins in time."""


def duration(evidence: Evidence, *, min_s: NotNegative = 0.0, max_s: Positive | None = None) -> Verdict:
    """Its length lies between ``min_s`` and ``max_s`` seconds."""
    seconds = evidence.facts.duration_s
    if seconds is None:
        return unknown(f"{this(evidence.facts)} has no length to measure.")
    told = {"measured_s": round(seconds, 3), "wanted_min_s": min_s, "wanted_max_s": max_s}
    if max_s is not None and seconds > max_s + HALF_FRAME_S:
        shown = rounded(seconds, max_s)
        over = f"{plain(shown - max_s)} s longer than the {plain(max_s)} s advised"
        long = warned(f"It lasts {plain(shown)} s, {over}: cut it shorter.", **told)
        return long.mended_by(ending_within(evidence, max_s), safe=shows_a_part(evidence))
    if seconds < min_s - HALF_FRAME_S:
        return warned(
            f"It lasts {plain(rounded(seconds, min_s))} s, and {plain(min_s)} s or more are advised: "
            f"{_how_to_lengthen(evidence, min_s)}.",
            **told,
        ).mended_by(starting_earlier(evidence, min_s), safe=True)
    return passed(f"It lasts {plain(round(seconds, 1))} s, as advised.", **told)


def _how_to_lengthen(evidence: Evidence, min_s: float) -> str:
    master = evidence.master.duration_s if evidence.master else None
    if master is not None and master < min_s:
        return f"the master itself has only {plain(rounded(master, min_s))} s, so leave it, or bring a longer one"
    return "start earlier or bring a longer master"


def file_size(evidence: Evidence, *, max_mb: Positive) -> Verdict:
    """It has at most ``max_mb`` decimal megabytes."""
    size = evidence.facts.bytes
    shown = plain(rounded(size / BYTES_PER_MB, max_mb))
    told = {"measured_bytes": size, "wanted_max_bytes": int(max_mb * BYTES_PER_MB)}
    if size <= max_mb * BYTES_PER_MB:
        return passed(f"The file has {shown} MB, at most {plain(max_mb)}.", **told)
    return warned(f"The file has {shown} MB, over {plain(max_mb)}: lower its quality.", **told)


def frame_rate(evidence: Evidence, *, max_fps: Positive) -> Verdict:
    """It shows at most ``max_fps`` frames per second."""
    if evidence.facts.fps is None:
        return unknown(f"{this(evidence.facts)} has no frame rate.")
    rate = float(evidence.facts.fps)
    shown = plain(rounded(rate, max_fps, 2))
    told = {"measured_fps": round(rate, 3), "wanted_max_fps": max_fps}
    if rate <= max_fps * RATE_TOLERANCE:
        return passed(f"It shows {shown} frames per second, at most {plain(max_fps)}.", **told)
    over = f"It shows {shown} frames per second; {plain(max_fps)} or fewer are advised"
    return warned(f"{over}: export it at a lower rate.", **told)


def shape(evidence: Evidence, *, aspects: Shapes) -> Verdict:
    """Its width to height is one of ``aspects``, such as "16:9"."""
    verdict = aspect_one_of(evidence.facts, aspects)
    return verdict.model_copy(update={"level": "warn"}) if verdict.level == "fail" else verdict


def full_screen(evidence: Evidence, *, aspects: Shapes) -> Verdict:
    """It has the screen's shape, and no black bars."""
    verdict = shape(evidence, aspects=aspects)
    looks = evidence.looks.all
    bars = [look.at for look in looks if look.edges_dark]
    if verdict.level == "pass" and looks and len(bars) == len(looks):
        barred = warned("Black bars frame the picture: let it fill the screen.", at_s=bars)
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
        ("container", facts.format, containers),
        ("video codec", facts.video_codec, video_codecs),
        ("video profile", facts.video_profile, video_profiles),
        ("sound codec", sound, audio_codecs),
        ("colour space", facts.colour_space, colour_spaces),
    ]
    wrong = [
        f"the {what} is {found or 'not told'}, not {' or '.join(names)}"
        for what, found, names in wanted
        if names and not _among(found, names) and not (what == "sound codec" and facts.audio_codec is None)
    ]
    if faststart and facts.faststart is False:
        wrong.append("its index stands at the end, so that it cannot start before it is loaded")
    measured = {what.replace(" ", "_"): found for what, found, names in wanted if names}
    if wrong:
        return warned(f"It will be converted: {'; '.join(wrong)}. Export it again.", **measured)
    return passed("It is encoded as the platform recommends.", **measured)


def _among(found: str | None, names: Sequence[str]) -> bool:
    return found is not None and canonical(found) in {canonical(name) for name in names}


def plays_everywhere(evidence: Evidence) -> Verdict:
    """Colours and encoding that every player shows alike."""
    facts = evidence.facts
    if facts.kind == "image":
        wrong = [] if facts.colour_space == "sRGB" else [f"its colours are {facts.colour_space}, not sRGB"]
        wrong += [f"its format is {facts.format}, which most browsers leave out"] if facts.format in _RARE else []
    else:
        wrong = _unusual(evidence)
    measured = {"pixel_format": facts.pixel_format, "colour_space": facts.colour_space, "faststart": facts.faststart}
    if wrong:
        return warned(f"Some players show it wrongly: {'; '.join(wrong)}. Export it again.", **measured)
    return passed("Every player shows it with the right colours, at once.", **measured)


def _unusual(evidence: Evidence) -> list[str]:
    facts = evidence.facts
    if facts.format == "gif":  # always the same colours and pixels, and every browser shows it
        return []
    wrong = []
    if facts.video_codec not in {"h264", None}:
        wrong.append(f"its codec is {facts.video_codec}, not h264")
    if facts.pixel_format not in {"yuv420p", "yuvj420p", None}:
        wrong.append(f"its pixels are {facts.pixel_format}, not yuv420p")
    if facts.transfer in {"pq", "hlg"}:
        wrong.append(f"it is HDR ({facts.transfer})")
    elif facts.kind == "video" and facts.colour_space not in {"bt709", None}:
        wrong.append(f"its colours are {facts.colour_space}, not bt709")
    if facts.faststart is False:
        wrong.append("its index stands at the end")
    return wrong


def loudness(
    evidence: Evidence, *, lufs: float | None = None, tolerance_lu: Positive = 1.5, true_peak_dbtp: float = -1.0
) -> Verdict:
    """Integrated loudness near ``lufs`` (nothing: the platform's own), true peak under ``true_peak_dbtp``."""
    facts = evidence.facts
    aim = evidence.target.platform.loudness_lufs if lufs is None else lufs
    if facts.audio_codec is None:
        return unknown("It has no sound.", wanted_lufs=aim)
    if facts.loudness_lufs is None:
        return unknown("Its sound is silence.", wanted_lufs=aim)
    told = {"measured_lufs": facts.loudness_lufs, "wanted_lufs": aim, "true_peak_dbtp": facts.true_peak_dbtp}
    if facts.true_peak_dbtp is not None and facts.true_peak_dbtp > true_peak_dbtp + 0.5:
        peak = f"peaks reach {facts.true_peak_dbtp:.1f} dBTP, over {true_peak_dbtp:g}"
        return warned(f"Its {peak}, and distort on some phones: turn it down.", **told)
    off = facts.loudness_lufs - aim
    if abs(off) <= tolerance_lu:
        return passed(f"Loudness is {facts.loudness_lufs:.1f} LUFS, near the {aim:g} aimed at.", **told)
    word, cure = ("louder", "turn it down") if off > 0 else ("quieter", "turn it up")
    return warned(f"Loudness is {facts.loudness_lufs:.1f} LUFS, {abs(off):.1f} LU {word} than {aim:g}: {cure}.", **told)


def no_personal_data(evidence: Evidence) -> Verdict:
    """No metadata tells of a place, a device or a person. Fails: it cannot be taken back once it is out."""
    found = evidence.facts.personal_data
    if not found:
        return passed("The file tells nothing of a place, a device or a person.")
    return failed(f"The file tells: {', '.join(found)}. Export it again without metadata.", found=[*found])


def has_picture(evidence: Evidence) -> Verdict:
    """It is a picture or a video."""
    if evidence.facts.kind in {"image", "video", "document"}:
        return passed(f"{this(evidence.facts)} has something to see.")
    return warned("It has nothing to see: add a picture or a video.")
