"""Videos whose frames Python draws: a MoviePy clip, encoded like any other picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from studio.plan.recipe import Recipe
from studio.render import graph, text
from studio.render.job import Job, Made
from studio.render.source import Pixels
from studio.render.video import Feed, encode_feed, with_sound

Draw = Callable[[float], Pixels]
"""The frame at a time in seconds, as RGB of the recipe's size."""


def make_drawn(job: Job, draw: Draw) -> Made:
    """The frames that ``draw`` makes, with the recipe's captions and sound, as an MP4."""
    recipe = job.recipe
    captions = text.write_document(recipe, job.folder)
    feed = Feed(
        inputs=(
            "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", str(recipe.size),
            "-framerate", str(recipe.fps), "-i", "pipe:0",
        ),
        graphs=(_graph(recipe, captions),),
        pieces=lambda: _frames(job, draw),
    )  # fmt: skip
    return encode_feed(job, with_sound(job, feed))


def _graph(recipe: Recipe, captions: Path | None) -> str:
    assert recipe.fps
    return f"[0:0]scale={graph.to_bt709('auto')},{graph.finish(recipe.fps, captions)}{graph.outlet()}"


def _frames(job: Job, draw: Draw) -> Iterator[bytes]:
    from moviepy import VideoClip

    recipe = job.recipe
    assert recipe.fps
    clip = VideoClip(frame_function=draw, duration=recipe.duration_s)  # type: ignore[no-untyped-call]
    for number in range(recipe.frames):
        yield clip.get_frame(float(number / recipe.fps)).tobytes()
