"""``--fix`` on ten inputs that are bad on purpose: findings before and after, and what the second run costs.

Run as ``python -m tests.bench.fixes [--platforms ...] [--keep FOLDER] [--json FILE]``. The inputs are made from the
demo film, each with one fault, the last with four. The first run makes and checks everything; the second is ``--fix``
on what the first one left in the cache, so that its time is that of checking again and of rendering what the fixes
changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from studio import demo
from studio.check import names
from studio.export import Prepared, Production, prepare, produce
from studio.ingest import ingest
from studio.mending import produce_mended
from studio.plan.edits import Edits
from studio.platforms.contract import Target
from studio.platforms.discovery import place_of
from studio.platforms.reading import read_platform
from studio.platforms.registry import Registry
from studio.render import ffmpeg

PLATFORMS = "facebook/teaser,instagram/video,youtube/thumbnail"
SECONDS = 13.5
"""Of an input: as long as it takes to tell, and no longer. Where subtitles belong only a whole talk tells."""
TITLE = "Ask one question before you share"
STRICT = """
slug = "strict"
name = "Strict"

[sources.rule]
title = "A rule made for this measurement"
as_of = "2026-11"

[[placements]]
id = "clip"
name = "Clip"
kind = "video"
size = "640x360"
format = "mp4"

[[placements.limits]]
key = "max_duration_s"
value = 8
source = "rule"
confidence = "high"
"""
"""A platform that refuses more than eight seconds, and whose file forgets to aim at fewer."""


Times = Callable[[float, float], tuple[float, float]]
"""What becomes of a subtitle's start and end."""


class Bad(NamedTuple):
    """One fault, as filters on the film's picture and sound, on its subtitles' times, or in what is asked of it."""

    picture: str = "null"
    sound: str = "anull"
    times: Times = lambda start, end: (start, end)
    strict: bool = False
    unrecognisable: bool = False
    seconds: float = SECONDS


def _moved(seconds: float) -> Times:
    return lambda start, end: (start + seconds, end + seconds)


def _from(first: float, to: float) -> Times:
    """Those from a moment of the film on, moved to another one; the others do not belong to it."""
    return lambda start, end: (start - first + to, end - first + to) if start >= first else (-1, -1)


def _at_rate(rate: float) -> Times:
    return lambda start, end: (start * rate, end * rate)


def _short(seconds: float = 0.0) -> Times:
    """Gone before they can be read."""
    return lambda start, end: (start + seconds, start + seconds + 0.35 * (end - start))


BLACK, SILENCE = "tpad=start_duration=3:color=black", "adelay=3000:all=1"
STILL = "loop=loop=150:size=1:start=480,trim=start=16,setpts=PTS-STARTPTS"
"""Five seconds of one picture, in which there is nobody."""
LATER = "atrim=start=17.7,asetpts=PTS-STARTPTS,adelay=5000:all=1"
BAD: dict[str, Bad] = {
    "black start": Bad(BLACK, SILENCE, _moved(3), seconds=SECONDS + 3),
    "blank start": Bad("tpad=start_duration=5:color=0x8899aa", "adelay=5000:all=1", _moved(5), seconds=SECONDS + 5),
    "still start": Bad(STILL, LATER, _from(17.7, 5), seconds=10.7),
    "low resolution": Bad("scale=854:480"),
    "too long, cut sentence": Bad(strict=True),
    "subtitles 1.7 s late": Bad(times=_moved(1.7), seconds=23.4),
    "subtitles at 25 fps": Bad(times=_at_rate(24000 / 1001 / 25), seconds=23.4),
    "subtitles too short": Bad(times=_short()),
    "nobody may be recognised": Bad(unrecognisable=True),
    "four at once": Bad(BLACK, SILENCE, _short(3 + 1.7), unrecognisable=True, seconds=26.4),
}
"""Faults that people bring and that a decision can mend. A blurred or dark master is none: it has no better moment."""


def make(bad: Bad, film: demo.DemoMaster, folder: Path) -> Prepared:
    """The film with one fault, and its subtitles."""
    folder.mkdir(parents=True)
    path = folder / "master.mp4"
    ffmpeg.run(
        ["-i", str(film.path), "-vf", bad.picture, "-af", bad.sound, "-c:v", "libx264", "-preset", "veryfast",
         "-crf", "18", "-pix_fmt", "yuv420p", "-c:a", "aac", "-t", str(bad.seconds), "-y", str(path)],
        doing="making a bad input",
    )  # fmt: skip
    prepared = prepare(path, [_subtitles(film, bad, folder)], cache=folder / "cache")
    return prepared.model_copy(update={"unrecognisable": bad.unrecognisable})


