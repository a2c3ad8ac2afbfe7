"""``docs/add-a-platform.md``, followed literally in an empty folder: what a newcomer types is what works."""

from __future__ import annotations

import os
import re
import subprocess  # noqa: TID251 - a newcomer's shell is a process of its own
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from studio import testing

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "add-a-platform.md"
BLOCK = re.compile(r"(?:<!-- (?P<act>\w+): (?P<what>.+?) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)


def steps() -> Iterator[tuple[str, str, str]]:
    """Each block of the page: what to do, with what, its text."""
    for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        yield found["act"] or found["language"], found["what"] or "", found["text"]


class Newcomer:
    """Somebody with an empty folder, a video, and the studio installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plugin = folder / "data" / "plugins" / "town_hall"
        python = Path(sys.executable)
        self.environment = {
            **os.environ,
            "PATH": f"{python.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "STUDIO_DATA": str(folder / "data"),
            "STUDIO_CACHE": str(folder / "cache"),
        }

    def sh(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip

    def file(self, name: str) -> Path:
        return (self.folder if name.startswith("test_") else self.plugin) / name


@pytest.mark.timeout(300)
def test_the_tutorial_works_word_for_word(tmp_path: Path) -> None:
    """Every command ends well, every file is as shown, and the fault that it makes is told as it says."""
    testing.video(tmp_path / "talk.mp4", seconds=2)
    newcomer = Newcomer(tmp_path)
    done = []
    for act, what, text in steps():
        done.append(act)
        if act == "sh":
            ended = newcomer.sh(text)
            assert ended.returncode == 0, f"{text}\n{ended.stdout}\n{ended.stderr}"
        elif act == "file" and newcomer.file(what).exists():
            month = f"{date.today():%Y-%m}"  # noqa: DTZ011 - the reader's day, as the command takes it
            assert newcomer.file(what).read_text(encoding="utf-8") == text.replace("THIS MONTH", month)
        elif act == "file":
            newcomer.file(what).write_text(text, encoding="utf-8")
        elif act == "append":
            with newcomer.file(what).open("a", encoding="utf-8") as file:
                file.write(text)
        elif act == "break":
            name, _, change = what.partition(": ")
            assert_said(newcomer, newcomer.file(name), change, text.strip())

    assert done.count("sh") == 6
    assert {"file", "append", "break"} <= set(done)
    assert len(list((tmp_path / "town-hall-pack").rglob("town_hall/post.mp4"))) == 1


def assert_said(newcomer: Newcomer, file: Path, change: str, line: str) -> None:
    """With ``change`` made the check ends with 1 and says ``line``; then the file is as before."""
    right = file.read_text(encoding="utf-8")
    old, _, new = change.partition(" -> ")
    assert old in right
    file.write_text(right.replace(old, new), encoding="utf-8")

    ended = newcomer.sh("python -m studio plugin check town_hall --quick")

    assert ended.returncode == 1
    assert line in ended.stdout
    file.write_text(right, encoding="utf-8")
