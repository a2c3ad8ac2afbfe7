"""Measured values as a person reads them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

from studio.check.facts import Facts
from studio.ingest.master import Master
from studio.messages import ENGLISH, NO_BREAK, Message, local, local_date, msg, nmsg, tell

UNITS = {
    "per_s": "a second", "s": "s", "lufs": "LUFS", "dbtp": "dBTP", "px": "px", "mb": "MB", "kbps": "kbit/s",
    "mbps": "Mbit/s", "fps": "fps", "hz": "Hz", "lu": "LU",
}  # fmt: skip
"""By the end of a name, the longest first: ``duration_s`` is in seconds."""
_LABELS: dict[str, Message] = {
    "wanted_max": msg("at most"), "wanted_min": msg("at least"), "wanted": msg("wanted"), "measured": msg("measured"),
    "at_most": msg("at most"), "at_least": msg("at least"), "advice": msg("advice"), "at": msg("at"),
    "duration": msg("duration"), "found": msg("found"), "via": msg("upload through"), "share": msg("share"),
    "faces": msg("faces"), "frames_with_faces": msg("pictures with faces"), "luma": msg("brightness"),
    "contrast": msg("contrast"), "motion": msg("motion"), "sharpness": msg("sharpness"), "within": msg("within"),
    "enlarged": msg("enlarged"), "words": msg("words"), "with_text": msg("with text"), "text": msg("writing"),
    "speech": msg("speech"), "true_peak": msg("true peak"), "colour_space": msg("colour space"),
    "pixel_format": msg("pixel format"), "faststart": msg("index at the front"), "container": msg("container"),
    "video_codec": msg("video codec"), "video_profile": msg("video profile"), "sound_codec": msg("sound codec"),
    "regions": msg("places"), "start": msg("start"), "end": msg("end"), "left": msg("left"), "right": msg("right"),
    "top": msg("top"), "bottom": msg("bottom"), "holds": msg("shows"), "fastest": msg("fastest"),
    "burnt_out": msg("burnt out"), "bits_per_pixel": msg("bits per pixel"),
    "approved": msg("approved"), "at_width": msg("width of the phone"), "blockiness": msg("blocks"),
    "box": msg("place"), "bytes": msg("bytes"), "completion": msg("watched to the end"),
    "countries": msg("countries"), "countries_without_list": msg("countries without a list of holidays"),
    "covered": msg("covered"), "crop": msg("crop"), "cut": msg("cut"), "day": msg("day"), "days": msg("days"),
    "days_with_several": msg("days with several"), "declared": msg("declared"),
    "dry_weeks": msg("weeks that run dry"), "ease": msg("reading ease"), "emoji": msg("emoji"),
    "engagement": msg("engagement"), "engagements": msg("engagements"), "estimate": msg("estimate"),
    "evenings": msg("evenings"), "faces_at": msg("faces at"), "faces_in_master": msg("faces in the master"),
    "falls": msg("falls"), "fault": msg("fault"), "files": msg("files"), "first": msg("first"),
    "flashes": msg("flashes"), "frames": msg("frames"), "from": msg("from"), "gaps_days": msg("days between"),
    "general_share": msg("share of the screen"), "hardest": msg("hardest sentence"), "hashtags": msg("hashtags"),
    "highest_score": msg("surest face"), "hours": msg("hours"), "impressions": msg("impressions"),
    "interests": msg("interests"), "kept_clear": msg("kept clear"), "keywords": msg("keywords"),
    "language": msg("language"), "languages": msg("languages"), "last": msg("last"), "launch": msg("launch"),
    "letters": msg("letters"), "letters_per_word": msg("letters per word"), "lines": msg("lines"),
    "links": msg("links"), "master_transparent": msg("transparent master"), "media": msg("media"),
    "missing": msg("missing"), "most_on_a_day": msg("most on a day"), "name": msg("name"),
    "country": msg("country"), "source": msg("source"), "level": msg("level"), "wanted_links": msg("links wanted"),
    "wanted_percent_below": msg("alike under (%)"), "newest": msg("newest"),
    "occasions": msg("occasions"), "pairs": msg("pairs"), "parts": msg("parts"),
    "people_per_eur": msg("people per euro"), "per_day": msg("per day"), "per_week": msg("per week"),
    "personal_data": msg("personal data"), "platform": msg("platform"),
    "platforms": msg("platforms"), "plugin": msg("plugin"), "posts": msg("posts"), "ranking": msg("ranking"),
    "red_share": msg("share in red"), "repairs": msg("repairs"), "repeats": msg("repeats"),
    "safe_zone": msg("safe zone"), "seconds_told": msg("seconds"), "sentences": msg("sentences"),
    "shift": msg("shift"), "size": msg("size"), "slang": msg("slang"), "subject": msg("subject"),
    "subtitles": msg("subtitles"), "suggested": msg("suggested"), "tags": msg("tags"), "targeting": msg("targeting"),
    "to": msg("to"), "tracks": msg("tracks"), "transparent": msg("transparent"), "unmarked": msg("unmarked"),
    "until": msg("until"), "used": msg("used"), "video": msg("video"), "videos": msg("videos"), "week": msg("week"),
    "weekends": msg("weekends"), "where": msg("where"),
    "with_writing_of_the_picture": msg("with writing of the picture"), "without_source": msg("without a source"),
    "word": msg("word"), "words_per_sentence": msg("words per sentence"), "worst": msg("worst"),
    "worst_ratio": msg("lowest contrast"), "wrong": msg("wrong"), "years": msg("years"),
}  # fmt: skip
"""What the commonest measures are called; others are read out as they are named."""
_OF = {
    "wanted_max_": msg("{what}, at most"), "wanted_min_": msg("{what}, at least"), "measured_": msg("{what}, measured"),
}  # fmt: skip
"""How the names of measures begin that say which of several they are."""
_REGION = ("left", "top", "right", "bottom")
_MOST = 4
"""Members of a list that are told one by one."""
_LONGEST = 80
"""Characters of each of them."""
_MINUTE = 60
_THOUSANDS = "\u202f"
"""Between each three digits of a large number: a narrow space that keeps them on one line."""
_KB, _MB = 1000, 1000_000


def title(slug: str) -> str:
    """A slug as a heading, for platforms and placements that bring no name."""
    return slug.replace("_", " ").capitalize()


def duration(seconds: float, language: str = ENGLISH) -> str:
    """``6 s``, ``23.4 s``, ``2 min 5 s``."""
    if round(seconds, 1) < _MINUTE:
        return measured(number(round(seconds, 1), language), "s", language)
    minutes, rest = divmod(round(seconds), _MINUTE)
    told = measured(str(minutes), "min", language)
    return f"{told} {measured(str(rest), 's', language)}" if rest else told


def measured(figure: str, unit: str, language: str = ENGLISH) -> str:
    """A figure with its unit, kept on one line where the language asks for that."""
    return f"{figure}{' ' if language == ENGLISH else NO_BREAK}{unit}"


def month(as_of: str, language: str = ENGLISH) -> str:
    """When a source was read: ``2025-03`` as it stands in English, else ``mars 2025``; a year alone as it stands."""
    if language == ENGLISH or not re.fullmatch(r"\d{4}-\d{2}", as_of):
        return as_of
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date.fromisoformat(f"{as_of}-01"), locale=language)


def clock(seconds: float) -> str:
    """A moment in a video: ``0:07``."""
    minutes, rest = divmod(int(seconds), _MINUTE)
    return f"{minutes}:{rest:02}"


def weight(count: int, language: str = ENGLISH) -> str:
    """A file's size in decimal units, as platforms publish their limits."""
    if count >= _MB:
        return tell(msg("{size} MB", size=number(round(count / _MB, 1), language)), language)
    if count >= _KB:
        return tell(msg("{size} kB", size=number(round(count / _KB), language)), language)
    return tell(nmsg("{count} byte", "{count} bytes", count), language)


