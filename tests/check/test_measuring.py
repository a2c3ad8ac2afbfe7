"""Facts are measured on the finished file, never believed from its name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from studio.check.atoms import top_level
from studio.check.evidence import Evidence
from studio.check.looks import look_at
from studio.check.measuring import measure, silences
from studio.check.tips import technical
from studio.errors import InputRefused
from studio.render import ffmpeg
from tests import making
from tests.check.building import target


def test_a_video(tmp_path: Path) -> None:
    """Size, length, rate, codecs, loudness: all as the file is."""
    path = making.video(
        tmp_path / "one.mov", seconds=2, fps="30000/1001", picture="testsrc2=size=320x180:rate=30000/1001",
        options=["-f", "mp4", "-movflags", "+faststart", "-ac", "2"],
    )  # fmt: skip

    facts = measure(path)

    assert (facts.kind, facts.format, facts.width, facts.height) == ("video", "mp4", 320, 180)
    assert facts.duration_s == pytest.approx(2.0, abs=0.04)
    assert str(facts.fps) == "30000/1001"
    assert (facts.frames, facts.video_codec, facts.pixel_format) == (60, "h264", "yuv420p")
    assert (facts.audio_codec, facts.audio_profile, facts.sample_rate, facts.channels) == ("aac", "LC", 48000, 2)
    assert facts.loudness_lufs is not None and -25 < facts.loudness_lufs < -10
    assert facts.true_peak_dbtp is not None and facts.true_peak_dbtp < 0
    assert facts.faststart is True
    assert facts.bytes == path.stat().st_size


def test_a_video_that_breaks_off_before_its_pictures(tmp_path: Path) -> None:
    """It has an index, and so a size and a length; but there is nothing to see."""
    whole = making.video(tmp_path / "whole.mp4", sound=None, options=["-movflags", "+faststart"]).read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: whole.index(b"mdat") + 4])

    with pytest.raises(InputRefused, match=r"cut\.mp4"):
        measure(tmp_path / "cut.mp4")


def test_a_moving_picture_that_breaks_off(tmp_path: Path) -> None:
    """Wherever a GIF ends too early, it is measured as far as it goes, or refused."""
    path = tmp_path / "cut.gif"
    pictures = [Image.linear_gradient("L").resize((16, 16)).rotate(turn) for turn in (0, 90, 180)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:])
    whole = path.read_bytes()
    for length in range(6, len(whole), 5):
        path.write_bytes(whole[:length])
        with suppress(InputRefused):
            assert measure(path).format == "gif"


def test_an_index_at_the_end(tmp_path: Path) -> None:
    """Such a file cannot start before it is loaded whole."""
    path = making.video(tmp_path / "late.mp4")

    assert measure(path).faststart is False
    assert [name for name in top_level(path) if name in {"moov", "mdat"}] == ["mdat", "moov"]


@pytest.mark.parametrize(("sound", "codec"), [(None, None), ("anullsrc=r=48000:cl=stereo", "aac")])
def test_no_sound_and_silence(tmp_path: Path, sound: str | None, codec: str | None) -> None:
    """Neither has a loudness; they are told apart by the codec."""
    facts = measure(making.video(tmp_path / "quiet.mp4", sound=sound))

    assert (facts.audio_codec, facts.loudness_lufs, facts.true_peak_dbtp) == (codec, None, None)


def test_a_silence_that_begins_with_the_second_sample() -> None:
    """Older releases of FFmpeg write so small a time with an exponent: it is not two seconds."""
    (found,) = silences(["[silencedetect] silence_start: 2.08333e-05", "silence_end: 1.2 | silence_duration: 1.19998"])

    assert (found.start, found.end) == (0.0, 1.2)


def test_a_turned_video_is_measured_as_people_see_it(tmp_path: Path) -> None:
    """A phone's upright video is upright, although it is stored on its side; its first frame is looked at upright."""
    flat = making.video(tmp_path / "flat.mp4", picture="color=red:size=320x180:rate=30,drawbox=w=160:h=180:t=fill")
    turned = tmp_path / "turned.mp4"
    ffmpeg.run(["-display_rotation", "90", "-i", str(flat), "-c", "copy", str(turned)], doing="turning a test clip")

    facts = measure(turned)

    assert (facts.width, facts.height) == (180, 320)
    assert look_at(turned, facts).opening[0].at == 0


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_picture(tmp_path: Path, suffix: str) -> None:
    """Format by content, size, colours."""
    path = tmp_path / f"picture.{suffix}"
    Image.new("RGB", (64, 36), "teal").save(path)
    renamed = path.rename(tmp_path / "renamed.dat")

    facts = measure(renamed)

    assert (facts.kind, facts.format) == ("image", {"jpg": "jpeg"}.get(suffix, suffix))
    assert (facts.width, facts.height, facts.colour_space) == (64, 36, "sRGB")
    assert facts.duration_s is None


