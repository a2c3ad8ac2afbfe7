"""Facts about pictures."""

from __future__ import annotations

import contextlib
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from studio.errors import InputRefused
from studio.ingest import ingest
from studio.ingest.limits import Limits
from studio.values import Size

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(size: tuple[int, int] = (64, 40), mode: str = "RGB") -> Image.Image:
    return Image.effect_noise(size, 60).convert(mode)


@pytest.mark.parametrize(
    ("name", "reader"),
    [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.avif", "AVIF"), ("a.tif", "TIFF"), ("a.bmp", "BMP")],
)
def test_every_format_gives_its_size(tmp_path: Path, name: str, reader: str) -> None:
    """The common formats all come in as pictures of their size."""
    picture().save(tmp_path / name)
    master = ingest(tmp_path / name)
    assert (master.kind, master.container, master.size) == ("image", reader, Size(width=64, height=40))
    assert master.duration_s is None
    assert master.still and master.still.frames == 1


def test_heic_comes_in(tmp_path: Path) -> None:
    """Telephones' own format is read, by its content."""
    import pillow_heif

    pillow_heif.from_pillow(picture()).save(tmp_path / "a.heic", quality=50)
    (tmp_path / "a.heic").rename(tmp_path / "a.jpg")
    assert ingest(tmp_path / "a.jpg").container == "HEIF"


def test_a_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    """A PNG called .jpg is a PNG."""
    picture().save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.jpg")
    assert ingest(tmp_path / "a.jpg").container == "PNG"


def test_a_harmless_polyglot_is_what_it_begins_with(tmp_path: Path) -> None:
    """A fine JPEG with a script and an archive behind it is a fine JPEG."""
    file = tmp_path / "a.jpg"
    picture().save(file)
    file.write_bytes(file.read_bytes() + b"<html><script>alert(1)</script>PK\x03\x04")
    assert ingest(file).container == "JPEG"


def test_size_is_as_a_person_sees_it(tmp_path: Path) -> None:
    """A picture stored on its side has its width and height exchanged."""
    exif = Image.Exif()
    exif[0x0112] = 6
    picture().save(tmp_path / "a.jpg", exif=exif)
    master = ingest(tmp_path / "a.jpg")
    assert master.size == Size(width=40, height=64)
    assert master.still and master.still.orientation == 6


def test_colour_and_transparency_are_told(tmp_path: Path) -> None:
    """CMYK, an embedded profile and transparency are facts of the master."""
    picture(mode="CMYK").save(tmp_path / "cmyk.jpg", icc_profile=SRGB)
    cmyk = ingest(tmp_path / "cmyk.jpg").still
    assert cmyk and cmyk.mode == "CMYK" and cmyk.profile and "sRGB" in cmyk.profile and not cmyk.alpha
    see_through = picture(mode="RGBA")
    see_through.putpixel((0, 0), (0, 0, 0, 0))
    see_through.save(tmp_path / "alpha.png")
    clear = ingest(tmp_path / "alpha.png").still
    assert clear and clear.alpha and clear.profile is None
    picture(mode="RGBA").save(tmp_path / "opaque.png")
    opaque = ingest(tmp_path / "opaque.png").still
    assert opaque and not opaque.alpha and opaque.drawn is None


def test_a_damaged_profile_is_ignored_with_a_note(tmp_path: Path) -> None:
    """A colour profile that nobody can read does not stop a good picture."""
    picture().save(tmp_path / "a.jpg", icc_profile=b"junk" * 50)
    assert any("profile is damaged" in str(note) for note in ingest(tmp_path / "a.jpg").notes)


def test_personal_data_is_named_but_never_quoted(tmp_path: Path) -> None:
    """A location and a camera in EXIF become a note without their values."""
    exif = Image.Exif()
    exif[0x010F] = "SecretMaker"
    exif[0x8825] = {1: "N", 2: (48.0, 49.0, 0.0)}
    picture().save(tmp_path / "a.jpg", exif=exif)
    notes = " ".join(map(str, ingest(tmp_path / "a.jpg").notes))
    assert "a location" in notes and "the camera or phone" in notes
    assert "SecretMaker" not in notes and "48" not in notes


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.tif", "a.bmp", "a.gif"])
def test_a_cut_off_picture_is_refused(tmp_path: Path, name: str) -> None:
    """Every format is really decoded, so that half a picture is found out."""
    file = tmp_path / name
    picture((200, 200)).save(file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 6 // 10])
    with pytest.raises(InputRefused, match="damaged, cut off") as refused:
        ingest(file)
    assert str(tmp_path) not in str(refused.value)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (9000, 9000)])
