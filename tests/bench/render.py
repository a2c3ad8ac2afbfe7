"""Every video placement from one master, made by the studio and by its peers, in one go: seconds, ratios, bytes.

Run as ``python -m tests.bench.render MASTER [SUBTITLES.srt ...]``. All ways make the same recipes, which the studio
plans once (its analysis of the master is not part of any way but ``export``), each way in a process of its own, at the
low priority at which the studio runs FFmpeg:

studio   the render engine: segments shared by all outputs, joined, with sound; an empty cache
script   one ffmpeg command for each file, with the same filters and encoder settings, the sound's gain already known
floor    one FFmpeg process that decodes once and encodes each distinct picture once: no sound, no files to hand over
moviepy  two of the files by MoviePy alone, scaled by output seconds
export   the whole of ``studio export``, cold, but for one platform: with analysis, checks and the pack
another  the one platform more, whose pictures exist
again    the same once more: nothing changed
word     one word of one subtitle changed

JSON goes to ``--json``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess  # noqa: TID251 - whole processes are what is measured
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from studio import machine
from studio.check import names
from studio.export import Prepared
from studio.export import prepare as let_in
from studio.ingest.master import Master
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe
from studio.platforms.contract import Target
from studio.platforms.registry import Registry
from studio.render import encode, feed, ffmpeg, graph, prepare, render, sound, text
from studio.render.segments import Run, cut

RENDERERS = ("studio", "script", "floor", "moviepy")
EXPORTS = ("export", "another", "again", "word")
LEAST_VIDEOS = 14
LOW_PRIORITY = ["nice", "-n", str(ffmpeg.LOW_PRIORITY)]
MOVIEPY_FILES = 2


Qualities = dict[str, int]
"""Placements whose files had to be smaller than at the usual quality, and the factor (CRF) of their pictures."""


def targets(without: str = "") -> list[Target]:
    """Every video placement, but for those of one platform."""
    found = Registry.load(names=names()).select()
    return [one for one in found if one.placement.kind == "video" and one.platform.slug != without]


def recipes(prepared: Prepared) -> list[Recipe]:
    """One for each file of the pack; two that are made of the same bytes are two files all the same."""
    made = plan(prepared.master, prepared.analysis, targets(), Edits()).recipes
    return [recipe for recipe in made if recipe.source == "frames"]


# ------------------------------------------------------------------------------------------------ the ways


def by_studio(prepared: Prepared, wanted: Sequence[Recipe], out: Path, _: Qualities) -> Qualities:
    """As ``studio.export.produce`` does, without checks. Tells which files were encoded again, and at what quality."""
    distinct = list({recipe.digest: recipe for recipe in wanted}.values())
    segments = prepare(distinct, prepared.master, cache=out)
    with ThreadPoolExecutor(machine.outputs_at_once()) as pool:
        made = list(pool.map(lambda one: render(one, prepared.master, cache=out, segments=segments), distinct))
    again = re.compile(r"encoded again at quality (\d+)")
    return {one.placement: int(found[1]) for one in made for note in one.notes if (found := again.match(str(note)))}


def by_script(prepared: Prepared, wanted: Sequence[Recipe], out: Path, qualities: Qualities) -> None:
    """One command for each file; what would be too large, at the quality that the studio found."""
    for number, recipe in enumerate(wanted):
        folder = out / str(number)
        folder.mkdir()
        alone(prepared.master, recipe, known_gain(prepared.master, recipe), folder, qualities.get(recipe.placement))


def known_gain(master: Master, recipe: Recipe) -> list[str]:
    """The sound's filters, by the master's own loudness: the script need not measure."""
    if recipe.sound is None:
        return []
    window = sound.Window(recipe.start_s, recipe.duration_s)
    return [*sound.window_filters(recipe.sound, window), *sound.level_filters(recipe.sound, sound.Setting(6.0, -2.0))]


def settings(recipe: Recipe, crf: int | None) -> list[str]:
    """The picture's encoder, as the studio sets it."""
    assert recipe.fps and recipe.video
    video = recipe.video.model_copy(update={"crf": crf}) if crf else recipe.video
    return encode.picture_arguments(video, recipe.fps)


