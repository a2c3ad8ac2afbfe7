"""How often the studio's still windows keep faces whole, beside a plain centre crop.

Run as ``python -m tests.bench.framing MASTER TRUTH.json``. Every half second of every shot is measured twice: against
the face boxes of TRUTH.json (one box per shot), and against the faces found in that very frame, which analysing did
not look at. A face counts as kept when its core, the middle 70 % of its box each way, lies wholly inside the window.
The core of a close-up can be longer than the window; then it counts when the window lies wholly on the face's box and
its middle is within a tenth of the window from the face's middle, for the window and the centre crop alike. A shot
shown whole over a blurred copy keeps its faces, and is counted in its own column.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from studio.analyse import analyse
from studio.analyse.analysis import Analysis, Shot
from studio.analyse.faces import FaceFinder
from studio.analyse.moving import analysed_size
from studio.ingest import ingest
from studio.ingest.master import Master
from studio.plan.edits import PlacementEdits
from studio.plan.framing import FACE_CORE, frame_shot
from studio.render import source
from studio.values import WHOLE, Region, Size

SIZES = ((1080, 1080), (1080, 1350), (1080, 1920), (1280, 720), (1920, 1080))
EVERY_S = 0.5
NEAR_MIDDLE = 0.1
MAIN_FACE = 0.12
"""As in the framing: a face this much smaller than the frame's largest is somebody in the background."""

Windows = Callable[[float], Region]
"""What shows at a moment, as fractions of the frame; the whole frame where it is shown over a blurred copy."""


@dataclass(frozen=True)
class Seen:
    """The faces that must show at one moment."""

    at: float
    faces: tuple[Region, ...]


def main() -> None:
    """Print one table."""
    arguments = _arguments()
    master = ingest(arguments.master)
    assert master.video
    analysis = analyse(master, cache=arguments.cache)
    told = list(_told(json.loads(arguments.truth.read_text(encoding="utf-8"))["shots"]))
    found = list(_found(master))
    table = Table("output", "told: window", "told: centre", "found: window", "found: centre", "shots blurred")
    for width, height in SIZES:
        target = Size(width=width, height=height)
        window, centre = _windows(analysis, master, target), centre_crop(master.video.size, target)
        shares = [
            f"{kept_share(seen, show):.1%}" for seen in (told, found) for show in (window, lambda _at, c=centre: c)
        ]
        table.add_row(str(target), *shares, f"{_blurred(analysis, master, target)} of {len(analysis.shots)}")
    console = Console(width=100)
    console.print(f"{master.name}: {len(told)} frames with a face told, {len(found)} with a face found")
    console.print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("master", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--cache", type=Path, help="where the analysis is kept")
    return parser.parse_args()


def _told(shots: Iterable[dict[str, object]]) -> Iterator[Seen]:
    """Every half second of each shot that has a box in the truth file."""
    for shot in shots:
        box = shot["face_xywh_median"]
        if not box:
            continue
        x, y, w, h = box
        face = Region(left=x, top=y, right=x + w, bottom=y + h)
        steps = int((shot["end"] - shot["start"]) / EVERY_S)
        yield from (Seen(shot["start"] + (step + 0.5) * EVERY_S, (face,)) for step in range(steps))


def _found(master: Master) -> Iterator[Seen]:
    """Every half second, a quarter second off from where analysing looks, with the faces found there."""
    assert master.video
    finder, fps = FaceFinder(), master.video.fps
    step, first = round(EVERY_S * fps), round(EVERY_S / 2 * fps)
    size = analysed_size(master.video.size)
    frames = source.frames(master.path, master.container, master.video, fps=fps, size=size)
    for number, frame in enumerate(frames):
        if number % step == first % step and (faces := finder.find(frame)):
            main = tuple(face for face in faces if face.area >= MAIN_FACE * faces[0].area)
            yield Seen(float(number / fps), main)


def kept_share(seen: Sequence[Seen], show: Windows) -> float:
    """The share of moments at which every face is kept; 1 where there are none."""
    kept = [all(keeps(show(moment.at), face) for face in moment.faces) for moment in seen]
    return sum(kept) / len(kept) if kept else 1.0


def keeps(window: Region, face: Region) -> bool:
    """Whether a window keeps a face's core, or, where the core is longer than the window, is centred on the face."""
    core = face.core(FACE_CORE)
    across = _keeps((window.left, window.right), (core.left, core.right), (face.left, face.right))
    return across and _keeps((window.top, window.bottom), (core.top, core.bottom), (face.top, face.bottom))


def _keeps(window: tuple[float, float], core: tuple[float, float], face: tuple[float, float]) -> bool:
    length = window[1] - window[0]
    if core[1] - core[0] <= length:
        return window[0] <= core[0] + 1e-6 and core[1] <= window[1] + 1e-6
    off = abs(sum(window) - sum(face)) / 2
    return face[0] <= window[0] and window[1] <= face[1] and off <= NEAR_MIDDLE * length


def centre_crop(master: Size, target: Size) -> Region:
    """The largest window of the target's shape in the middle."""
    across = min(1.0, target.aspect / master.aspect)
    down = min(1.0, master.aspect / target.aspect)
    return Region(left=(1 - across) / 2, top=(1 - down) / 2, right=(1 + across) / 2, bottom=(1 + down) / 2)


def _windows(analysis: Analysis, master: Master, target: Size) -> Windows:
    assert master.size
    size = master.size
    shown = [(shot.span, _shown(shot, size, target)) for shot in analysis.shots]

    def show(at: float) -> Region:
        return next((region for span, region in shown if span.start <= at < span.end), shown[-1][1])

    return show


def _shown(shot: Shot, master: Size, target: Size) -> Region:
    framing, _ = frame_shot(shot, master, target, PlacementEdits())
    return WHOLE if framing.mode == "blur" else framing.crop.as_region(master)


def _blurred(analysis: Analysis, master: Master, target: Size) -> int:
    assert master.size
    return sum(frame_shot(shot, master.size, target, PlacementEdits())[0].mode == "blur" for shot in analysis.shots)


if __name__ == "__main__":
    main()
