"""What must never leave unnoticed, each made on purpose and held against a placement."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from studio.check import check
from studio.check.evidence import Evidence, seen
from studio.check.facts import Facts
from studio.check.observed import Look, Looks
from studio.check.tips.start import clean_start
from studio.ingest.master import Cue
from studio.plan.edits import PlacementEdits
from studio.plan.effects import with_effect
from studio.plan.recipe import CaptionStyle
from studio.platforms.effects import Applied
from studio.values import PixelBox, Region, Span
from tests import making
from tests.check.building import analysis, limit, master, only, recipe, sample, target, tip

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitaen"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of moving picture with sound, that starts at once."""
    path = tmp_path_factory.mktemp("found") / "clip.mp4"
    return making.video(path, options=["-movflags", "+faststart", "-colorspace", "bt709", "-color_trc", "bt709"])


def test_a_subtitle_that_is_cut_off(clip: Path) -> None:
    """A word wider than the picture runs out of it; the finding names when and where."""
    style = CaptionStyle(font_size=40, margin_left=0, margin_right=0, margin_bottom=12)
    cues = [Cue(start=0.2, end=0.9, text="Fine."), Cue(start=1.0, end=1.9, text=LONG_WORD)]
    made = recipe(cues=cues, style=style)

    found = only(check(clip, target(tips=[tip("captions_visible")]), recipe=made), "town.captions_visible")

    assert found.level == "fail"
    assert "cut off" in found.message
    assert found.evidence["at_s"] == [1.0]


def test_a_subtitle_under_the_apps_buttons(clip: Path) -> None:
    """Writing where the app lays its own buttons cannot be read."""
    place = target(tips=[tip("captions_visible")], safe_zone={"bottom": 60, "source": "help"})

    low = only(check(clip, place, recipe=recipe(cues=[Cue(start=0, end=1, text="Low")])), "town.captions_visible")
    style = CaptionStyle(font_size=16, margin_left=16, margin_right=16, margin_bottom=64)
    high = recipe(cues=[Cue(start=0, end=1, text="High")], style=style)

    assert low.level == "fail"
    assert "under the app's own buttons" in low.message
    assert only(check(clip, place, recipe=high), "town.captions_visible").level == "pass"


def test_letters_that_no_font_has_are_found(clip: Path) -> None:
    """A subtitle that would show as empty boxes is never passed as readable."""
    made = recipe(cues=[Cue(start=0, end=1, text="请先问")])

    found = only(check(clip, target(tips=[tip("captions_visible")]), recipe=made), "town.captions_visible")

    assert found.level == "fail"
    assert "请" in found.message


def test_a_face_that_is_cut_off(clip: Path) -> None:
    """A crop through a face is found, with the focal point that mends it; the same face left whole is not."""
    face = Region(left=0.45, top=0.2, right=0.6, bottom=0.6)
    known = {"master": master(), "analysis": analysis([sample(at, face) for at in (0.2, 1.2)])}
    through = recipe(crop=PixelBox(x=0, y=0, width=320, height=180))
    around = recipe(crop=PixelBox(x=200, y=0, width=320, height=360))
    place = target(tips=[tip("faces_whole")])

    found = only(check(clip, place, recipe=through, **known), "town.faces_whole")

    assert found.level == "warn"
    assert found.evidence["share"] == 1.0
    assert found.fix and found.fix.focal_point
    assert found.fix.focal_point.x == pytest.approx(0.525)
    assert only(check(clip, place, recipe=around, **known), "town.faces_whole").level == "pass"


def test_a_real_face_at_the_edge_of_a_finished_picture(tmp_path: Path, footage: Path) -> None:
    """Without a recipe the face is looked for in the file itself."""
    with Image.open(footage / "image" / "face_right_thirds.jpg") as photo:
        photo.save(tmp_path / "whole.jpg")
        photo.crop((0, 0, 590, photo.height)).save(tmp_path / "cut.jpg")
    place = target("image", size="320x180", tips=[tip("faces_whole"), tip("shows_a_face")])

    whole, cut = check(tmp_path / "whole.jpg", place), check(tmp_path / "cut.jpg", place)

    assert only(whole, "town.faces_whole").level == "pass"
    assert only(whole, "town.shows_a_face").level == "pass"
    assert only(cut, "town.faces_whole").level == "warn"


def test_a_teaser_of_six_point_three_seconds(tmp_path: Path) -> None:
    """A third of a second too long is too long."""
    place = target(limits=[limit("max_duration_s", 6)], tips=[tip("duration", max_s=6)])
    long = making.video(tmp_path / "long.mp4", seconds=6.3, size="160x90")
    right = making.video(tmp_path / "right.mp4", seconds=6, size="160x90")

    found = check(long, place)

    assert only(found, "limit.max_duration_s").level == "fail"
    assert only(found, "town.duration").level == "warn"
    assert only(found, "town.duration").evidence["measured_s"] == 6.3
    assert {finding.level for finding in check(right, place).findings} == {"pass"}


@pytest.mark.parametrize("key", ["max_bytes", "max_file_mb"])
def test_a_file_one_byte_over(clip: Path, key: str) -> None:
    """The limit itself is allowed, one byte more is not."""
    size = clip.stat().st_size
    scale = {"max_bytes": 1, "max_file_mb": 1_000_000}[key]

    exact = check(clip, target(limits=[limit(key, size / scale)]))
    over = check(clip, target(limits=[limit(key, (size - 1) / scale)]))

    assert only(exact, f"limit.{key}").level == "pass"
    assert only(over, f"limit.{key}").level == "fail"
    assert only(over, f"limit.{key}").evidence["measured"] == size