def picture(recipe: Recipe, folder: Path) -> graph.Picture:
    """The recipe's picture in one piece, its words on the very frames on which the studio shows them."""
    whole = Run(segments=cut([recipe], "")[recipe.digest])
    captions = text.write_document(whole.written, recipe.size, folder / "captions.ass")
    return graph.Picture(recipe.clips, recipe.size, captions=captions)


def alone(master: Master, recipe: Recipe, heard: list[str], folder: Path, crf: int | None = None) -> Path:
    """One output in one piece, by one command, with the studio's own filters and settings."""
    assert master.video and recipe.fps and recipe.video
    target = folder / "output.mp4"
    fed = feed.decoded(master, [picture(recipe, folder)], recipe.fps, folder)
    inputs, graphs = list(fed.inputs), list(fed.graphs)
    tail = ["-map", graph.outlet(), *settings(recipe, crf)]
    if heard and recipe.sound:
        inputs += sound.input_arguments(master, sound.Window(recipe.start_s, recipe.duration_s))
        graphs.append(sound.graph(recipe.sound, heard, 1))
        tail += ["-map", sound.OUTLET, *encode.sound_arguments(recipe.sound)]
    run_ffmpeg([*inputs, "-filter_complex", ";".join(graphs), *tail, *encode.container_arguments(), str(target)])
    return target


def by_floor(prepared: Prepared, wanted: Sequence[Recipe], out: Path, qualities: Qualities) -> None:
    """One process: the master decoded once, each distinct picture encoded once, over all the seconds that show it.

    A file of a quality of its own is a picture of its own.
    """
    own = [one for one in wanted if one.placement in qualities]
    master, pictures, fps = prepared.master, [*distinct_pictures(wanted), *own], wanted[0].fps
    assert fps
    drawn = []
    for number, one in enumerate(pictures):
        folder = out / str(number)
        folder.mkdir()
        drawn.append(picture(one, folder))
    fed = feed.decoded(master, drawn, fps, out)
    command = [*fed.inputs, "-filter_complex", *fed.graphs]
    for number, one in enumerate(pictures):
        crf = qualities.get(one.placement) if number >= len(pictures) - len(own) else None
        command += ["-map", graph.outlet(number), *settings(one, crf), "-f", "mp4", str(out / f"{number}.mp4")]
    run_ffmpeg(command)


def distinct_pictures(wanted: Iterable[Recipe]) -> list[Recipe]:
    """One recipe for each stretch of the master under one size, framing and text: a shorter one inside is left out."""
    kept: list[Recipe] = []
    for recipe in sorted(wanted, key=lambda one: -one.frames):
        if not any(_shows(longer, recipe) for longer in kept):
            kept.append(recipe)
    return kept


def _shows(longer: Recipe, recipe: Recipe) -> bool:
    """Whether ``longer`` holds the picture of ``recipe`` already."""
    first, last = recipe.clips[0].start, recipe.clips[-1].end
    inside = longer.clips[0].start <= first and last <= longer.clips[-1].end
    alike = (longer.size, longer.fps, longer.video) == (recipe.size, recipe.fps, recipe.video)
    return inside and alike and _style(longer) == _style(recipe)


def _style(recipe: Recipe) -> object:
    return recipe.captions and recipe.captions.style


def by_moviepy(prepared: Prepared, wanted: Sequence[Recipe], out: Path, _: Qualities) -> None:
    """What a person would write with MoviePy: the first clip's crop for the whole window, subtitles as text clips."""
    for number, recipe in enumerate(moviepy_files(wanted)):
        moviepy_file(prepared.master, recipe, out / f"{number}.mp4")


