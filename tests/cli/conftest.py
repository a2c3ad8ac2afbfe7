"""One small master and its subtitles, made once for all commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.cli import main
from tests import making

WORDS = "1\n00:00:00,500 --> 00:00:01,500\nAsk one question\n\n2\n00:00:01,600 --> 00:00:02,600\nbefore you share.\n"


def run(*arguments: str) -> int:
    """The exit code of ``studio`` with these arguments."""
    try:
        main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.video(tmp_path_factory.mktemp("clip") / "clip.mp4", seconds=3)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "words.srt"
    path.write_text(WORDS, encoding="utf-8")
    return path
