"""What every test gets: its own cache and data folders, and real footage where it lies beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"


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


def in_ci() -> bool:
    return os.environ.get("CI") == "true"