def test_a_picture_in_other_colours(tmp_path: Path) -> None:
    """An embedded profile counts; print colours are not sRGB."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.new("RGB", (64, 36)).save(tmp_path / "lab.jpg", icc_profile=lab)
    Image.new("CMYK", (64, 36)).save(tmp_path / "print.jpg")

    assert measure(tmp_path / "lab.jpg").colour_space != "sRGB"
    assert measure(tmp_path / "print.jpg").colour_space == "CMYK"


@pytest.mark.parametrize(("transfer", "told", "level"), [(13, "sdr", "pass"), (16, "pq", "warn"), (18, "hlg", "warn")])
def test_a_picture_of_a_high_dynamic_range(tmp_path: Path, transfer: int, told: str, level: str) -> None:
    """An AVIF without a profile tells its curve in its colour box; what is HDR does not look alike everywhere."""
    path = tmp_path / "sky.avif"
    Image.new("RGB", (64, 36), "teal").save(path)
    whole = path.read_bytes()
    at = whole.index(b"colrnclx") + 10
    path.write_bytes(whole[:at] + transfer.to_bytes(2, "big") + whole[at + 2 :])

    facts = measure(path)

    assert facts.transfer == told
    assert technical.plays_everywhere(Evidence(target=target("image"), facts=facts)).level == level


@pytest.mark.parametrize(
    ("handler", "found"), [(b"TimeCodeHandler", ()), (b"   GoPro MET   ", ("telemetry track GoPro MET",))]
)
def test_a_camera_that_keeps_where_it_was(tmp_path: Path, handler: bytes, found: tuple[str, ...]) -> None:
    """A data track is known by its handler where its tag cannot be read; a time code tells of nobody."""
    path = making.video(tmp_path / "ride.mov", options=["-timecode", "00:00:00:00"])
    whole = path.read_bytes()
    assert b"TimeCodeHandler" in whole
    path.write_bytes(whole.replace(b"TimeCodeHandler", handler))

    assert measure(path).personal_data == found


@pytest.mark.parametrize(("number", "found"), [(5, ()), (80, ("IPTC fields",)), (90, ("IPTC fields",))])
def test_fields_of_a_news_picture(tmp_path: Path, number: int, found: tuple[str, ...]) -> None:
    """A by-line and a city are personal, a title is not."""
    fields = bytes([0x1C, 2, number, 0, 4]) + b"Name"
    resource = b"8BIM" + (0x0404).to_bytes(2, "big") + bytes(2) + len(fields).to_bytes(4, "big") + fields + b"\0"
    block = b"Photoshop 3.0\0" + resource
    Image.new("RGB", (64, 36), "teal").save(tmp_path / "plain.jpg")
    plain = (tmp_path / "plain.jpg").read_bytes()
    named = tmp_path / "named.jpg"
    named.write_bytes(plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:])

    assert measure(named).personal_data == found


def test_a_picture_on_its_side_is_measured_upright(tmp_path: Path) -> None:
    """EXIF orientation is applied, as every app does."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 36)).save(tmp_path / "side.jpg", exif=exif)

    facts = measure(tmp_path / "side.jpg")

    assert (facts.width, facts.height) == (36, 64)


def test_a_sound_file(tmp_path: Path) -> None:
    """Sound alone has a length and a loudness, and no picture."""
    facts = measure(making.sound(tmp_path / "tone.mp3", seconds=2))

    assert (facts.kind, facts.format, facts.audio_codec, facts.width) == ("audio", "mp3", "mp3", None)
    assert facts.loudness_lufs is not None


def test_a_picture_from_a_telephone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HEIC is a picture like the others, whoever opened one before: measured upright, and looked at."""
    import pillow_heif

    exif = Image.Exif()
    exif[0x0112] = 6
    pillow_heif.from_pillow(Image.new("RGB", (64, 36), "teal")).save(tmp_path / "a.heic", exif=exif.tobytes())
    monkeypatch.delitem(Image.OPEN, "HEIF", raising=False)

    facts = measure(tmp_path / "a.heic")

    assert (facts.kind, facts.format, facts.width, facts.height) == ("image", "heif", 36, 64)
    (look,) = look_at(tmp_path / "a.heic", facts).all
    assert look.luma == pytest.approx(0.35, abs=0.03)


def test_a_transparent_picture_is_looked_at_as_it_is_seen(tmp_path: Path) -> None:
    """What is clear shows the white page, not the black that is stored under it."""
    Image.new("RGBA", (64, 36), (0, 0, 0, 0)).save(tmp_path / "clear.png")

    (look,) = look_at(tmp_path / "clear.png", measure(tmp_path / "clear.png")).all

    assert look.luma == 1
