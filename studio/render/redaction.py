"""Blurring beyond recognition: in FFmpeg for moving pictures, in Python for still ones.

What is under a box is reduced to a few samples, and these are blurred and enlarged again. No filter brings back what
is not there: some four samples are left across a face. Moving pictures get their boxes from an ASS drawing, so that
libass places them to the frame; a blurred copy of the whole picture shows through it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from studio.ingest.master import VideoTrack
from studio.plan.recipe import Clip, Redaction
from studio.render import ffmpeg
from studio.values import PixelBox, Size

SAMPLES = 6
"""What is left across the shorter side of a box, at most; a box is some 1.7 times as wide as the face in it."""
ROUND = 0.3
"""Radius of a box's corners, in its shorter sides."""
_MASK_SIDE = 480
"""Longer side in pixels of the mask that libass draws: its edges are soft anyway."""

_STEP = 8
"""How much larger the few samples are made first."""

_HEADER = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Box,sans,20,&H00FFFFFF,&H00FFFFFF,&H00FFFFFF,&H00FFFFFF,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,-1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass(frozen=True)
class Veils:
    """Pictures of one graph that show the master under the same boxes."""

    pictures: tuple[int, ...]
    """Their numbers in the graph."""
    masks: tuple[tuple[int, Path], ...] = ()
    """For each coarseness, in pixels of the master for one sample, where its boxes are drawn."""


@dataclass
class _Group:
    """Pictures that agree, wherever two of them show the same frames."""

    members: list[tuple[int, int, int, tuple[Redaction, ...]]]

    def takes(self, start: int, end: int, redactions: Sequence[Redaction]) -> bool:
        """Whether another picture, of these frames, agrees with all of them."""
        return all(
            _clipped(own, low, high) == _clipped(redactions, low, high)
            for _, first, last, own in self.members
            for low, high in [(max(first, start), min(last, end))]
        )

    def by_coarseness(self) -> Iterator[tuple[int, tuple[Redaction, ...]]]:
        """The boxes of all members, those of one coarseness together."""
        boxes = Redaction.joined(one for member in self.members for one in member[3])
        for cell, alike in groupby(sorted(boxes, key=lambda one: coarseness(one.box)), lambda one: coarseness(one.box)):
            yield cell, tuple(alike)


def veils(
    pictures: Sequence[tuple[Sequence[Clip], tuple[Redaction, ...]]],
    size: Size,
    fps: Fraction,
    *,
    origin: int,
    folder: Path,
) -> tuple[Veils, ...]:
    """Which pictures are blurred together, with their boxes as files in ``folder``, timed from frame ``origin``."""
    groups: list[_Group] = []
    for number, (clips, redactions) in enumerate(pictures):
        start, end = clips[0].start, clips[-1].end
        member = (number, start, end, redactions)
        fitting = (one for one in groups if one.takes(start, end, redactions) and _alike(one, redactions))
        group = next(fitting, None)
        if group:
            group.members.append(member)
        else:
            groups.append(_Group([member]))
    found = []
    for place, group in enumerate(groups):
        masks = []
        for cell, boxes in group.by_coarseness():
            path = folder / f"boxes{place}-{cell}.ass"
            path.write_text(document(boxes, size, fps, origin), encoding="utf-8")
            masks.append((cell, path))
        found.append(Veils(pictures=tuple(member[0] for member in group.members), masks=tuple(masks)))
    return tuple(found)


def _alike(group: _Group, redactions: Sequence[Redaction]) -> bool:
    """A picture without any box is not sent through the blur of those that have some."""
    return bool(group.members[0][3]) == bool(redactions)


def _clipped(redactions: Sequence[Redaction], low: int, high: int) -> tuple[Redaction, ...]:
    return Redaction.joined(part for one in redactions if (part := one.within(low, high)))


def coarseness(box: PixelBox) -> int:
    """Pixels of the master that become one sample: a power of two, so that few coarsenesses occur."""
    return int(2 ** max(1, math.ceil(math.log2(max(1, min(box.width, box.height)) / SAMPLES))))


def document(redactions: Sequence[Redaction], size: Size, fps: Fraction, origin: int) -> str:
    """The boxes as white shapes in an ASS document whose time begins at frame ``origin``."""
    return _HEADER.format(width=size.width, height=size.height) + "".join(
        f"Dialogue: 0,{_time(one.start - origin, fps)},{_time(one.end - origin, fps)},Box,,0,0,0,,"
        f"{{\\pos(0,0)\\p1}}{_outline(one.box)}{{\\p0}}\n"
        for one in redactions
    )


def _time(frame: int, fps: Fraction) -> str:
    """Half a frame early, so that the hundredths of a second of ASS hit the right frame."""
    hundredths = max(0, round((frame - Fraction(1, 2)) / fps * 100))
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 100:02d}.{rest % 100:02d}"


