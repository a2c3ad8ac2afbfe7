"""``contained``: a picture, or one moment of a moving master, whole on a plain or transparent ground."""

from __future__ import annotations

from PIL import Image

from studio.errors import RenderError
from studio.plan.recipe import Framing
from studio.render import source, text
from studio.render.compress import Compressor
from studio.render.image import open_picture
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.render.picture import write
from studio.values import Size


def make_contained(job: Job) -> Made:
    """The framed picture on its ground, with the recipe's captions."""
    recipe = job.recipe
    (clip,) = recipe.clips
    picture = _on_ground(_opened(job, clip.framing), clip.framing, job.master.size or recipe.size, recipe.size)
    job.check_cancelled()
    document = text.write_document(recipe, job.folder)
    if document:
        assert recipe.captions
        picture = letter(job, picture, document, at_s=recipe.captions.cues[0].start)
    return write(job, Compressor(picture))


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


def _on_ground(picture: Image.Image, framing: Framing, displayed: Size, size: Size) -> Image.Image:
    """RGBA where the ground is transparent, else RGB."""
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
