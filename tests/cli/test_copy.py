"""Copy from the command line to the pack."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import run

ENGLISH = (
    """---
title: A walk in the wood
message: On Saturday we plant a thousand trees. Bring your boots!
link: https://example.org/walk
hashtags: #PlantATree, #Forest
languages: en, ar, fr
alt_text: Children plant an oak in the rain.
---
Every tree stands where the fire was. """
    + "You need no experience, only boots and a warm coat. " * 8
)
ARABIC = """---
message: نزرع ألف شجرة يوم السبت.
link: https://example.org/walk
---
"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "forest-walk.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(path)
    return path


@pytest.fixture
def copies(tmp_path: Path) -> list[str]:
    (tmp_path / "walk.en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "walk.ar.md").write_text(ARABIC, encoding="utf-8")
    return ["--copy", str(tmp_path / "walk.en.md"), "--copy", str(tmp_path / "walk.ar.md")]


def test_export_packs_the_posts_of_the_chosen_platforms(
    photo: Path, copies: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command: texts in each language, within each platform's limits; alt text with every output."""
    out = tmp_path / "pack"
    chosen = "instagram/square,twitter/image,youtube/thumbnail"

    assert run("export", str(photo), *copies, "-p", chosen, "--out", str(out), "--json", "--strict") == 0
    manifest = json.loads(capsys.readouterr().out)
    posts = {f"{each['post']['platform']}/{each['post']['id']}/{each['post']['language']}": each["post"]
             for each in manifest["texts"]["posts"]}  # fmt: skip

    assert {key.rpartition("/")[0] for key in posts} == {
        "instagram/caption", "twitter/post", "youtube/title", "youtube/description", "youtube/tags",
    }  # fmt: skip
    for post in posts.values():
        assert [part["count"] for part in post["parts"] if part["count"] > post["limit"]] == []
    assert len(posts["twitter/post/en"]["parts"]) > 2
    assert "utm_source=twitter" in posts["twitter/post/en"]["parts"][0]["text"]
    assert "utm_" not in posts["instagram/caption/en"]["parts"][0]["text"]
    assert posts["twitter/post/ar"]["right_to_left"] is True
    alt = {"en": "Children plant an oak in the rain.", "ar": "suggestion: نزرع ألف شجرة يوم السبت.; forest walk"}
    assert [output["alt_text"] for output in manifest["outputs"]] == [alt] * 3
    assert (
        "walk.en.md: the campaign needs copy in fr too, and no file is in that language" in manifest["texts"]["notes"]
    )
    assert {"copy.html", "copy.txt", "copy.json", "qr.en.png", "qr.ar.png"} <= {path.name for path in out.iterdir()}


def test_plan_shows_the_posts(photo: Path, copies: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is rendered, whoever wrote the copy sees what becomes of it."""
    assert run("plan", str(photo), *copies, "--platforms", "snapchat") == 0

    planned = json.loads(capsys.readouterr().out)
    assert [(post["id"], post["language"]) for post in planned["posts"]] == [("spotlight", "en"), ("spotlight", "ar")]
    assert max(part["count"] for post in planned["posts"] for part in post["parts"]) <= 160
    assert planned["recipes"][0]["placement"] == "snapchat/snap"


def test_a_broken_copy_file_stops_before_anything_is_made(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with file, line and the nearest right key; exit 2; no pack."""
    path = tmp_path / "walk.en.md"
    path.write_text(ENGLISH.replace("title:", "tilte:"), encoding="utf-8")

    assert run("export", str(photo), "--copy", str(path), "--out", str(tmp_path / "pack")) == 2
    assert capsys.readouterr().err == "studio: walk.en.md, line 2: there is no key 'tilte': did you mean 'title'?\n"
    assert not (tmp_path / "pack").exists()


def test_a_text_that_cannot_fit_fails_with_strict(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said by how much; the pack is there all the same."""
    path = tmp_path / "walk.en.md"
    path.write_text(f"---\nmessage: {'x' * 300}\n---\n", encoding="utf-8")

    arguments = ("export", str(photo), "--copy", str(path), "-p", "twitter/image", "--out", str(tmp_path / "pack"))
    assert run(*arguments, "--strict", "--json") == 1
    (packed,) = json.loads(capsys.readouterr().out)["texts"]["posts"]
    assert packed["findings"][0]["message"] == (
        "The text has 300 weighted characters, 20 over the limit of 280: shorten it in the copy file."
    )
    assert packed["post"]["parts"][0]["text"] == "x" * 300


def test_export_packs_texts_as_files(
    photo: Path, copies: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file for each language, with the pack's own picture; in manifest, report and folder like every output."""
    out, chosen = tmp_path / "pack", "wordpress/post,wordpress/import,wordpress/featured_image,reddit/text_post"

    assert run("export", str(photo), *copies, "-p", chosen, "--out", str(out), "--json") == 0
    told = {output["file"]: output for output in json.loads(capsys.readouterr().out)["outputs"]}

    assert set(told) == {"wordpress/featured_image.jpg"} | {
        f"{name}.{language}.{form}"
        for name, form in (("wordpress/post", "html"), ("wordpress/import", "xml"), ("reddit/text_post", "txt"))
        for language in ("en", "ar")
    }
    for name, output in told.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == output["sha256"]
    post = told["wordpress/post.en.html"]
    assert (post["kind"], post["language"], post["facts"]["format"]) == ("text", "en", "html")
    assert post["facts"]["characters"] > 400
    assert post["posts"] == ["wordpress/title/en", "wordpress/article/en", "wordpress/excerpt/en"]
    assert post["alt_text"] == {"en": "Children plant an oak in the rain."}
    assert 'src="featured_image.jpg"' in (out / "wordpress" / "post.en.html").read_text("utf-8")
    imported = ET.parse(out / "wordpress" / "import.ar.xml")
    assert "نزرع" in "".join(imported.getroot().itertext())
    todo = {finding["message"] for finding in told["wordpress/import.en.xml"]["findings"] if finding["level"] == "todo"}
    assert any("An import file carries no picture" in message for message in todo)

    report = (out / "report.html").read_text("utf-8")
    assert 'href="reddit/text_post.ar.txt"' in report
    assert report.count('id="wordpress-post-') == 2
    assert 'href="#text-reddit-self_post-en"' in report

    assert run("export", str(photo), "-p", chosen, "--out", str(out), "--json") == 0
    skipped = json.loads(capsys.readouterr().out)["skipped"]
    assert [each["placement"] for each in skipped] == ["reddit/text_post", "wordpress/post", "wordpress/import"]
    assert all("written from the copy" in each["reason"] for each in skipped)
    assert [path.name for path in (out / "wordpress").iterdir()] == ["featured_image.jpg"]


def test_plan_names_the_text_files(photo: Path, copies: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """They are told before anything is rendered, and no longer among what is left out."""
    assert run("plan", str(photo), *copies, "--platforms", "tumblr/text_post") == 0

    planned = json.loads(capsys.readouterr().out)
    assert planned["files"] == ["tumblr/text_post.en.html", "tumblr/text_post.ar.html"]
    assert planned["skipped"] == []