def test_a_black_start(tmp_path: Path) -> None:
    """Black at first is found, and the fix starts where there is light."""
    picture = "testsrc2=size=320x180:rate=30,drawbox=color=black:t=fill:enable='lt(t,0.6)'"
    dark = making.video(tmp_path / "dark.mp4", picture=picture)
    place = target(tips=[tip("clean_start"), tip("strong_opening")])

    report = check(dark, place, recipe=recipe(start=3.0), master=master(), analysis=analysis())

    found = only(report, "town.clean_start")
    assert found.level == "warn"
    assert "black" in found.message
    assert found.fix and found.fix.start_s == pytest.approx(3.75, abs=0.16)
    assert only(report, "town.strong_opening").level == "pass"


def test_a_still_start(tmp_path: Path) -> None:
    """A start in which nothing moves, nobody is seen and nothing is written is found."""
    still = making.video(tmp_path / "still.mp4", picture="smptebars=size=320x180:rate=30")

    found = only(check(still, target(tips=[tip("strong_opening")])), "town.strong_opening")

    assert found.level == "warn"
    assert "Nothing moves" in found.message


def test_a_position_left_in_a_picture(tmp_path: Path) -> None:
    """A GPS position must never leave; a clean picture passes."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0110] = "Phone 7"
    Image.new("RGB", (320, 180), "teal").save(tmp_path / "where.jpg", exif=exif)
    Image.new("RGB", (320, 180), "teal").save(tmp_path / "clean.jpg")
    place = target("image", tips=[tip("no_personal_data")])

    found = only(check(tmp_path / "where.jpg", place), "town.no_personal_data")

    assert found.level == "fail"
    assert found.evidence["found"] == ["GPS position", "device model"]
    assert only(check(tmp_path / "clean.jpg", place), "town.no_personal_data").level == "pass"


def test_a_position_left_in_a_video(tmp_path: Path) -> None:
    """Phones write where they were into videos, too."""
    where = making.video(tmp_path / "where.mp4", options=["-metadata", "location=+48.2082+016.3738/"])

    found = only(check(where, target(tips=[tip("no_personal_data")])), "town.no_personal_data")

    assert found.level == "fail"
    assert "location" in found.evidence["found"]


def test_a_wrong_codec(tmp_path: Path) -> None:
    """The codec is measured on the file, whatever its name says."""
    old = making.video(tmp_path / "old.mp4", options=["-c:v", "mpeg4"])

    found = only(check(old, target(limits=[limit("video_codecs", ["h264"])])), "limit.video_codecs")

    assert found.level == "fail"
    assert found.evidence == {"measured": "mpeg4", "wanted": ["h264"]}


def test_speech_without_subtitles(clip: Path) -> None:
    """Nobody on a silent phone understands it; complete subtitles pass, a gap warns."""
    known = {"master": master(), "analysis": analysis(speech=[Span(start=3.2, end=4.8)])}
    place = target(tips=[tip("text_over_speech")])

    def level(*cues: Cue) -> str:
        report = check(clip, place, recipe=recipe(start=3.0, cues=cues), **known)
        return only(report, "town.text_over_speech").level

    assert level() == "fail"
    assert level(Cue(start=0.2, end=1.0, text="Half of it")) == "warn"
    assert level(Cue(start=0.1, end=0.9, text="First"), Cue(start=1.0, end=1.9, text="second")) == "pass"


def test_the_wrong_kind_of_file(clip: Path) -> None:
    """A video where a picture belongs fails, whatever its limits say."""
    report = check(clip, target("image", limits=[limit("image_formats", ["jpeg"])]))

    assert only(report, "limit.kind").level == "fail"
    assert only(report, "limit.image_formats").level == "n/a"


def test_what_is_told_of_the_master_counts_behind_a_title_card() -> None:
    """Speech, looked-at frames and advice on the start are in the output's own time, with the card before them."""
    card = Applied(kind="before", plugin="town", name="card", seconds=1.0, file=Path("plugin.py"), sha256="0")
    made = with_effect(recipe(start=2.0, seconds=3.0), card)
    known = Evidence(
        target=target(), facts=Facts(kind="video", format="mp4", bytes=1), recipe=made, master=master(),
        analysis=analysis([sample(3.0)], [Span(start=2.5, end=9.0)]),
    )  # fmt: skip

    assert known.speech == (Span(start=1.5, end=4.0),)
    assert [(each.at, each.master_at) for each in seen(known)] == [(2.0, 3.0)]
    dark, light = (look_of(at, luma) for at, luma in ((0.0, 0.0), (1.5, 0.5)))
    black = known.model_copy(update={"looks": Looks(opening=(dark, light))})
    assert clean_start(black).fix == PlacementEdits(start_s=2.5)
    early = known.model_copy(update={"looks": Looks(opening=(dark, look_of(0.5, 0.5)))})
    assert clean_start(early).fix is None


def look_of(at: float, luma: float) -> Look:
    return Look(at=at, luma=luma, brightest=luma, contrast=0.2, sharpness=100, burnt_out=0, edges_dark=False)
