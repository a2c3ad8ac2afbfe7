"""The library of limits, on facts alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from studio.check.facts import Facts
from studio.check.limits import LIMITS, check_limit, value_fault

VIDEO = Facts(
    kind="video", format="mp4", bytes=2_000_000, width=1080, height=1350, duration_s=10, fps=Fraction(30000, 1001),
    frames=300, video_codec="hevc", video_profile="Main", colour_space="bt709", audio_codec="aac",
    audio_profile="HE-AAC", sample_rate=44100, channels=2,
)  # fmt: skip
PICTURE = Facts(kind="image", format="jpeg", bytes=1000, width=1080, height=1080, frames=1, colour_space="sRGB")
SOUND = Facts(kind="audio", format="mp3", bytes=1000, duration_s=10, audio_codec="mp3", sample_rate=48000, channels=6)
VOICE = Facts(
    kind="audio", format="ogg", bytes=1000, duration_s=10, audio_codec="opus", channels=1, audio_kbps=48, title="Hello"
)
CAROUSEL = Facts(kind="document", format="pdf", bytes=1000, width=1080, height=1350, pages=6, page_sizes=1)

ARTICLE = Facts(kind="text", format="html", bytes=1000, characters=300)

CASES: list[tuple[str, Facts, Any, Any]] = [
    ("max_bytes", VIDEO, 2_000_000, 1_999_999),
    ("max_chars", ARTICLE, 300, 299),
    ("max_file_mb", VIDEO, 2, 1.999999),
    ("max_duration_s", VIDEO, 10, 9.99),
    ("min_duration_s", VIDEO, 10, 10.01),
    ("min_size_px", VIDEO, [1080, 0], [0, 1351]),
    ("max_size_px", VIDEO, [0, 1350], [1079, 0]),
    ("size_px", VIDEO, [1080, 1350], [1080, 1351]),
    ("aspect_min", VIDEO, 0.8, 1.0),
    ("aspect_max", VIDEO, 0.8, 0.75),
    ("aspect_one_of", VIDEO, ["1:1", "4:5"], ["9:16"]),
    ("image_formats", PICTURE, ["jpg", "png"], ["png"]),
    ("audio_formats", SOUND, ["mp3"], ["wav"]),
    ("containers", VIDEO, ["mp4", "mov"], ["mov"]),
    ("formats", PICTURE, ["JPEG"], ["webp"]),
    ("video_codecs", VIDEO, ["h265"], ["h264"]),
    ("audio_codecs", VIDEO, ["aac"], ["aac-lc"]),
    ("min_fps", VIDEO, 30, 31),
    ("max_fps", VIDEO, 29.97, 29),
    ("max_frames", VIDEO, 300, 299),
    ("max_pixels_total", PICTURE, 1_166_400, 1_166_399),
    ("max_sample_rate_hz", VIDEO, 44100, 32000),
    ("max_channels", SOUND, 6, 2),
    ("max_bitrate_mbps", VIDEO, 1.6, 1.5),
    ("max_bitrate_kbps", VIDEO, 1600, 1500),
    ("colour_space", PICTURE, "srgb", "Display P3"),
    ("sound_required", SOUND, True, None),
    ("min_bitrate_kbps", VIDEO, 1600, 1601),
    ("max_audio_bitrate_kbps", VOICE, 48, 47),
    ("min_audio_bitrate_kbps", VOICE, 48, 64),
    ("fps_allowed", VIDEO, [30, 60], [25, 60]),
    ("max_pixels", PICTURE, 1_166_400, 1_166_399),
    ("max_side_sum_px", PICTURE, 2160, 2159),
    ("document_formats", CAROUSEL, ["pdf", "docx"], ["docx"]),
    ("max_pages", CAROUSEL, 6, 5),
    ("same_page_size", CAROUSEL, True, None),
    ("title_required", VOICE, True, None),
]


@pytest.mark.parametrize(("key", "facts", "kept", "broken"), CASES, ids=[case[0] for case in CASES])
def test_each_limit_tells_kept_from_broken(key: str, facts: Facts, kept: object, broken: object) -> None:
    """On its edge a limit is kept; past it, the message says what was found, what was wanted and what to do."""
    assert check_limit(key, kept, facts).level == "pass"
    if broken is not None:
        verdict = check_limit(key, broken, facts)
        assert verdict.level == "fail"
        assert ": " in verdict.message
        assert "measured" in verdict.evidence


def test_every_limit_is_tried() -> None:
    """No limit stands in the library without a case here."""
    assert {case[0] for case in CASES} == set(LIMITS)


@pytest.mark.parametrize(
    ("key", "value"),
    [("fps_allowed", []), ("aspect_one_of", []), ("containers", []), ("max_file_mb", float("inf")), ("max_bytes", -1)],
)
def test_a_value_that_makes_no_sense_is_told_to_its_author(key: str, value: object) -> None:
    """No list without names, no endless number; what was not checked before is no pass and stops nothing."""
    assert value_fault(key, value)
    assert check_limit(key, value, VIDEO).level == "n/a"


@pytest.mark.parametrize(
    "key", ["max_duration_s", "video_codecs", "containers", "audio_codecs", "max_fps", "max_channels"]
)
def test_a_limit_on_what_a_picture_lacks_is_no_pass(key: str) -> None:
    """A picture has no codec, length or sound: not applicable."""
    value: object = ["x"] if key.endswith("s") and not key.startswith("max") else 1

    assert check_limit(key, value, PICTURE).level == "n/a"


def test_a_silent_video_where_sound_is_asked() -> None:
    """Some places refuse videos without sound."""
    silent = VIDEO.model_copy(update={"audio_codec": None})

    assert check_limit("sound_required", value=True, facts=silent).level == "fail"
    assert check_limit("sound_required", value=False, facts=silent).level == "pass"


@pytest.mark.parametrize(
    ("seconds", "most", "message"),
    [
        (4.7333, 6, "Its length is 4.7 s, at most 6 s."),
        (6.0, 6, "Its length is 6 s, at most 6 s."),
        (5.98, 6, "Its length is 5.98 s, at most 6 s."),
        (8.3333, 6, "Its length is 8.3 s, 2.3 s over the limit of 6 s: choose a shorter part."),
        (6.04, 6, "Its length is 6.04 s, 0.04 s over the limit of 6 s: choose a shorter part."),
        (6.0004, 6, "Its length is 6.0004 s, 0.0004 s over the limit of 6 s: choose a shorter part."),
    ],
)
def test_a_length_is_told_as_people_need_it(seconds: float, most: float, message: str) -> None:
    """One decimal is enough, but a breach never reads like the limit itself."""
    facts = VIDEO.model_copy(update={"duration_s": seconds})

    assert check_limit("max_duration_s", most, facts).message == message


def test_a_length_just_too_short_does_not_read_like_enough() -> None:
    """2.98 s is not told as 3 s."""
    facts = VIDEO.model_copy(update={"duration_s": 2.98})

    assert "is 2.98 s, and at least 3 s is asked" in check_limit("min_duration_s", 3, facts).message


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("max_duration_s", 6, "This picture has no length to measure."),
        ("max_fps", 30, "This picture has no frame rate to measure."),
        ("max_channels", 2, "This picture has no sound to measure."),
        ("video_codecs", ["h264"], "This picture has no video codec."),
    ],
)
def test_what_a_picture_lacks_is_said_in_plain_words(key: str, value: Any, message: str) -> None:
    """No "it" without saying what."""
    assert check_limit(key, value, PICTURE).message == message


@pytest.mark.parametrize("names", [["ogg"], ["opus"], ["ogg opus"], ["mp3", "Ogg"]])
def test_a_sound_format_goes_by_container_codec_or_both(names: list[str]) -> None:
    """Platforms publish "ogg", "opus" or "ogg opus", and mean one file."""
    assert check_limit("audio_formats", names, VOICE).level == "pass"
    assert check_limit("audio_formats", ["aac", "m4a"], VOICE).level == "fail"


def test_a_gif_is_a_picture_format_too() -> None:
    """Platforms list it among pictures, though it moves."""
    gif = VIDEO.model_copy(update={"format": "gif", "video_codec": "gif"})

    assert check_limit("image_formats", ["jpg", "gif"], gif).level == "pass"
    assert check_limit("image_formats", ["jpg"], gif).level == "fail"


def test_pages_of_several_sizes_and_a_missing_title_are_found() -> None:
    """A carousel whose pages differ jumps; a document without title has no headline."""
    mixed = CAROUSEL.model_copy(update={"page_sizes": 2})

    assert check_limit("same_page_size", value=True, facts=mixed).level == "fail"
    assert check_limit("title_required", value=True, facts=mixed).level == "fail"
    assert check_limit("same_page_size", value=True, facts=PICTURE).level == "n/a"
