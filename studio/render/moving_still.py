"""``still``: a picture becomes a video that moves slowly over it."""

from __future__ import annotations

import math
import threading

import cv2
import numpy as np
import numpy.typing as npt

from studio.ingest.master import Master
from studio.plan.recipe import Framing
from studio.render.contained import on_ground
from studio.render.drawn import Draw, Drawing
from studio.render.picture import frame, open_for
from studio.render.source import Pixels
from studio.values import Size

ZOOM = 1.08
"""How much larger the subject is at the end than at the beginning: enough to be alive, too little to be noticed."""


def draw_still(master: Master, drawing: Drawing, cancelled: threading.Event | None) -> Draw:
    """The picture under a slow zoom towards its middle."""
    framing, size, whole = drawing.framing, drawing.size, canvas_size(drawing.size)
    if framing.place:
        canvas = on_ground(master, _shifted(framing, size, whole), whole, redactions=drawing.redactions)
    else:
        opened = open_for(master, [(framing, whole)], redactions=drawing.redactions, cancelled=cancelled)
        # One that is shown whole stays inside the window in which the move ends.
        canvas = frame(opened, framing, whole, inner=size if framing.mode == "blur" else None)
    return zoom(np.asarray(canvas, np.uint8), size, drawing.seconds)


def _shifted(framing: Framing, size: Size, whole: Size) -> Framing:
    """A picture on a plain ground: the move ends with it in its place."""
    place = framing.place
    assert place
    x, y = place.x + (whole.width - size.width) // 2, place.y + (whole.height - size.height) // 2
    return framing.model_copy(update={"place": place.model_copy(update={"x": x, "y": y})})


def canvas_size(size: Size) -> Size:
    """What the move begins with; it ends with the middle of it, ``size`` pixels, each shown as it is."""
    return Size(width=2 * math.ceil(size.width * ZOOM / 2), height=2 * math.ceil(size.height * ZOOM / 2))


def zoom(canvas: Pixels, size: Size, seconds: float) -> Draw:
    """From the whole canvas to its middle, without a jerk at either end."""

    def draw(at: float) -> Pixels:
        done = (1 - math.cos(math.pi * min(1.0, at / seconds))) / 2
        scale = (canvas.shape[1] / size.width) * (1 - done) + done
        # Interpolated between pixels: whole-pixel steps would make a slow move tremble.
        moved = cv2.warpAffine(
            canvas, _window(canvas, size, scale), (size.width, size.height),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.asarray(moved, np.uint8)

    return draw


def _window(canvas: Pixels, size: Size, scale: float) -> npt.NDArray[np.float64]:
    """The map from output pixels to canvas pixels, middle on middle."""
    height, width = canvas.shape[:2]
    across = (width - 1) / 2 - scale * (size.width - 1) / 2
    down = (height - 1) / 2 - scale * (size.height - 1) / 2
    return np.array([[scale, 0, across], [0, scale, down]])