def facts_in_words(facts: Facts, language: str = ENGLISH) -> tuple[tuple[str, str], ...]:
    """What a finished file is, as labels and values; only what applies."""
    told = (
        (msg("Title"), facts.title),
        (msg("Size"), f"{facts.width} × {facts.height}" if facts.width and facts.height else None),
        (msg("Pages"), str(facts.pages) if facts.pages else None),
        (msg("Characters"), number(facts.characters, language) if facts.characters is not None else None),
        (msg("Artwork"), f"{facts.artwork.width} × {facts.artwork.height}" if facts.artwork else None),
        (msg("Length"), duration(facts.duration_s, language) if facts.duration_s is not None else None),
        (msg("File"), f"{facts.format.upper()}, {weight(facts.bytes, language)}"),
        (msg("Picture"), _picture(facts, language)),
        (msg("Sound"), _sound(facts, language)),
    )
    return tuple((tell(label, language), value) for label, value in told if value)


def facts_on_a_line(facts: Facts, language: str = ENGLISH) -> str:
    """The same in a line: only of a bare number nobody could tell what it is."""
    told = facts_in_words(facts, language)
    return " · ".join(f"{value} {label.lower()}" if _is_bare(value) else value for label, value in told)


def _is_bare(value: str) -> bool:
    return value.replace(_THOUSANDS, "").isnumeric()


