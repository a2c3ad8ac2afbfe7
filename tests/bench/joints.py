"""Joined outputs against the same recipes encoded in one piece: quality, size, frames, time stamps.

Run as ``python -m tests.bench.joints MASTER [SUBTITLES.srt ...]``. VMAF is measured against the recipe's own picture as
FFmpeg's filters give it, uncompressed; each tenth frame counts. ``--recipes N`` takes the longest recipe of each
distinct picture and the N shortest of all.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import av
from rich.console import Console
from rich.table import Table

from studio.export import Prepared
from studio.export import prepare as let_in
from studio.plan.recipe import Recipe
from studio.render import feed, ffmpeg, graph, prepare, render
from tests.bench.render import alone, distinct_pictures, picture, recipes

EACH = 10
THREADS = 2


@dataclass(frozen=True)
class Compared:
    """One output, joined and in one piece. ``vmaf`` is the mean, ``bytes`` are the picture's alone."""

    placement: str
    seconds: float
    segments: int
    joined_vmaf: float
    whole_vmaf: float
    joined_bytes: int
    whole_bytes: int
    frames: int
    frames_wanted: int
    even: bool
    """Whether time stamps rise by one frame each, without gap or repeat."""

    @property
    def lost(self) -> float:
        return self.whole_vmaf - self.joined_vmaf

    @property
    def larger(self) -> float:
        return self.joined_bytes / self.whole_bytes - 1


def compare(prepared: Prepared, recipe: Recipe, segments: dict[str, tuple[Path, ...]], folder: Path) -> Compared:
    joined = render(recipe, prepared.master, cache=folder / "cache", segments=segments).path
    place = folder / recipe.placement.replace("/", "-")
    place.mkdir()
    whole = alone(prepared.master, recipe, [], place)
    sizes, frames, even = packets(joined)
    return Compared(
        placement=recipe.placement, seconds=recipe.duration_s, segments=len(segments[recipe.digest]),
        joined_vmaf=vmaf(prepared, recipe, joined, place), whole_vmaf=vmaf(prepared, recipe, whole, place),
        joined_bytes=sizes, whole_bytes=packets(whole)[0],
        frames=frames, frames_wanted=recipe.frames, even=even,
    )  # fmt: skip


def packets(path: Path) -> tuple[int, int, bool]:
    """The picture's bytes and frames, and whether its time stamps are even."""
    with av.open(str(path)) as container:
        found = [(one.dts, one.pts, one.size) for one in container.demux(video=0) if one.size]
    shown = sorted(pts for _, pts, _ in found)
    steps = {b - a for a, b in pairwise(shown)} | {b[0] - a[0] for a, b in pairwise(found)}
    return sum(size for _, _, size in found), len(found), len(steps) == 1 and shown[0] == 0


def vmaf(prepared: Prepared, recipe: Recipe, made: Path, folder: Path) -> float:
    """The mean over the output, against its uncompressed picture."""
    assert recipe.fps
    fed = feed.decoded(prepared.master, [picture(recipe, folder)], recipe.fps, folder)
    number = fed.inputs.count("-i")
    compared = (
        f"[{number}:v]settb={1 / recipe.fps},setpts=N[made];{graph.outlet()}settb={1 / recipe.fps},setpts=N[asked]"
    )
    chain = f"{fed.graphs[0]};{compared};[made][asked]libvmaf=n_threads={THREADS}:n_subsample={EACH}[out]"
    said = ffmpeg.said(
        [*fed.inputs, *ffmpeg.safe_input(made), "-filter_complex", chain, "-map", "[out]", "-f", "null", "-"],
        doing=f"comparing {recipe.placement}", limit_s=3600,
    )  # fmt: skip
    return float(re.findall(r"VMAF score: ([\d.]+)", "\n".join(said))[-1])


def show(found: list[Compared]) -> None:
    columns = ("placement", "seconds", "segments", "VMAF joined", "one piece", "lost", "larger", "frames", "even")
    table = Table(*columns, title="joined from segments, against one piece")
    for one in found:
        table.add_row(
            one.placement, f"{one.seconds:.1f}", str(one.segments), f"{one.joined_vmaf:.2f}", f"{one.whole_vmaf:.2f}",
            f"{one.lost:+.2f}", f"{one.larger:+.1%}", f"{one.frames}/{one.frames_wanted}", "yes" if one.even else "NO",
        )  # fmt: skip
    Console().print(table)
    worst, largest = max(one.lost for one in found), max(one.larger for one in found)
    Console().print(f"most lost {worst:+.2f} VMAF, largest {largest:+.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("master", type=Path)
    parser.add_argument("subtitles", type=Path, nargs="*")
    parser.add_argument("--recipes", type=int, default=4)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-joints-") as room:
        folder = Path(room)
        prepared = let_in(given.master, given.subtitles, cache=folder / "cache")
        wanted = list({one.digest: one for one in recipes(prepared)}.values())
        segments = dict(prepare(wanted, prepared.master, cache=folder / "cache"))
        shortest = sorted(wanted, key=lambda one: one.frames)[: given.recipes]
        chosen = {one.digest: one for one in (*distinct_pictures(wanted), *shortest)}.values()
        found = [compare(prepared, one, segments, folder) for one in chosen]
    show(found)
    if given.json:
        given.json.write_text(json.dumps([asdict(one) for one in found], indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
