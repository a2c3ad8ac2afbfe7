"""Segments made by FFmpeg, kept, and joined into outputs."""

from __future__ import annotations

import threading
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from loky import ProcessPoolExecutor  # unlike multiprocessing's it never runs the main script again
from PIL import Image

from studio.errors import Cancelled
from studio.ingest.master import Cue, Master
from studio.plan.recipe import Clip, Recipe
from studio.render import prepare, render
from tests import making
from tests.render.recipes import FAST, SMALL, captions, cover, frames_of, master_of, video_recipe

FRAMES = 300


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Master:
    """Ten seconds in which each frame's brightness tells its number, with a tone."""
    picture = "nullsrc=size=64x64:rate=30:duration=10,geq=lum='16+mod(N*7,220)':cb=128:cr=128"
    return master_of(making.video(tmp_path_factory.mktemp("counted") / "counted.mp4", seconds=10, picture=picture,
                                  options=["-crf", "1"]))  # fmt: skip


def numbers(path: Path) -> list[int]:
    """The brightness of each frame."""
    with av.open(str(path)) as container:
        luma = (frame.to_ndarray(format="yuv420p")[: frame.height] for frame in container.decode(video=0))
        return [int(np.median(plane)) for plane in luma]


def segments(cache: Path) -> dict[str, int]:
    """Each kept segment, and when it was made."""
    return {path.name: path.stat().st_mtime_ns for path in (cache / "segments").rglob("*.mp4")}


def recipe(master: Master, *cues: Cue) -> Recipe:
    return video_recipe(master, FRAMES, captions=captions(*cues) if cues else None)


def test_a_joined_output_has_every_frame_once_and_in_order(master: Master, tmp_path: Path) -> None:
    """Across every joint no frame is lost, doubled or moved, and time stamps rise evenly."""
    made = render(recipe(master), master, cache=tmp_path)

    shown, wanted = numbers(made.path), [16 + number * 7 % 220 for number in range(FRAMES)]
    assert len(segments(tmp_path)) >= 2
    assert len(shown) == FRAMES
    assert max(abs(a - b) for a, b in zip(shown, wanted, strict=True)) <= 4
    with av.open(str(made.path)) as container:
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)
    assert len({after - before for before, after in pairwise(times)}) == 1


def test_nothing_is_made_twice(master: Master, tmp_path: Path) -> None:
    """Another output of the same seconds finds every segment."""
    render(recipe(master), master, cache=tmp_path)
    before = set(segments(tmp_path))
    render(recipe(master).model_copy(update={"sound": None}), master, cache=tmp_path)

    assert set(segments(tmp_path)) == before


def test_outputs_that_are_prepared_together_are_only_joined(master: Master, tmp_path: Path) -> None:
    """What was cut for both is what both are joined from, wherever the shorter one begins and ends."""
    both = [recipe(master), video_recipe(master, 100, start=77)]
    pieces = prepare(both, master, cache=tmp_path)
    before = set(segments(tmp_path))
    made = [render(one, master, cache=tmp_path, segments=pieces) for one in both]

    assert set(segments(tmp_path)) == before
    assert [len(numbers(one.path)) for one in made] == [FRAMES, 100]


def test_one_changed_cue_costs_one_segment(master: Master, tmp_path: Path) -> None:
    """All other seconds come from the cache."""
    render(recipe(master, Cue(start=1, end=2, text="one"), Cue(start=8.5, end=9.5, text="two")), master, cache=tmp_path)
    before = set(segments(tmp_path))
    render(recipe(master, Cue(start=1, end=2, text="one"), Cue(start=8.5, end=9.5, text="2")), master, cache=tmp_path)

    assert len(set(segments(tmp_path)) - before) == 1


def test_an_output_that_is_there_still_cuts_the_others(master: Master, tmp_path: Path) -> None:
    """A cue that only the longer output shows costs its own seconds, though nothing of the shorter one is missing."""
    short, spoken = video_recipe(master, 100, start=47), Cue(start=8.5, end=9.5, text="two")
    for words in (spoken, spoken.model_copy(update={"text": "2"})):
        before = set(segments(tmp_path))
        both = [short, recipe(master, words)]
        pieces = prepare(both, master, cache=tmp_path)
        for one in both:
            render(one, master, cache=tmp_path, segments=pieces)

    assert len(set(segments(tmp_path)) - before) == 1


