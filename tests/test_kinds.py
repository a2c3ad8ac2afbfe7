"""Every kind of output from every kind of master, end to end, as a plugin declares them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import av
import pypdf
import pytest
from PIL import Image

from studio import check
from studio.delivering import write_pack
from studio.export import Production, prepare, produce
from studio.pack.contact_sheet import contact_sheet
from studio.plan.edits import Edits
from studio.platforms.registry import Registry
from tests import making

PLUGIN = """\
slug = "town"
name = "Town"

[sources.help]
title = "Help pages"
as_of = "2026-09"

[[placements]]
id = "loop"
name = "Loop"
kind = "video"
format = "gif"
size = "160x90"
aim = { max_s = 1 }

[[placements.limits]]
key = "max_file_mb"
value = 1
source = "help"
confidence = "high"

[[placements]]
id = "track"
name = "Track"
kind = "audio"
format = "mp3"
artwork = "200x200"

[[placements]]
id = "voice"
name = "Voice message"
kind = "audio"
format = "ogg"
channels = 1

[[placements]]
id = "carousel"
name = "Carousel"
kind = "document"
format = "pdf"
size = "216x270"

[[placements]]
id = "sticker"
name = "Sticker"
kind = "image"
format = "webp"
size = "128x128"
fit = "contain"
transparency = true

[[placements]]
id = "note"
name = "Round note"
kind = "video"
format = "mp4"
size = "120x120"
shape = "circle"
aim = { max_s = 1 }

[[placements]]
id = "card"
name = "Card"
kind = "image"
format = "jpeg"
size = "200x200"

[[placements]]
id = "post"
name = "Post"
kind = "text"
format = "html"
"""


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    folder = tmp_path / "plugins" / "town"
    folder.mkdir(parents=True)
    (folder / "platform.toml").write_text(PLUGIN, encoding="utf-8")
    loaded = Registry.load([folder.parent], names=check.names())
    assert loaded.problems == ()
    return loaded


def made(master: Path, registry: Registry, cache: Path) -> Production:
    production = produce(prepare(master, cache=cache), registry.targets, Edits(), cache=cache)
    assert production.failed == ()
    return production


def ids(production: Production) -> set[str]:
    return {one.target.placement.id for one in production.made}


def test_a_video_fills_every_placement_but_the_written_one(registry: Registry, tmp_path: Path) -> None:
    """Each file is opened by a reader of its kind; the pack holds them all, with pictures of what can be seen."""
    clip = making.video(tmp_path / "town_meeting.mp4", seconds=1, size="160x90")
    production = made(clip, registry, tmp_path / "cache")
    contents = write_pack(production, tmp_path / "pack.zip", cache=tmp_path / "cache")

    assert ids(production) == {"loop", "track", "voice", "carousel", "sticker", "note", "card"}
    assert "written from the copy" in str(production.skipped[0].reason)
    assert all(finding.level == "pass" for one in production.made for finding in one.report.findings)
    files = {one.target.placement.id: one.output.path for one in production.made}
    for name in ("track", "voice", "note"):
        with av.open(str(files[name])) as container:
            assert sum(frame.samples for frame in container.decode(audio=0)) > 40_000
    for name in ("loop", "sticker", "card"):
        with Image.open(files[name]) as picture:
            picture.load()
    assert pypdf.PdfReader(files["carousel"]).pages

    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert {"town/loop.gif", "town/track.mp3", "town/voice.ogg", "town/carousel.pdf"} <= set(pack.namelist())
        report = pack.read("report.html").decode()
        told = json.loads(pack.read("manifest.json"))
    assert report.count("<img") == 5 + 1 + 1 + 1 + 5 + 1
    assert 'class="pictures wide film round"' in report
    assert "page 1" in report and "200 × 200" in report
    assert {one["shape"] for one in told["outputs"] if one["placement"] == "town/note"} == {"circle"}
    sheet = contact_sheet(contents, {one.file: files[one.placement.partition("/")[2]] for one in contents.outputs})
    assert sheet.width == 1600


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("photo.png", {"loop", "carousel", "sticker", "note", "card"}),
        ("song.wav", {"track", "voice", "note"}),
        ("words.md", {"carousel", "card"}),
    ],
)
def test_other_masters_fill_what_they_can(registry: Registry, tmp_path: Path, name: str, kinds: set[str]) -> None:
    """All else is skipped, each with a reason."""
    master = tmp_path / name
    if name == "photo.png":
        Image.effect_noise((320, 180), 60).convert("RGB").save(master)
    elif name == "song.wav":
        making.sound(master, seconds=1)
    else:
        master.write_text("# Ask one question\n\nWho gains?\n")
    production = made(master, registry, tmp_path / "cache")

    assert ids(production) == kinds
    assert len(production.skipped) == len(registry.targets) - len(kinds)
    assert all(" gives no " in str(one.reason) for one in production.skipped)
