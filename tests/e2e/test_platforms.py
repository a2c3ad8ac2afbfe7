"""The page of the platforms in a real Chromium, a platform of one's own, and what is left when the studio closes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.driving import WIDE, go_to, press, served, shot, unfold

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]


def test_a_link_to_the_platforms_opens_them(page: Page, studio: str) -> None:
    """A page's own address works, and every limit there names its source."""
    page.goto(f"{studio}/platforms")

    expect(page.get_by_role("heading", name="Platforms")).to_be_visible()
    named = page.get_by_role("heading", name="Instagram", exact=True)
    press(page.get_by_role("radio", name="Instagram", exact=True), expect(named).to_be_visible)
    press(page.get_by_text(re.compile(r"^\d+ limits$")).first, expect(page.locator(".origin").first).to_be_visible)
    expect(page.get_by_role("link", name="results")).to_have_count(0)
    shot(page, "7-platforms")


@WIDE
def test_a_platform_of_ones_own_is_written_and_tried_at_once(blank: Page, master: list[Path], tmp_path: Path) -> None:
    """The form writes a file of facts; the master on the first page becomes its output; a broken plugin is named."""
    broken = tmp_path / "data" / "plugins" / "broken"
    broken.mkdir(parents=True)
    (broken / "platform.toml").write_text('slug = "broken"\nname = Broken\n', encoding="utf-8")
    with served(tmp_path) as address:
        blank.goto(address)
        blank.locator("input[type=file]").set_input_files(master)
        expect(blank.get_by_text("What came in")).to_be_visible()
        go_to(blank, "Platforms", expect(blank.get_by_text("broken/platform.toml:2", exact=False)).to_be_attached)
        if (menu := blank.get_by_test_id("stSidebarCollapseButton")).is_visible():
            press(menu, expect(menu).to_be_hidden)  # on a phone the menu lies over the page
        expect(blank.get_by_text("broken/platform.toml:2", exact=False)).to_be_visible()

        unfold(blank, "Add a platform of your own")
        write = blank.get_by_role("button", name="Write it and try it")
        press(write, expect(blank.get_by_text("Name is ''", exact=False)).to_be_visible)
        blank.get_by_label("What people call it").fill("Town Hall")
        blank.get_by_label("Size in pixels").fill("320x320")
        shot(blank, "8-new-platform")
        press(write, expect(blank.get_by_text("plugins/town_hall/platform.toml", exact=False)).to_be_visible)

        expect(blank.get_by_text("Made from harbour walk.mp4.")).to_be_visible()
        expect(blank.locator("video").first).to_be_visible()
        expect(blank.get_by_label("What people call it")).to_be_hidden()
        shot(blank, "9-tried")
    assert (tmp_path / "data" / "plugins" / "town_hall" / "platform.toml").is_file()


def test_a_closed_studio_says_so_in_its_own_words(browser: Browser, tmp_path: Path) -> None:
    """No command of the framework below it."""
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(address)
        expect(page.get_by_role("button", name="Choose files")).to_be_visible()

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_text("streamlit run")).to_be_hidden()
    shot(page, "10-closed")
    page.close()
