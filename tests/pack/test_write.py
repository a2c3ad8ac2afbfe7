from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn
from zipfile import ZIP_STORED, ZipFile

import pytest

from studio import pack
from studio.errors import StorageError
from tests.pack.example import Example, picture, together, video

TODAY = date(2026, 11, 22)


def write(example: Example, out: Path) -> None:
    with TemporaryDirectory() as cache:
        pack.write(example.manifest, example.files, example.sidecars, out, cache=Path(cache), today=TODAY)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Where the finished files lie before they are packed."""
    folder = tmp_path / "outputs"
    folder.mkdir()
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder for packs."""
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def no_space(*_: Any, **__: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_folder_holds_every_output_its_subtitles_the_manifest_and_the_report(outputs: Path, place: Path) -> None:
    """The layout that the package promises, the media the same bytes, and nothing else left in the place."""
    example = together(picture(outputs), video(outputs))

    write(example, place / "pack")

    assert names(place) == [
        "pack/alpha/square.jpg", "pack/beta/video.ar.srt", "pack/beta/video.mp4", "pack/manifest.json",
        "pack/report.html",
        "pack/report.pdf",
    ]  # fmt: skip
    assert (place / "pack/beta/video.mp4").read_bytes() == example.files["beta/video.mp4"].read_bytes()
    assert "من قال ذلك؟" in (place / "pack/beta/video.ar.srt").read_text(encoding="utf-8")


def test_the_manifest_says_everything_but_where_the_master_lies(outputs: Path, place: Path) -> None:
    """manifest.json has the promised fields, and no path of the machine that made it."""
    write(video(outputs), place / "pack")

    text = (place / "pack/manifest.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert {"master", "outputs", "failed"} <= data.keys()
    assert {"placement", "kind", "file", "sha256", "recipe", "facts", "findings"} <= data["outputs"][0].keys()
    assert {"width", "height", "duration_s", "fps", "video_codec", "audio_codec", "bytes",
            "loudness_lufs"} <= data["outputs"][0]["facts"].keys()  # fmt: skip
    assert data["master"]["name"] == "holiday.jpg"
    assert "path" not in data["master"]
    assert "secret place" not in text + (place / "pack/report.html").read_text(encoding="utf-8")


def test_a_zip_holds_the_same_and_the_same_pack_gives_the_same_bytes(outputs: Path, place: Path) -> None:
    """A name that ends in .zip gives one file with the same contents, media stored as they are, no clock in it."""
    example = together(picture(outputs), video(outputs))
    write(example, place / "pack")
    write(example, place / "one.zip")
    os.utime(example.files["beta/video.mp4"], (1, 1))
    write(example, place / "two.ZIP")

    with ZipFile(place / "one.zip") as archive:
        inside = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        assert archive.getinfo("beta/video.mp4").compress_type == ZIP_STORED
    assert {name: (place / "pack" / name).read_bytes() for name in names(place / "pack")} == inside
    assert (place / "one.zip").read_bytes() == (place / "two.ZIP").read_bytes()


def test_a_former_pack_is_brought_up_to_date_and_other_peoples_files_stay(outputs: Path, place: Path) -> None:
    """Writing again replaces what the studio wrote, drops outputs that are no longer made, and keeps the rest."""
    out = place / "pack"
    write(together(picture(outputs), video(outputs)), out)
    (out / "notes from the team.txt").write_text("keep me")
    (out / "alpha" / "our own crop.jpg").write_bytes(b"keep me too")

    write(together(picture(outputs, size=64)), out)

    assert names(out) == ["alpha/our own crop.jpg", "alpha/square.jpg", "manifest.json", "notes from the team.txt",
                          "report.html", "report.pdf"]  # fmt: skip
    assert not (out / "beta").exists()
    assert json.loads((out / "manifest.json").read_text())["outputs"][0]["facts"]["width"] == 64


def test_media_that_are_the_same_are_left_alone_and_others_replaced(outputs: Path, place: Path) -> None:
    """What keeps a copy of the folder elsewhere has nothing to send; a byte that somebody changed is noticed."""
    example = together(picture(outputs, "alpha/one"), picture(outputs, "alpha/two"))
    out = place / "pack"
    write(example, out)
    kept, spoilt = (out / f"alpha/{name}.jpg" for name in ("one", "two"))
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"?")
    before = kept.stat()

    write(example, out)

    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert spoilt.read_bytes() == example.files["alpha/two.jpg"].read_bytes()


def test_a_former_manifest_cannot_point_out_of_the_pack(outputs: Path, place: Path) -> None:
    """Whatever names stand in an old manifest, nothing outside the pack is removed."""
    out, victim = place / "pack", place / "victim.txt"
    write(picture(outputs), out)
    victim.write_text("mine")
    (out / "door").symlink_to(place, target_is_directory=True)
    manifest = json.loads((out / "manifest.json").read_text())
    evil = ["../victim.txt", str(victim), "door/victim.txt", "alpha/../../victim.txt", "alpha", 7, None]
    manifest["outputs"] = [{"file": name, "sidecars": evil} for name in evil] + ["nonsense", {"sidecars": 7}]
    manifest["texts"] = {"files": 7, "qr_codes": ["nonsense"]}
    (out / "manifest.json").write_text(json.dumps(manifest))

    write(picture(outputs), out)

    assert victim.read_text() == "mine"


def test_an_empty_folder_is_used(outputs: Path, place: Path) -> None:
    """A folder that somebody made beforehand is as good as none."""
    (place / "pack").mkdir()

    write(picture(outputs), place / "pack")

    assert "report.html" in names(place / "pack")


@pytest.mark.parametrize("stranger", ["photo.jpg", "manifest.json"])
def test_a_folder_with_other_things_is_refused_and_left_alone(outputs: Path, place: Path, stranger: str) -> None:
    """The studio does not write into a folder that is no pack of its own, whatever a file in it is called."""
    (place / stranger).write_text('{"name": "a web app"}')

    with pytest.raises(StorageError, match="holds other things: choose a new or empty folder"):
        write(picture(outputs), place)

    assert names(place) == [stranger]


@pytest.mark.parametrize(("name", "make"), [("pack", Path.touch), ("pack.zip", Path.mkdir)])
def test_a_file_is_no_folder_and_a_folder_no_zip(outputs: Path, place: Path, name: str, make: Any) -> None:
    """What stands under the name already is said, and stays."""
    make(place / name)

    with pytest.raises(StorageError, match=r"is a (file|folder)"):
        write(picture(outputs), place / name)

    assert [path.name for path in place.iterdir()] == [name]


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_a_full_disk_is_said_and_leaves_nothing(
    outputs: Path, place: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """When the disk is full half way, one line says so and no half-written pack stands there."""
    example = video(outputs)
    monkeypatch.setattr(shutil, "copyfile", no_space)
    monkeypatch.setattr(shutil, "copyfileobj", no_space)

    with pytest.raises(StorageError, match=r"No space left.*make room"):
        write(example, place / name)

    assert list(place.iterdir()) == []


def test_a_full_disk_keeps_the_former_pack(outputs: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed update leaves the pack as it was before."""
    write(picture(outputs), place / "pack")
    before = {name: (place / name).read_bytes() for name in names(place)}
    example = picture(outputs, size=64)
    monkeypatch.setattr(shutil, "copyfile", no_space)

    with pytest.raises(StorageError):
        write(example, place / "pack")

    assert {name: (place / name).read_bytes() for name in names(place)} == before


def test_a_place_that_cannot_be_written_is_said(outputs: Path, place: Path) -> None:
    """A path that leads through a file cannot be a folder, and the message names it."""
    (place / "file").touch()

    with pytest.raises(StorageError, match=r"cannot write the pack to .*file/pack"):
        write(picture(outputs), place / "file" / "pack")


def test_others_may_read_the_pack(outputs: Path, place: Path) -> None:
    """The pack is handed over, so that it has the permissions that new folders and files have here."""
    (place / "usual").mkdir()

    write(picture(outputs), place / "pack")

    assert (place / "pack").stat().st_mode == (place / "usual").stat().st_mode


@pytest.mark.parametrize("kind", ["plain", "working folder", "link"])
def test_an_empty_folder_stays_the_same_folder(
    outputs: Path, place: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Where somebody works, what a link leads to, a mounted disk: filled, never replaced, and nothing left beside."""
    monkeypatch.chdir(place)
    (place.parent / "link").symlink_to(place, target_is_directory=True)
    before = place.stat().st_ino, sorted(place.parent.iterdir())

    write(picture(outputs), {"plain": place, "working folder": Path(), "link": place.parent / "link"}[kind])

    assert names(place) == ["alpha/square.jpg", "manifest.json", "report.html", "report.pdf"]
    assert (place.stat().st_ino, sorted(place.parent.iterdir())) == before
    assert sorted(path.name for path in place.iterdir()) == ["alpha", "manifest.json", "report.html", "report.pdf"]


def test_what_a_killed_studio_left_is_no_other_thing(outputs: Path, place: Path) -> None:
    """A folder with nothing but an unfinished pack counts as empty."""
    (place / ".studio-pack-0123456789ab").mkdir()

    write(picture(outputs), place)

    assert "manifest.json" in names(place)


@pytest.mark.parametrize("stranger", [b"", b"holiday pictures", "a zip", "a zip with a manifest"])
def test_a_foreign_zip_is_refused_and_left_alone(outputs: Path, place: Path, stranger: bytes | str) -> None:
    """Only a zip that the studio wrote is replaced."""
    out = place / "pack.zip"
    if isinstance(stranger, bytes):
        out.write_bytes(stranger)
    else:
        with ZipFile(out, "w") as archive:
            archive.writestr("manifest.json" if "manifest" in stranger else "photo.jpg", '{"name": "a web app"}')
    before = out.read_bytes()

    with pytest.raises(StorageError, match="holds other things: choose a new name"):
        write(picture(outputs), out)

    assert out.read_bytes() == before
    assert list(place.iterdir()) == [out]


def test_a_former_zip_is_replaced(outputs: Path, place: Path) -> None:
    """Making a pack again under its name works for zips as for folders."""
    write(picture(outputs), place / "pack.zip")
    before = (place / "pack.zip").read_bytes()

    write(picture(outputs, size=64), place / "pack.zip")

    assert (place / "pack.zip").read_bytes() != before


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("photos", "holds other things"),
        ("photos.zip", "holds other things"),
        ("file", "is a file"),
        ("folder.zip", "is a folder"),
        ("file/pack", "cannot write the pack to .*Not a directory"),
        ("file/deep/pack.zip", "cannot write the pack to .*Not a directory"),
    ],
)
def test_a_bad_place_is_told_before_and_in_the_same_words(outputs: Path, place: Path, name: str, why: str) -> None:
    """Nobody renders for an hour to hear then that the place is taken; asking changes nothing."""
    for folder in ("photos", "folder.zip"):
        (place / folder).mkdir()
    for file in ("photos/one.jpg", "photos.zip", "file"):
        (place / file).touch()
    before = names(place)

    with pytest.raises(StorageError, match=why) as early:
        pack.check_place(place / name)
    with pytest.raises(StorageError) as late:
        write(picture(outputs), place / name)

    assert str(early.value) == str(late.value)
    assert names(place) == before


@pytest.mark.parametrize("name", ["pack", "pack.zip", "new/folders/pack", "."])
def test_a_place_without_permission_is_told_before(place: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The folder that is there, or the nearest one above, has to be writable."""
    monkeypatch.setattr(os, "access", lambda path, _mode: path != place)

    with pytest.raises(StorageError, match=r"Permission denied.*choose a folder that you may write to"):
        pack.check_place(place / name)


@pytest.mark.parametrize("name", ["pack", "pack.zip", "new/folders/pack", "."])
def test_asking_about_a_good_place_leaves_no_trace(place: Path, name: str) -> None:
    """No folder is made and no file tried."""
    pack.check_place(place / name)

    assert list(place.iterdir()) == []


def test_links_in_a_circle_are_said(outputs: Path, place: Path) -> None:
    """A link to itself is no place, and no traceback."""
    (place / "pack").symlink_to(place / "pack")

    with pytest.raises(StorageError, match="cannot write the pack to"):
        write(picture(outputs), place / "pack")

    assert [path.name for path in place.iterdir()] == ["pack"]
