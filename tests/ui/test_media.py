"""Finished files are served whole or in ranges, and nothing else is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from studio.ui import media
from tests.ui.serving import Site, serving

DIGEST = "ab" * 32
PACK = "cd" * 16
CONTENT = bytes(range(256)) * 40


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    outputs, packs = tmp_path / "outputs", tmp_path / "packs"
    outputs.mkdir()
    packs.mkdir()
    (outputs / f"{DIGEST}.mp4").write_bytes(CONTENT)
    (outputs / f"{DIGEST}.html").write_bytes(b"<script>")
    (outputs / "notes.mp4").write_bytes(b"private")
    (packs / f"{PACK}.zip").write_bytes(CONTENT)
    (tmp_path / "secret.mp4").write_bytes(b"private")
    with serving(Starlette(routes=media.routes(outputs, packs))) as running:
        yield running


def test_an_output_is_served_as_what_it_is(site: Site) -> None:
    """Whole, with its type, and a browser is told not to guess another."""
    answer = site.ask("GET", f"/api/outputs/{DIGEST}.mp4")

    assert (answer.status, answer.body) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers or answer.headers["content-disposition"] == "inline"


@pytest.mark.parametrize(
    ("wanted", "part"), [("bytes=0-99", CONTENT[:100]), ("bytes=5000-", CONTENT[5000:]), ("bytes=-7", CONTENT[-7:])]
)
def test_a_player_can_seek(site: Site, wanted: str, part: bytes) -> None:
    """A range is answered with exactly these bytes."""
    answer = site.ask("GET", f"/api/outputs/{DIGEST}.mp4", range=wanted)

    assert (answer.status, answer.body) == (206, part)


def test_a_range_past_the_end_is_refused(site: Site) -> None:
    """As HTTP says, with 416."""
    assert site.ask("GET", f"/api/outputs/{DIGEST}.mp4", range="bytes=999999-").status == 416


def test_a_download_is_saved_under_its_name(site: Site) -> None:
    """Also where the name is not plain ASCII, and never as a folder or a second header."""
    answer = site.ask("GET", f"/api/packs/{PACK}.zip?download=..%2Fcaf%C3%A9%0D%0AX-Evil:%201.zip")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "x-evil" not in answer.headers
    assert ".." not in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "path",
    [
        f"/api/outputs/{DIGEST}.html", "/api/outputs/notes.mp4", "/api/outputs/..%2Fsecret.mp4",
        f"/api/outputs/{PACK}.zip",
        f"/api/packs/{DIGEST}.mp4", "/api/packs/..%2Fsecret.mp4", f"/api/outputs/{'0' * 64}.mp4", "/api/outputs/",
    ],
)  # fmt: skip
def test_nothing_else_is_served(site: Site, path: str) -> None:
    """Only finished files under their unguessable names."""
    assert site.ask("GET", path).status == 404


def test_old_packs_are_cleared_away(tmp_path: Path) -> None:
    """A pack can be made again; one of last month goes, one of today stays."""
    old, new = tmp_path / f"{'a' * 32}.zip", tmp_path / f"{'b' * 32}.zip"
    for path in (old, new):
        path.write_bytes(b"pack")
    os.utime(old, (0, 0))

    media.expire(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [new.name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gif", "image/gif"),
        ("m4a", "audio/mp4"),
        ("mp3", "audio/mpeg"),
        ("ogg", "audio/ogg"),
        ("pdf", "application/pdf"),
    ],
)
def test_every_kind_of_output_has_its_type(site: Site, tmp_path: Path, name: str, kind: str) -> None:
    """So that a browser plays or shows it."""
    (tmp_path / "outputs" / f"{DIGEST}.{name}").write_bytes(CONTENT)

    assert site.ask("GET", f"/api/outputs/{DIGEST}.{name}").headers["content-type"] == kind
