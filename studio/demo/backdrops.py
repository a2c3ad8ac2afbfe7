"""The places: a room, a river with its bridge, a city at dusk, a park, and soft lights for the close-up."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageFilter

from studio.demo.drawing import Colour, Pen, gradient, mix, smooth

WIDTH, HEIGHT = 1280, 720


def _out_of_focus(picture: Image.Image, radius: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def _on(ground: Image.Image, pen: Pen) -> Image.Image:
    picture = ground.convert("RGBA")
    picture.alpha_composite(pen.done())
    return picture.convert("RGB")


def room() -> Image.Image:
    """A living room with a window, a plant and shelves on the right; the left is calm wall."""
    pen = Pen(WIDTH, HEIGHT)
    pen.box(640, 70, 900, 450, (250, 246, 236), 6)
    pen.box(656, 86, 884, 434, (170, 208, 222), 2)
    pen.shape(smooth([(656, 434), (656, 330), (720, 300), (790, 340), (884, 300), (884, 434)], closed=False),
              (126, 166, 128))  # fmt: skip
    pen.box(764, 80, 776, 440, (250, 246, 236))
    pen.box(650, 250, 890, 260, (250, 246, 236))
    _shelves(pen)
    _plant(pen, 940, 560)
    pen.box(0, 590, WIDTH, HEIGHT, (150, 104, 78))
    pen.box(0, 590, WIDTH, 600, (122, 82, 62))
    return _out_of_focus(_on(gradient((WIDTH, HEIGHT), (240, 226, 206), (226, 200, 172), (208, 176, 146)), pen), 5)


def _shelves(pen: Pen) -> None:
    dice = random.Random(5)  # noqa: S311 - the same books every time
    covers: list[Colour] = [
        (192, 92, 70),
        (222, 164, 78),
        (62, 110, 116),
        (96, 80, 120),
        (232, 214, 184),
        (70, 88, 110),
    ]
    for row in range(3):
        y = 190 + row * 120
        x = 990.0
        while x < 1230:  # noqa: PLR2004 - the shelf's end
            width, height = dice.uniform(12, 26), dice.uniform(56, 88)
            pen.box(x, y - height, x + width, y, dice.choice(covers), 2)
            x += width + dice.choice([1, 1, 1, 9])
        pen.box(976, y, 1250, y + 10, (140, 96, 70))


def _plant(pen: Pen, x: float, y: float) -> None:
    for angle in range(-70, 71, 20):
        lean = math.radians(angle)
        tip = (x + 150 * math.sin(lean), y - 60 - 150 * math.cos(lean))
        side = (x + 70 * math.sin(lean) + 16, y - 60 - 80 * math.cos(lean))
        other = (side[0] - 32, side[1] + 6)
        pen.shape(smooth([(x, y - 40), side, tip, other]), mix((62, 120, 84), (120, 168, 104), (angle + 70) / 140))
    pen.shape([(x - 46, y - 60), (x + 46, y - 60), (x + 34, y + 34), (x - 34, y + 34)], (196, 106, 74))


def river() -> Image.Image:
    """A bright day by the water: the bridge stands left of the middle, open and busy."""
    pen = Pen(WIDTH, HEIGHT)
    for x, rx, ry in ((180, 130, 30), (520, 170, 36), (1010, 150, 28)):
        pen.ellipse((x, 130 + x % 70), rx, ry, (244, 248, 248))
    pen.shape(smooth([(0, 420), (160, 340), (360, 380), (620, 320), (900, 370), (1280, 330), (1280, 470), (0, 470)],
                     closed=False), (142, 178, 150))  # fmt: skip
    pen.box(0, 440, WIDTH, HEIGHT, (96, 160, 176))
    for i in range(26):
        x, y = (i * 197) % WIDTH, 462 + (i * 53) % 230
        pen.box(x, y, x + 60 + y / 8, y + 4, (150, 200, 208), 2)
    _bridge(pen)
    return _out_of_focus(_on(gradient((WIDTH, HEIGHT), (140, 196, 222), (206, 230, 234), (240, 236, 216)), pen), 4)


def _bridge(pen: Pen) -> None:
    stone, dark = (204, 150, 116), (164, 112, 88)
    pen.box(-20, 360, 1300, 408, stone)
    pen.box(-20, 400, 1300, 412, dark)
    for x in range(60, 1280, 300):
        pen.box(x - 24, 400, x + 24, 520, stone)
        pen.box(x + 12, 400, x + 24, 520, dark)
    for x in range(0, 1280, 40):
        pen.box(x, 330, x + 6, 362, dark)
    pen.box(-20, 326, 1300, 334, dark)
    for x, colour in ((110, (206, 76, 66)), (330, (240, 240, 236)), (560, (66, 96, 150))):
        pen.box(x, 318, x + 90, 352, colour, 10)
        pen.box(x + 16, 302, x + 70, 328, mix(colour, (40, 50, 70), 0.5), 8)
        pen.ellipse((x + 22, 354), 11, 11, (40, 40, 46))
        pen.ellipse((x + 68, 354), 11, 11, (40, 40, 46))


def dusk() -> Image.Image:
    """The evening sky over the city."""
    pen = Pen(WIDTH, HEIGHT)
    pen.ellipse((900, 440), 84, 84, (255, 222, 160))
    sky = gradient((WIDTH, HEIGHT), (58, 48, 104), (138, 82, 130), (232, 132, 112), (250, 188, 128), (250, 200, 140))
    return _on(sky, pen)


def houses(seed: int, colour: Colour, *, low: int, high: int, lit: float) -> Image.Image:
    """One row of the skyline, wider than the frame so that it can glide by; ``lit`` is the share of bright windows."""
    dice = random.Random(seed)  # noqa: S311 - the same city every time
    pen = Pen(WIDTH + 200, HEIGHT)
    x = -20.0
    while x < WIDTH + 200:
        width, height = dice.uniform(70, 150), dice.uniform(low, high)
        top = HEIGHT - height
        pen.box(x, top, x + width, HEIGHT, colour)
        if dice.random() < 0.4:  # noqa: PLR2004 - some have a smaller storey on top
            pen.box(x + width * 0.25, top - 30, x + width * 0.75, top, colour)
        for column in range(int(width // 24)):
            for row in range(int(height // 32)):
                if dice.random() < lit:
                    left, upper = x + 10 + column * 24, top + 14 + row * 32
                    pen.box(left, upper, left + 11, upper + 16, (255, 214, 130), 1)
        x += width + dice.choice([0, 0, 6, 18])
    return pen.done()


def park() -> Image.Image:
    """A wide meadow with a path along its lower edge."""
    pen = Pen(WIDTH, HEIGHT)
    pen.ellipse((1090, 120), 56, 56, (255, 240, 190))
    for x, y, rx in ((240, 130, 110), (330, 150, 90), (760, 96, 120)):
        pen.ellipse((x, y), rx, 26, (250, 252, 250))
    for colour, points in (
        ((158, 198, 160), [(0, 400), (220, 330), (470, 390), (740, 320), (1020, 380), (1280, 330)]),
        ((122, 178, 122), [(0, 450), (300, 410), (640, 450), (960, 400), (1280, 440)]),
    ):
        pen.shape([*smooth(points, closed=False), (1280, 720), (0, 720)], colour)
    for x, y, size in ((90, 470, 1.0), (420, 440, 0.6), (820, 430, 0.7), (1180, 480, 1.15), (1010, 440, 0.5)):
        _tree(pen, x, y, size)
    path = [(0, 610), (320, 590), (700, 600), (1280, 585)]
    pen.shape([*smooth(path, closed=False), (1280, 690), (700, 700), (320, 690), (0, 705)], (230, 208, 166))
    pen.shape([*smooth([(0, 705), (320, 690), (700, 700), (1280, 690)], closed=False), (1280, 720), (0, 720)],
              (104, 160, 104))  # fmt: skip
    return _on(gradient((WIDTH, HEIGHT), (128, 192, 226), (190, 224, 236), (236, 240, 226)), pen)


def _tree(pen: Pen, x: float, y: float, size: float) -> None:
    pen.box(x - 9 * size, y - 60 * size, x + 9 * size, y + 60 * size, (124, 88, 66), 3)
    for dx, dy, radius in ((-42, -90, 52), (40, -96, 54), (0, -140, 62), (0, -80, 50)):
        pen.ellipse((x + dx * size, y + dy * size), radius * size, radius * size, (78, 142, 96))
    for dx, dy, radius in ((-34, -108, 30), (16, -158, 34)):
        pen.ellipse((x + dx * size, y + dy * size), radius * size, radius * size, (104, 166, 108))


def lights() -> Image.Image:
    """Evening lamps far out of focus."""
    dice = random.Random(11)  # noqa: S311 - the same lamps every time
    pen = Pen(WIDTH, HEIGHT)
    for _ in range(34):
        radius = dice.uniform(16, 58)
        warm = mix((255, 190, 110), (110, 170, 190), dice.random())
        centre = (dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT))
        pen.ellipse(centre, radius, radius, mix((38, 52, 84), warm, dice.uniform(0.2, 0.55)))
    return _out_of_focus(_on(gradient((WIDTH, HEIGHT), (28, 38, 70), (44, 62, 92), (60, 70, 92)), pen), 7)
