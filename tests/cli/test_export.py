"""The main job from the command line."""

from __future__ import annotations

import json
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import av
import pytest

from studio.paths import data_dir
from tests import making
from tests.cli.conftest import run
from tests.platforms.writing import plugin

TWO = "facebook/teaser,youtube/thumbnail"
PLATFORM = """
slug = "{slug}"
name = "{slug}"

[sources.rule]
title = "House rule"
as_of = "2026-11"

[[placements]]
id = "post"
name = "Post"
kind = "image"
size = "320x320"
format = "jpeg"

[[placements.limits]]
key = "{limit}"
value = {value}
source = "rule"
confidence = "high"
"""


def picture_platform(slug: str, *, limit: str, value: object) -> None:
    """A platform of the person's own, with one place for a picture and one limit."""
    folder = data_dir() / "plugins" / slug
    folder.mkdir(parents=True)
    (folder / "platform.toml").write_text(PLATFORM.format(slug=slug, limit=limit, value=json.dumps(value)))


@dataclass(frozen=True)
class Exported:
    """What one export gave: its folder, what it told, and the cache and data folders that it filled."""

    out: Path
    stdout: str
    stderr: str
    folders: dict[str, str]


@pytest.fixture(scope="module")
def exported(clip: Path, words: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A master and its words at two placements, made from nothing."""
    folder = tmp_path_factory.mktemp("exported")
    folders = {"STUDIO_CACHE": str(folder / "cache"), "STUDIO_DATA": str(folder / "data")}
    arguments = [str(clip), "-s", str(words), "--platforms", TWO, "--out", str(folder / "pack"), "--progress", "json"]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        for name, path in folders.items():
            patch.setenv(name, path)
        assert run("export", *arguments) == 0
    return Exported(folder / "pack", out.getvalue(), err.getvalue(), folders)


@pytest.fixture
def kept(exported: Exported, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache that this export filled, for whoever exports after it."""
    for name, path in exported.folders.items():
        monkeypatch.setenv(name, path)
    return Path(exported.folders["STUDIO_CACHE"])


def test_export_hands_over_a_pack(exported: Exported) -> None:
    """One command makes the folder: outputs by platform, manifest and report; piped, it says only where."""
    out = exported.out

    assert exported.stdout.strip() == str(out)
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        "facebook/teaser.mp4", "youtube/thumbnail.jpg", "manifest.json", "report.html", "report.pdf",
    }  # fmt: skip
    with av.open(str(out / "facebook" / "teaser.mp4")) as teaser:
        stream = teaser.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.profile) == ("h264", "High")
        assert stream.frames == 90


def test_progress_can_be_read_by_a_program(exported: Exported) -> None:
    """--progress json tells each output and all together, a line each, that end at 1; the result stays apart."""
    events = [json.loads(line) for line in exported.stderr.splitlines()]
    together = [event["done"] for event in events if event["stage"] == "make"]

    assert exported.stdout.strip() == str(exported.out)
    assert {event["placement"] for event in events if event["stage"] == "done"} == set(TWO.split(","))
    assert together == sorted(together) and together[-1] == 1.0
    assert len(together) > 3


@pytest.mark.usefixtures("kept")
def test_the_manifest_tells_everything(
    clip: Path, words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--json prints what manifest.json holds, with measured facts, findings and their sources, and no path."""
    out = tmp_path / "pack.zip"

    assert run("export", str(clip), "-s", str(words), "--platforms", TWO, "--out", str(out), "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    with zipfile.ZipFile(out) as pack:
        assert json.loads(pack.read("manifest.json")) == printed
        names = pack.namelist()
    assert printed["failed"] == []
    assert str(clip.parent) not in json.dumps(printed)
    for output in printed["outputs"]:
        assert output["file"] in names
        assert {"width", "height", "duration_s", "fps", "video_codec", "audio_codec", "bytes", "loudness_lufs"} <= set(
            output["facts"]
        )
        assert {"rule", "level", "message", "evidence", "source", "as_of"} <= set(output["findings"][0])
        assert {finding["level"] for finding in output["findings"]} <= {"pass", "warn", "fail", "todo", "n/a"}


def test_a_pack_that_exists_is_made_of_what_is_kept(
    clip: Path, words: Path, tmp_path: Path, exported: Exported, kept: Path
) -> None:
    """The second export of the same measures and encodes nothing again, and hands over the same bytes."""
    before = {path: path.stat().st_ino for path in kept.rglob("*.kept")}
    out = tmp_path / "pack"

    assert run("export", str(clip), "-s", str(words), "--platforms", TWO, "--out", str(out)) == 0

    assert {path: path.stat().st_ino for path in kept.rglob("*.kept")} == before and len(before) >= 7
    assert _content(out) == _content(exported.out)


def _content(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_edits_count_the_same_from_the_command_line(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A start chosen by hand is where the output begins."""
    edits = tmp_path / "edits.toml"
    edits.write_text('[placements."facebook/teaser"]\nstart_s = 1.5\n')

    assert run("plan", str(clip), "--platforms", "facebook/teaser", "--edits", str(edits)) == 0
    recipe = json.loads(capsys.readouterr().out)["recipes"][0]
    assert recipe["clips"][0]["start"] == 45


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ('[placements."facebook/teaser"]\nbegin = 1\n', "begin"),
        ('[placements."facebook/teeser"]\nstart_s = 1\n', "facebook/teaser"),
        ("[placements\n", "is not a file of edits"),
        (f"placements = {'[' * 100_000}", "is not a file of edits (it is nested too deeply)"),
    ],
)
def test_wrong_edits_are_named(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], edits: str, said: str
) -> None:
    """An unknown key, a mistyped placement, broken TOML: one line that says which, exit 2."""
    path = tmp_path / "edits.toml"
    path.write_text(edits)

    assert run("plan", str(clip), "--edits", str(path)) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("name", ["edits.json", "EDITS.JSON"])
