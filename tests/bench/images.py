"""A full still pack from one 12-megapixel JPEG, four ways: whole-process seconds, pictures per second, likeness.

Run as ``python -m tests.bench.images --node-modules DIR [MASTER]``. The pack holds sizes that platforms ask for, of
each the largest window in the middle of the master. The ways (``still_ways``): the studio's renderer on recipes made by
hand; Pillow as a person would write it; pyvips as its documentation recommends; sharp. All write upright sRGB of the
same quality and chroma subsampling, without metadata, with their libraries' other settings. Each way runs in a process
of its own, in turns, ``--rounds`` times, and as often for the smallest picture alone: what the other pictures take more
is its rate once it runs. The table gives the least and the median, and a second one the likeness (SSIM of the luma) of
each pair of ways. Without MASTER one is drawn: plain sRGB, with the spectrum of a photograph, and
lettering. ``pip install pyvips pyvips-binary`` and ``npm install sharp`` bring what is compared; what is missing is
left out. JSON goes to ``--json``.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import shutil
import statistics
import subprocess  # noqa: TID251 - each way is measured as a process
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.table import Table

from studio.render import fonts

QUALITY = 90
WAYS = ("studio", "pillow", "pyvips", "sharp")
PROGRAMS = Path(__file__).parent / "still_ways"


@dataclass(frozen=True)
class Wanted:
    """One output of the pack."""

    width: int
    height: int
    format: Literal["jpeg", "png", "webp"] = "jpeg"

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}.{self.format}"


PACK = (
    Wanted(1080, 1350), Wanted(1080, 1440), Wanted(1080, 1080), Wanted(1200, 1200), Wanted(1080, 566),  # feeds
    Wanted(1200, 630), Wanted(1200, 628), Wanted(1200, 600), Wanted(1280, 720), Wanted(640, 360),  # links
    Wanted(1080, 1920), Wanted(1280, 1920), Wanted(1000, 1500), Wanted(420, 654),  # stories, pins
    Wanted(1640, 856), Wanted(1600, 900), Wanted(1920, 1080), Wanted(3840, 2160),  # covers, thumbnails
    Wanted(1584, 396), Wanted(1512, 256), Wanted(1600, 400), Wanted(1920, 384), Wanted(3000, 1000), Wanted(2560, 1440),
    Wanted(720, 720), Wanted(600, 600), Wanted(300, 300),  # artwork, profiles
    Wanted(300, 300, "png"), Wanted(600, 600, "png"), Wanted(1200, 630, "webp"), Wanted(408, 408, "webp"),
)  # fmt: skip
"""What platforms ask of pictures, each size and format once, though many of them ask for some. Of a master of 4:3 the
window in the middle falls on whole pixels, so that the ways, which round differently, can be compared."""


SMALLEST = min(PACK, key=lambda wanted: wanted.width * wanted.height)
"""Made alone, it costs little but a process's start."""


def command(way: str, master: Path, out: Path, wanted: Sequence[Wanted]) -> list[str]:
    """What makes a pack by one way. Each is a program of its own, that loads nothing that it does not need."""
    program = {
        "studio": [sys.executable, "-m", "tests.bench.still_ways.studio_way"],
        "pillow": [sys.executable, str(PROGRAMS / "pillow_way.py")],
        "pyvips": [sys.executable, str(PROGRAMS / "pyvips_way.py")],
        "sharp": ["node", str(PROGRAMS / "sharp_way.cjs")],
    }
    pack = json.dumps([{**asdict(one), "name": one.name} for one in wanted])
    return [*program[way], str(master), str(out), pack, str(QUALITY)]


def measure(
    way: str, master: Path, out: Path, node_modules: Path | None, wanted: Sequence[Wanted] = PACK
) -> tuple[float, float]:
    """Seconds of the clock and of all processors for one way's whole process; the pack lies in ``out``."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    own = {**os.environ, "NODE_PATH": str(node_modules or "")}
    began, worked = time.perf_counter(), _worked()
    subprocess.run(command(way, master, out, wanted), check=True, env=own, stdin=subprocess.DEVNULL)
    return time.perf_counter() - began, _worked() - worked


def _worked() -> float:
    """Processor seconds of all finished children: steadier than the clock on a machine that others use too."""
    times = os.times()
    return times.children_user + times.children_system


def likeness(one: Path, other: Path) -> float:
    """SSIM of two pictures' luma (Wang et al. 2004: Gaussian window of 11 pixels, sigma 1.5)."""
    x, y = _luma(one), _luma(other)

    def mean(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return cv2.GaussianBlur(values, (11, 11), 1.5)  # type: ignore[return-value]

    mx, my = mean(x), mean(y)
    vx, vy, both = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    index = (2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))
    return float(index.mean())


def _luma(path: Path) -> npt.NDArray[np.float32]:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("L"), np.float32)


