"""``contained``: a picture, or one moment of a moving master, whole on a plain or transparent ground."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PIL import Image

from studio.ingest.master import Master
from studio.plan.recipe import Framing, Recipe, Redaction
from studio.render import text
from studio.render.compress import Compressor
from studio.render.effect import filtered
from studio.render.image import open_picture
from studio.render.job import Job, Made
from studio.render.lettering import letter
from studio.render.picture import moment_of, write
from studio.render.pyramid import Pyramid
from studio.render.redaction import blurred
from studio.values import Size


def make_contained(job: Job) -> Made:
    """The framed picture on its ground, with the recipe's captions."""
    recipe = job.recipe
    (clip,) = recipe.clips
    picture = on_ground(
        job.master, clip.framing, recipe.size, moment=recipe, redactions=recipe.redactions, cancelled=job.cancelled
    )
    job.check_cancelled()
    picture = filtered(job, picture)
    document = text.write_document(recipe.written, recipe.size, job.folder / "captions.ass")
    if document:
        picture = letter(job, picture, document, at_s=recipe.written[0].cues[0].start)
    return write(job, Compressor(picture))


def on_ground(
    master: Master,
    framing: Framing,
    size: Size,
    *,
    moment: Recipe | None = None,
    redactions: Sequence[Redaction] = (),
    cancelled: threading.Event | None = None,
) -> Image.Image:
    """The master's picture in its place on a ground of ``size``: RGBA where that is transparent, else RGB.

    A moving master shows the recipe's ``moment``; ``redactions`` are blurred in it. Raises RenderError where it cannot
    be decoded.
    """
    place = framing.place
    assert place
    inside = Size(width=place.width, height=place.height)
    picture, whole = _opened(master, framing, inside, moment, cancelled)
    small = Pyramid((blurred(picture, redactions, whole),), whole).resized(framing.crop, inside)
    at = (place.x, place.y)
    if framing.ground is None:
        clear = Image.new("RGBA", (size.width, size.height), (0, 0, 0, 0))
        clear.paste(small.convert("RGBA"), at)
        return clear
    ground = Image.new("RGB", (size.width, size.height), framing.ground)
    ground.paste(small.convert("RGB"), at, small.getchannel("A") if small.mode == "RGBA" else None)
    return ground


def _opened(
    master: Master, framing: Framing, inside: Size, moment: Recipe | None, cancelled: threading.Event | None
) -> tuple[Image.Image, Size]:
    """The master's picture with its transparent parts, decoded no larger than needed, and its displayed size."""
    if master.video:
        assert moment
        return moment_of(master, master.video, moment, cancelled), master.video.size
    assert master.still
    whole = master.still.size
    scale = max(inside.width / framing.crop.width, inside.height / framing.crop.height)
    needed = Size(width=max(1, round(whole.width * scale)), height=max(1, round(whole.height * scale)))
    return open_picture(master.path, needed, master.still.transfer, alpha=True), whole