def test_edits_as_windows_saves_them(clip: Path, tmp_path: Path, name: str) -> None:
    """With a mark at the beginning, and an ending in capitals."""
    path = tmp_path / name
    path.write_text('{"placements": {"facebook/teaser": {"start_s": 1.5}}}', encoding="utf-8-sig")

    assert run("plan", str(clip), "--platforms", "facebook/teaser", "--edits", str(path)) == 0


def test_an_unknown_platform_is_named_with_the_nearest(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A typing error gets the name that was meant."""
    assert run("export", str(clip), "--platforms", "instagrm") == 2
    assert "instagram" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "page"])
def test_what_is_no_master_is_refused(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing path, a folder, an empty file, a text and a web page called .mp4: one line, exit 2, nothing written."""
    path, out = tmp_path / "master.mp4", tmp_path / "pack"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_text({"empty": "", "text": "just words\n" * 50}.get(kind, "<!doctype html><p>Not found</p>\n" * 50))

    assert run("export", str(path), "--out", str(out)) == 2
    error = capsys.readouterr().err
    assert error.startswith("studio: ")
    assert error.count("\n") == 1
    assert not out.exists()


def test_a_picture_gives_pictures_and_moving_stills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A photo fills the places for pictures, and becomes a calm move in a place for videos."""
    from PIL import Image

    photo = tmp_path / "photo.jpg"
    Image.effect_noise((640, 480), 40).convert("RGB").save(photo)
    plugin(data_dir() / "plugins", old="max_s = 6", new="max_s = 1")

    assert run("export", str(photo), "--platforms", "townhall", "--out", str(tmp_path / "pack"), "--json") == 0
    kinds = {one["placement"]: one["kind"] for one in json.loads(capsys.readouterr().out)["outputs"]}
    assert kinds == {"townhall/post": "video", "townhall/picture": "image"}


def test_sound_becomes_a_video_and_the_rest_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An audio file is drawn as a wave; a picture cannot be made from it, and that is no failure."""
    sound = making.sound(tmp_path / "song.mp3", seconds=1)
    plugin(data_dir() / "plugins")

    assert run("export", str(sound), "--platforms", "townhall", "--out", str(tmp_path / "pack"), "--json") == 0
    manifest = json.loads(capsys.readouterr().out)
    assert [one["placement"] for one in manifest["outputs"]] == ["townhall/post"]
    assert [one["placement"] for one in manifest["skipped"]] == ["townhall/picture"]


def test_an_output_that_cannot_be_made_does_not_stop_the_others(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One placement asks for a size that no picture can have: it is named, the others are delivered, exit 3."""
    picture_platform("tiny", limit="max_bytes", value=300)

    code = run("export", str(clip), "--platforms", "tiny,youtube/thumbnail", "--out", str(tmp_path / "pack"), "--json")

    told = capsys.readouterr()
    manifest = json.loads(told.out)
    assert code == 3
    assert [one["placement"] for one in manifest["failed"]] == ["tiny/post"]
    assert [one["placement"] for one in manifest["outputs"]] == ["youtube/thumbnail"]
    assert "tiny/post could not be made" in told.err


def test_a_folder_that_is_a_file_is_said(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the pack cannot be written, one line says so, and nothing is left half-made."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    assert run("export", str(clip), "--platforms", "youtube/thumbnail", "--out", str(blocked / "pack")) == 4
    assert capsys.readouterr().err.count("\n") == 1
    assert blocked.read_text() == "in the way"


def test_somebody_elses_folder_is_refused_before_anything_is_made(
    clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with other things in it is left alone, and nobody waits minutes to hear it."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_text("mine")

    assert run("export", str(clip), "--out", str(tmp_path / "photos")) == 4
    assert "photos" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["holiday.jpg"]
    assert not (tmp_path / "_cache" / "outputs").exists()


def test_a_wrong_number_of_cores_is_said(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, before anything begins."""
    assert run("export", str(clip), "--cores", "0") == 2
    assert "--cores" in capsys.readouterr().err


BLACK = "color=black:size=320x180:rate=25:duration=1[a];testsrc2=size=320x180:rate=25:duration=2[b];[a][b]concat"


def test_fixes_are_tried_told_and_handed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--fix mends a black start, says so, and writes edits that give the same pack without it."""
    master = making.video(tmp_path / "dark.mp4", seconds=3, fps="25", picture=BLACK)
    out, again = tmp_path / "pack", tmp_path / "again"

    asked = ("export", str(master), "--platforms", "telegram/video_note")
    assert run(*asked, "--fix", "--out", str(out), "--progress", "json") == 0
    told = capsys.readouterr()
    manifest = json.loads((out / "manifest.json").read_text())
    kept = [change for change in manifest["mending"]["changes"] if change["outcome"] == "kept"]
    assert "start_s" in kept[0]["change"]
    assert kept[0]["told"] in told.err
    assert told.out.strip() == str(out)
    assert any(json.loads(line)["stage"] == "fix" for line in told.err.splitlines() if line.startswith("{"))
    assert "Mended by itself" in (out / "report.html").read_text()

    assert run(*asked, "--edits", str(out / "edits.json"), "--out", str(again)) == 0
    assert (again / "telegram/video_note.mp4").read_bytes() == (out / "telegram/video_note.mp4").read_bytes()


def test_a_waived_limit_no_longer_counts(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --strict the pack passes and says who answers for it; a mistyped rule is an error with the nearest."""
    picture_platform("odd", limit="colour_space", value="Display P3")
    edits, out = tmp_path / "edits.toml", tmp_path / "pack"
    asked = ("export", str(clip), "--platforms", "odd", "--strict", "--out", str(out))
    waiver = '[[waivers]]\nrule = "{}"\nplacement = "odd/post"\nreason = "they take it"\nby = "Ana"\non = 2026-11-02\n'

    assert run(*asked) == 1
    edits.write_text(waiver.format("limit.colour_space"))
    assert run(*asked, "--edits", str(edits)) == 0
    (output,) = json.loads((out / "manifest.json").read_text())["outputs"]
    (found,) = [finding for finding in output["findings"] if finding["rule"] == "limit.colour_space"]
    assert (found["level"], found["waived"]["by"]) == ("fail", "Ana")
    report = (out / "report.html").read_text()
    assert "Waived by Ana on 2026-11-02: they take it. The platform may still refuse it." in report
    assert "All keep" in report or "It keeps" in report

    edits.write_text(waiver.format("limit.color_space"))
    capsys.readouterr()
    assert run(*asked, "--edits", str(edits)) == 2
    assert "did you mean 'limit.colour_space'" in capsys.readouterr().err


def test_a_hook_takes_the_title_of_the_copy(clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where edits ask for it; without copy one line says what is missing."""
    edits, copy = tmp_path / "edits.toml", tmp_path / "words.en.md"
    edits.write_text('[placements."facebook/teaser"]\nhook = "@title"\n')
    copy.write_text("---\ntitle: Come along!\nmessage: On Saturday.\n---\n", encoding="utf-8")
    asked = ("plan", str(clip), "--platforms", "facebook/teaser", "--edits", str(edits))

    assert run(*asked) == 2
    assert "--copy" in capsys.readouterr().err
    assert run(*asked, "--copy", str(copy)) == 0
    (recipe,) = json.loads(capsys.readouterr().out)["recipes"]
    assert recipe["hook"]["cues"][0]["text"] == "Come along!"


def test_the_report_is_told_in_the_language_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked on the command line, else the system's; a language without a catalogue is named with the nearest."""
    photo, out = making.picture(tmp_path / "photo.jpg"), tmp_path / "pack"
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    told = {}
    for name, asked in {"system": [], "english": ["--language", "en"]}.items():
        arguments = ["export", str(photo), "--platforms", "youtube/thumbnail", "--out", str(out), *asked]
        assert run(*arguments) == 0
        told[name] = (out / "report.html").read_text("utf-8")

    assert '<html lang="fr"' in told["system"]
    assert "version est prête." in told["system"]
    assert '<html lang="en"' in told["english"]
    assert "output is ready." in told["english"]
    assert run("export", str(photo), "--language", "french", "--out", str(out)) == 2
    assert "do you mean fr?" in " ".join(capsys.readouterr().err.replace("│", " ").split())
