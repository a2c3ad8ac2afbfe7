"""What every test gets: its own cache and data folders, and real footage where it lies beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
SHARED_MEDIA = TESTS.parents[1] / "shared" / "media"
SHARED_PLATFORMS = SHARED_MEDIA.with_name("platforms")
SHARED_TIPS = SHARED_MEDIA.with_name("tips.toml")
SHARED_TWITTER_TEXT = SHARED_MEDIA.with_name("twitter-text")


LONGEST = (
    "e2e/test_making.py", "test_tutorial.py", "e2e/test_platforms.py", "cli/test_export.py", "e2e/test_bringing.py",
    "test_demo.py", "e2e/test_accessible.py", "render/test_redaction.py", "test_effects.py", "cli/test_plugin.py",
)  # fmt: skip
"""The files that take longest, those with a browser between others, so that two workers seldom have one each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They begin, so that in the end no worker waits for one; the others follow, shuffled as they are."""
    order = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what a person keeps."""
    monkeypatch.setenv("STUDIO_CACHE", str(tmp_path / "_cache"))
    monkeypatch.setenv("STUDIO_DATA", str(tmp_path / "_data"))


@pytest.fixture(scope="session")
def footage() -> Path:
    """The folder of real footage beside the checkout; tests that want it are skipped where it is not."""
    if not SHARED_MEDIA.is_dir():
        pytest.skip("no real footage beside the checkout")
    return SHARED_MEDIA


@pytest.fixture(scope="session")
def shared_platforms() -> Path:
    """The research on platforms' limits beside the checkout; tests that compare with it are skipped where it is not."""
    if not SHARED_PLATFORMS.is_dir():
        pytest.skip("no research on platforms beside the checkout")
    return SHARED_PLATFORMS


@pytest.fixture(scope="session")
def shared_tips() -> Path:
    """The list of the paper's tips beside the checkout; tests that compare with it are skipped where it is not."""
    if not SHARED_TIPS.is_file():
        pytest.skip("no list of tips beside the checkout")
    return SHARED_TIPS


@pytest.fixture(scope="session")
def shared_twitter_text() -> Path:
    """twitter-text's published conformance data beside the checkout; tests that want it are skipped where it is not."""
    if not SHARED_TWITTER_TEXT.is_dir():
        pytest.skip("no conformance data of twitter-text beside the checkout")
    return SHARED_TWITTER_TEXT


def in_ci() -> bool:
    return os.environ.get("CI") == "true"
