"""One browser and one server for all that is driven in it, a page for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import making
from tests.e2e.driving import ARGUMENTS, PATIENCE_MS, WIDTHS, chromium, served

SUBTITLES = "1\n00:00:00,200 --> 00:00:01,400\nGood morning, and welcome to the harbour.\n"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real ``studio serve``."""
    with served(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(scope="package")
def master(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three seconds in two shots, and its subtitles."""
    folder = tmp_path_factory.mktemp("master")
    picture = "testsrc2=size=320x180:rate=25:duration=2[a];smptebars=size=320x180:rate=25:duration=1[b];[a][b]concat"
    video = making.video(folder / "harbour walk.mp4", seconds=3, fps="25", picture=picture)
    subtitles = folder / "harbour walk.srt"
    subtitles.write_text(SUBTITLES, encoding="utf-8")
    return [video, subtitles]


@pytest.fixture(params=list(WIDTHS))
def blank(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """An empty page at one width, with whatever goes wrong on it."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def page(blank: Page, studio: str) -> Page:
    """The studio's page."""
    blank.goto(studio)
    return blank


@pytest.fixture
def ready(page: Page, master: list[Path]) -> Page:
    """The studio's page with the master let in."""
    page.locator("input[type=file]").set_input_files(master)
    expect(page.get_by_text("What came in")).to_be_visible()
    return page
