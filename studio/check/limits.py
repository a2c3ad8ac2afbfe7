"""The library of limits: by key, what a platform may refuse, measured on the facts of a finished file.

Each is pure: facts and the published value in, a verdict out. A limit that cannot be measured is never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from studio.check.facts import Facts
from studio.check.telling import plain, rounded, this
from studio.check.verdict import Verdict, failed, passed, unknown
from studio.platforms.contract import BYTES_PER_MB

RATE_TOLERANCE = 1.00101
"""29.97 counts as 30: NTSC's rates are 1000/1001 of the round ones, and platforms mean both."""
ASPECT_TOLERANCE = 0.005
"""One pixel of a picture 200 wide; published ratios such as 1.91 are rounded."""

_ALIASES = {
    "jpg": "jpeg",
    "h265": "hevc",
    "avc": "h264",
    "h.264": "h264",
    "h.265": "hevc",
    "tif": "tiff",
    "heic": "heif",
    "m4v": "mp4",
}

Number = TypeAdapter(Annotated[float, Field(ge=0)])
Pair = TypeAdapter(tuple[int, int])
Words = TypeAdapter(tuple[str, ...])
Numbers = TypeAdapter(tuple[float, ...])
Word = TypeAdapter(str)
Yes = TypeAdapter(bool)


class Check(NamedTuple):
    """``value`` is what a plugin must give; ``judge`` holds a file against it."""

    value: TypeAdapter[Any]
    judge: Callable[[Facts, Any], Verdict]


def check_limit(key: str, value: Any, facts: Facts) -> Verdict:
    """Hold ``facts`` against one published limit; ``n/a`` for a key or value that this library does not know."""
    check = LIMITS.get(key)
    if check is None:
        return unknown(f"The studio cannot measure '{key}' on a file; check it by hand.", wanted=value)
    try:
        wanted = check.value.validate_python(value)
    except ValidationError as error:
        return unknown(f"The plugin's value for '{key}' makes no sense ({error.errors()[0]['msg']}).", wanted=value)
    return check.judge(facts, wanted)


def value_fault(key: str, value: Any) -> str | None:
    """What a plugin should write instead of ``value``; nothing where it makes sense, or where nobody knows the key."""
    if key in LIMITS:
        try:
            LIMITS[key].value.validate_python(value)
        except ValidationError as error:
            return _cure(error)
    return None


def _cure(error: ValidationError) -> str:
    said = str(error.errors()[0]["msg"])
    return f"{said[:1].lower()}{said[1:]}"


class _Figure(NamedTuple):
    """One number of a file, and how people are told of it."""

    what: str
    """How a sentence begins: "Its length"."""
    noun: str
    """What a file has none of, where the number cannot be measured: a picture has no "length"."""
    unit: str
    measure: Callable[[Facts], float | None]
    decimals: int = 4
    """More are noise."""


def _at_most(figure: _Figure, remedy: str, slack: float = 1.0) -> Callable[[Facts, float], Verdict]:
    def judge(facts: Facts, most: float) -> Verdict:
        what, noun, unit, measure, decimals = figure
        found = measure(facts)
        if found is None:
            return unknown(f"{this(facts)} has no {noun} to measure.", wanted_max=most)
        evidence, shown = {"measured": found, "wanted_max": most}, rounded(found, most, decimals)
        if found <= most * slack:
            return passed(f"{what} is {plain(shown)}{unit}, at most {plain(most)}{unit}.", **evidence)
        over = f"{plain(shown - most)}{unit} over the limit of {plain(most)}{unit}"
        return failed(f"{what} is {plain(shown)}{unit}, {over}: {remedy}.", **evidence)

    return judge


def _at_least(figure: _Figure, remedy: str, slack: float = 1.0) -> Callable[[Facts, float], Verdict]:
    def judge(facts: Facts, least: float) -> Verdict:
        what, noun, unit, measure, decimals = figure
        found = measure(facts)
        if found is None:
            return unknown(f"{this(facts)} has no {noun} to measure.", wanted_min=least)
        evidence, shown = {"measured": found, "wanted_min": least}, rounded(found, least, decimals)
        if found * slack >= least:
            return passed(f"{what} is {plain(shown)}{unit}, at least {plain(least)}{unit}.", **evidence)
        return failed(
            f"{what} is {plain(shown)}{unit}, and at least {plain(least)}{unit} is asked: {remedy}.", **evidence
        )

    return judge


