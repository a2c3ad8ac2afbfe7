"""Every check of outputs just inside and just outside of its edge: two pieces of evidence that differ in one figure.

Whoever adds a check adds its pair here; the figures themselves are measured on made media in the tests beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import pytest

from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.flashing import Flashes, Peak
from studio.check.looks import Looks
from studio.check.refound import Refound, Refounds
from studio.check.tips import CHECKS
from studio.check.watching import Contrast, Watched
from studio.ingest.master import Cue, Subtitles
from studio.plan.edits import SubtitleTiming
from studio.plan.recipe import CaptionStyle, Redaction
from studio.plan.retiming import moved
from studio.values import PixelBox, Region, Span
from tests.check.building import analysis, master, recipe, sample, target
from tests.check.edges import Edge, edge
from tests.check.subtitles.building import file, talk, voice
from tests.check.test_subtitle_tips import with_sidecars
from tests.check.test_tips import FACE, PICTURE, SOUND, VIDEO, changed, known, look, photo, video

WORDS = Cue(start=0, end=2, text="Words")
LEFT = PixelBox(x=0, y=0, width=300, height=360)
LOGO: dict[str, Any] = {"ground": 0.75, "figure": Region(left=0.25, top=0, right=0.75, bottom=1)}
"""The largest thing on the busiest ground that is still a logo."""
UNDER = {"safe_zone": {"bottom": 40, "source": "help"}}
"""What the app lays over the lowest 40 of 180 pixels."""


def box(left: float, top: float, wide: float, high: float) -> Region:
    return Region(left=left, top=top, right=left + wide, bottom=top + high)


def looks(kind: str, name: str, values: Iterable[Any], **usual: Any) -> Iterator[Evidence]:
    """Pictures or videos whose only frame differs in one figure."""
    make = photo if kind == "photo" else video
    return (make(look(**{**usual, name: value})) for value in values)


def files(name: str, values: Iterable[Any], *, of: Facts = VIDEO, **usual: Any) -> Iterator[Evidence]:
    """Files that differ in one fact."""
    make = photo if of is PICTURE else video
    return (make(facts=changed(of, **{**usual, name: value})) for value in values)


def over(place: Evidence, **zone: Any) -> Evidence:
    """The same where the app lays something over it."""
    return place.model_copy(update={"target": target(place.facts.kind, **zone)})


def drawn(region: Region | None, text: str = "Words", **zone: Any) -> Evidence:
    cue = Cue(start=0, end=2, text=text)
    return over(video(recipe=recipe(cues=[cue]), drawn=((cue, region),)), **zone)


def watched(seconds: float = 20, **seen: Any) -> Evidence:
    return video(facts=changed(VIDEO, duration_s=seconds), watched=Watched.model_validate(seen))


def cues(*times: tuple[float, float], text: str = "Words") -> Evidence:
    return video(recipe=recipe(seconds=9, cues=[Cue(start=start, end=end, text=text) for start, end in times]))


def belonging(*subtitles: Subtitles, **more: Any) -> Evidence:
    """An output with an English file beside it, cut from a master with these."""
    owner = master(120).model_copy(update={"subtitles": subtitles})
    return video(recipe=with_sidecars(WORDS), master=owner, **more)


def technical() -> Iterator[Edge]:
    """The file as such."""
    yield edge("duration", "at most", files("duration_s", (60.02, 60.03)), min_s=30, max_s=60)
    yield edge("duration", "at least", files("duration_s", (29.98, 29.97)), min_s=30, max_s=60)
    for name, key, value, other in (
        ("format", "containers", "mp4", "mkv"), ("video_codec", "video_codecs", "h264", "hevc"),
        ("video_profile", "video_profiles", "High", "Main"), ("audio_codec", "audio_codecs", "aac-lc", "opus"),
        ("colour_space", "colour_spaces", "bt709", "bt2020"),
    ):  # fmt: skip
        asked = {key: [value]}
        yield edge("encoding", name, files(name, (getattr(VIDEO, name), other)), **asked)
    yield edge("encoding", "faststart", files("faststart", (True, False)), faststart=True)
    yield edge("file_size", "bytes", files("bytes", (1_000_000, 1_000_001)), max_mb=1)
    yield edge("frame_rate", "fps", files("fps", (Fraction(30030, 1000), Fraction(3004, 100))), max_fps=30)
    yield edge("full_screen", "width", files("width", (1085, 1086), height=1920), aspects=["9:16"])
    tall, bars = changed(VIDEO, width=1080, height=1920), look(edges_dark=True)
    yield edge("full_screen", "bars", (video(bars, each, facts=tall) for each in (look(), bars)), aspects=["9:16"])
    yield edge("has_picture", "kind", (photo(), video(facts=SOUND)))
    for varied, inside, outside in (("too loud", -12.5, -12.4), ("too quiet", -15.5, -15.6)):
        yield edge("loudness", varied, files("loudness_lufs", (inside, outside)), lufs=-14)
    yield edge("loudness", "peak", files("true_peak_dbtp", (-0.5, -0.4)), lufs=-14)
    yield edge("no_personal_data", "metadata", files("personal_data", ((), ("GPS position",))))
    for name, inside, outside in (
        ("transfer", "sdr", "hlg"), ("pixel_format", "yuv420p", "yuv422p"), ("video_codec", "h264", "hevc"),
        ("faststart", True, False), ("colour_space", "bt709", "bt601"),
    ):  # fmt: skip
        yield edge("plays_everywhere", name, files(name, (inside, outside)))
    yield edge("plays_everywhere", "format", files("format", ("png", "tiff"), of=PICTURE))
    yield edge("plays_everywhere", "profile", files("colour_space", ("sRGB", "Display P3"), of=PICTURE))
    yield edge("shape", "width", files("width", (1005, 1006), height=1000), aspects=["1:1"])


def pictures() -> Iterator[Edge]:
    """How it looks."""
    yield edge("little_text", "share", looks("photo", "writing", ((box(0, 0, 1, 0.2),), (box(0, 0, 1, 0.205),))))
    small = [video(recipe=recipe(crop=PixelBox(x=0, y=0, width=wide, height=120))) for wide in (214, 213)]
    yield edge("not_upscaled", "crop", small)
    yield edge("picture_quality", "crop", small)
    yield edge("picture_quality", "sharpness", looks("photo", "sharpness", (40, 39.9)))
    yield edge("picture_quality", "darkness", looks("photo", "luma", (0.12, 0.119), brightest=0.39))
    yield edge("picture_quality", "lights", looks("photo", "brightest", (0.4, 0.39), luma=0.1))
    yield edge("picture_quality", "brightness", looks("photo", "luma", (0.9, 0.91)))
    yield edge("picture_quality", "plain white", looks("photo", "burnt_out", (0.3, 0.31)))
    yield edge("picture_quality", "blocks of a picture", looks("photo", "blockiness", (1.4, 1.41)))
    yield edge("picture_quality", "blocks of a video", looks("video", "blockiness", (1.2, 1.21)))
    faces = {"faces": (FACE,)}
    yield edge(
        "thumbnail", "face", looks("photo", "faces", ((box(0.4, 0.2, 0.1, 0.128),), (box(0.4, 0.2, 0.1, 0.127),)))
    )
    yield edge("thumbnail", "words", looks("photo", "writing", ((box(0, 0, 1, 0.0852),), (box(0, 0, 1, 0.085),))))
    yield edge("thumbnail", "contrast", looks("photo", "contrast", (0.1, 0.099), **faces))
    yield edge("thumbnail", "sharpness", looks("photo", "sharpness", (40, 39.9), **faces))
    yield edge("thumbnail", "darkness", looks("photo", "luma", (0.06, 0.059), brightest=0.2, **faces))
    heavy = [photo(look(**faces), facts=changed(PICTURE, bytes=size)) for size in (2_000_000, 2_000_001)]
    yield edge("thumbnail", "bytes", heavy)
    sticker = [over(each, format="png", transparency=True) for each in files("transparent", (True, False), of=PICTURE)]
    yield edge("transparency_kept", "transparent", sticker)


def people() -> Iterator[Edge]:
    """Who is cut off, covered or known."""
    crop = [video(**known(recipe(crop=LEFT), box(0.3, 0.2, wide, 0.4))) for wide in (0.198, 0.2)]
    yield edge("faces_whole", "middle of a face in the crop", crop)
    aside = [(box(1 - wide, 0.2, wide, 0.4),) for wide in (0.136, 0.134)]
    yield edge("faces_whole", "side of a face", looks("photo", "faces", aside))
    above = [(box(0.4, 0, wide, 0.3),) for wide in (0.168, 0.169)]
    yield edge("faces_whole", "top of a face", looks("photo", "faces", above))
    yield edge("shows_a_face", "face", looks("photo", "faces", ((FACE,), ())))
    yield edge("square_and_whole", "width", files("width", (180, 181), of=PICTURE, height=180))
    square = changed(PICTURE, width=180, height=180)
    right = recipe(kind="image", crop=PixelBox(x=280, y=0, width=360, height=360))
    subject = [known(right, subject=Region(left=left, top=0.2, right=0.9, bottom=0.8)) for left in (0.356, 0.355)]
    yield edge("square_and_whole", "subject", (photo(facts=square, **each) for each in subject))
    place = Redaction(start=0, end=60, box=PixelBox(x=240, y=60, width=160, height=140))
    for varied, shown, faces in (
        ("faces", (), ((), (FACE,))),
        ("place of a face that stays clear", (place,), ((FACE,), (box(0.53, 0.2, 0.2, 0.3),))),
    ):
        made = recipe().model_copy(update={"blur_faces": "bystanders", "shown_faces": shown})
        found = [tuple(Refound(at=1, place=each, score=0.9) for each in some) for some in faces]
        again = [Refounds(frames=20, faces=some, highest=0.9) for some in found]
        seen = [video(recipe=made, master=master(), analysis=analysis(), refound=each) for each in again]
        yield edge("nobody_recognisable", varied, seen)
    for low, high in (("face", (0.837, 0.839)), ("writing", (0.792, 0.794))):
        name, tall = ("faces", 0.2) if low == "face" else ("writing", 0.05)
        hidden = looks("photo", name, [(box(0.3, bottom - tall, 0.3, tall),) for bottom in high])
        yield edge("clear_of_app", f"bottom of a {low}", (over(each, **UNDER) for each in hidden))


def beginnings() -> Iterator[Edge]:
    """How it starts and ends."""
    yield edge("clean_start", "brightness", looks("video", "luma", (0.06, 0.059), brightest=0.2))
    yield edge("clean_start", "lights", looks("video", "brightest", (0.25, 0.249), luma=0.05))
    yield edge("clean_start", "contrast", looks("video", "contrast", (0.03, 0.029)))
    yield edge("strong_opening", "movement", looks("video", "motion", (0.008, 0.0079)))
    faces = [(box(0.4, 0.2, 0.1, high),) for high in (0.0501, 0.0499)]
    yield edge("strong_opening", "face", looks("video", "faces", faces))
    moving = {**LOGO, "motion": 0.02}
    yield edge("strong_opening", "figure", looks("video", "figure", (box(0.25, 0, 0.501, 1), LOGO["figure"]), **moving))
    yield edge("strong_opening", "ground", looks("video", "ground", (0.749, 0.75), **moving))
    late = [(look(), look(at, motion=0.02)) for at in (3, 3.01)]
    yield edge("strong_opening", "when", (video(*each) for each in late))
    title = [(box(0.1, 0.4, wide, 0.1),) for wide in (0.501, 0.499)]
    yield edge(
        "message_early", "title", (video(look(writing=line), look(0.5, writing=line)) for line in title), within_s=3
    )
    yield edge("message_early", "face", looks("video", "faces", faces), within_s=3)
    yield edge("message_early", "subtitle", (cues((at, 5)) for at in (2.99, 3)), within_s=3)
    long = [Looks(opening=(look(),), spread=(look(at, writing=(box(0, 0, 1, 0.1),)),)) for at in (60, 60.1)]
    yield edge(
        "words_early", "writing", (Evidence(target=target(), facts=VIDEO, looks=each) for each in long), within_s=60
    )
    yield edge("words_early", "subtitle", (cues((at, 9)) for at in (4.99, 5)), within_s=5)
    ends = [(Cue(start=0, end=end, text="Come"), box(0, 0, 1, 0.1)) for end in (17.01, 17)]
    ending = [watched(ending=(look(18),)).model_copy(update={"drawn": (each,)}) for each in ends]
    yield edge("end_card", "end of the words", ending)
    for varied, lines in (("height", ((0.15, 0.021), (0.15, 0.019))), ("width", ((0.151, 0.02), (0.149, 0.02)))):
        writing = [(box(0.1, 0.4, wide, high + 1e-6),) for wide, high in lines]
        yield edge("end_card", f"{varied} of a line", (watched(ending=(look(18, writing=each),)) for each in writing))
    logo = [look(18, **{**LOGO, "ground": ground}) for ground in (0.75, 0.749)]
    yield edge("end_card", "ground", (watched(ending=(each,)) for each in logo))


def whole() -> Iterator[Edge]:
    """All of its frames."""
    for kind in ("general", "red"):
        flashes = [Flashes.model_validate({kind: (Peak(share=share),) * 8}) for share in (0.25, 0.251)]
        yield edge("no_flashing", f"share of {kind} flashes", (watched(flashes=each) for each in flashes))
    often = [Flashes(general=(Peak(share=0.9),) * changes) for changes in (7, 8)]
    yield edge("no_flashing", "how often", (watched(flashes=each) for each in often))
    for name, least in (("black", 1), ("frozen", 4)):
        spans = [(Span(start=2, end=2 + seconds),) for seconds in (least, least + 0.01)]
        yield edge("no_gaps", name, (watched(**{name: each}) for each in spans))
    quiet = [changed(VIDEO, duration_s=20, silent=(Span(start=2, end=end),)) for end in (6, 6.01)]
    yield edge("no_gaps", "silent", (video(facts=each, watched=Watched()) for each in quiet))
    yield edge("steady", "amplitude", (watched(jitter=(off,) * 3) for off in (0.006, 0.0061)))
    yield edge("steady", "share", (watched(jitter=(0.1,) * bad + (0.0,) * (10 - bad)) for bad in (2, 3)))
    yield edge("steady", "seconds", (watched(jitter=(0.1,) * bad + (0.0,) * 2) for bad in (1, 2)))
    for varied, pairs in (
        ("ratio", ((16, 4.5), (16, 4.49))), ("ratio of large letters", ((17, 3.0), (17, 2.99))),
        ("size", ((16.6, 3.5), (16.5, 3.5))),
    ):  # fmt: skip
        found = [Contrast(at=1, text="Hi", box=FACE, letters_px=size, ratio=ratio) for size, ratio in pairs]
        yield edge("text_contrast", varied, (watched(contrasts=(each,)) for each in found))


def subtitles() -> Iterator[Edge]:
    """What can be read."""
    yield edge("captions_visible", "left edge", (drawn(box(left / 320, 0.4, 0.5, 0.1)) for left in (2, 1.9)))
    low = [drawn(box(0.2, 141 / 180 - 0.1 + more, 0.5, 0.1), **UNDER) for more in (-1e-6, 1e-3)]
    yield edge("captions_visible", "bottom over the app", low)
    yield edge("captions_visible", "letters", (drawn(box(0.2, 0.4, 0.5, 0.1), text) for text in ("é", "请")))
    yield edge("captions_visible", "pixels", (drawn(place) for place in (box(0.2, 0.4, 0.5, 0.1), None)))
    sizes = [CaptionStyle(font_size=size, margin_left=0, margin_right=0, margin_bottom=0) for size in (11, 10)]
    letters = [video(recipe=recipe(cues=[WORDS], style=style)) for style in sizes]
    yield edge("legible_on_phone", "letters of ours", letters)
    print_ = [photo(look(writing=tuple(box(0.1, n / 5, 0.8, high) for n in range(4)))) for high in (0.0415, 0.0414)]
    yield edge("legible_on_phone", "lines of a poster", print_)
    over_face = [drawn(box(0.2, top, 0.6, 0.15)) for top in (0.435, 0.433)]  # the middle of FACE ends at 0.455
    face = Looks(opening=(look(1.0, faces=(FACE,)),))
    yield edge("captions_off_faces", "top", (each.model_copy(update={"looks": face}) for each in over_face))
    yield edge("reading_speed", "characters", (cues((0, 1), text="x" * n) for n in (20, 21)), max_per_s=20)
    beside = [video(recipe=with_sidecars(Cue(start=0, end=5, text="x" * n))) for n in (42, 43)]
    yield edge("line_length", "characters", beside)
    yield edge("line_count", "lines", (cues((0, 5), text=text) for text in ("a\nb", "a\nb\nc")))
    yield edge("cue_duration", "least", (cues((0, end)) for end in (0.834, 0.831)))
    yield edge("cue_duration", "most", (cues((0, end)) for end in (7, 7.002)))
    yield edge("cue_gaps", "gap", (cues((0, 2), (start, 5)) for start in (2.067, 2.064)))
    yield edge("cue_overlap", "start", (cues((0, 2), (start, 5)) for start in (1.999, 1.99)))
    named = [(file(WORDS, name=f"talk.{code}.srt"),) for code in ("en", "fr")]
    yield edge("subtitle_language", "file's name", (belonging(*files) for files in named))
    several = [file(WORDS, language=code) for code in ("en", "ar")]
    yield edge("subtitle_files", "languages", (belonging(*several[:count]) for count in (1, 2)))
    late = [moved(file(*talk()), SubtitleTiming(language="en", shift_s=shift)) for shift in (0.37, 0.43)]
    heard = analysis(seconds=120).model_copy(update={"voice": voice(talk())})
    yield edge("subtitle_timing", "shift", (belonging(each, analysis=heard) for each in late))
    said = [analysis(speech=[Span(start=0, end=end)]) for end in (7.99, 8.01)]
    long = recipe(seconds=9, cues=[Cue(start=0, end=5, text="Words")])
    yield edge(
        "speech_subtitled", "end of speech", (video(recipe=long, master=master(), analysis=each) for each in said)
    )
    voiced = analysis([sample(at / 2) for at in range(20)], [Span(start=0, end=2)])
    text = [recipe(cues=[Cue(start=0, end=end, text="Words")]) for end in (1.901, 1.899)]
    yield edge(
        "text_over_speech", "end of text", (video(recipe=each, master=master(), analysis=voiced) for each in text)
    )


EDGES = [*technical(), *pictures(), *people(), *beginnings(), *whole(), *subtitles()]


@pytest.mark.parametrize("one", EDGES, ids=str)
def test_one_side_passes_and_the_other_does_not(one: Edge) -> None:
    """Where only the figure that is tested differs."""
    one.hold(CHECKS[one.check])


def test_no_check_is_left_out() -> None:
    """Each has at least one such pair."""
    assert {one.check for one in EDGES} == set(CHECKS)
