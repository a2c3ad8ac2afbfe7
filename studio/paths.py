"""Where the studio's own files lie, and where it may write."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

PACKAGE = Path(__file__).resolve().parent
"""The studio's own code."""


def resource(*parts: str) -> Path:
    """A file or folder that the project ships, such as ``resource("assets", "fonts")``.

    In a checkout these lie beside the package; a wheel carries them in ``studio/_bundled``.
    """
    bundled = PACKAGE / "_bundled"
    return (bundled if bundled.is_dir() else PACKAGE.parent).joinpath(*parts)


def cache_dir() -> Path:
    """What can be made again: analyses, rendered outputs. ``STUDIO_CACHE`` moves it."""
    return Path(os.environ.get("STUDIO_CACHE") or user_cache_path("content-studio"))


def data_dir() -> Path:
    """What people brought: uploads, the operator's plugins. ``STUDIO_DATA`` moves it."""
    return Path(os.environ.get("STUDIO_DATA") or user_data_path("content-studio"))