def _subtitles(film: demo.DemoMaster, bad: Bad, folder: Path) -> Path:
    cues = ingest(film.path, [film.subtitles[0]]).subtitles[0].cues
    times = [bad.times(cue.start, cue.end) for cue in cues]
    told = [
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{cue.text}\n"
        for number, (cue, (start, end)) in enumerate(zip(cues, times, strict=True), 1)
        if 0 <= start < bad.seconds
    ]
    path = folder / "master.en.srt"
    path.write_text("\n".join(told), encoding="utf-8")
    return path


def _clock(seconds: float) -> str:
    hours, rest = divmod(round(seconds * 1000), 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02},{rest % 1000:03}"


def measure(
    name: str, prepared: Prepared, targets: tuple[Target, ...], folder: Path, keep: Path | None
) -> dict[str, object]:
    """One input: both runs, and what the second one changed."""
    began = time.perf_counter()
    before = produce(prepared, targets, Edits(), cache=folder / "cache")
    first = time.perf_counter() - began
    began = time.perf_counter()
    after = produce_mended(prepared, targets, Edits(), title=TITLE, cache=folder / "cache", on_event=lambda _: None)
    second = time.perf_counter() - began
    if keep:
        _keep(before, keep / name / "before")
        _keep(after, keep / name / "after")
    mended = after.mending
    assert mended
    left = {finding.message for made in after.made for finding in made.report.findings if finding.stands}
    return {
        "input": name,
        "outputs": len(mended.outputs),
        "failed": [mended.before.failed, mended.after.failed],
        "warned": [mended.before.warned, mended.after.warned],
        "rounds": mended.rounds,
        "kept": len(mended.kept),
        "tried": len(mended.changes),
        "to_look_at": mended.to_look_at,
        "first_s": round(first, 1),
        "second_s": round(second, 1),
        "changes": [f"{change.placement} {change.outcome}: {change.told}" for change in mended.changes],
        "left": sorted(left),
    }


def _keep(production: Production, folder: Path) -> None:
    """The files, to be looked at."""
    for made in production.made:
        path = folder / made.file
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made.output.path, path)


def strict(folder: Path) -> tuple[Target, ...]:
    """The placement that refuses what is over its length."""
    folder.mkdir(parents=True)
    (folder / "platform.toml").write_text(STRICT, encoding="utf-8")
    platform = read_platform(place_of(folder, trusted=True), names())
    assert not isinstance(platform, list)
    return (Target(platform=platform, placement=platform.placements[0]),)


def show(results: list[dict[str, object]]) -> None:
    table = Table("input", "outputs", "failed", "warned", "rounds", "kept/tried", "1st s", "2nd s", "2nd/1st")
    for one in results:
        failed, warned = (" → ".join(str(each) for each in one[key]) for key in ("failed", "warned"))  # type: ignore[attr-defined]
        first, second = float(str(one["first_s"])), float(str(one["second_s"]))
        table.add_row(
            str(one["input"]), str(one["outputs"]), failed, warned, str(one["rounds"]),
            f"{one['kept']}/{one['tried']}", f"{first:.1f}", f"{second:.1f}", f"{second / first:.2f}",
        )  # fmt: skip
    Console(width=110).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platforms", default=PLATFORMS)
    parser.add_argument("--only", nargs="+", choices=BAD, default=list(BAD))
    parser.add_argument("--demo", type=Path, help="where the demo film lies, or is to be kept")
    parser.add_argument("--keep", type=Path, help="where the outputs before and after are to be kept")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    usual = Registry.load(names=names()).select(given.platforms.split(","))
    results = []
    with tempfile.TemporaryDirectory(prefix="fixes-") as folder:
        film = demo.make(given.demo or Path(folder) / "demo")
        for number, name in enumerate(given.only):
            bad, place = BAD[name], Path(folder) / str(number)
            targets = strict(place / "strict") if bad.strict else usual
            prepared = make(bad, film, place / "work")
            results.append(measure(name, prepared, targets, place / "work", given.keep))
            print(json.dumps(results[-1], ensure_ascii=False), flush=True)  # noqa: T201
    if given.json:
        given.json.write_text(json.dumps(results, indent=2), encoding="utf-8")
    show(results)


if __name__ == "__main__":
    main()