def moviepy_files(wanted: Sequence[Recipe]) -> list[Recipe]:
    """The shortest with subtitles, and the one in the middle."""
    by_length = sorted(wanted, key=lambda one: one.frames)
    return [by_length[0], by_length[len(by_length) // 2]][:MOVIEPY_FILES]


def moviepy_file(master: Master, recipe: Recipe, target: Path) -> None:
    from moviepy import CompositeVideoClip, TextClip, VideoFileClip

    from studio.render import fonts

    assert recipe.video
    box, size = recipe.clips[0].framing.crop, recipe.size
    with VideoFileClip(str(master.path)) as film:
        end = min(recipe.start_s + recipe.duration_s, film.duration)
        clip = film.subclipped(recipe.start_s, end).cropped(x1=box.x, y1=box.y, width=box.width, height=box.height)
        clip = clip.resized((size.width, size.height))
        letters = [
            TextClip(
                font=str(fonts.main_font().path), text=cue.text, font_size=recipe.captions.style.font_size,
                color="white", stroke_color="black", stroke_width=3, method="caption",
                size=(size.width * 9 // 10, None),
            )
            .with_start(cue.start).with_duration(cue.end - cue.start).with_position(("center", size.height * 0.7))
            for cue in recipe.captions.cues
        ] if recipe.captions else []  # fmt: skip
        CompositeVideoClip([clip, *letters]).with_duration(clip.duration).write_videofile(
            str(target), codec="libx264", preset=recipe.video.preset, audio_codec="aac", audio_fps=48000, logger=None,
            ffmpeg_params=["-crf", str(recipe.video.crf), "-pix_fmt", "yuv420p"],
        )  # fmt: skip


WAYS: dict[str, Callable[[Prepared, Sequence[Recipe], Path, Qualities], Qualities | None]] = {
    "studio": by_studio,
    "script": by_script,
    "floor": by_floor,
    "moviepy": by_moviepy,
}


def run_ffmpeg(arguments: Sequence[str]) -> None:
    command = [*LOW_PRIORITY, ffmpeg.executable(), "-y", "-nostdin", "-loglevel", "error", *arguments]
    subprocess.run(command, check=True, env=ffmpeg.environment())  # the same fonts for the same captions


# ------------------------------------------------------------------------------------------------ measuring


def measure(way: str, master: Path, subtitles: Sequence[Path], cache: Path, qualities: Qualities) -> dict[str, object]:
    """Seconds of one renderer, and the processor seconds of it and all its children."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{way}-") as out:
        command = [
            sys.executable, "-m", "tests.bench.render", str(master), *map(str, subtitles), "--make", way, "--into", out,
            "--qualities", json.dumps(qualities),
        ]  # fmt: skip
        told = _timed(command, cache)
        return {"way": way, **told, "scaled": way == "moviepy"}


def _timed(command: Sequence[str], cache: Path) -> dict[str, object]:
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "STUDIO_CACHE": str(cache)}
    )
    whole, after = time.perf_counter() - began, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"seconds"')]
    return {"seconds": round(whole, 2), "cpu_seconds": round(worked, 2), **(lines[0] if lines else {})}


def make(way: str, master: Path, subtitles: Sequence[Path], out: Path, qualities: Qualities) -> None:
    """In a process of its own: what was let in and analysed before, made by one way; its own seconds are printed."""
    prepared = let_in(master, subtitles, cache=Path(os.environ["STUDIO_CACHE"]))
    wanted = recipes(prepared)
    began = time.perf_counter()
    found = WAYS[way](prepared, wanted, out, qualities)
    seconds = time.perf_counter() - began
    if way == "moviepy":
        measured = sum(one.duration_s for one in moviepy_files(wanted))
        seconds *= sum(one.duration_s for one in wanted) / measured
    print(json.dumps({"seconds": round(seconds, 2), "qualities": found or qualities}), flush=True)  # noqa: T201


def measure_exports(master: Path, subtitles: Sequence[Path]) -> list[dict[str, object]]:
    """Whole processes of ``studio export``, one after the other, on one cache."""
    shipped = targets()
    last = [slug for slug, _ in groupby(shipped, key=lambda one: one.platform.slug)][-1]
    every, fewer = (",".join(one.id for one in some) for some in (shipped, targets(without=last)))
    with tempfile.TemporaryDirectory(prefix="bench-export-") as room:
        folder = Path(room)
        changed = [_one_word_changed(one, folder) for one in subtitles]
        runs = {
            "export": (subtitles, fewer),
            "another": (subtitles, every),
            "again": (subtitles, every),
            "word": (changed, every),
        }
        told = []
        for name, (files, placements) in runs.items():
            given = [word for one in files for word in ("--subtitles", str(one))]
            command = [sys.executable, "-m", "studio", "export", str(master), *given, "--platforms", placements,
                       "--out", str(folder / f"{name}.pack")]  # fmt: skip
            told.append({"way": name, **_timed(command, folder / "cache"), "scaled": False})
            Console().print(f"{name}: {told[-1]}")
        return told


def _one_word_changed(subtitles: Path, folder: Path) -> Path:
    """The file with the last word of its second cue spelt anew; the sentence ends where it did."""
    import pysrt

    cues = pysrt.open(str(subtitles))
    cues[1].text = re.sub(r"\w+(?=\W*$)", lambda word: word[0][::-1], cues[1].text)
    changed = folder / subtitles.name
    cues.save(str(changed))
    return changed


def show(prepared: Prepared, results: Sequence[dict[str, object]]) -> None:
    """Seconds, and multiples of the studio's."""
    wanted = recipes(prepared)
    pictures = distinct_pictures(wanted)
    Console().print(
        f"{len(wanted)} video placements, {sum(one.duration_s for one in wanted):.0f} s of output; "
        f"{len(pictures)} distinct pictures, {sum(one.duration_s for one in pictures):.0f} s; {os.cpu_count()} cores"
    )
    table = Table("way", "seconds", "processor", "x studio", title="one master, every video placement")
    seconds = {str(one["way"]): float(str(one["seconds"])) for one in results}
    for one in results:
        way = str(one["way"])
        base = seconds.get("export" if way in EXPORTS else "studio")
        table.add_row(
            way + (" (scaled)" if one["scaled"] else ""), f"{seconds[way]:.1f}", f"{one['cpu_seconds']}",
            f"{seconds[way] / base:.2f}" if base else "-",
        )  # fmt: skip
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("master", type=Path)
    parser.add_argument("subtitles", type=Path, nargs="*")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=1, help="Of the renderers, taken in turns; the fastest counts.")
    parser.add_argument("--ways", nargs="+", choices=(*RENDERERS, "exports"), default=(*RENDERERS, "exports"))
    parser.add_argument("--make", choices=RENDERERS, help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--qualities", type=json.loads, default={}, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make, given.master, given.subtitles, given.into, given.qualities)
        return
    with tempfile.TemporaryDirectory(prefix="bench-analysis-") as cache:
        prepared = let_in(given.master, given.subtitles, cache=Path(cache))
        assert len(recipes(prepared)) >= LEAST_VIDEOS, "too few video placements"
        taken: list[dict[str, object]] = []
        for _ in range(given.rounds):
            for way in (one for one in RENDERERS if one in given.ways):
                qualities = dict(taken[-1]["qualities"]) if taken else {}  # type: ignore[call-overload]
                taken.append(measure(way, given.master, given.subtitles, Path(cache), qualities))
                Console().print(f"{way}: {taken[-1]}")
        fastest = [min((one for one in taken if one["way"] == way), key=lambda one: float(str(one["seconds"])))
                   for way in RENDERERS if way in given.ways]  # fmt: skip
        results = fastest + (measure_exports(given.master, given.subtitles) if "exports" in given.ways else [])
        show(prepared, results)
    if given.json:
        given.json.write_text(json.dumps({"fastest": results, "all": taken}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