def _outline(box: PixelBox) -> str:
    """The box with round corners in the drawing commands of ASS."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    radius = round(min(box.width, box.height) * ROUND)
    near = round(radius * 0.45)  # where a curve's handles make it a quarter of a circle
    return (
        f"m {left + radius} {top} l {right - radius} {top} "
        f"b {right - near} {top} {right} {top + near} {right} {top + radius} l {right} {bottom - radius} "
        f"b {right} {bottom - near} {right - near} {bottom} {right - radius} {bottom} l {left + radius} {bottom} "
        f"b {left + near} {bottom} {left} {bottom - near} {left} {bottom - radius} l {left} {top + radius} "
        f"b {left} {top + near} {left + near} {top} {left + radius} {top}"
    )


def veil(group: Veils, track: VideoTrack, fps: Fraction, name: str) -> str:
    """Filters that blur the master's picture under the group's boxes; nothing where it has none.

    ``name`` keeps labels apart in one graph. What comes out has the master's size and range.
    """
    if not group.masks:
        return ""
    size, form = track.size, _form(track)
    count = len(group.masks)
    copies = "".join(f"[sharp{name}_{number}]" for number in range(count))
    parts = [f"format={form},split={count + 1}[whole{name}_0]{copies}"]
    for number, (cell, path) in enumerate(group.masks):
        after = "," if number == count - 1 else f"[whole{name}_{number + 1}]"
        parts += [
            f"[sharp{name}_{number}]{_softened(size, cell, form)}[soft{name}_{number}]",
            f"{_mask(path, size, fps)}[mask{name}_{number}]",
            f"[soft{name}_{number}][mask{name}_{number}]alphamerge[veil{name}_{number}]",
            f"[whole{name}_{number}][veil{name}_{number}]overlay=format={_OVERLAY[form]}{after}",
        ]
    return ";".join(parts)


def _softened(size: Size, cell: int, form: str) -> str:
    """The whole picture reduced to one sample for each ``cell`` pixels, and enlarged again in two steps.

    The first step has colours as fine as brightness: FFmpeg's scaler makes blocks of colours that it enlarges much.
    """
    few = Size(width=max(2, math.ceil(size.width / cell)), height=max(2, math.ceil(size.height / cell)))
    fine = "gbrp" if form == "gbrp" else form.replace("420", "444")
    return (
        f"scale={few.width}:{few.height}:flags=area,format={fine},"
        f"scale={few.width * _STEP}:{few.height * _STEP}:flags=bicubic,gblur=sigma={_STEP / 2},format={form},"
        f"scale={size.width}:{size.height}:flags=bilinear,setsar=1"
    )


def _mask(path: Path, size: Size, fps: Fraction) -> str:
    """White where the boxes are, black elsewhere, whatever range greys are taken to have on the way."""
    scale = min(1.0, _MASK_SIDE / max(size.width, size.height))
    small = Size(width=max(2, round(size.width * scale)), height=max(2, round(size.height * scale)))
    return (
        f"color=black:size={small}:rate={fps},format=gray,ass=filename={ffmpeg.escape_filter_value(str(path))},"
        f"lut=y='clip((val-32)*1.7,0,255)',scale={size.width}:{size.height}:flags=bilinear,format=gray"
    )


_OVERLAY = {"yuv420p": "yuv420", "yuv420p10": "yuv420p10", "gbrp": "gbrp"}


def _form(track: VideoTrack) -> str:
    """The pixels that the picture is blurred in: as it comes, as far as the overlay takes it."""
    if track.alpha:
        return "gbrp"  # as it was laid on white
    return "yuv420p" if track.transfer == "sdr" else "yuv420p10"


def blurred(picture: Image.Image, redactions: Sequence[Redaction], displayed: Size) -> Image.Image:
    """A still picture, of any scale of the master's ``displayed`` size, with its boxes blurred."""
    if not redactions:
        return picture
    result = picture.copy()
    for left, top, right, bottom in _placed(redactions, displayed, Size(width=picture.width, height=picture.height)):
        part = picture.crop((left, top, right, bottom))
        across, down = part.size
        few = SAMPLES / min(across, down)
        small = part.resize(
            (max(1, min(across, round(across * few))), max(1, min(down, round(down * few)))), Image.Resampling.BOX
        )
        result.paste(small.resize(part.size, Image.Resampling.BICUBIC), (left, top), _corners(part.size))
    return result


def _placed(redactions: Sequence[Redaction], displayed: Size, size: Size) -> Iterator[tuple[int, int, int, int]]:
    """The boxes in pixels of a picture of ``size``."""
    across, down = size.width / displayed.width, size.height / displayed.height
    for box in {one.box for one in redactions}:
        left, top = math.floor(box.x * across), math.floor(box.y * down)
        right = min(size.width, max(left + 1, math.ceil((box.x + box.width) * across)))
        bottom = min(size.height, max(top + 1, math.ceil((box.y + box.height) * down)))
        if left < right and top < bottom:
            yield left, top, right, bottom


def _corners(size: tuple[int, int]) -> Image.Image:
    """The mask of one box: round corners with a soft edge inside of it."""
    mask = Image.new("L", size, 0)
    edge = max(1, min(size) // 40)
    ImageDraw.Draw(mask).rounded_rectangle(
        (edge, edge, size[0] - 1 - edge, size[1] - 1 - edge), radius=min(size) * ROUND, fill=255
    )
    return mask.filter(ImageFilter.GaussianBlur(edge / 2))