def test_a_damaged_segment_is_made_again(master: Master, tmp_path: Path) -> None:
    """A flipped byte on the disk never reaches an output."""
    render(recipe(master), master, cache=tmp_path)
    victim = next((tmp_path / "segments").rglob("*.mp4"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 0xFF
    victim.write_bytes(data)
    for output in (tmp_path / "outputs").glob("*.mp4"):
        output.unlink()

    made = render(recipe(master), master, cache=tmp_path)

    assert len(numbers(made.path)) == FRAMES
    assert not victim.exists() or victim.read_bytes() != data  # made again, perhaps with the same bytes as at first
    assert any(name.startswith(victim.name.partition("-")[0]) for name in segments(tmp_path))


def test_cancelling_keeps_what_is_finished_and_nothing_else(master: Master, tmp_path: Path) -> None:
    """After a stop no half-made file has a name that counts."""
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        prepare([recipe(master)], master, cache=tmp_path, cancelled=stop)

    assert not list((tmp_path / "segments").glob(".work-*"))
    assert len(numbers(render(recipe(master), master, cache=tmp_path).path)) == FRAMES


def _render(arguments: tuple[Master, Path]) -> int:
    master, cache = arguments
    return len(numbers(render(recipe(master), master, cache=cache).path))


def test_two_processes_at_once_make_each_segment_once(master: Master, tmp_path: Path) -> None:
    """The second waits for the first and uses what it made."""
    with ProcessPoolExecutor(2) as pool:
        counts = list(pool.map(_render, [(master, tmp_path)] * 2))

    assert counts == [FRAMES, FRAMES]
    digests = [path.name.partition("-")[0] for path in (tmp_path / "segments").rglob("*.mp4")]
    assert len(digests) == len(set(digests))


def test_progress_rises_to_one(master: Master, tmp_path: Path) -> None:
    """Whoever waits sees it move, never backwards."""
    told: list[float] = []
    prepare([recipe(master)], master, cache=tmp_path, progress=told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_python_draws_is_kept_in_segments_too(tmp_path: Path) -> None:
    """A moving still is drawn once: another byte limit finds its segments, and a longer move is another picture."""
    Image.new("RGB", (320, 320), (200, 90, 60)).save(tmp_path / "m.png")
    still = master_of(tmp_path / "m.png")
    clip = Clip(start=0, end=180, framing=cover(still, SMALL))
    first = Recipe(
        placement="test/still", master=still.sha256, kind="video", source="still", size=SMALL, fps=Fraction(30),
        clips=(clip,), video=FAST,
    )  # fmt: skip
    made = render(first, still, cache=tmp_path)
    before = set(segments(tmp_path))
    render(first.model_copy(update={"max_bytes": 10_000_000}), still, cache=tmp_path)
    same = set(segments(tmp_path))
    longer = first.model_copy(update={"clips": (clip.model_copy(update={"end": 190}),)})
    render(longer, still, cache=tmp_path)

    assert len(before) == 3 and same == before
    assert set(segments(tmp_path)) > before and len(segments(tmp_path)) == 6
    assert len(frames_of(made.path)) == 180


def test_a_hook_stands_over_its_seconds_and_costs_no_others(master: Master, tmp_path: Path) -> None:
    """Subtitles and hook are drawn together; what comes after the hook is what was made without it."""
    words = captions(Cue(start=0.5, end=9, text="said"))
    hanging = captions(Cue(start=0, end=3, text="HOOK")).model_copy(
        update={"style": words.style.model_copy(update={"margin_top": 10})}
    )
    before = render(video_recipe(master, FRAMES, captions=words), master, cache=tmp_path)
    kept = segments(tmp_path)

    made = render(video_recipe(master, FRAMES, captions=words, hook=hanging), master, cache=tmp_path)

    shown, plain = frames_of(made.path), frames_of(before.path)
    changed = [
        float(np.abs(shown[at][:60].astype(int) - plain[at][:60].astype(int)).mean()) > 5 for at in (0, 85, 95, 200)
    ]
    assert changed == [True, True, False, False]
    assert float(np.abs(shown[30][120:].astype(int) - plain[30][120:].astype(int)).mean()) < 3
    assert sum(1 for name in segments(tmp_path) if name in kept) == len(kept)