def test_a_bomb_is_refused_from_its_header(
    tmp_path: Path, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many pixels are refused before any is decoded."""
    (tmp_path / "bomb.png").write_bytes(png_header(width, height))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("decoded"))
    with pytest.raises(InputRefused, match="pixels"):
        ingest(tmp_path / "bomb.png")


def test_a_jpeg_of_too_many_passes_is_refused(tmp_path: Path) -> None:
    """A progressive JPEG that goes over its picture again and again does not keep the machine busy."""
    file = tmp_path / "a.jpg"
    picture((200, 200)).save(file, progressive=True)
    assert ingest(file).kind == "image"
    with pytest.raises(InputRefused, match="passes"):
        ingest(file, limits=Limits(jpeg_work=200 * 200 * 5))


def test_an_animated_gif_is_a_video(tmp_path: Path) -> None:
    """What moves comes in as a video, with its length; what does not as a picture."""
    frames = [picture() for _ in range(5)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:], duration=100)
    moving = ingest(tmp_path / "a.gif")
    assert (moving.kind, moving.container, moving.duration_s) == ("video", "gif", pytest.approx(0.5))
    assert moving.video and not moving.video.alpha
    frames[0].save(tmp_path / "b.gif")
    assert ingest(tmp_path / "b.gif").kind == "image"


def test_an_animation_that_ffmpeg_cannot_read_is_its_first_picture(tmp_path: Path) -> None:
    """An animated WebP comes in as a picture, and the note says that there was more."""
    frames = [picture() for _ in range(3)]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    master = ingest(tmp_path / "a.webp")
    assert master.kind == "image"
    assert "it holds 3 pictures: the first is used" in map(str, master.notes)


@pytest.mark.parametrize("seed", range(24))
def test_flipped_bytes_never_end_in_a_traceback(tmp_path: Path, seed: int) -> None:
    """Whatever is damaged in a picture, the answer is a master or a refusal."""
    chance = random.Random(seed)
    file = tmp_path / f"a.{('jpg', 'png', 'webp', 'avif', 'tif', 'gif')[seed % 6]}"
    picture().save(file)
    data = bytearray(file.read_bytes())
    for _ in range(10):
        data[chance.randrange(12, len(data))] = chance.randrange(256)
    file.write_bytes(data)
    with contextlib.suppress(InputRefused):
        assert ingest(file).size


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (15, 400), (400, 15)])
def test_a_picture_too_small_to_show_anything_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    """A tracking pixel is no master: one line says how large it is and how large it should be."""
    picture(size).save(tmp_path / "a.png")
    with pytest.raises(InputRefused, match=rf"a\.png is a picture of {size[0]}x{size[1]} pixels, and 16 on each side"):
        ingest(tmp_path / "a.png")


def test_the_smallest_picture_comes_in(tmp_path: Path) -> None:
    """The limit itself is kept."""
    picture((16, 16)).save(tmp_path / "a.png")
    assert ingest(tmp_path / "a.png").size == Size(width=16, height=16)


def test_subtitles_do_not_go_with_a_picture(tmp_path: Path) -> None:
    """They are left out, as the note says, so that no later step draws or packs them."""
    picture().save(tmp_path / "a.png")
    (tmp_path / "a.srt").write_text("1\n00:00:00,000 --> 00:00:02,000\nHello\n")
    master = ingest(tmp_path / "a.png", [tmp_path / "a.srt"])
    assert master.subtitles == ()
    assert "subtitles go with a video or sound, and are not used" in map(str, master.notes)
