"""The five shots. Each is a function from seconds since its own start to a frame."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image

from studio.demo import backdrops
from studio.demo.drawing import XY, Pen, place
from studio.demo.juggler import FEET, juggler
from studio.demo.portrait import MOUTHS, NECK, Person, back_hair, body, heads

Frame = npt.NDArray[np.uint8]
FrameFunction = Callable[[float], Frame]
Mouth = Callable[[float], float]
"""How far a mouth is open, 0 to 1, at a time in the shot."""

AMINA = Person(skin=(222, 168, 130), hair=(58, 34, 28), lips=(196, 84, 80), iris=(86, 56, 36),
               clothes=(222, 150, 56), hair_cut="bob")  # fmt: skip
JONAS = Person(skin=(168, 112, 78), hair=(30, 24, 26), lips=(150, 74, 66), iris=(52, 34, 26),
               clothes=(38, 110, 116), hair_cut="short", beard=True)  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One shot: how many frames it has, and what makes its picture from the mouth of who speaks in it."""

    frames: int
    scene: Callable[[Mouth], FrameFunction]


def talking(person: Person, backdrop: Image.Image, at: XY, scale: float) -> Callable[[Mouth], FrameFunction]:
    """Somebody who speaks to the camera, the neck's joint at ``at``."""

    def scene(mouth: Mouth) -> FrameFunction:
        shoulders, behind, faces = body(person, scale), back_hair(person, scale), heads(person, scale)
        neck = (NECK[0] * scale, NECK[1] * scale)
        corner = (round(at[0] - 320 * scale), round(at[1] - 20 * scale))

        def frame(t: float) -> Frame:
            canvas = backdrop.copy()
            turn = 2.2 * math.sin(t * 2.3 + 0.6)
            head = (at[0] + 4 * scale * math.sin(t * 1.7), at[1] + scale * (4 * mouth(t) + 2 * math.sin(t * 1.1)))
            if behind:
                place(canvas, behind, head, turn=turn, pivot=neck)
            canvas.paste(shoulders, corner, shoulders)
            face = faces[round(mouth(t) * (MOUTHS - 1))][_blinks(t)]
            place(canvas, face, head, turn=turn, pivot=neck)
            return np.asarray(canvas)

        return frame

    return scene


def _blinks(t: float) -> bool:
    return bool((t + 1.1) % 2.6 < 0.13)  # noqa: PLR2004 - a blink takes an eighth of a second


_MESSAGES = 24


@cache
def _bubble(mine: bool) -> Image.Image:  # noqa: FBT001
    pen = Pen(96, 72)
    colour = (252, 250, 244) if mine else (255, 206, 110)
    pen.box(4, 4, 92, 54, colour, 20)
    pen.shape([(20, 46), (20, 70), (46, 50)] if mine else [(76, 46), (76, 70), (50, 50)], colour)
    for x in (30, 48, 66):
        pen.ellipse((x, 29), 6, 6, (120, 96, 120))
    return pen.done()


def city(_: Mouth) -> FrameFunction:
    """The skyline glides by at dusk, and messages rise from window to window."""
    far = backdrops.dusk()
    place(far, backdrops.houses(3, (112, 70, 118), low=250, high=420, lit=0.1), (0, 0))
    near = (backdrops.houses(8, (74, 50, 98), low=170, high=330, lit=0.22),
            backdrops.houses(21, (40, 32, 70), low=80, high=220, lit=0.3))  # fmt: skip

    def frame(t: float) -> Frame:
        canvas = far.copy()
        for depth, row in enumerate((None, *near)):
            if row:
                # Whole pixels a frame: smooth without interpolation.
                canvas.paste(row, (-depth * round(t * 30), 0), row)
            for number in range(depth, _MESSAGES, 3):
                _rise(canvas, number, t, depth)
        return np.asarray(canvas)

    return frame


def _rise(canvas: Image.Image, number: int, t: float, depth: int) -> None:
    """Message ``number`` pops up, more of them every moment, and floats away."""
    age = t - 2.8 * (number / _MESSAGES) ** 0.6
    if age < 0:
        return
    size = min(1.0, age / 0.18) * (0.5 + 0.2 * depth)
    sprite = _bubble(number % 2 == 0)
    width, height = max(1, round(sprite.width * size)), max(1, round(sprite.height * size))
    sprite = sprite.resize((width, height))
    x = 80 + (number * 397) % 1120 + 8 * math.sin(2 * age + number)
    y = 560 - (number * 61) % 160 - 70 * age
    canvas.paste(sprite, (round(x - width / 2), round(y - height / 2)), sprite)


def walk(_: Mouth) -> FrameFunction:
    """A juggler crosses the park from left to right."""
    meadow = backdrops.park()

    def frame(t: float) -> Frame:
        canvas = meadow.copy()
        place(canvas, juggler(t), (130 + 150 * t, 660), pivot=FEET)
        return np.asarray(canvas)

    return frame


def storyboard() -> tuple[Shot, ...]:
    """The whole film, in order, at 30 frames a second."""
    return (
        Shot(138, talking(AMINA, backdrops.room(), (400, 450), 0.95)),
        Shot(108, city),
        Shot(162, talking(JONAS, backdrops.river(), (930, 445), 0.95)),
        Shot(126, walk),
        Shot(168, talking(AMINA, backdrops.lights(), (540, 590), 1.45)),
    )
