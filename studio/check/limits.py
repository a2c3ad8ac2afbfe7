"""The library of limits: by key, what a platform may refuse, measured on the facts of a finished file.

Each is pure: facts and the published value in, a verdict out. A limit that cannot be measured is never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from studio.check.facts import Facts
from studio.check.figures import Figure, at_least, at_most, canonical, one_of
from studio.check.telling import either, plain, rounded, this
from studio.check.telling import figure as number
from studio.check.verdict import Verdict, failed, passed, unknown
from studio.messages import Message, msg
from studio.platforms.contract import BYTES_PER_MB

RATE_TOLERANCE = 1.00101
"""29.97 counts as 30: NTSC's rates are 1000/1001 of the round ones, and platforms mean both."""
ASPECT_TOLERANCE = 0.005
"""One pixel of a picture 200 wide; published ratios such as 1.91 are rounded."""

Number = TypeAdapter(Annotated[float, Field(ge=0, allow_inf_nan=False)])
Pair = TypeAdapter(tuple[int, int])
Words = TypeAdapter(Annotated[tuple[str, ...], Field(min_length=1)])
Numbers = TypeAdapter(Annotated[tuple[float, ...], Field(min_length=1)])
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
        return unknown(msg("The studio cannot measure '{key}' on a file; check it by hand.", key=key), wanted=value)
    try:
        wanted = check.value.validate_python(value)
    except ValidationError as error:
        why = str(error.errors()[0]["msg"])
        return unknown(msg("The plugin's value for '{key}' makes no sense ({why}).", key=key, why=why), wanted=value)
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


def _audio_codec(facts: Facts, allowed: Sequence[str]) -> Verdict:
    """``aac-lc`` asks for AAC's low-complexity profile, ``aac`` takes any."""
    if facts.audio_codec is None:
        return unknown(msg("{this} has no sound.", this=this(facts)), wanted=[*allowed])
    names = {canonical(name) for name in allowed}
    found = f"{facts.audio_codec}-{facts.audio_profile}".lower() if facts.audio_profile else facts.audio_codec
    evidence = {"measured": found, "wanted": [*allowed]}
    told = {"found": found, "names": ", ".join(allowed)}
    if {canonical(found), canonical(facts.audio_codec)} & names:
        return passed(msg("Sound is {found}, one of {names}.", **told), **evidence)
    return failed(msg("Sound is {found}, and only {names} is taken: export it again.", **told), **evidence)


def _audio_format(facts: Facts, allowed: Sequence[str]) -> Verdict:
    """Platforms name the container (``m4a``), the codec (``aac``) or both (``ogg opus``)."""
    if facts.kind != "audio":
        return unknown(msg("{this} has no sound format.", this=this(facts)), wanted=[*allowed])
    found = f"{facts.format} {facts.audio_codec}"
    names = ", ".join(allowed)
    evidence = {"measured": found, "wanted": [*allowed]}
    if {facts.format, facts.audio_codec, found} & {canonical(name) for name in allowed}:
        return passed(msg("Its sound is {found}, one of {names}.", found=found, names=names), **evidence)
    return failed(
        msg("Its sound is {found}, and only {names} is taken: {remedy}.", found=found, names=names, remedy=_ONE_OF),
        **evidence,
    )


def _size(
    facts: Facts, sides: tuple[int, int], remedy: Message, broken: Callable[[int, int], bool], word: Message
) -> Verdict:
    """Hold both sides against ``sides``; a 0 leaves that side free."""
    if facts.size is None:
        return unknown(msg("{this} has no picture.", this=this(facts)), wanted=[*sides])
    evidence = {"measured": [facts.size.width, facts.size.height], "wanted": [*sides]}
    names = (msg("{side} px wide", side=sides[0]), msg("{side} px high", side=sides[1]))
    wanted = tuple(name for side, name in zip(sides, names, strict=True) if side)
    told = {"size": str(facts.size), "word": word, "wanted": wanted}
    pairs = zip((facts.size.width, facts.size.height), sides, strict=True)
    if any(side and broken(found, side) for found, side in pairs):
        return failed(
            msg("The picture is {size}, and {word} {wanted} is asked: {remedy}.", remedy=remedy, **told), **evidence
        )
    return passed(msg("The picture is {size}, {word} {wanted}.", **told), **evidence)


def _min_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, msg("export it larger"), lambda found, side: found < side, msg("at least"))


def _max_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, msg("export it smaller"), lambda found, side: found > side, msg("at most"))


