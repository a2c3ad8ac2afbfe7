"""Picture and sound stay together across every joint, at whole and at fractional rates."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from studio.ingest.master import Master
from studio.render import prepare, render
from tests import making
from tests.render.recipes import master_of, samples_of, video_recipe

SECONDS = 14
PRIMING_S = 0.022
"""An output's first AAC frame is silent (``studio.render.sound``): a beep at its very beginning is not heard."""
RATES = (Fraction(25), Fraction(30), Fraction(30000, 1001))


def flashing(folder: Path, rate: Fraction) -> Master:
    """A flash of one frame and a beep of 30 ms at each second."""
    tick = f"lt(mod(N*{rate.denominator}\\,{rate.numerator})\\,{rate.denominator})"
    return master_of(making.video(
        folder / "flashing.mp4", seconds=SECONDS, options=["-crf", "1"],
        picture=f"nullsrc=size=64x64:rate={rate}:duration={SECONDS},geq=lum='if({tick}\\,235\\,16)':cb=128:cr=128",
        sound="aevalsrc='if(lt(mod(t\\,1)\\,0.03)\\,0.8*sin(2*PI*1000*t)\\,0)':sample_rate=48000",
    ))  # fmt: skip


def flashes(path: Path) -> list[float]:
    """When the picture flashes, in seconds."""
    with av.open(str(path)) as container:
        return [float(frame.time or 0) for frame in container.decode(video=0)
                if np.median(frame.to_ndarray(format="gray")) > 120]  # fmt: skip


def beeps(path: Path) -> list[float]:
    """When each beep begins, in seconds."""
    start, samples = samples_of(path)
    loud = np.flatnonzero(np.abs(samples) > 0.1)
    first = loud[np.insert(np.diff(loud) > 4800, 0, True)]
    return [start + float(place) / 48000 for place in first]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_flash_and_beep_stay_together_at_and_after_every_joint(tmp_path: Path, rate: Fraction) -> None:
    """Of three outputs that share their segments each has its flashes within a frame and its beeps within 20 ms."""
    master = flashing(tmp_path, rate)
    frames = int(SECONDS * rate) - 2
    recipes = [
        video_recipe(master, frames, fps=rate), video_recipe(master, 200, start=47, fps=rate),
        video_recipe(master, 150, start=frames - 150, fps=rate),
    ]  # fmt: skip
    pieces = prepare(recipes, master, cache=tmp_path)
    joints = sum(len(pieces[recipe.digest]) - 1 for recipe in recipes)
    for recipe in recipes:
        made = render(recipe, master, cache=tmp_path, segments=pieces).path
        begins = float(recipe.clips[0].start / rate)
        wanted = [n - begins for n in range(SECONDS) if 0 <= n - begins < recipe.duration_s - 0.05]
        seen, heard = flashes(made), [one for one in beeps(made) if PRIMING_S < one < recipe.duration_s - 0.05]
        assert len(seen) == len(wanted) and np.abs(np.subtract(seen, wanted)).max() <= float(1 / rate) + 1e-3
        wanted = [one for one in wanted if one > PRIMING_S]
        assert len(heard) == len(wanted) and np.abs(np.subtract(heard, wanted)).max() <= 0.020

    assert joints >= 6


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_time_stamps_rise_without_gap_or_repeat(tmp_path: Path, rate: Fraction) -> None:
    """Of packets as they are decoded, and of frames as they are shown, one frame apart each."""
    master = flashing(tmp_path, rate)
    made = render(video_recipe(master, 300, start=11, fps=rate), master, cache=tmp_path).path
    with av.open(str(made)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
        tick = 1 / (rate * stream.time_base)

    decoded = [packet.dts for packet in packets]
    shown = sorted(packet.pts for packet in packets)
    assert shown[0] == 0 and len(packets) == 300
    assert {after - before for before, after in pairwise(shown)} == {tick}
    assert {after - before for before, after in pairwise(decoded)} == {tick}
