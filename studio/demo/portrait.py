"""People who talk: head and shoulders, with a mouth that opens and eyes that blink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from PIL import Image

from studio.demo.drawing import XY, Colour, Pen, mix, smooth

_ORIGIN: XY = (68, 78)
_WIDTH, _HEIGHT = 264, 330
"""The head's sheet, in units. The nose is at x = 200, the crown at y = 100, the chin at y = 375."""
NECK: XY = (200 - _ORIGIN[0], 372 - _ORIGIN[1])
"""Where the head turns on the body, from the sheet's corner."""
MOUTHS = 5
"""Steps from a closed mouth to a wide one."""

_WHITE: Colour = (250, 248, 244)
_DARK: Colour = (46, 26, 24)


@dataclass(frozen=True)
class Person:
    """How somebody looks."""

    skin: Colour
    hair: Colour
    lips: Colour
    iris: Colour
    clothes: Colour
    hair_cut: Literal["bob", "short"]
    beard: bool = False

    @property
    def shadow(self) -> Colour:
        """Skin in the shade: darker and redder, never grey."""
        return mix(self.skin, (94, 36, 30), 0.45)

    @property
    def light(self) -> Colour:
        return mix(self.skin, (255, 236, 214), 0.5)


def body(person: Person, scale: float) -> Image.Image:
    """Neck and shoulders on a sheet of 640 x 420 units; the neck's joint is at (320, 20)."""
    pen = Pen(640, 420, scale)
    pen.shape(smooth([(272, -30), (368, -30), (366, 60), (396, 96), (320, 190), (244, 96), (274, 60)]), person.skin)
    pen.shade((322, 22), 60, 34, person.shadow, 0.85, 12)
    pen.shade((372, 70), 14, 40, person.shadow, 0.5, 10)
    pen.shape(smooth([(250, 84), (282, 122), (320, 136), (358, 122), (390, 84), (452, 108), (520, 136), (558, 200),
                      (580, 320), (588, 450), (52, 450), (60, 320), (82, 200), (120, 136), (188, 108)]),
              person.clothes)  # fmt: skip
    dark, light = mix(person.clothes, (20, 20, 40), 0.4), mix(person.clothes, (255, 255, 255), 0.4)
    pen.shade((550, 330), 60, 170, dark, 0.6, 34)
    pen.shade((170, 180), 80, 40, light, 0.4, 26)
    pen.shade((320, 160), 70, 22, dark, 0.5, 16)
    pen.stroke(smooth([(250, 86), (282, 124), (320, 138), (358, 124), (390, 86)], closed=False), 8, dark)
    for side in (-1, 1):
        fold = [(320 + side * 184, 430), (320 + side * 176, 350), (320 + side * 190, 286)]
        pen.stroke(smooth(fold, closed=False), 3, dark)
    return pen.done()


def back_hair(person: Person, scale: float) -> Image.Image | None:
    """What hangs behind the neck, on the head's sheet; ``None`` where the hair is short."""
    if person.hair_cut == "short":
        return None
    pen = Pen(_WIDTH, _HEIGHT, scale, _ORIGIN)
    pen.shape(smooth([(200, 84), (282, 112), (320, 200), (322, 300), (314, 376), (282, 404), (200, 396), (118, 404),
                      (86, 376), (78, 300), (80, 200), (118, 112)]), mix(person.hair, _DARK, 0.4))  # fmt: skip
    return pen.done()


def heads(person: Person, scale: float) -> list[list[Image.Image]]:
    """The head with each mouth, eyes open and eyes shut: ``heads(...)[mouth][shut]``."""
    base = Pen(_WIDTH, _HEIGHT, scale, _ORIGIN)
    _skull(base, person)
    found = []
    for mouth in range(MOUTHS):
        row = []
        for shut in (False, True):
            pen = Pen(_WIDTH, _HEIGHT, scale, _ORIGIN)
            pen.sheet.paste(base.sheet)
            _eyes(pen, person, shut=shut)
            _mouth(pen, person, mouth / (MOUTHS - 1))
            _fringe(pen, person)
            row.append(pen.done())
        found.append(row)
    return found


def _skull(pen: Pen, person: Person) -> None:
    for side in (-1, 1):
        pen.ellipse((200 + side * 97, 262), 14, 27, mix(person.skin, person.shadow, 0.35))
    jaw = 54 if person.beard else 48
    pen.shape(smooth([(200, 112), (262, 134), (294, 200), (294, 266), (280, 318), (200 + jaw, 358), (200, 377),
                      (200 - jaw, 358), (120, 318), (106, 266), (106, 200), (138, 134)]), person.skin)  # fmt: skip
    _shading(pen, person)
    _nose(pen, person)
    if person.beard:
        _beard(pen, person)


def _shading(pen: Pen, person: Person) -> None:
    blush = mix(person.skin, (214, 70, 60), 0.5)
    pen.shade((300, 270), 30, 120, person.shadow, 0.75, 20)
    pen.shade((100, 290), 16, 100, person.shadow, 0.45, 16)
    pen.shade((200, 384), 60, 16, person.shadow, 0.6, 10)
    pen.shade((185, 165), 62, 34, person.light, 0.6, 22)
    for side in (-1, 1):
        pen.shade((200 + side * 44, 243), 31, 17, person.shadow, 0.5, 9)
        pen.shade((200 + side * 56, 296), 26, 18, blush, 0.4, 12)
    pen.shade((152, 282), 22, 12, person.light, 0.55, 10)
    pen.shade((200, 356), 20, 11, person.light, 0.5, 8)