def likenesses(folder: Path, ways: Sequence[str]) -> list[dict[str, object]]:
    """For each pair of ways the SSIM of the pack's outputs: the mean, and the least with its output."""
    found = []
    for one, other in itertools.combinations(ways, 2):
        each = [(likeness(folder / one / wanted.name, folder / other / wanted.name), wanted.name) for wanted in PACK]
        mean, (least, where) = statistics.mean(value for value, _ in each), min(each)
        found.append({"ways": [one, other], "mean": round(mean, 4), "least": round(least, 4), "of": where})
    return found


def draw_master(path: Path) -> None:
    """12 megapixels of plain sRGB: clouds whose amplitude falls with frequency, as in photographs, and lettering."""
    width, height = 4032, 3024
    chance = np.random.default_rng(12)
    clouds = np.full((height, width, 3), 118, np.float32)
    for octave in range(2, 11):
        grain = chance.normal(0, 48 * 0.62**octave, (3 << octave, 4 << octave, 3)).astype(np.float32)
        clouds += cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
    picture = Image.fromarray(clouds.clip(0, 255).astype(np.uint8))
    pen, font = ImageDraw.Draw(picture), str(fonts.main_font().path)
    for row, size in enumerate((240, 160, 110, 80)):
        pen.text((width / 2, 700 + row * 480), "Every child in school", "white", anchor="mm",
                 stroke_width=size // 30, stroke_fill="black", font=ImageFont.truetype(font, size))  # fmt: skip
    picture.save(path, "JPEG", quality=92)


def show(results: dict[str, dict[str, float]], pairs: Sequence[dict[str, object]]) -> None:
    """The results as tables, with multiples of the studio's seconds."""
    table = Table(
        "", *results, title=f"still pack of {len(PACK)} pictures, whole process ({os.cpu_count()} cores)"
    )  # fmt: skip
    own = results["studio"]
    rows = {"least s": "least", "median s": "median", "processor s": "cpu"}
    for label, key in rows.items():
        table.add_row(label, *(f"{result[key]:.2f}" for result in results.values()))
    table.add_row("ms per picture", *(f"{result['least'] / len(PACK) * 1000:.0f}" for result in results.values()))
    table.add_row("pictures per s", *(f"{len(PACK) / result['least']:.1f}" for result in results.values()))
    table.add_row("smallest alone, s", *(f"{result['first']:.2f}" for result in results.values()))
    table.add_row("then pictures per s", *(f"{result['rate']:.1f}" for result in results.values()))
    table.add_section()
    for label, key in rows.items():
        table.add_row(f"ratio, {label[:-2]}", *(f"{result[key] / own[key]:.2f}" for result in results.values()))
    table.add_section()
    table.add_row("MB in all", *(f"{result['bytes'] / 1e6:.2f}" for result in results.values()))
    alike = Table("SSIM", "mean", "least", "of", title="likeness")
    for pair in pairs:
        alike.add_row(" : ".join(pair["ways"]), f"{pair['mean']:.4f}", f"{pair['least']:.4f}", str(pair["of"]))  # type: ignore[arg-type]
    for one in (table, alike):
        Console().print(one)


def available(ways: Sequence[str], node_modules: Path | None) -> Iterator[str]:
    """The ways that can be gone here; of the others it is said why not."""
    for way in ways:
        missing = None
        if way == "pyvips" and not importlib.util.find_spec("pyvips"):
            missing = "pip install pyvips pyvips-binary"
        elif way == "sharp" and not shutil.which("node"):
            missing = "install Node.js"
        elif way == "sharp" and not (node_modules and (node_modules / "sharp").is_dir()):
            missing = "npm install sharp in some folder, and name its node_modules with --node-modules"
        if missing:
            Console(stderr=True).print(f"{way} is left out: {missing}")
        else:
            yield way


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("master", type=Path, nargs="?")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--node-modules", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ways", nargs="+", choices=WAYS[1:], default=WAYS[1:], help="beside the studio")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="still-pack-") as folder:
        compare(given, Path(folder))


def compare(given: argparse.Namespace, folder: Path) -> None:
    """Measure all ways in turns, and show what came of it."""
    master = given.master and given.master.absolute()
    if master is None:
        master = folder / "master.jpg"
        draw_master(master)
    node_modules = given.node_modules and given.node_modules.absolute()
    ways = ["studio", *available(given.ways, node_modules)]
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    first: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(given.rounds):
        for way in ways:
            first[way].append(measure(way, master, folder / way, node_modules, [SMALLEST])[0])
            taken[way].append(measure(way, master, folder / way, node_modules))
    results = {
        way: {
            "least": min(clock for clock, _ in times),
            "median": statistics.median(clock for clock, _ in times),
            "cpu": min(worked for _, worked in times),
            "first": min(first[way]),
            "rate": (len(PACK) - 1) / (min(clock for clock, _ in times) - min(first[way])),
            "bytes": sum((folder / way / wanted.name).stat().st_size for wanted in PACK),
        }
        for way, times in taken.items()
    }
    pairs = likenesses(folder, ways)
    show(results, pairs)
    if given.json:
        record = {"pictures": len(PACK), "rounds": given.rounds, "ways": results, "likeness": pairs}
        given.json.write_text(json.dumps(record, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