def _one_of(
    what: str, remedy: str, measure: Callable[[Facts], str | None]
) -> Callable[[Facts, Sequence[str]], Verdict]:
    def judge(facts: Facts, allowed: Sequence[str]) -> Verdict:
        found = measure(facts)
        names = ", ".join(allowed)
        if found is None:
            return unknown(f"{this(facts)} has no {what.lower()}.", wanted=[*allowed])
        evidence = {"measured": found, "wanted": [*allowed]}
        if canonical(found) in {canonical(name) for name in allowed}:
            return passed(f"{what} is {found}, one of {names}.", **evidence)
        return failed(f"{what} is {found}, and only {names} is taken: {remedy}.", **evidence)

    return judge


def canonical(name: str) -> str:
    """One spelling for formats and codecs that go by several."""
    return _ALIASES.get(name.casefold(), name.casefold())


def _audio_codec(facts: Facts, allowed: Sequence[str]) -> Verdict:
    """``aac-lc`` asks for AAC's low-complexity profile, ``aac`` takes any."""
    if facts.audio_codec is None:
        return unknown(f"{this(facts)} has no sound.", wanted=[*allowed])
    names = {canonical(name) for name in allowed}
    found = f"{facts.audio_codec}-{facts.audio_profile}".lower() if facts.audio_profile else facts.audio_codec
    evidence = {"measured": found, "wanted": [*allowed]}
    if {canonical(found), canonical(facts.audio_codec)} & names:
        return passed(f"Sound is {found}, one of {', '.join(allowed)}.", **evidence)
    return failed(f"Sound is {found}, and only {', '.join(allowed)} is taken: export it again.", **evidence)


def _audio_format(facts: Facts, allowed: Sequence[str]) -> Verdict:
    """Platforms name the container (``m4a``), the codec (``aac``) or both (``ogg opus``)."""
    if facts.kind != "audio":
        return unknown(f"{this(facts)} has no sound format.", wanted=[*allowed])
    found = f"{facts.format} {facts.audio_codec}"
    names = ", ".join(allowed)
    evidence = {"measured": found, "wanted": [*allowed]}
    if {facts.format, facts.audio_codec, found} & {canonical(name) for name in allowed}:
        return passed(f"Its sound is {found}, one of {names}.", **evidence)
    return failed(f"Its sound is {found}, and only {names} is taken: {_ONE_OF}.", **evidence)


def _size(facts: Facts, sides: tuple[int, int], remedy: str, broken: Callable[[int, int], bool], word: str) -> Verdict:
    """Hold both sides against ``sides``; a 0 leaves that side free."""
    if facts.size is None:
        return unknown(f"{this(facts)} has no picture.", wanted=[*sides])
    evidence = {"measured": [facts.size.width, facts.size.height], "wanted": [*sides]}
    wanted = " and ".join(f"{side} px {name}" for side, name in zip(sides, ("wide", "high"), strict=True) if side)
    pairs = zip((facts.size.width, facts.size.height), sides, strict=True)
    if any(side and broken(found, side) for found, side in pairs):
        return failed(f"The picture is {facts.size}, and {word} {wanted} is asked: {remedy}.", **evidence)
    return passed(f"The picture is {facts.size}, {word} {wanted}.", **evidence)


def _min_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, "export it larger", lambda found, side: found < side, "at least")


def _max_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, "export it smaller", lambda found, side: found > side, "at most")


def _exact_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, "export it in that size", lambda found, side: found != side, "exactly")


def _rate(facts: Facts) -> float | None:
    return float(facts.fps) if facts.fps else None


def _aspect(facts: Facts) -> float | None:
    return facts.size.aspect if facts.size else None


def ratio(text: str) -> float | None:
    """``"16:9"`` as width divided by height; ``None`` where it is no ratio."""
    width, colon, height = text.partition(":")
    try:
        return float(width) / float(height) if colon else float(width)
    except (ValueError, ZeroDivisionError):
        return None


def aspect_one_of(facts: Facts, shapes: Sequence[str]) -> Verdict:
    """Whether the picture has one of the named shapes, such as ``"9:16"``."""
    if facts.size is None:
        return unknown(f"{this(facts)} has no picture.", wanted=[*shapes])
    evidence = {"measured": round(facts.size.aspect, 4), "wanted": [*shapes]}
    ratios = [value for shape in shapes if (value := ratio(shape))]
    if any(abs(facts.size.aspect - value) <= ASPECT_TOLERANCE * value for value in ratios):
        return passed(f"The picture is {facts.size}, one of the shapes {', '.join(shapes)}.", **evidence)
    return failed(f"The picture is {facts.size}, not {' or '.join(shapes)}: export it in that shape.", **evidence)


