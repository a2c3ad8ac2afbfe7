"""What a new user brings, in a real Chromium against the real server: files, words, and what is no media."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.driving import PHONE, WIDE, go_to, press, shot, unfold

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]


@PHONE
def test_words_are_dropped_with_the_master_or_written(ready: Page, tmp_path: Path) -> None:
    """A copy file that comes after the master is its words; another one is written here; both survive a look away."""
    words = tmp_path / "walk.ar.md"
    words.write_text("---\ntitle: نزهة\nmessage: نزرع شجرة يوم السبت.\n---\n", encoding="utf-8")
    ready.get_by_label("Master and subtitles").set_input_files(words)
    expect(ready.get_by_text("Arabic · نزهة · walk.ar.md")).to_be_visible()

    unfold(ready, "Or write it here")
    ready.get_by_label("Title", exact=True).fill("A walk")
    ready.get_by_label("Message", exact=False).fill("Come along!")
    written = ready.get_by_text("English · A walk · Written here")
    press(ready.get_by_role("button", name="Use these words"), expect(written).to_be_visible)
    shot(ready, "2-words")

    go_to(ready, "Platforms", expect(ready.get_by_role("heading", name="Platforms")).to_be_visible)
    go_to(ready, "Make", partial(expect(ready.get_by_role("button", name="Remove", exact=True)).to_have_count, 2))


@PHONE
def test_a_look_at_another_page_keeps_the_master(ready: Page) -> None:
    """Back on the first page everything is as it was."""
    go_to(ready, "Platforms", expect(ready.get_by_role("heading", name="Platforms")).to_be_visible)
    go_to(ready, "Make", expect(ready.get_by_text("harbour walk.mp4", exact=False).first).to_be_visible)


@WIDE
def test_a_removed_master_is_gone(ready: Page) -> None:
    """The page says what is left, and offers the demo again."""
    left = ready.get_by_text("These are subtitles.", exact=False)
    press(ready.get_by_role("button", name="Remove harbour walk.mp4"), expect(left).to_be_visible)

    expect(ready.get_by_role("button", name="Use the demo master")).to_be_visible()


@PHONE
def test_a_file_that_is_no_media_gets_one_line(page: Page, tmp_path: Path) -> None:
    """What is wrong and what to do, no traceback; another file can follow."""
    wrong = tmp_path / "notes.mp4"
    wrong.write_text("just words, " * 100)

    page.locator("input[type=file]").set_input_files(wrong)

    alert = page.get_by_role("alert").first
    expect(alert).to_be_visible()
    assert "Traceback" not in page.content()
    assert "notes.mp4" in alert.inner_text()
    shot(page, "6-refused")


@WIDE
def test_an_upload_goes_on_after_the_page_was_closed(page: Page, tmp_path: Path) -> None:
    """The second visit sends only what was missing."""
    big = tmp_path / "long.mp4"
    big.write_bytes(os.urandom(24 << 20))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    page.route("**/api/uploads/*offset=8388608", lambda route: route.abort())
    page.locator("input[type=file]").set_input_files(big)
    expect(page.get_by_text("The connection broke at", exact=False)).to_be_visible()

    page.unroute("**/api/uploads/*offset=8388608")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("Choose the same file again", exact=False)).to_be_visible()
    sent.clear()
    page.locator("input[type=file]").set_input_files(big)
    expect(page.get_by_text("received", exact=False)).to_be_visible()

    assert [url.partition("offset=")[2] for url in sent] == ["8388608", "16777216"]
