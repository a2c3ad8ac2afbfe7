"""Rough treatment: exports that are killed at random moments, and four exports of one master at once.

Run as ``python -m tests.bench.rough MASTER [SUBTITLES.srt ...] --platforms a,b --kills 20``. Killed is the whole
process tree, by SIGKILL; the next run must complete, every file must decode to its last frame, and what was finished
before must not be made again. At once: all packs are the same, and no segment was encoded twice, as a wrapper around
FFmpeg counts.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess  # noqa: TID251 - whole processes are what is treated
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from PIL import Image
from rich.console import Console
from rich.table import Table

from studio.render import ffmpeg

TOGETHER = 4


@dataclass(frozen=True)
class Export:
    """A command that exports into ``room``'s cache, with an FFmpeg that writes down what it is asked for."""

    master: Path
    subtitles: Sequence[Path]
    platforms: str
    room: Path

    def start(self, out: str) -> subprocess.Popen[bytes]:
        given = [word for one in self.subtitles for word in ("--subtitles", str(one))]
        command = [sys.executable, "-m", "studio", "export", str(self.master), *given, "--platforms", self.platforms,
                   "--out", str(self.room / out)]  # fmt: skip
        env = {**os.environ, "STUDIO_CACHE": str(self.room / "cache"), "IMAGEIO_FFMPEG_EXE": str(self._wrapper())}
        return subprocess.Popen(command, env=env, start_new_session=True, stdout=subprocess.DEVNULL)

    def _wrapper(self) -> Path:
        wrapper = self.room / "ffmpeg"
        if not wrapper.exists():
            log = self.room / "asked.txt"
            wrapper.write_text(f'#!/bin/sh\necho "$*" >> "{log}"\nexec "{ffmpeg.executable()}" "$@"\n')
            wrapper.chmod(0o755)
        return wrapper

    def asked(self) -> int:
        """How many segments FFmpeg was asked for so far."""
        log = self.room / "asked.txt"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        lists = [found for line in lines for found in re.findall(r"-segment_frames ([\d,]+)", line)]
        single = sum(line.count("-segment_time ") for line in lines)
        return single + sum(found.count(",") + 2 for found in lists)

    def segments(self) -> dict[str, int]:
        """The finished segments, and which file each is: one that is made again is another file."""
        return {path.name: path.stat().st_ino for path in (self.room / "cache" / "segments").rglob("*.mp4")
                if ".work-" not in str(path)}  # fmt: skip


def whole(pack: Path) -> int:
    """How many outputs a pack holds. Raises where one does not decode to the last frame that the manifest tells."""
    outputs = json.loads((pack / "manifest.json").read_text())["outputs"]
    for output in outputs:
        path = pack / output["file"]
        if output["kind"] == "video":
            with av.open(str(path)) as container:
                frames = sum(1 for _ in container.decode(video=0))
            assert frames == output["facts"]["frames"], path
        elif output["kind"] == "image":
            with Image.open(path) as picture:
                picture.load()
    return len(outputs)


def killed(export: Export, seconds: float, chance: random.Random) -> dict[str, Any]:
    """Kill one export, let the next one complete, and tell what happened."""
    shutil.rmtree(export.room / "cache" / "segments", ignore_errors=True)
    shutil.rmtree(export.room / "cache" / "outputs", ignore_errors=True)
    (export.room / "asked.txt").unlink(missing_ok=True)
    shutil.rmtree(export.room / "pack", ignore_errors=True)
    process, moment = export.start("pack"), chance.uniform(0.3, seconds)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(0.3)
    left = subprocess.run(["pgrep", "-f", str(export.room / "cache")], capture_output=True, check=False, text=True)
    before, asked = export.segments(), export.asked()
    code = export.start("pack").wait()
    after = export.segments()
    again = sum(after.get(name) != file for name, file in before.items())
    return {
        "killed_s": round(moment, 1), "left": len(left.stdout.split()), "finished": len(before), "code": code,
        "whole": whole(export.room / "pack"), "asked": export.asked() - asked, "all": len(after), "again": again,
    }  # fmt: skip


def at_once(export: Export) -> dict[str, Any]:
    """Four exports into one empty cache."""
    shutil.rmtree(export.room / "cache", ignore_errors=True)
    (export.room / "asked.txt").unlink(missing_ok=True)
    names = [f"together{number}" for number in range(TOGETHER)]
    codes = [process.wait() for process in [export.start(name) for name in names]]
    packs = [{path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*.*") if path.is_file()}
             for pack in (export.room / name for name in names)]  # fmt: skip
    return {
        "codes": codes, "whole": [whole(export.room / name) for name in names],
        "same": all(pack == packs[0] for pack in packs), "segments": len(export.segments()), "asked": export.asked(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("master", type=Path)
    parser.add_argument("subtitles", type=Path, nargs="*")
    parser.add_argument("--platforms", required=True)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-rough-") as room:
        export = Export(given.master, given.subtitles, given.platforms, Path(room))
        together = at_once(export)
        Console().print(f"{TOGETHER} at once: {together}")
        shutil.rmtree(export.room / "cache" / "segments")
        shutil.rmtree(export.room / "cache" / "outputs")
        began = time.perf_counter()
        assert export.start("pack").wait() == 0
        seconds, chance = time.perf_counter() - began, random.Random(given.seed)
        rows = [killed(export, seconds, chance) for _ in range(given.kills)]
    table = Table(*rows[0], title=f"killed at random within {seconds:.0f} s, then run again")
    for row in rows:
        table.add_row(*map(str, row.values()))
    Console().print(table)
    good = all(
        (row["code"], row["again"], row["left"]) == (0, 0, 0) and row["finished"] + row["asked"] == row["all"]
        for row in rows
    )
    Console().print("every next run completed, nothing finished was made again" if good else "SOMETHING WENT WRONG")


if __name__ == "__main__":
    main()
