"""A small figure that walks and keeps three balls in the air."""

from __future__ import annotations

import math

from PIL import Image

from studio.demo.drawing import XY, Colour, Pen

WIDTH, HEIGHT = 200, 320
FEET: XY = (100, 310)
"""Where the figure stands on its sheet."""

_SKIN: Colour = (186, 126, 90)
_BALLS: tuple[Colour, ...] = ((232, 82, 72), (250, 196, 66), (58, 130, 190))
_STEP_S = 0.9
_THROW_S = 1.2


def juggler(t: float) -> Image.Image:
    """How the figure looks at ``t`` seconds."""
    pen = Pen(WIDTH, HEIGHT)
    swing = math.sin(2 * math.pi * t / _STEP_S)
    bob = 3 * abs(swing)
    hip, chest = (100, 222 - bob), (102, 154 - bob)
    for side, trousers in ((-1, (46, 58, 92)), (1, (58, 72, 112))):
        _leg(pen, hip, side * swing, trousers)
    hands = [_hand(t, side, bob) for side in (0, 1)]
    _arm(pen, chest, hands[0], (188, 62, 72))
    pen.shape([(82, 146 - bob), (122, 146 - bob), (118, 228 - bob), (84, 228 - bob)], (214, 78, 84))
    pen.ellipse((102, 148 - bob), 20, 12, (214, 78, 84))
    _arm(pen, chest, hands[1], (226, 96, 98))
    _head(pen, bob)
    for ball, colour in enumerate(_BALLS):
        pen.ellipse(_flight(t + ball * _THROW_S / len(_BALLS), bob), 9, 9, colour)
    return pen.done()


def _leg(pen: Pen, hip: XY, swing: float, colour: Colour) -> None:
    knee = (hip[0] + 20 * swing + 4, hip[1] + 44)
    foot = (hip[0] + 30 * swing - 4, 304 - max(0.0, swing) * 4)
    pen.stroke([hip, knee, foot], 17, colour)
    pen.stroke([foot, (foot[0] + 14, foot[1] + 1)], 10, (60, 40, 40))


def _hand(t: float, side: int, bob: float) -> XY:
    turn = 2 * math.pi * (t / _THROW_S * len(_BALLS) / 2 + side / 2)
    return (78 + side * 62 + 6 * math.cos(turn), 178 - bob + 8 * math.sin(turn))


def _arm(pen: Pen, chest: XY, hand: XY, colour: Colour) -> None:
    elbow = (hand[0] * 0.7 + chest[0] * 0.3, chest[1] + 44)
    pen.stroke([(chest[0], chest[1] - 2), elbow, hand], 13, colour)
    pen.ellipse(hand, 8, 8, _SKIN)


def _head(pen: Pen, bob: float) -> None:
    pen.stroke([(103, 128 - bob), (103, 142 - bob)], 12, _SKIN)
    pen.ellipse((105, 110 - bob), 19, 22, _SKIN)
    pen.shape([(84, 106 - bob), (88, 88 - bob), (106, 82 - bob), (124, 92 - bob), (118, 98 - bob), (96, 100 - bob),
               (92, 116 - bob)], (54, 36, 34))  # fmt: skip
    pen.ellipse((114, 107 - bob), 2.2, 2.8, (34, 24, 26))
    pen.stroke([(109, 120 - bob), (115, 121 - bob), (119, 118 - bob)], 2, (120, 60, 54))


def _flight(t: float, bob: float) -> XY:
    """A cascade: up from one hand, over in a high arc, down into the other, and back."""
    turn = (t / _THROW_S) % 2
    across = turn % 1
    x = 78 + 62 * across if turn < 1 else 140 - 62 * across
    return x, 172 - bob - 4 * 150 * across * (1 - across)
