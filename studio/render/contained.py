"""``contained``: a picture, or one moment of a moving master, whole on a plain or transparent ground."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from studio.errors import RenderError
from studio.plan.recipe import Framing
from studio.render import source, text
from studio.render.image import open_picture
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.render.picture import encode
from studio.values import Size


def make_contained(job: Job) -> Made:
    """The framed picture on its ground, with the recipe's captions."""
    recipe = job.recipe
    (clip,) = recipe.clips
    picture = on_ground(job, clip.framing, recipe.size)
    job.check_cancelled()
    document = text.write_document(recipe, job.folder)
    if document:
        assert recipe.captions
        picture = letter(job, picture, document, at_s=recipe.captions.cues[0].start)
    return write(job, picture)


def write(job: Job, picture: Image.Image, notes: Sequence[str] = ()) -> Made:
    """The recipe's file of a picture, RGB or RGBA."""
    recipe = job.recipe
    assert recipe.image
    job.progress(0.7)
    data, more = encode(picture, recipe.image, recipe.max_bytes, recipe.placement)
    target = job.folder / "output"
    target.write_bytes(data)
    return Made(target, (*notes, *more))


def _opened(job: Job, framing: Framing) -> Image.Image:
    """The master's picture with its transparent parts, decoded no larger than needed."""
    master, recipe = job.master, job.recipe
    assert framing.place
    if master.video is None:
        assert master.still
        scale = max(framing.place.width / framing.crop.width, framing.place.height / framing.crop.height)
        whole = master.still.size
        needed = Size(width=max(1, round(whole.width * scale)), height=max(1, round(whole.height * scale)))
        return open_picture(master.path, needed, master.still.transfer, alpha=True)
    fps = recipe.fps or master.video.fps
    start = float(recipe.clips[0].start / fps)
    pieces = source.frames(
        master.path, master.container, master.video, fps=fps, size=master.video.size, start_s=start, count=1,
        cancelled=job.cancelled,
    )  # fmt: skip
    for pixels in pieces:
        return Image.fromarray(pixels)
    raise RenderError(f"{master.name} shows no picture at {start:.2f} s", "choose an earlier moment")


def on_ground(job: Job, framing: Framing, size: Size) -> Image.Image:
    """The master's picture in its place on a ground of ``size``: RGBA where that is transparent, else RGB."""
    picture, displayed = _opened(job, framing), job.master.size or size
    crop, place = framing.crop, framing.place
    assert place
    across, down = picture.width / displayed.width, picture.height / displayed.height
    right, bottom = (crop.x + crop.width) * across, (crop.y + crop.height) * down
    box = (crop.x * across, crop.y * down, min(right, picture.width), min(bottom, picture.height))
    small = picture.resize((place.width, place.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    at = (place.x, place.y)
    if framing.ground is None:
        clear = Image.new("RGBA", (size.width, size.height), (0, 0, 0, 0))
        clear.paste(small.convert("RGBA"), at)
        return clear
    ground = Image.new("RGB", (size.width, size.height), framing.ground)
    ground.paste(small.convert("RGB"), at, small.getchannel("A") if small.mode == "RGBA" else None)
    return ground