def _exact_size(facts: Facts, sides: tuple[int, int]) -> Verdict:
    return _size(facts, sides, msg("export it in that size"), lambda found, side: found != side, msg("exactly"))


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
        return unknown(msg("{this} has no picture.", this=this(facts)), wanted=[*shapes])
    evidence = {"measured": round(facts.size.aspect, 4), "wanted": [*shapes]}
    ratios = [value for shape in shapes if (value := ratio(shape))]
    if any(abs(facts.size.aspect - value) <= ASPECT_TOLERANCE * value for value in ratios):
        names = ", ".join(shapes)
        return passed(
            msg("The picture is {size}, one of the shapes {names}.", size=str(facts.size), names=names), **evidence
        )
    return failed(
        msg("The picture is {size}, not {shapes}: export it in that shape.", size=str(facts.size),
            shapes=either(shapes)),
        **evidence,
    )  # fmt: skip


def _colour_space(facts: Facts, wanted: str) -> Verdict:
    if facts.colour_space is None:
        return unknown(msg("{this} does not say its colour space.", this=this(facts)), wanted=wanted)
    evidence = {"measured": facts.colour_space, "wanted": wanted}
    if facts.colour_space.casefold() == wanted.casefold():
        return passed(msg("Its colours are {wanted}.", wanted=wanted), **evidence)
    return failed(
        msg(
            "Its colours are {found}, not {wanted}: convert it, or it looks washed out.",
            found=facts.colour_space, wanted=wanted,
        ),
        **evidence,
    )  # fmt: skip


