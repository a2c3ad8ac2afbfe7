"""The report in a real Chromium, as axe-core judges it: wide and on a phone, light and dark, in every language."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from studio import pack
from studio.messages import languages
from studio.pack.manifest import Failure
from tests import making
from tests.e2e.driving import at_rest
from tests.pack.example import finding, picture, together, video
from tests.pack.test_texts import texts, words

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]

SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module", params=languages())
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report that has everything: all levels, texts, what could not be made."""
    folder = tmp_path_factory.mktemp("report")
    every = [finding("fail", "Too long: cut it.", source="Help <https://example.org/help>"),
             finding("warn", "Too dark.", rule="alpha.dark", check="picture_quality", evidence={"luma": 0.1}),
             finding("todo", "Share it.", rule="alpha.share"), finding("pass"), finding("n/a")]  # fmt: skip
    outputs = [picture(folder, f"alpha/p{number}", every[: number % 5 + 1]) for number in range(10)]
    example = together(
        *outputs, video(folder, findings=every), texts=texts(words()), campaign=(every[1],),
        failed=(Failure(placement="beta/x", reason="It broke."),), broken=("town: is odd: mend it",),
    )  # fmt: skip
    pack.write(example.manifest, example.files, example.sidecars, folder / "pack", cache=folder / "cache",
               language=request.param)  # fmt: skip
    return (folder / "pack" / "report.html").as_uri()


@pytest.fixture(params=[(1440, "light"), (390, "light"), (1440, "dark")], ids=["wide", "phone", "dark"])
def shown(request: pytest.FixtureRequest, browser: Browser, report: str) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(report)
    yield opened
    context.close()


def test_axe_finds_nothing_serious(shown: Page) -> None:
    """Neither folded nor with everything unfolded; and nothing scrolls sideways."""
    for unfold in (False, True):
        if unfold:
            shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert _serious(shown) == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_serious_in_the_studio(page: Page, tmp_path: Path) -> None:
    """A first visit, and what stands there when a master has come in."""
    expect(page.get_by_text("No file at hand?", exact=False)).to_be_visible()
    at_rest(page)
    assert _serious(page) == []
    page.locator("input[type=file]").set_input_files(making.video(tmp_path / "clip.mp4", seconds=1))
    expect(page.get_by_role("button", name="Make ", exact=False).last).to_be_visible()
    at_rest(page)
    assert _serious(page) == []


def _serious(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds that keeps somebody out: the rule, and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS]


def test_headings_go_down_one_step_at_a_time(shown: Page) -> None:
    """One first heading, and none is skipped on the way down: a screen reader's table of contents."""
    levels = shown.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(one => +one.tagName[1])")

    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_the_keyboard_reaches_everything(shown: Page) -> None:
    """The first stop skips to the outputs; what is folded opens by Enter; each stop shows where it is."""
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "outputs"
    summary = shown.locator("article summary").first
    summary.focus()
    shown.keyboard.press("Enter")
    assert summary.evaluate("one => one.parentElement.open")
    assert summary.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
