"""Recipes made by hand, and measures of what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from studio.ingest import ingest
from studio.ingest.master import Cue, Master
from studio.plan.recipe import Captions, CaptionStyle, Clip, Framing, ImageEncode, Recipe, Sound, VideoEncode
from studio.values import PixelBox, Size

SMALL = Size(width=180, height=180)
FAST = VideoEncode(crf=20, preset="ultrafast")


def master_of(path: Path) -> Master:
    return ingest(path)


def cover(master: Master, size: Size, x: int | None = None) -> Framing:
    """The largest crop of ``size``'s shape, in the middle or from ``x`` on."""
    assert master.size
    whole = master.size
    width = min(whole.width, round(whole.height * size.aspect))
    height = min(whole.height, round(width / size.aspect))
    left = (whole.width - width) // 2 if x is None else x
    return Framing(mode="cover", crop=PixelBox(x=left, y=(whole.height - height) // 2, width=width, height=height))


def blur(master: Master) -> Framing:
    assert master.size
    return Framing(mode="blur", crop=PixelBox.whole(master.size))


def sound_of(master: Master, lufs: float = -16.0, **changes: Any) -> Sound | None:
    if master.audio is None:
        return None
    return Sound(stream=master.audio.stream, lufs=lufs, true_peak_dbtp=-1.0, kbps=128, **changes)


def captions(*cues: Cue, right_to_left: bool = False, size: Size = SMALL) -> Captions:
    side = size.width // 20
    style = CaptionStyle(font_size=size.width // 12, margin_left=side, margin_right=side, margin_bottom=side)
    return Captions(language=None, right_to_left=right_to_left, cues=cues, style=style)


def video_recipe(
    master: Master,
    frames: int,
    *,
    start: int = 0,
    size: Size = SMALL,
    fps: Fraction | None = None,
    clips: Sequence[Clip] | None = None,
    **changes: Any,
) -> Recipe:
    """``frames`` frames of the master from frame ``start`` on, with its sound."""
    assert master.video
    clips = clips or [Clip(start=start, end=start + frames, framing=cover(master, size))]
    fields = {"sound": sound_of(master), "video": FAST, **changes}
    return Recipe(
        placement="test/video", master=master.sha256, kind="video", source="frames", size=size,
        fps=fps or master.video.fps, clips=tuple(clips), **fields,
    )  # fmt: skip


def picture_recipe(
    master: Master, *, frame: int = 0, size: Size = SMALL, framing: Framing | None = None, **changes: Any
) -> Recipe:
    fields = {"image": ImageEncode(format="jpeg", quality=90), **changes}
    clip = Clip(start=frame, end=frame + 1, framing=framing or cover(master, size))
    return Recipe(
        placement="test/picture", master=master.sha256, kind="image", source="frame", size=size,
        fps=master.video.fps if master.video else None, clips=(clip,), **fields,
    )  # fmt: skip


def frames_of(path: Path) -> list[npt.NDArray[np.uint8]]:
    """All frames of a video, as RGB."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def samples_of(path: Path) -> tuple[float, npt.NDArray[np.float32]]:
    """The time of the first sample, and all samples of the first channel."""
    with av.open(str(path)) as container:
        pieces = [(frame.time, frame.to_ndarray()[0]) for frame in container.decode(audio=0)]
    return float(pieces[0][0] or 0), np.concatenate([piece for _, piece in pieces])
