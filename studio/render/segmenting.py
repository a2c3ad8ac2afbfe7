"""Segments that are missing, made: neighbours by one encoder, and all that lie near each other by one decoder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from studio import machine
from studio.errors import RenderError
from studio.ingest.master import Master
from studio.messages import msg
from studio.plan.recipe import Recipe
from studio.render import encode as arguments
from studio.render import feed, ffmpeg, files, fonts, graph, text
from studio.render.drawn import Drawing
from studio.render.feed import Feed
from studio.render.kept import Shelf
from studio.render.segments import LONGEST_S, Run, Segment, batches, cut, missing_runs

ENGINE = "3"
"""Raised when the same segment would come out differently."""

Progress = Callable[[float], None]
"""Told the share, 0 to 1, of all frames that are ready."""


def encode(
    recipes: Sequence[Recipe],
    master: Master,
    *,
    cache: Path,
    beside: Sequence[Recipe] = (),
    cancelled: threading.Event | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[Path, ...]]:
    """The finished segments of each recipe, by its digest, in order. What exists is not made again.

    They are cut as if those ``beside`` were made too: whether an output is there already changes no other's segments.
    Raises RenderError, Cancelled and StorageError as ``studio.render.render`` does; what is finished is kept.
    """
    every = cut([*recipes, *beside], f"{ENGINE} {ffmpeg.executable_name()} {fonts.digest()}")
    pieces = {recipe.digest: every[recipe.digest] for recipe in recipes}
    everything = {segment.digest: segment for segments in pieces.values() for segment in segments}
    shelf = Shelf(cache / "segments")
    found = _find(shelf, everything)
    if len(found) < len(everything):
        with shelf.turn(master.sha256, cancelled):
            found = _find(shelf, everything)
            work = _Work(master, shelf, found, everything, cancelled, progress or (lambda _: None))
            for batch in batches(missing_runs(everything.values(), set(found))):
                with files.work_folder(shelf.folder) as folder:
                    _make(batch, folder, work)
    return {name: tuple(found[segment.digest] for segment in segments) for name, segments in pieces.items()}


def _find(shelf: Shelf, segments: Iterable[str]) -> dict[str, Path]:
    return {digest: path for digest in segments if (path := shelf.find(digest))}


@dataclass(frozen=True)
class _Work:
    """What making segments needs, and where they go."""

    master: Master
    shelf: Shelf
    found: dict[str, Path]
    everything: dict[str, Segment]
    cancelled: threading.Event | None
    progress: Progress

    def keep(self, segment: Segment, finished: Path) -> None:
        self.found[segment.digest] = self.shelf.add(segment.digest, finished)

    def tell(self, running: float) -> None:
        """``running`` frames are done of segments that are not finished."""
        ready = sum(self.everything[digest].frames for digest in self.found)
        self.progress(min(1.0, (ready + running) / sum(one.frames for one in self.everything.values())))


@dataclass
class _Outlet:
    """The files that one run is written to."""

    run: Run
    names: Path
    kept: int = field(default=0)

    def collect(self, work: _Work) -> None:
        """Keep what FFmpeg says is finished."""
        listing = arguments.segment_list(self.names)
        done = listing.read_text(encoding="utf-8").count("\n") if listing.exists() else 0
        for number in range(self.kept, done):
            work.keep(self.run.segments[number], self.names.with_name(self.names.name.replace("%d", str(number))))
        self.kept = max(self.kept, done)


def _make(batch: Sequence[Run], folder: Path, work: _Work) -> None:
    """One FFmpeg process: the master decoded once, each run encoded once and cut into its segments."""
    master, fps, start = work.master, batch[0].fps, min(run.start for run in batch)
    outlets = [_Outlet(run, folder / f"run{number}-%d.mp4") for number, run in enumerate(batch)]
    fed = _drawn(outlets[0], folder, work) if batch[0].drawn else _decoded(outlets, folder, work)
    command = [
        *fed.inputs, "-filter_complex", *fed.graphs,
        *(word for number, one in enumerate(outlets) for word in _output(number, one, len(outlets))),
    ]  # fmt: skip

    def moved(seconds: float) -> None:
        for outlet in outlets:
            outlet.collect(work)
        work.tell(_running(outlets, start + float(seconds * fps)))

    limit_s = ffmpeg.encoding_limit_s(float(sum(run.end - run.start for run in batch) / fps))
    ffmpeg.run(
        command, doing=msg("encoding {name}", name=master.name), progress=moved,
        cancelled=work.cancelled, limit_s=limit_s,
        pieces=fed.pieces() if fed.pieces else None,
    )  # fmt: skip
    for outlet in outlets:
        outlet.collect(work)
        if outlet.kept < len(outlet.run.segments):
            problem = msg("{name} ends before its last frame", name=master.name)
            raise RenderError(problem, msg("run 'python -m studio doctor', and try another copy of the file"))
    work.tell(0)


def _decoded(outlets: Sequence[_Outlet], folder: Path, work: _Work) -> Feed:
    pictures = [_picture(one, folder) for one in outlets]
    return feed.decoded(work.master, pictures, outlets[0].run.fps, folder)


def _drawn(outlet: _Outlet, folder: Path, work: _Work) -> Feed:
    run, first = outlet.run, outlet.run.segments[0]
    assert first.whole
    start, end = first.whole
    drawing = Drawing(first.source, first.clips[0].framing, first.size, run.fps, start, end, run.redactions)
    return feed.python_drawn(
        work.master, drawing, _picture(outlet, folder), frames=(run.start, run.end), cancelled=work.cancelled
    )


def _picture(outlet: _Outlet, folder: Path) -> graph.Picture:
    first = outlet.run.segments[0]
    return graph.Picture(outlet.run.clips, first.size, _document(outlet, folder), first.filter, outlet.run.redactions)


def _output(number: int, outlet: _Outlet, of: int) -> list[str]:
    run, threads = outlet.run, machine.encoder_threads(of)
    ends = list(accumulate(segment.frames for segment in run.segments))
    video = run.segments[0].video.model_copy(update={"keyframe_s": LONGEST_S})  # the joints are its key frames
    return [
        "-map", graph.outlet(number), *arguments.picture_arguments(video, run.fps, threads),
        *arguments.segment_arguments(ends, outlet.names),
    ]  # fmt: skip


def _document(outlet: _Outlet, folder: Path) -> Path | None:
    path = folder / f"{outlet.names.stem.replace('%d', 'text')}.ass"
    return text.write_document(outlet.run.written, outlet.run.segments[0].size, path)


def _running(outlets: Iterable[_Outlet], position: float) -> float:
    """Frames done of segments that are not finished, where the encoders have reached ``position`` of the master."""
    return sum(
        min(segment.frames, max(0.0, position - segment.start))
        for outlet in outlets
        for segment in outlet.run.segments[outlet.kept :]
    )
