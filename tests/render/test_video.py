"""Clips of a moving picture become a video."""

from __future__ import annotations

import os
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from studio.errors import Cancelled, RenderError, StorageError
from studio.ingest.master import Cue
from studio.plan.recipe import Clip, VideoEncode
from studio.render import render
from studio.values import Size
from tests import making
from tests.render.recipes import SMALL, blur, captions, cover, frames_of, master_of, samples_of, video_recipe

STEPS = "color=black:size=320x180:rate=30,format=yuv420p,geq=lum='16+6*mod(N\\,36)':cb=128:cr=128"
"""Each frame has a brightness of its own, which tells its number."""
FLASH = "color=black:size=320x180:rate=30,drawbox=color=white:thickness=fill:enable='between(n,45,47)'"
BEEP = "aevalsrc='if(between(t,1.5,1.6),0.5*sin(2*PI*1000*t),0)':s=48000"


def _brightness(path: Path) -> list[float]:
    return [float(frame.mean()) for frame in frames_of(path)]


def test_facts_of_a_finished_video(tmp_path: Path) -> None:
    """H.264 High in 4:2:0 and BT.709, AAC-LC stereo at 48 kHz, constant rate, and exactly the frames asked for."""
    master = master_of(making.video(tmp_path / "m.mp4", fps="30000/1001"))
    made = render(video_recipe(master, 41, start=7), master, cache=tmp_path)
    with av.open(str(made.path)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        times = [frame.pts * frame.time_base for frame in container.decode(picture)]
        codec = picture.codec_context
        assert (codec.name, picture.profile, codec.pix_fmt) == ("h264", "High", "yuv420p")
        assert (codec.colorspace, codec.color_primaries, codec.color_trc, codec.color_range) == (1, 1, 1, 1)
        assert (sound.codec_context.name, sound.profile, sound.rate, sound.channels) == ("aac", "LC", 48000, 2)
        assert picture.average_rate == Fraction(30000, 1001)
        assert not {"creation_time", "location", "encoder"} & set(container.metadata)
    assert len(times) == 41
    assert times == [number * Fraction(1001, 30000) for number in range(41)]


def test_container_starts_fast_and_needs_no_edit_list(tmp_path: Path) -> None:
    """The index stands before the media, and no edit list shifts a track (Instagram and YouTube ask for both)."""
    master = master_of(making.video(tmp_path / "m.mp4"))
    data = render(video_recipe(master, 30), master, cache=tmp_path).path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert b"elst" not in data


def test_shows_exactly_the_frames_asked_for(tmp_path: Path) -> None:
    """A clip from frame 17 on begins with the master's frame 17, also across a cut to another window."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=STEPS, seconds=3, sound=None))
    whole = _brightness(tmp_path / "m.mp4")
    clips = [
        Clip(start=17, end=40, framing=cover(master, SMALL, x=0)),
        Clip(start=40, end=70, framing=cover(master, SMALL, x=140)),
    ]
    made = render(video_recipe(master, 53, clips=clips), master, cache=tmp_path)
    assert _brightness(made.path) == pytest.approx(whole[17:70], abs=2)


def test_each_clip_has_its_own_window(tmp_path: Path) -> None:
    """A window on the left shows the left, then one on the right the right."""
    halves = "color=red:size=160x180:rate=30[l];color=blue:size=160x180:rate=30[r];[l][r]hstack"
    master = master_of(making.video(tmp_path / "m.mp4", picture=halves, seconds=1, sound=None))
    tall = Size(width=90, height=180)
    clips = [
        Clip(start=0, end=10, framing=cover(master, tall, x=0)),
        Clip(start=10, end=20, framing=cover(master, tall, x=230)),
    ]
    frames = frames_of(render(video_recipe(master, 20, clips=clips, size=tall), master, cache=tmp_path).path)
    assert frames[9].mean(axis=(0, 1)) == pytest.approx((253, 0, 0), abs=12)
    assert frames[10].mean(axis=(0, 1)) == pytest.approx((0, 0, 253), abs=12)


def test_sound_stays_in_step(tmp_path: Path) -> None:
    """A beep that comes with a flash still comes with it, within a frame, when the output begins in mid-master."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=FLASH, sound=BEEP, seconds=3))
    made = render(video_recipe(master, 60, start=31), master, cache=tmp_path)
    flash = next(number for number, light in enumerate(_brightness(made.path)) if light > 100) / 30
    start, samples = samples_of(made.path)
    beep = start + float(np.argmax(np.abs(samples) > 0.1)) / 48000
    assert flash == pytest.approx(14 / 30, abs=0.001)
    assert beep == pytest.approx(flash, abs=0.005)


def test_master_shorter_than_the_recipe_holds_its_last_frame(tmp_path: Path) -> None:
    """A header that promises more than there is costs no frames and no sound."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    made = render(video_recipe(master, 45), master, cache=tmp_path)
    _, samples = samples_of(made.path)
    assert len(frames_of(made.path)) == 45
    assert samples.size / 48000 == pytest.approx(1.5, abs=0.022)


def test_standard_definition_colours_are_kept(tmp_path: Path) -> None:
    """A BT.601 picture is converted to BT.709, not merely called so."""
    master = master_of(
        making.video(
            tmp_path / "m.mp4", picture="color=0x20C040:size=320x180:rate=30", sound=None, seconds=0.5,
            options=["-vf", "scale=out_color_matrix=bt601,setparams=colorspace=smpte170m", "-colorspace", "smpte170m"],
        )
    )  # fmt: skip
    assert master.video and master.video.matrix == "bt601"
    frame = frames_of(render(video_recipe(master, 5), master, cache=tmp_path).path)[2]
    assert frame.mean(axis=(0, 1)) == pytest.approx((0x20, 0xC0, 0x40), abs=5)


def test_blurred_copy_fills_what_the_whole_picture_leaves(tmp_path: Path) -> None:
    """The whole picture stands in the middle, unstretched, over a darker copy of itself; no bars are black."""
    master = master_of(making.video(tmp_path / "m.mp4", picture="color=0xC08040:size=320x180:rate=30", sound=None))
    clips = [Clip(start=0, end=5, framing=blur(master))]
    frame = frames_of(render(video_recipe(master, 5, clips=clips), master, cache=tmp_path).path)[2]
    middle, edge = frame[90, 90].astype(int), frame[5, 90].astype(int)
    assert middle == pytest.approx((0xC0, 0x80, 0x40), abs=8)
    assert 0.5 < edge.sum() / middle.sum() < 0.85


def test_captions_show_only_in_their_time(tmp_path: Path) -> None:
    """White letters stand in the lower part while the cue lasts, and never before or after."""
    master = master_of(making.video(tmp_path / "m.mp4", picture="color=0x304050:size=320x180:rate=30", sound=None))
    text = captions(Cue(start=0.5, end=1.0, text="Hello"))
    frames = frames_of(render(video_recipe(master, 45, captions=text), master, cache=tmp_path).path)
    bright = [number for number, frame in enumerate(frames) if (frame[90:] > 200).any()]
    assert bright == list(range(15, 30))
    assert not any((frame[:90] > 200).any() for frame in frames)


def test_no_sound_track_where_none_is_wanted(tmp_path: Path) -> None:
    """A recipe without sound gives a file without a sound track."""
    master = master_of(making.video(tmp_path / "m.mp4"))
    made = render(video_recipe(master, 10, sound=None), master, cache=tmp_path)
    with av.open(str(made.path)) as container:
        assert not container.streams.audio


NOISE = "color=gray:size=320x180:rate=30,noise=alls=80:allf=t"


def test_video_over_the_limit_is_encoded_to_fit(tmp_path: Path) -> None:
    """The file is within the limit, uses most of it, still has all frames, and the output says what was done."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=NOISE))
    made = render(video_recipe(master, 45, max_bytes=150_000), master, cache=tmp_path)
    assert 90_000 < made.path.stat().st_size <= 150_000
    assert len(frames_of(made.path)) == 45
    assert "0.15 MB" in str(made.notes[0])
    assert render(video_recipe(master, 45, max_bytes=150_000), master, cache=tmp_path).notes == made.notes


def test_video_that_cannot_fit_is_an_error_with_figures(tmp_path: Path) -> None:
    """Nobody gets a mush of blocks: the error names the limit and the rates, and nothing is left behind."""
    master = master_of(making.video(tmp_path / "m.mp4", picture=NOISE))
    with pytest.raises(RenderError, match=r"0\.01 MB.*kbit/s"):
        render(video_recipe(master, 45, max_bytes=10_000), master, cache=tmp_path)
    assert list((tmp_path / "outputs").iterdir()) == []


def test_equal_recipes_are_made_once(tmp_path: Path) -> None:
    """A second placement with the same recipe finds the file; progress ends at 1 both times."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    recipe = video_recipe(master, 10)
    told: list[float] = []
    first = render(recipe, master, cache=tmp_path, progress=told.append)
    changed = first.path.stat().st_ino
    again = render(recipe.model_copy(update={"placement": "other/place"}), master, cache=tmp_path)
    assert told == sorted(told) and told[-1] == 1.0
    assert again.path == first.path and again.path.stat().st_ino == changed
    assert again.placement == "other/place"


def test_two_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    """Two threads that make the same recipe both get the whole file, and no other file stays."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    recipe = video_recipe(master, 20)
    threads = [threading.Thread(target=render, args=(recipe, master), kwargs={"cache": tmp_path}) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = {file.name for file in (tmp_path / "outputs").iterdir()}
    assert names == {f"{recipe.digest}.mp4", f"{recipe.digest}.kept"}
    assert len(frames_of(tmp_path / "outputs" / f"{recipe.digest}.mp4")) == 20


def test_a_damaged_output_is_made_again(tmp_path: Path) -> None:
    """One flipped byte is noticed: nobody is handed a broken file because it was made before."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    recipe = video_recipe(master, 10)
    made = render(recipe, master, cache=tmp_path)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:900] + bytes([whole[900] ^ 1]) + whole[901:])

    assert render(recipe, master, cache=tmp_path).path.read_bytes() == whole


def test_cancelling_stops_within_two_seconds_and_leaves_nothing(tmp_path: Path) -> None:
    """A long encode ends soon after the event is set."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=20, size="640x360", sound=None))
    recipe = video_recipe(master, 590, size=Size(width=1080, height=1080), video=VideoEncode(crf=18, preset="veryslow"))
    cancelled = threading.Event()
    threading.Timer(1.0, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        render(recipe, master, cache=tmp_path, cancelled=cancelled)
    assert time.monotonic() - began < 3.0
    assert list((tmp_path / "outputs").iterdir()) == []


HOSTILE = "it's; $(touch pwned) [0:v],drawtext=text=x:'%03d é العربية.mp4"


def test_a_name_is_never_a_command_a_pattern_or_a_filter(tmp_path: Path) -> None:
    """A master whose name holds shell words, filter syntax and a number pattern renders, captions and all."""
    folder = tmp_path / "it's [x];,'%d"
    folder.mkdir()
    master = master_of(making.video(folder / HOSTILE, seconds=1))
    recipe = video_recipe(master, 10, captions=captions(Cue(start=0, end=1, text="x")))
    made = render(recipe, master, cache=folder / "ca'che: [a],b;%")
    assert len(frames_of(made.path)) == 10
    assert not (tmp_path / "pwned").exists() and not Path("pwned").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_unwritable_cache_is_said(tmp_path: Path) -> None:
    """A cache that may not be written is a StorageError, not a traceback."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(StorageError, match="locked"):
        render(video_recipe(master, 5), master, cache=locked)


def test_cache_that_is_a_file_is_said(tmp_path: Path) -> None:
    """A cache path that names a file is a StorageError."""
    master = master_of(making.video(tmp_path / "m.mp4", seconds=1))
    with pytest.raises(StorageError, match="cannot be written"):
        render(video_recipe(master, 5), master, cache=tmp_path / "m.mp4")
