"""Analyses on disk, so that a master is analysed once: ``cache/analyses/<SHA-256>-<version>.json``."""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from studio.analyse.analysis import Analysis
from studio.errors import StorageError

VERSION = 1
"""Counts up with every change of what an analysis measures, so that older ones are made again."""

_log = logging.getLogger(__name__)


def load(cache: Path, sha256: str) -> Analysis | None:
    """The kept analysis of a master; ``None`` where there is none, or where it is damaged."""
    place = _place(cache, sha256)
    try:
        analysis = Analysis.model_validate_json(place.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        _log.warning("the kept analysis %s is damaged and is made again (%s)", place.name, type(error).__name__)
        return None
    with suppress(OSError):  # a cache that may only be read serves as well
        os.utime(place)  # what was used last is cleared away last
    return analysis if analysis.master == sha256 else None


def save(cache: Path, analysis: Analysis) -> None:
    """Keep an analysis; it appears whole or not at all. Raises StorageError where the folder cannot be written."""
    place = _place(cache, analysis.master)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(analysis.model_dump_json())
            Path(beside).replace(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(
            f"cannot keep the analysis in {place.parent} ({error.strerror or error})",
            "free some space there, or name another folder in STUDIO_CACHE",
        ) from error


def _place(cache: Path, sha256: str) -> Path:
    return cache / "analyses" / f"{sha256}-{VERSION}.json"