def _colour_space(facts: Facts, wanted: str) -> Verdict:
    if facts.colour_space is None:
        return unknown(f"{this(facts)} does not say its colour space.", wanted=wanted)
    evidence = {"measured": facts.colour_space, "wanted": wanted}
    if facts.colour_space.casefold() == wanted.casefold():
        return passed(f"Its colours are {wanted}.", **evidence)
    return failed(
        f"Its colours are {facts.colour_space}, not {wanted}: convert it, or it looks washed out.", **evidence
    )


def _sound_required(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if not required or facts.audio_codec is not None:
        return passed("It has sound." if facts.audio_codec else "It may be without sound.")
    return failed("It has no sound, and videos without are refused: add a sound track.")


def _fps_allowed(facts: Facts, rates: Sequence[float]) -> Verdict:
    found, names = _rate(facts), " or ".join(plain(rate) for rate in rates)
    if found is None:
        return unknown(f"{this(facts)} has no frame rate to measure.", wanted=[*rates])
    evidence = {"measured": round(found, 3), "wanted": [*rates]}
    if any(rate / RATE_TOLERANCE <= found <= rate * RATE_TOLERANCE for rate in rates):
        return passed(f"Its frame rate is {plain(round(found, 3))}, one of {names}.", **evidence)
    return failed(f"Its frame rate is {plain(round(found, 3))}, and only {names} is taken: {_RATE}.", **evidence)


def _title_required(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if facts.title or not required:
        return passed(f"Its title is “{facts.title}”." if facts.title else "It may be without a title.")
    return failed("It tells no title, and one is asked: type one in when you post it.")


def _same_page_size(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if facts.page_sizes is None:
        return unknown(f"{this(facts)} has no pages.")
    if facts.page_sizes == 1 or not required:
        return passed("All its pages have one size." if facts.page_sizes == 1 else "Its pages may differ in size.")
    return failed(f"Its pages have {facts.page_sizes} different sizes: make them the same.", measured=facts.page_sizes)


def _pixels(facts: Facts) -> float | None:
    return facts.size.width * facts.size.height if facts.size else None


def _side_sum(facts: Facts) -> float | None:
    return facts.size.width + facts.size.height if facts.size else None


def _pixels_total(facts: Facts) -> float | None:
    return facts.size.width * facts.size.height * (facts.frames or 1) if facts.size else None


def _megabytes(facts: Facts) -> float:
    return facts.bytes / BYTES_PER_MB


def _format_of(kind: str) -> Callable[[Facts], str | None]:
    return lambda facts: facts.format if facts.kind == kind else None


def _picture_format(facts: Facts) -> str | None:
    """A moving GIF is uploaded where pictures are."""
    return facts.format if facts.kind == "image" or facts.format == "gif" else None


def _moving(facts: Facts) -> str | None:
    return facts.format if facts.kind in {"video", "audio"} else None


def _max_file_mb(facts: Facts, most: float) -> Verdict:
    """Counted in bytes, so that one byte too many is found."""
    limit = int(most * BYTES_PER_MB)
    evidence = {"measured": facts.bytes, "wanted_max": limit}
    found = f"The file has {plain(facts.bytes)} bytes ({plain(rounded(_megabytes(facts), most, 2))} MB)"
    if facts.bytes <= limit:
        return passed(f"{found}, at most {plain(most)} MB.", **evidence)
    over = f"{plain(facts.bytes - limit)} over the limit of {plain(limit)} bytes ({plain(most)} MB)"
    return failed(f"{found}, {over}: lower its quality or make it shorter.", **evidence)


def _bits(facts: Facts, per_s: float) -> float | None:
    """The data rate in units of ``per_s`` bits per second."""
    return None if facts.bitrate_mbps is None else facts.bitrate_mbps * 1e6 / per_s


_SHORTER = "choose a shorter part"
_LONGER = "choose a longer part"
_RATE = "export it at another frame rate"
_CHEAPER = "lower its quality"
_ONE_OF = "export it as one of these"

_BYTES = _Figure("Its size", "size", " bytes", lambda facts: facts.bytes)
_LENGTH = _Figure("Its length", "length", " s", lambda facts: facts.duration_s, 1)
_ASPECT = _Figure("Width to height", "shape", "", _aspect)
_FPS = _Figure("Its frame rate", "frame rate", " per second", _rate)
_FRAMES = _Figure("Its length", "frames", " frames", lambda facts: facts.frames)
_PIXELS = _Figure("The sum of all its frames", "frames", " pixels", _pixels_total)
_SAMPLE_RATE = _Figure("The sample rate of its sound", "sound", " Hz", lambda facts: facts.sample_rate)
_CHANNELS = _Figure("The number of its sound channels", "sound", "", lambda facts: facts.channels)
_MBPS = _Figure("Its data rate", "data rate", " Mbit/s", lambda facts: _bits(facts, 1e6), 1)
_AUDIO_KBPS = _Figure("The data rate of its sound", "sound", " kbit/s", lambda facts: facts.audio_kbps, 0)
_PAGES = _Figure("Its length", "pages", " pages", lambda facts: facts.pages)
_CHARACTERS = _Figure("Its length", "characters", " characters", lambda facts: facts.characters)
_AREA = _Figure("Its picture", "picture", " pixels", _pixels)
_SIDES = _Figure("Width and height together", "picture", " px", _side_sum)
_KBPS = _Figure("Its data rate", "data rate", " kbit/s", lambda facts: _bits(facts, 1e3), 0)

LIMITS: Mapping[str, Check] = MappingProxyType(
    {
        "max_bytes": Check(Number, _at_most(_BYTES, "lower its quality or make it shorter")),
        "max_file_mb": Check(Number, _max_file_mb),
        "max_chars": Check(Number, _at_most(_CHARACTERS, "shorten it in the copy file")),
        "max_duration_s": Check(Number, _at_most(_LENGTH, _SHORTER)),
        "min_duration_s": Check(Number, _at_least(_LENGTH, _LONGER)),
        "min_size_px": Check(Pair, _min_size),
        "max_size_px": Check(Pair, _max_size),
        "size_px": Check(Pair, _exact_size),
        "aspect_min": Check(Number, _at_least(_ASPECT, "choose a wider shape", 1 + ASPECT_TOLERANCE)),
        "aspect_max": Check(Number, _at_most(_ASPECT, "choose a taller shape", 1 + ASPECT_TOLERANCE)),
        "aspect_one_of": Check(Words, aspect_one_of),
        "image_formats": Check(Words, _one_of("Picture format", _ONE_OF, _picture_format)),
        "audio_formats": Check(Words, _audio_format),
        "containers": Check(Words, _one_of("Container", _ONE_OF, _moving)),
        "formats": Check(Words, _one_of("Format", _ONE_OF, lambda facts: facts.format)),
        "video_codecs": Check(Words, _one_of("Video codec", "export it again", lambda facts: facts.video_codec)),
        "audio_codecs": Check(Words, _audio_codec),
        "min_fps": Check(Number, _at_least(_FPS, _RATE, RATE_TOLERANCE)),
        "max_fps": Check(Number, _at_most(_FPS, _RATE, RATE_TOLERANCE)),
        "max_frames": Check(Number, _at_most(_FRAMES, _SHORTER)),
        "max_pixels_total": Check(Number, _at_most(_PIXELS, "make it smaller or shorter")),
        "max_sample_rate_hz": Check(Number, _at_most(_SAMPLE_RATE, "export its sound again")),
        "max_channels": Check(Number, _at_most(_CHANNELS, "export its sound in stereo")),
        "max_bitrate_mbps": Check(Number, _at_most(_MBPS, _CHEAPER)),
        "max_bitrate_kbps": Check(Number, _at_most(_KBPS, _CHEAPER)),
        "min_bitrate_kbps": Check(Number, _at_least(_KBPS, "raise its quality")),
        "max_audio_bitrate_kbps": Check(Number, _at_most(_AUDIO_KBPS, "export its sound again")),
        "min_audio_bitrate_kbps": Check(Number, _at_least(_AUDIO_KBPS, "export its sound again", 1.05)),
        "fps_allowed": Check(Numbers, _fps_allowed),
        "max_pixels": Check(Number, _at_most(_AREA, "export it smaller")),
        "max_side_sum_px": Check(Number, _at_most(_SIDES, "export it smaller")),
        "document_formats": Check(Words, _one_of("Document format", _ONE_OF, _format_of("document"))),
        "max_pages": Check(Number, _at_most(_PAGES, "leave pages out")),
        "same_page_size": Check(Yes, _same_page_size),
        "title_required": Check(Yes, _title_required),
        "colour_space": Check(Word, _colour_space),
        "sound_required": Check(Yes, _sound_required),
    }
)
"""Every limit that the studio can hold a file against, by the key that a ``platform.toml`` uses."""
