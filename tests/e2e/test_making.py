"""From a dropped file to an opened pack, in a real Chromium against the real server: made, changed, mended."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import making
from tests.e2e.driving import PHONE, at_rest, choose, make, press, shot, unfold

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]

SIX = (
    ("facebook", "Six-second teaser"), ("instagram", "Square picture"), ("instagram", "Square video with subtitles"),
    ("snapchat", "Ten-second snap"), ("twitter", "Picture in a post"), ("youtube", "Thumbnail"),
)  # fmt: skip
"""Platforms and the names of their placements, as somebody picks them."""


def test_from_a_dropped_file_to_the_pack(page: Page, master: list[Path], tmp_path: Path) -> None:
    """Upload, choose, make, look, change by hand, download: all of it by what the page offers."""
    expect(page.get_by_role("button", name="Choose files")).to_be_visible()
    shot(page, "1-start")

    page.locator("input[type=file]").set_input_files(master)
    expect(page.get_by_text("What came in")).to_be_visible()
    expect(page.get_by_text("English", exact=False).first).to_be_visible()
    expect(page.get_by_text("320 × 180, wide", exact=False)).to_be_visible()
    for pill in ("Square picture", "Teaser"):
        expect(page.get_by_role("button", name=pill, exact=False).first).to_be_visible()
    shot(page, "2-came-in")

    page.reload()
    expect(page.get_by_text("harbour walk.mp4", exact=False).first).to_be_visible()
    choose(page, *SIX)
    make(page, len(SIX))
    shot(page, "3-making")
    expect(page.get_by_role("link", name="Download the pack")).to_be_visible()
    expect(page.locator("video").first).to_be_visible()
    press(page.get_by_text("Show the safe zone").first, expect(page.locator(".zone").first).to_be_visible)
    shot(page, "4-results")

    _change_by_hand(page)
    shot(page, "5-changed")
    _take_the_pack(page, tmp_path)


def _change_by_hand(page: Page) -> None:
    """Another focal point for the square picture: only that output is made anew, and says why it looks as it does."""
    picture = page.locator("img[src*='/api/outputs/']").first
    before = picture.get_attribute("src")
    card = page.locator(".st-key-card-instagram-square")
    unfold(card, "Change it by hand")
    stage = card.locator(".stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    apply = card.get_by_role("button", name="Apply")
    press(stage, expect(apply).to_be_enabled, at={"x": box["width"] * 0.9, "y": box["height"] * 0.5})
    shot(page, "5-by-hand")
    begun = page.get_by_role("progressbar").or_(page.locator(f"img[src*='/api/outputs/']:not([src='{before}'])"))
    press(apply, expect(begun.first).to_be_visible)
    expect(picture).not_to_have_attribute("src", before or "")
    expect(page.get_by_role("button", name="Make it again")).to_be_enabled()


def _take_the_pack(page: Page, folder: Path) -> None:
    """The downloaded zip holds every output with a manifest that describes them."""
    at_rest(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the pack").click()
    path = folder / "pack.zip"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename == "harbour walk-pack.zip"
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        manifest = json.loads(pack.read("manifest.json"))
        names = set(pack.namelist())
    assert {output["file"] for output in manifest["outputs"]} <= names
    assert {output["placement"] for output in manifest["outputs"]} == {
        "facebook/teaser", "instagram/square", "instagram/video", "snapchat/snap", "twitter/image", "youtube/thumbnail",
    }  # fmt: skip
    assert "report.html" in names


@PHONE
def test_a_fix_is_seen_taken_and_undone_and_a_finding_waived(page: Page, tmp_path: Path) -> None:
    """A black start: the picture of now and then, the choice, the way back, and a reason instead."""
    picture = "color=black:size=320x180:rate=25:duration=1[a];testsrc2=size=320x180:rate=25:duration=2[b];[a][b]concat"
    page.locator("input[type=file]").set_input_files(
        making.video(tmp_path / "dark.mp4", seconds=3, fps="25", picture=picture)
    )
    expect(page.get_by_text("What came in")).to_be_visible()
    choose(page, ("youtube", "Whole video"))
    make(page, 1)
    expect(page.get_by_role("link", name="Download the pack")).to_be_visible()
    card = page.locator(".st-key-card-youtube-video")
    undo = card.get_by_role("button", name="Undo the fix")

    take = card.get_by_role("button", name="Take this fix")
    press(card.get_by_role("button", name="See the fix").first, expect(take).to_be_visible)
    expect(card.get_by_text("With the fix", exact=True)).to_be_visible()
    shot(page, "8-fix-seen")
    press(take, expect(undo).to_be_visible)
    expect(undo).to_be_enabled()
    shot(page, "8-fix-taken")
    press(undo, partial(expect(undo).to_have_count, 0))

    waive = card.get_by_role("button", name="Waive it")
    press(card.get_by_role("button", name="Waive", exact=True).first, expect(waive).to_be_visible)
    card.get_by_label("Why it may stay so").fill("It is about the dark")
    card.get_by_label("Your name").fill("Ana")
    shot(page, "8-waiving")
    press(waive, expect(waive).to_be_hidden)
    expect(card.get_by_text("Waived by Ana on", exact=False)).to_be_visible()
    expect(card.get_by_role("button", name="Take the waiver back")).to_be_enabled()