def _sound_required(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if not required or facts.audio_codec is not None:
        return passed(msg("It has sound.") if facts.audio_codec else msg("It may be without sound."))
    return failed(msg("It has no sound, and videos without are refused: add a sound track."))


def _fps_allowed(facts: Facts, rates: Sequence[float]) -> Verdict:
    found, names = _rate(facts), either(plain(rate) for rate in rates)
    if found is None:
        return unknown(msg("{this} has no {noun} to measure.", this=this(facts), noun=_FPS.noun), wanted=[*rates])
    evidence = {"measured": round(found, 3), "wanted": [*rates]}
    told = {"found": number(round(found, 3)), "names": names}
    if any(rate / RATE_TOLERANCE <= found <= rate * RATE_TOLERANCE for rate in rates):
        return passed(msg("Its frame rate is {found}, one of {names}.", **told), **evidence)
    return failed(
        msg("Its frame rate is {found}, and only {names} is taken: {remedy}.", remedy=_RATE, **told), **evidence
    )


def _title_required(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if facts.title or not required:
        return passed(
            msg("Its title is “{title}”.", title=facts.title) if facts.title else msg("It may be without a title.")
        )
    return failed(msg("It tells no title, and one is asked: type one in when you post it."))


def _same_page_size(facts: Facts, required: bool) -> Verdict:  # noqa: FBT001 - the published value is a yes or no
    if facts.page_sizes is None:
        return unknown(msg("{this} has no pages.", this=this(facts)))
    if facts.page_sizes == 1 or not required:
        same = facts.page_sizes == 1
        return passed(msg("All its pages have one size.") if same else msg("Its pages may differ in size."))
    return failed(
        msg("Its pages have {sizes} different sizes: make them the same.", sizes=facts.page_sizes),
        measured=facts.page_sizes,
    )


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
    told = {
        "bytes": number(facts.bytes), "size": number(rounded(_megabytes(facts), most, 2)), "most": number(most)
    }  # fmt: skip
    if facts.bytes <= limit:
        return passed(msg("The file has {bytes} bytes ({size} MB), at most {most} MB.", **told), **evidence)
    return failed(
        msg(
            "The file has {bytes} bytes ({size} MB), {over} over the limit of {limit} bytes ({most} MB): lower its "
            "quality or make it shorter.",
            over=number(facts.bytes - limit), limit=number(limit), **told,
        ),
        **evidence,
    )  # fmt: skip


def _bits(facts: Facts, per_s: float) -> float | None:
    """The data rate in units of ``per_s`` bits per second."""
    return None if facts.bitrate_mbps is None else facts.bitrate_mbps * 1e6 / per_s


_SHORTER = msg("choose a shorter part")
_LONGER = msg("choose a longer part")
_RATE = msg("export it at another frame rate")
_CHEAPER = msg("lower its quality")
_ONE_OF = msg("export it as one of these")

_BYTES = Figure(msg("Its size"), msg("size"), msg(" bytes"), lambda facts: facts.bytes)
_LENGTH = Figure(msg("Its length"), msg("length"), msg(" s"), lambda facts: facts.duration_s, 1)
_ASPECT = Figure(msg("Width to height"), msg("shape"), Message(id=""), _aspect)
_FPS = Figure(msg("Its frame rate"), msg("frame rate"), msg(" per second"), _rate)
_FRAMES = Figure(msg("Its length"), msg("frames"), msg(" frames"), lambda facts: facts.frames)
_PIXELS = Figure(msg("The sum of all its frames"), msg("frames"), msg(" pixels"), _pixels_total)
_SAMPLE_RATE = Figure(msg("The sample rate of its sound"), msg("sound"), msg(" Hz"), lambda facts: facts.sample_rate)
_CHANNELS = Figure(msg("The number of its sound channels"), msg("sound"), Message(id=""), lambda facts: facts.channels)
_MBPS = Figure(msg("Its data rate"), msg("data rate"), msg(" Mbit/s"), lambda facts: _bits(facts, 1e6), 1)
_AUDIO_KBPS = Figure(msg("The data rate of its sound"), msg("sound"), msg(" kbit/s"), lambda facts: facts.audio_kbps, 0)
_PAGES = Figure(msg("Its length"), msg("pages"), msg(" pages"), lambda facts: facts.pages)
_CHARACTERS = Figure(msg("Its length"), msg("characters"), msg(" characters"), lambda facts: facts.characters)
_AREA = Figure(msg("Its picture"), msg("picture"), msg(" pixels"), _pixels)
_SIDES = Figure(msg("Width and height together"), msg("picture"), msg(" px"), _side_sum)
_KBPS = Figure(msg("Its data rate"), msg("data rate"), msg(" kbit/s"), lambda facts: _bits(facts, 1e3), 0)

LIMITS: Mapping[str, Check] = MappingProxyType(
    {
        "max_bytes": Check(Number, at_most(_BYTES, msg("lower its quality or make it shorter"))),
        "max_file_mb": Check(Number, _max_file_mb),
        "max_chars": Check(Number, at_most(_CHARACTERS, msg("shorten it in the copy file"))),
        "max_duration_s": Check(Number, at_most(_LENGTH, _SHORTER)),
        "min_duration_s": Check(Number, at_least(_LENGTH, _LONGER)),
        "min_size_px": Check(Pair, _min_size),
        "max_size_px": Check(Pair, _max_size),
        "size_px": Check(Pair, _exact_size),
        "aspect_min": Check(Number, at_least(_ASPECT, msg("choose a wider shape"), 1 + ASPECT_TOLERANCE)),
        "aspect_max": Check(Number, at_most(_ASPECT, msg("choose a taller shape"), 1 + ASPECT_TOLERANCE)),
        "aspect_one_of": Check(Words, aspect_one_of),
        "image_formats": Check(Words, one_of(msg("Picture format"), msg("picture format"), _ONE_OF, _picture_format)),
        "audio_formats": Check(Words, _audio_format),
        "containers": Check(Words, one_of(msg("Container"), msg("container"), _ONE_OF, _moving)),
        "formats": Check(Words, one_of(msg("Format"), msg("format"), _ONE_OF, lambda facts: facts.format)),
        "video_codecs": Check(
            Words,
            one_of(msg("Video codec"), msg("video codec"), msg("export it again"), lambda facts: facts.video_codec),
        ),
        "audio_codecs": Check(Words, _audio_codec),
        "min_fps": Check(Number, at_least(_FPS, _RATE, RATE_TOLERANCE)),
        "max_fps": Check(Number, at_most(_FPS, _RATE, RATE_TOLERANCE)),
        "max_frames": Check(Number, at_most(_FRAMES, _SHORTER)),
        "max_pixels_total": Check(Number, at_most(_PIXELS, msg("make it smaller or shorter"))),
        "max_sample_rate_hz": Check(Number, at_most(_SAMPLE_RATE, msg("export its sound again"))),
        "max_channels": Check(Number, at_most(_CHANNELS, msg("export its sound in stereo"))),
        "max_bitrate_mbps": Check(Number, at_most(_MBPS, _CHEAPER)),
        "max_bitrate_kbps": Check(Number, at_most(_KBPS, _CHEAPER)),
        "min_bitrate_kbps": Check(Number, at_least(_KBPS, msg("raise its quality"))),
        "max_audio_bitrate_kbps": Check(Number, at_most(_AUDIO_KBPS, msg("export its sound again"))),
        "min_audio_bitrate_kbps": Check(Number, at_least(_AUDIO_KBPS, msg("export its sound again"), 1.05)),
        "fps_allowed": Check(Numbers, _fps_allowed),
        "max_pixels": Check(Number, at_most(_AREA, msg("export it smaller"))),
        "max_side_sum_px": Check(Number, at_most(_SIDES, msg("export it smaller"))),
        "document_formats": Check(
            Words, one_of(msg("Document format"), msg("document format"), _ONE_OF, _format_of("document"))
        ),
        "max_pages": Check(Number, at_most(_PAGES, msg("leave pages out"))),
        "same_page_size": Check(Yes, _same_page_size),
        "title_required": Check(Yes, _title_required),
        "colour_space": Check(Word, _colour_space),
        "sound_required": Check(Yes, _sound_required),
    }
)
"""Every limit that the studio can hold a file against, by the key that a ``platform.toml`` uses."""