def _picture(facts: Facts, language: str) -> str | None:
    rate = facts.fps and tell(msg("{rate} fps", rate=number(round(float(facts.fps), 2), language)), language)
    return ", ".join(part for part in (_codec(facts.video_codec), rate) if part) or None


def _sound(facts: Facts, language: str) -> str | None:
    if facts.audio_codec is None:
        return tell(msg("none"), language) if facts.kind == "video" else None
    if facts.loudness_lufs is None:
        return f"{_codec(facts.audio_codec)}, {tell(msg('silent'), language)}"
    return f"{_codec(facts.audio_codec)}, {measured(number(round(facts.loudness_lufs, 1), language), 'LUFS', language)}"


def _codec(name: str | None) -> str | None:
    return {"h264": "H.264", "hevc": "HEVC", "aac": "AAC", "mp3": "MP3", "opus": "Opus", "gif": "GIF"}.get(
        name or "", name
    )


def master_in_words(master: Master, language: str = ENGLISH) -> str:
    """One line about what came in."""
    kinds = {"image": msg("Image"), "video": msg("Video"), "audio": msg("Audio"), "text": msg("Text")}
    parts = [tell(kinds[master.kind], language)]
    if master.size:
        parts.append(f"{master.size.width} × {master.size.height}")
    if master.video:
        rate = number(round(float(master.video.fps), 2), language)
        parts.append(tell(msg("{rate} fps", rate=rate), language))
    if master.duration_s is not None:
        parts.append(duration(master.duration_s, language))
    parts.append(weight(master.bytes, language))
    if master.subtitles:
        names = ", ".join((one.language or "?").upper() for one in master.subtitles)
        parts.append(tell(msg("subtitles: {languages}", languages=names), language))
    return " · ".join(parts)


def evidence_in_words(evidence: Mapping[str, Any], language: str = ENGLISH) -> tuple[str, ...]:
    """What was measured and what was wanted, one phrase each."""
    colon = tell(msg("{label}: {value}", label="", value=""), language)
    return tuple(
        f"{_label(name, language)}{colon}{_value(name, value, language)}"
        for name, value in evidence.items()
        if value not in (None, [], ())
    )


def _parted(name: str) -> tuple[str, str]:
    """A measure's name without its unit, and the unit; ``s`` alone is a name."""
    ending = next((one for one in UNITS if name.endswith(f"_{one}")), None)
    return (name.removesuffix(f"_{ending}"), UNITS[ending]) if ending else (name, "")


def _label(name: str, language: str) -> str:
    bare, _ = _parted(name)
    if known := _LABELS.get(bare):
        return tell(known, language)
    for beginning, told in _OF.items():
        if bare.startswith(beginning):
            what = _label(bare.removeprefix(beginning), language)
            return tell(told.model_copy(update={"values": {"what": what}}), language)
    return tell(bare.replace("_", " "), language)


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return tell(msg("yes") if value else msg("no"), language)
    if isinstance(value, (int, float)):
        unit = _parted(name)[1]
        return measured(number(value, language), tell(unit, language), language) if unit else number(value, language)
    if isinstance(value, Mapping):
        return _mapping(value, language)
    if isinstance(value, (list, tuple)):
        shown = ", ".join(_member(name, one, language) for one in value[:_MOST])
        rest = len(value) - _MOST
        return tell(msg("{shown} and {rest} more", shown=shown, rest=rest), language) if rest > 0 else shown
    day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value))
    return local_date(date.fromisoformat(str(value)), language) if day else tell(str(value), language)


def _member(name: str, value: Any, language: str) -> str:
    """One of a list. Several words stand in quotation marks, since they may hold commas of their own."""
    told = textwrap.shorten(_value(name, value, language), _LONGEST, placeholder=" …")
    return tell(msg("“{text}”", text=told), language) if isinstance(value, str) and " " in told else told


def _mapping(value: Mapping[str, Any], language: str) -> str:
    if set(value) == set(_REGION):
        shares = {side: tell(msg("{share:.0%}", share=float(value[side])), language) for side in _REGION}
        return ", ".join(f"{_label(side, language)} {share}" for side, share in shares.items())
    return ", ".join(f"{_label(key, language)} {_value(key, one, language)}" for key, one in value.items())


def number(value: float, language: str = ENGLISH) -> str:
    """At most three decimals, thousands apart, a true minus sign: ``6.3``, ``1 048 576``."""
    told = f"{round(value, 3) + 0:,}".replace(",", _THOUSANDS).replace("-", "\u2212").removesuffix(".0")
    return local(told, language)