def _nose(pen: Pen, person: Person) -> None:
    deep = mix(person.shadow, _DARK, 0.35)
    pen.shade((218, 276), 9, 36, person.shadow, 0.65, 7)
    pen.shade((183, 262), 5, 26, person.shadow, 0.35, 6)
    pen.shade((200, 309), 25, 7, person.shadow, 0.9, 5)
    pen.shade((199, 270), 6, 32, person.light, 0.75, 5)
    pen.ellipse((200, 297), 11, 9, mix(person.skin, person.light, 0.25))
    pen.shade((200, 293), 8, 6, person.light, 0.8, 4)
    for side in (-1, 1):
        pen.stroke(smooth([(200 + side * 20, 292), (200 + side * 24, 301), (200 + side * 17, 306)], closed=False), 2.5,
                   person.shadow)  # fmt: skip
        pen.ellipse((200 + side * 11, 305.5), 5.5, 2.8, deep)


def _beard(pen: Pen, person: Person) -> None:
    for side in (-1, 1):
        pen.shade((200 + side * 92, 276), 9, 46, person.hair, 0.75, 6)
        pen.shade((200 + side * 76, 326), 17, 26, person.hair, 0.75, 8)
        pen.shade((200 + side * 44, 352), 28, 17, person.hair, 0.75, 8)
        pen.shade((200 + side * 20, 318), 20, 4.5, person.hair, 0.75, 4)
    pen.shade((200, 366), 40, 13, person.hair, 0.8, 7)


def _eyes(pen: Pen, person: Person, *, shut: bool) -> None:
    for side in (-1, 1):
        at = partial(_mirrored, 200 + side * 43, side)
        brow = [at(-24, -27), at(-4, -33), at(16, -32), at(30, -24)]
        pen.stroke(smooth(brow, closed=False), 8 if person.beard else 5.5, mix(person.hair, _DARK, 0.3))
        if shut:
            pen.stroke(smooth([at(-21, 2), at(0, 9), at(22, 1)], closed=False), 4.5, _DARK)
            continue
        pen.shape(smooth([at(-22, 3), at(-8, -9), at(8, -10), at(23, -1), at(9, 9), at(-8, 10)]), _WHITE)
        pen.ellipse(at(0, -1), 11, 11, person.iris)
        pen.ellipse(at(0, -1), 5.5, 5.5, (16, 12, 14))
        pen.shade(at(0, -10), 24, 5, person.shadow, 0.6, 4)
        pen.ellipse((200 + side * 43 - 4, 239), 3, 3, (255, 255, 255))
        pen.stroke(smooth([at(-22, 3), at(-8, -9), at(8, -11), at(25, -2)], closed=False), 4.2, _DARK)
        pen.stroke(smooth([at(-18, 8), at(0, 12), at(18, 6)], closed=False), 1.6, person.shadow)
        pen.stroke(smooth([at(-20, -10), at(0, -19), at(22, -11)], closed=False), 2.2, person.shadow)


def _mirrored(centre_x: float, side: int, x: float, y: float) -> XY:
    """A point of an eye; ``x`` grows away from the nose."""
    return centre_x + side * x, 245 + y


def _mouth(pen: Pen, person: Person, opening: float) -> None:
    gap = 20 * opening
    half = 31 - 5 * opening
    y = 331.0
    corner = y - 7 * (1 - opening) - 2
    upper = mix(person.lips, _DARK, 0.22)
    pen.shade((200, y + gap + 17), 22, 5, person.shadow, 0.75, 5)
    pen.shape(smooth([(200 - half, corner), (200 - 10, y - 8), (200, y - 5), (200 + 10, y - 8), (200 + half, corner),
                      (200, y + 3)]), upper)  # fmt: skip
    pen.shape(smooth([(200 - half, corner), (200, y + 1), (200 + half, corner), (200 + half * 0.55, y + gap + 9),
                      (200, y + gap + 12), (200 - half * 0.55, y + gap + 9)]), person.lips)  # fmt: skip
    pen.shade((196, y + gap + 7), 10, 2.5, person.light, 0.6, 3)
    low = y + gap * 0.9 + 1
    pen.shape(smooth([(200 - half + 5, corner + 1), (200, y), (200 + half - 5, corner + 1), (200 + half * 0.5, low),
                      (200, y + gap + 2), (200 - half * 0.5, low)]), (74, 22, 26))  # fmt: skip
    if opening > 0.2:  # noqa: PLR2004 - below that, lips hide the teeth
        pen.box(200 - half * 0.6, y + 0.5, 200 + half * 0.6, y + 1 + 5 * opening + 2, _WHITE, 3)
    if opening > 0.4:  # noqa: PLR2004 - and the tongue
        pen.ellipse((200, y + gap * 0.8), half * 0.42, 4, (186, 78, 78))


def _fringe(pen: Pen, person: Person) -> None:
    shine = mix(person.hair, (255, 220, 180), 0.28)
    if person.hair_cut == "bob":
        pen.shape(smooth([(96, 300), (88, 200), (122, 112), (200, 82), (280, 112), (314, 200), (304, 300), (288, 240),
                          (282, 196), (246, 158), (214, 146), (170, 166), (128, 184), (112, 236)]),
                  person.hair)  # fmt: skip
        pen.stroke(smooth([(130, 152), (160, 122), (206, 106)], closed=False), 5, shine)
        pen.stroke(smooth([(236, 112), (268, 132), (290, 168)], closed=False), 4, shine)
        return
    pen.shape(smooth([(103, 236), (96, 176), (118, 118), (176, 88), (236, 86), (284, 118), (304, 178), (297, 236),
                      (284, 190), (270, 164), (232, 152), (172, 156), (130, 166), (115, 192)]),
              person.hair)  # fmt: skip
    pen.stroke(smooth([(136, 132), (176, 108), (228, 102)], closed=False), 5, shine)
