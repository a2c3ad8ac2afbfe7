"""The card's five outputs from one master, four ways, in one run: whole-process seconds and ratios.

Run as ``python -m tests.bench.five_outputs MASTER SUBTITLES.srt``. The ways: ``studio export`` as people run it, cold,
with analysis, checks and the pack; the studio's renderer alone, on recipes made by hand; a plain script of one ffmpeg
command per output; MoviePy alone. The last three crop the middle and encode with the same x264 and AAC settings. The
ways run one after the other, each in a process of its own. MoviePy may be measured on the first
seconds of each video and scaled (``--moviepy-share``), which the table then says. JSON goes to ``--json``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess  # noqa: TID251 - the plain script is what is measured
import sys
import tempfile
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rich.console import Console
from rich.table import Table

from studio.ingest import ingest
from studio.ingest.master import Master, Subtitles
from studio.plan.recipe import (
    Captions,
    CaptionStyle,
    Clip,
    Framing,
    ImageEncode,
    Recipe,
    Sound,
    VideoEncode,
)
from studio.render import ffmpeg, prepare, render
from studio.values import PixelBox, Size

CRF, PRESET, KBPS, LUFS = 20, "veryfast", 128, -14.0
WAYS = ("export", "render", "script", "moviepy")
PLACEMENTS = "instagram/square,facebook/teaser,instagram/video,snapchat/snap,youtube/thumbnail"
"""The same five for ``export``; its subtitled video keeps its sound, and its windows and crops are chosen."""


@dataclass(frozen=True)
class Wanted:
    """One of the five outputs; ``seconds`` is 0 for a picture and ``None`` for the whole master."""

    name: str
    size: Size
    start: float
    seconds: float | None
    subtitled: bool = False
    silent: bool = False


FIVE = (
    Wanted("square picture", Size(width=1080, height=1080), 3.0, 0),
    Wanted("6 s teaser", Size(width=1080, height=1350), 1.0, 6),
    Wanted("subtitled silent video", Size(width=1080, height=1080), 0.0, None, subtitled=True, silent=True),
    Wanted("10 s vertical clip", Size(width=1080, height=1920), 0.0, 10),
    Wanted("thumbnail", Size(width=1280, height=720), 3.0, 0),
)


def crop(master: Size, size: Size) -> PixelBox:
    """The largest window of ``size``'s shape in the middle."""
    width = min(master.width, round(master.height * size.aspect) // 2 * 2)
    height = min(master.height, round(width / size.aspect) // 2 * 2)
    return PixelBox(x=(master.width - width) // 2, y=(master.height - height) // 2, width=width, height=height)


def make(way: str, master: Path, subtitles: Path, out: Path, share: float) -> None:
    """The five outputs by one way, in this process."""
    opened = ingest(master, [subtitles])
    segments = prepare([recipe(opened, wanted) for wanted in FIVE], opened, cache=out) if way == "render" else {}
    for wanted in FIVE:
        began = time.perf_counter()
        if way == "render":
            render(recipe(opened, wanted), opened, cache=out, segments=segments)
        elif way == "script":
            by_script(opened, wanted, subtitles, out)
        else:
            by_moviepy(opened, wanted, out, share)
        print(json.dumps({"output": wanted.name, "seconds": time.perf_counter() - began}), flush=True)  # noqa: T201


def length(master: Master, wanted: Wanted) -> float:
    """Seconds of the output."""
    return wanted.seconds if wanted.seconds is not None else (master.duration_s or 0.0)


def recipe(master: Master, wanted: Wanted) -> Recipe:
    """How the studio would be asked for it."""
    assert master.video and master.size
    fps = Fraction(master.video.fps)
    start = round(wanted.start * fps)
    frames = max(1, round(length(master, wanted) * fps))
    framing = Framing(mode="cover", crop=crop(master.size, wanted.size))
    video = wanted.seconds != 0
    sound = None
    if video and not wanted.silent and master.audio:
        sound = Sound(stream=master.audio.stream, lufs=LUFS, true_peak_dbtp=-1.0, kbps=KBPS)
    return Recipe(
        placement=f"bench/{wanted.name}", master=master.sha256, size=wanted.size, fps=fps,
        kind="video" if video else "image", source="frames" if video else "frame",
        clips=(Clip(start=start, end=start + frames, framing=framing),), sound=sound,
        captions=captions(master.subtitles[0], wanted.size) if wanted.subtitled else None,
        video=VideoEncode(crf=CRF, preset=PRESET) if video else None,
        image=None if video else ImageEncode(format="jpeg"),
    )  # fmt: skip


def captions(subtitles: Subtitles, size: Size) -> Captions:
    style = CaptionStyle(
        font_size=size.width // 20, margin_left=size.width // 20, margin_right=size.width // 20,
        margin_bottom=size.height // 16,
    )  # fmt: skip
    return Captions(language=subtitles.language, cues=subtitles.cues, style=style)


def by_script(master: Master, wanted: Wanted, subtitles: Path, out: Path) -> None:
    """What a person would type: one ffmpeg command."""
    assert master.size
    box, size = crop(master.size, wanted.size), wanted.size
    chain = f"crop={box.width}:{box.height}:{box.x}:{box.y},scale={size.width}:{size.height}:flags=lanczos"
    if wanted.subtitled:
        chain += f",subtitles=filename={ffmpeg.escape_filter_value(str(subtitles))}"
    command = [ffmpeg.executable(), "-loglevel", "error", "-ss", str(wanted.start), "-i", str(master.path)]
    if wanted.seconds == 0:
        command += ["-vf", chain, "-frames:v", "1", "-q:v", "3", str(out / f"{wanted.name}.jpg")]
    else:
        sound = ["-an"] if wanted.silent else ["-af", f"loudnorm=I={LUFS}:TP=-1", "-ar", "48000", "-b:a", f"{KBPS}k"]
        command += [
            "-t", str(length(master, wanted)), "-vf", chain, "-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF),
            "-pix_fmt", "yuv420p", *sound, "-movflags", "+faststart", str(out / f"{wanted.name}.mp4"),
        ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def by_moviepy(master: Master, wanted: Wanted, out: Path, share: float) -> None:
    """What a person would write with MoviePy, on the first ``share`` of each video."""
    from moviepy import CompositeVideoClip, TextClip, VideoFileClip

    from studio.render import fonts

    assert master.size
    box, size = crop(master.size, wanted.size), wanted.size
    with VideoFileClip(str(master.path), audio=not wanted.silent) as film:
        framed = film.cropped(x1=box.x, y1=box.y, width=box.width, height=box.height)
        framed = framed.resized((size.width, size.height))
        if wanted.seconds == 0:
            framed.save_frame(str(out / f"{wanted.name}.jpg"), t=wanted.start)
            return
        seconds = length(master, wanted) * share
        clip = framed.subclipped(wanted.start, min(wanted.start + seconds, film.duration))
        if wanted.subtitled:
            letters = [
                TextClip(
                    font=str(fonts.main_font().path), text=cue.text, font_size=size.width // 20, color="white",
                    stroke_color="black", stroke_width=3, method="caption", size=(size.width * 9 // 10, None),
                )
                .with_start(cue.start).with_duration(cue.end - cue.start)
                .with_position(("center", round(size.height * 0.8)))
                for cue in master.subtitles[0].cues if cue.end <= seconds
            ]  # fmt: skip
            clip = CompositeVideoClip([clip, *letters]).with_duration(clip.duration)
        clip.write_videofile(
            str(out / f"{wanted.name}.mp4"), codec="libx264", preset=PRESET, audio_codec="aac", audio_fps=48000,
            audio_bitrate=f"{KBPS}k", ffmpeg_params=["-crf", str(CRF), "-pix_fmt", "yuv420p"], logger=None,
        )  # fmt: skip


def measure(way: str, master: Path, subtitles: Path, share: float) -> dict[str, object]:
    """Whole-process seconds of one way, with the seconds of each output."""
    with tempfile.TemporaryDirectory(prefix="five-outputs-") as out:
        command = [
            sys.executable, "-m", "tests.bench.five_outputs", str(master), str(subtitles),
            "--make", way, "--into", out, "--moviepy-share", str(share),
        ]  # fmt: skip
        if way == "export":
            command = [
                sys.executable, "-m", "studio", "export", str(master), "--subtitles", str(subtitles),
                "--platforms", PLACEMENTS, "--out", f"{out}/pack",
            ]  # fmt: skip
        began, worked = time.perf_counter(), _worked()
        own = {**os.environ, "STUDIO_CACHE": f"{out}/cache"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=own)
        total, worked = time.perf_counter() - began, _worked() - worked
    parts = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    videos = {wanted.name for wanted in FIVE if wanted.seconds != 0}
    scaled = way == "moviepy" and share < 1
    if scaled:
        total += sum(part["seconds"] * (1 / share - 1) for part in parts if part["output"] in videos)
        for part in parts:
            part["seconds"] /= share if part["output"] in videos else 1
    return {
        "way": way,
        "seconds": round(total, 2),
        "cpu_seconds": None if scaled else round(worked, 2),
        "scaled": scaled,
        "outputs": parts,
    }


def _worked() -> float:
    """Processor seconds of all finished children: steadier than the clock on a machine that others use too."""
    times = os.times()
    return times.children_user + times.children_system


def show(results: list[dict[str, object]]) -> None:
    """The results as a table, in seconds and as multiples of ``studio export``'s."""
    table = Table("", *WAYS, title=f"five outputs, whole-process seconds ({os.cpu_count()} cores)")
    by_way = {str(result["way"]): result for result in results}
    outputs = {way: {part["output"]: part["seconds"] for part in by_way[way]["outputs"]} for way in by_way}  # type: ignore[attr-defined]
    for wanted in FIVE:
        took = (outputs.get(way, {}).get(wanted.name) for way in WAYS)
        table.add_row(wanted.name, *("-" if seconds is None else f"{seconds:.1f}" for seconds in took))
    totals = {way: float(str(by_way[way]["seconds"])) for way in by_way}
    table.add_section()
    mark = {way: " (scaled)" if by_way[way]["scaled"] else "" for way in by_way}
    table.add_row("all", *(f"{totals[way]:.1f}{mark[way]}" if way in totals else "-" for way in WAYS))
    table.add_row("processor", *(str(by_way[way]["cpu_seconds"] or "-") if way in totals else "-" for way in WAYS))
    own = totals["export"]
    table.add_row("ratio", *(f"{totals[way] / own:.2f}" if way in totals else "-" for way in WAYS))
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("master", type=Path)
    parser.add_argument("subtitles", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--moviepy-share", type=float, default=1.0)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--make", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make, given.master, given.subtitles, given.into, given.moviepy_share)
        return
    results = [measure(way, given.master, given.subtitles, given.moviepy_share) for way in given.ways]
    if given.json:
        given.json.write_text(json.dumps(results, indent=2), encoding="utf-8")
    show(results)


if __name__ == "__main__":
    main()
