"""What a new user does, in a real Chromium against the real server: from a dropped file to an opened pack."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess  # noqa: TID251 - the server must be a process of its own, as a user's is
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import making
from tests.conftest import in_ci

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

PATIENCE_MS = 120_000
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,400\nGood morning, and welcome to the harbour.\n"
LEFTOVERS = (
    "[data-testid=stAppDeployButton], [data-testid=stMainMenu], [data-testid=stException], [data-testid=stStatusWidget]"
)


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        (pytest.fail if in_ci() else pytest.skip)("no Chromium: install it, or name one in CHROMIUM")
    return str(found)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real ``studio serve``."""
    with served(tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """``studio serve`` on a free port, with its own folders below ``folder``, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "STUDIO_CACHE": str(folder / "cache"), "STUDIO_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "studio", "serve", "--port", str(port), "--no-open"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield _ready(f"http://localhost:{port}", process, folder / "log")
        finally:
            process.terminate()
            process.wait(20)


def _ready(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three seconds in two shots, and its subtitles."""
    folder = tmp_path_factory.mktemp("master")
    picture = "testsrc2=size=320x180:rate=25:duration=2[a];smptebars=size=320x180:rate=25:duration=1[b];[a][b]concat"
    video = making.video(folder / "harbour walk.mp4", seconds=3, fps="25", picture=picture)
    subtitles = folder / "harbour walk.srt"
    subtitles.write_text(SUBTITLES, encoding="utf-8")
    return [video, subtitles]


@pytest.fixture(params=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, studio: str) -> Iterator[Page]:
    """The studio's page at one width, with whatever goes wrong on it."""
    expect.set_options(timeout=PATIENCE_MS)
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(studio)
    yield opened
    context.close()
    assert errors == []


def choose_nothing(page: Page) -> None:
    """Press "None" until it took: what is pressed while the page is drawn anew is lost, as it is for a person."""
    expect(page.get_by_role("button", name=re.compile(r"Make \d+ outputs"))).to_be_enabled()
    nothing = page.get_by_role("button", name="Make 0 outputs")
    for _ in range(4):
        page.get_by_role("button", name="None", exact=True).click()
        try:
            expect(nothing).to_be_disabled(timeout=15_000)
        except AssertionError:
            continue
        return
    raise AssertionError("nothing could be chosen")


def shot(page: Page, name: str) -> None:
    """Keep a picture of the whole page where somebody wants one; always check that it fits its width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
    assert page.locator(LEFTOVERS).count() == 0, f"{name} shows Streamlit's own parts"
    folder = os.environ.get("STUDIO_SCREENSHOTS")
    if folder and page.viewport_size:
        Path(folder).mkdir(parents=True, exist_ok=True)
        screen = page.viewport_size
        # The page scrolls inside itself, so the window must be as high as all of it.
        whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(screen["height"], whole)})
        page.wait_for_timeout(800)
        page.screenshot(path=Path(folder) / f"{name}-{width}.png")
        page.set_viewport_size(screen)


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
    choose_nothing(page)
    for number, (platform, placement) in enumerate(SIX, 1):
        page.locator(f".st-key-choice-{platform}").get_by_role("button", name=placement, exact=True).click()
        expect(page.get_by_role("button", name=f"Make {number} output")).to_be_enabled()
    page.get_by_role("button", name="Make 6 outputs").click()
    expect(page.get_by_role("progressbar").first).to_be_visible()
    shot(page, "3-making")
    expect(page.get_by_role("link", name="Download the pack")).to_be_visible()
    expect(page.locator("video").first).to_be_visible()
    page.get_by_text("Show the safe zone").first.click()
    expect(page.locator(".zone").first).to_be_visible()
    shot(page, "4-results")

    _change_by_hand(page)
    shot(page, "5-changed")
    _take_the_pack(page, tmp_path)


def test_words_are_dropped_with_the_master_or_written(page: Page, master: list[Path], tmp_path: Path) -> None:
    """A copy file that comes after the master is its words; another one is written here; both survive a look away."""
    words = tmp_path / "walk.ar.md"
    words.write_text("---\ntitle: نزهة\nmessage: نزرع شجرة يوم السبت.\n---\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(master)
    expect(page.get_by_text("What came in")).to_be_visible()
    page.get_by_label("Master and subtitles").set_input_files(words)
    expect(page.get_by_text("Arabic · نزهة · walk.ar.md")).to_be_visible()

    page.get_by_text("Or write it here").click()
    page.get_by_label("Title", exact=True).fill("A walk")
    page.get_by_label("Message", exact=False).fill("Come along!")
    page.get_by_role("button", name="Use these words").click()
    expect(page.get_by_text("English · A walk · Written here")).to_be_visible()
    shot(page, "2-words")

    _go_to(page, "Platforms")
    expect(page.get_by_role("heading", name="Platforms")).to_be_visible()
    _go_to(page, "Make")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_have_count(2)


def test_a_look_at_another_page_keeps_the_master(page: Page, master: list[Path]) -> None:
    """Back on the first page everything is as it was."""
    page.locator("input[type=file]").set_input_files(master)
    expect(page.get_by_text("What came in")).to_be_visible()

    _go_to(page, "Platforms")
    expect(page.get_by_role("heading", name="Platforms")).to_be_visible()
    _go_to(page, "Make")
    expect(page.get_by_text("harbour walk.mp4", exact=False).first).to_be_visible()


def _go_to(page: Page, name: str) -> None:
    """By the navigation, which a phone folds away."""
    link = page.get_by_role("link", name=name, exact=True)
    menu = page.get_by_test_id("stExpandSidebarButton")
    expect(link.or_(menu).first).to_be_visible()
    if menu.is_visible():
        menu.click()
    link.click()


def test_a_removed_master_is_gone(page: Page, master: list[Path]) -> None:
    """The page says what is left, and offers the demo again."""
    page.locator("input[type=file]").set_input_files(master)
    expect(page.get_by_text("What came in")).to_be_visible()

    page.get_by_role("button", name="Remove harbour walk.mp4").click()

    expect(page.get_by_text("These are subtitles.", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Use the demo master")).to_be_visible()


def _change_by_hand(page: Page) -> None:
    """Another focal point for the square picture: only that output is made anew, and says why it looks as it does."""
    picture = page.locator("img[src*='/api/outputs/']").first
    before = picture.get_attribute("src")
    card = page.locator(".st-key-card-instagram-square")
    card.get_by_text("Change it by hand").click()
    stage = card.locator(".stage")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    stage.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.5})
    shot(page, "5-by-hand")
    card.get_by_role("button", name="Apply").click()
    expect(picture).not_to_have_attribute("src", before or "")
    expect(page.get_by_role("button", name="Make it again")).to_be_enabled()


def _take_the_pack(page: Page, folder: Path) -> None:
    """The downloaded zip holds every output with a manifest that describes them."""
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


def test_a_link_to_the_platforms_opens_them(page: Page, studio: str) -> None:
    """A page's own address works, and every limit there names its source."""
    page.goto(f"{studio}/platforms")

    expect(page.get_by_role("heading", name="Platforms")).to_be_visible()
    page.get_by_text("Instagram", exact=True).click()
    page.get_by_text(re.compile(r"^\d+ limits$")).first.click()
    expect(page.locator(".origin").first).to_be_visible()
    expect(page.get_by_role("link", name="results")).to_have_count(0)
    shot(page, "7-platforms")


@pytest.mark.parametrize("size", list(WIDTHS))
def test_a_platform_of_ones_own_is_written_and_tried_at_once(
    browser: Browser, master: list[Path], tmp_path: Path, size: str
) -> None:
    """The form writes a file of facts; the master on the first page becomes its output; a broken plugin is named."""
    broken = tmp_path / "data" / "plugins" / "broken"
    broken.mkdir(parents=True)
    (broken / "platform.toml").write_text('slug = "broken"\nname = Broken\n', encoding="utf-8")
    width, height = WIDTHS[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    with served(tmp_path) as address:
        page.goto(address)
        page.locator("input[type=file]").set_input_files(master)
        expect(page.get_by_text("What came in")).to_be_visible()
        _go_to(page, "Platforms")
        if (fold := page.get_by_test_id("stSidebarCollapseButton")).is_visible():
            fold.click()  # on a phone the menu lies over the page
        expect(page.get_by_text("broken/platform.toml:2", exact=False)).to_be_visible()

        page.get_by_text("Add a platform of your own").click()
        page.get_by_role("button", name="Write it and try it").click()
        expect(page.get_by_text("Name is ''", exact=False)).to_be_visible()
        page.get_by_label("What people call it").fill("Town Hall")
        page.get_by_label("Size in pixels").fill("320x320")
        shot(page, "8-new-platform")
        page.get_by_role("button", name="Write it and try it").click()

        expect(page.get_by_text("Made from harbour walk.mp4.")).to_be_visible()
        expect(page.locator("video").first).to_be_visible()
        expect(page.get_by_text("plugins/town_hall/platform.toml", exact=False)).to_be_visible()
        expect(page.get_by_label("What people call it")).to_be_hidden()
        shot(page, "9-tried")
    assert (tmp_path / "data" / "plugins" / "town_hall" / "platform.toml").is_file()
    page.close()


def test_a_closed_studio_says_so_in_its_own_words(browser: Browser, tmp_path: Path) -> None:
    """No command of the framework below it."""
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(address)
        expect(page.get_by_role("button", name="Choose files")).to_be_visible(timeout=PATIENCE_MS)

    expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("streamlit run")).to_be_hidden()
    shot(page, "10-closed")
    page.close()


def test_a_fix_is_seen_taken_and_undone_and_a_finding_waived(page: Page, tmp_path: Path) -> None:
    """A black start: the picture of now and then, the choice, the way back, and a reason instead."""
    picture = "color=black:size=320x180:rate=25:duration=1[a];testsrc2=size=320x180:rate=25:duration=2[b];[a][b]concat"
    page.locator("input[type=file]").set_input_files(
        making.video(tmp_path / "dark.mp4", seconds=3, fps="25", picture=picture)
    )
    expect(page.get_by_text("What came in")).to_be_visible()
    choose_nothing(page)
    page.locator(".st-key-choice-youtube").get_by_role("button", name="Whole video", exact=True).click()
    page.get_by_role("button", name="Make 1 output").click()
    expect(page.get_by_role("link", name="Download the pack")).to_be_visible()
    card = page.locator(".st-key-card-youtube-video")

    card.get_by_role("button", name="See the fix").first.click()
    expect(card.get_by_text("With the fix", exact=True)).to_be_visible()
    shot(page, "8-fix-seen")
    card.get_by_role("button", name="Take this fix").click()
    expect(card.get_by_role("button", name="Undo the fix")).to_be_enabled()
    shot(page, "8-fix-taken")
    card.get_by_role("button", name="Undo the fix").click()
    expect(card.get_by_role("button", name="Undo the fix")).to_have_count(0)

    card.get_by_role("button", name="Waive", exact=True).first.click()
    card.get_by_label("Why it may stay so").fill("It is about the dark")
    card.get_by_label("Your name").fill("Ana")
    shot(page, "8-waiving")
    card.get_by_role("button", name="Waive it").click()
    expect(card.get_by_text("Waived by Ana on", exact=False)).to_be_visible()
    expect(card.get_by_role("button", name="Take the waiver back")).to_be_enabled()
