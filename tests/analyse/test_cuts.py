"""Shot cuts, on clips that are put together at known frames."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.analyse.analysis import Shot
from studio.analyse.moving import moving_shots
from studio.ingest import ingest
from tests import making
from tests.analyse.making import video_master

SIZE = "320x180"


def starts(shots: tuple[Shot, ...]) -> list[float]:
    return [round(shot.span.start, 3) for shot in shots]


def joined(path: Path, *parts: str) -> Path:
    """Lavfi sources one after the other at 25 frames per second, each ``graph:d=seconds``."""
    labels = "".join(f"[{i}]" for i in range(len(parts)))
    graph = ";".join(f"{part},setsar=1,format=yuv420p[{i}]" for i, part in enumerate(parts))
    return making.video(path, picture=f"{graph};{labels}concat=n={len(parts)}[out0]", seconds=20, sound=None)


def test_hard_cuts_are_found_at_their_exact_frames(tmp_path: Path) -> None:
    """A cut is told at the very frame where the new shot begins."""
    clip = joined(
        tmp_path / "cuts.mp4",
        f"testsrc2=size={SIZE}:rate=25:d=1.2",
        f"mandelbrot=size={SIZE}:rate=25:start_scale=0.5,trim=duration=0.92",
        f"smptebars=size={SIZE}:rate=25:d=1",
    )

    shots = moving_shots(video_master(clip, seconds=3.12))

    assert starts(shots) == [0.0, 1.2, 2.12]


def test_shots_cover_the_master_without_gaps_and_each_was_looked_at(tmp_path: Path) -> None:
    """Planning can rely on a shot for every moment, with frames that were measured inside it."""
    clip = joined(
        tmp_path / "gaps.mp4", f"testsrc2=size={SIZE}:rate=25:d=0.6", f"smptebars=size={SIZE}:rate=25:d=0.4",
        f"testsrc2=size={SIZE}:rate=25:d=1.4",
    )  # fmt: skip

    shots = moving_shots(video_master(clip, seconds=2.4))

    assert [shot.span.end for shot in shots[:-1]] == [shot.span.start for shot in shots[1:]]
    assert shots[0].span.start == 0 and shots[-1].span.end == pytest.approx(2.4)
    assert all(shot.samples for shot in shots)
    assert all(shot.span.start <= sample.at < shot.span.end for shot in shots for sample in shot.samples)


def test_movement_is_no_cut(tmp_path: Path) -> None:
    """A steady pan and zoom stays one shot."""
    pan = "mandelbrot=size=640x360:rate=25,crop=320:180:x='2*n':y='n',trim=duration=2"

    assert len(moving_shots(video_master(joined(tmp_path / "pan.mp4", pan), seconds=2))) == 1


def test_a_fade_through_black_is_a_cut_where_the_light_returns(tmp_path: Path) -> None:
    """The shot after a fade begins with a picture, never with black."""
    clip = joined(
        tmp_path / "fade.mp4",
        f"smptebars=size={SIZE}:rate=25:d=1,fade=out:st=0.6:d=0.4",
        f"color=black:size={SIZE}:rate=25:d=0.6",
        f"smptebars=size={SIZE}:rate=25:d=1,fade=in:d=0.4",
    )

    shots = moving_shots(video_master(clip, seconds=2.6))

    assert len(shots) == 2
    assert shots[1].span.start == pytest.approx(1.64, abs=0.1)
    assert shots[1].samples[0].luma > 0.05


def test_a_flash_does_not_make_shots(tmp_path: Path) -> None:
    """Two white frames belong to the shot that they flash in."""
    clip = joined(
        tmp_path / "flash.mp4", f"testsrc2=size={SIZE}:rate=25:d=1", f"color=white:size={SIZE}:rate=25:d=0.08",
        f"testsrc2=size={SIZE}:rate=25:d=1",
    )  # fmt: skip

    assert len(moving_shots(video_master(clip, seconds=2.08))) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["talk_landscape_1080p_composite", "vlog_portrait_720x1280_composite"])
def test_real_cuts_are_found_within_a_frame(footage: Path, name: str) -> None:
    """On real footage every cut is found within one frame, and none is invented."""
    folder = footage / "video"
    truth = json.loads((folder / f"{name}.truth.json").read_text())

    found = starts(moving_shots(ingest(folder / f"{name}.mp4")))[1:]

    assert found == pytest.approx(truth["cuts"], abs=1 / 30 + 1e-3)
