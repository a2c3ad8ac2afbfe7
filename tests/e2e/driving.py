"""How the tests drive the studio: its own server, and presses that a slow machine does not lose."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess  # noqa: TID251 - the server must be a process of its own, as a user's is
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from tests.conftest import in_ci

PATIENCE_MS = 240_000
"""For what the studio works on: far more than it needs on a crowded machine, so that only what never comes fails."""
_TRIES, _TRY_MS, _LATE_MS = 4, 10_000, 1_000
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
WIDE, PHONE = (pytest.mark.parametrize("blank", [width], indirect=True) for width in WIDTHS)
"""For a test at one width, of what is the same at both."""
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_LEFTOVERS = (
    "[data-testid=stAppDeployButton], [data-testid=stMainMenu], [data-testid=stException], [data-testid=stStatusWidget]"
)

Seen = Callable[..., None]
"""An expectation of Playwright's, such as ``expect(heading).to_be_visible``; it takes ``timeout`` in ms."""


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        (pytest.fail if in_ci() else pytest.skip)("no Chromium: install it, or name one in CHROMIUM")
    return str(found)


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
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return address
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


_NOTHING_FADES = """() => document.getAnimations().every(
    one => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""


def press(button: Locator, seen: Seen, *, at: Position | None = None) -> None:
    """Press until ``seen`` holds: what is pressed while the page is drawn anew is lost, as it is for a person.

    ``seen`` is what the press itself brings, not what a job makes of it; ``at`` is where within ``button``. A press
    that the studio is still busy with, or that has done its work late, is not repeated: the second would undo what
    the first one toggled.
    """
    button.click(position=at)
    for _ in range(_TRIES):
        if _holds(seen, _TRY_MS):
            return
        at_rest(button.page)
        if _holds(seen, _LATE_MS):
            return
        button.click(position=at, timeout=_TRY_MS)
    seen(timeout=_TRY_MS)


def _holds(seen: Seen, timeout_ms: float) -> bool:
    try:
        seen(timeout=timeout_ms)
    except AssertionError:
        return False
    return True


def at_rest(page: Page) -> None:
    """Wait until the studio has answered and the page is drawn: what fades has faded; what turns for ever may turn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(_NOTHING_FADES)


def unfold(within: Page | Locator, name: str) -> None:
    """Open what is folded below ``name``, and wait until it stands still: a press into its opening is lost."""
    fold = within.get_by_test_id("stExpander").filter(has_text=name).locator("details").first
    press(fold.locator("summary"), partial(expect(fold).to_have_attribute, "open", ""))
    expect(fold.get_by_test_id("stExpanderDetails")).not_to_have_attribute("inert", "")
    expect(fold).not_to_have_attribute("style", re.compile("height"))


def go_to(page: Page, name: str, seen: Seen) -> None:
    """By the navigation, which a phone folds away."""
    link = page.get_by_role("link", name=name, exact=True)
    menu = page.get_by_test_id("stExpandSidebarButton")
    expect(link.or_(menu).first).to_be_visible()
    if menu.is_visible():
        press(menu, expect(link).to_be_visible)
    press(link, seen)


def choose(page: Page, *placements: tuple[str, str]) -> None:
    """These and no others: each is a platform and the name of a placement, as somebody picks them."""
    press(page.get_by_role("button", name="None", exact=True), expect(_make(page, 0)).to_be_disabled)
    for number, (platform, name) in enumerate(placements, 1):
        pill = page.locator(f".st-key-choice-{platform}").get_by_role("button", name=name, exact=True)
        press(pill, expect(_make(page, number)).to_be_enabled)


def make(page: Page, count: int) -> None:
    """Begin to make as many outputs as were chosen."""
    begun = page.get_by_role("progressbar").or_(page.get_by_role("link", name="Download the pack"))
    press(_make(page, count), expect(begun.first).to_be_visible)


def _make(page: Page, count: int) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^Make {count} outputs?$"))


def shot(page: Page, name: str) -> None:
    """Keep a picture of the whole page where somebody wants one; always check that it fits its width."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
    assert page.locator(_LEFTOVERS).count() == 0, f"{name} shows Streamlit's own parts"
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
