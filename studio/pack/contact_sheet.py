"""A pack at a glance: every output in its own shape, with its name, in one picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from studio.pack import words
from studio.pack.colours import INK, QUIET, Colour
from studio.pack.manifest import Manifest, PackedOutput
from studio.pack.pictures import artwork_of, frame_at, still_of
from studio.pack.summary import output_name, platform_name
from studio.paths import resource
from studio.render import pdf

_GROUND: Colour = (244, 245, 242)
_EMPTY: Colour = (208, 214, 214)
_GAP = 28
_LABEL = 62
_ROW = 330
"""Height of the pictures in a row, in pixels; a row that is full is scaled to the sheet's width."""
_MOMENT = 0.45
"""Which part of a video is shown: past its title, before its end."""


@dataclass(frozen=True)
class _Tile:
    output: PackedOutput
    picture: Image.Image

    @property
    def aspect(self) -> float:
        return self.picture.width / self.picture.height


def contact_sheet(manifest: Manifest, files: Mapping[str, Path], width: int = 1600) -> Image.Image:
    """Draw the sheet, ``width`` pixels wide and as high as it takes; ``files`` as for ``studio.pack.write``.

    Raises RenderError where a finished file cannot be read.
    """
    tiles = [
        _Tile(output, _picture(files[output.file], output)) for output in manifest.outputs if output.kind != "text"
    ]
    rows = list(_heights(_rows(tiles, width), width))
    total = _GAP + sum(height + _LABEL + _GAP for height, _ in rows)
    sheet = Image.new("RGB", (width, max(total, 1)), _GROUND)
    top = _GAP
    for height, row in rows:
        left = _GAP
        for tile in row:
            left += _lay(sheet, tile, (left, top), height) + _GAP
        top += height + _LABEL + _GAP
    return sheet


def _picture(path: Path, output: PackedOutput) -> Image.Image:
    if output.kind == "image":
        return still_of(path)
    if output.kind == "video":
        return frame_at(path, (output.facts.duration_s or 0) * _MOMENT)
    if output.kind == "document":
        return pdf.pages(path, 2 * _ROW, 1)[0]
    if output.facts.artwork:
        return artwork_of(path)
    return Image.new("RGB", (_ROW, _ROW), _EMPTY)


def _rows(tiles: Iterable[_Tile], width: int) -> list[list[_Tile]]:
    """As many tiles in a row as fit beside each other at the usual height."""
    rows: list[list[_Tile]] = []
    for tile in tiles:
        if rows and _span([*rows[-1], tile]) <= width:
            rows[-1].append(tile)
        else:
            rows.append([tile])
    return rows


def _span(row: list[_Tile]) -> float:
    return sum(tile.aspect for tile in row) * _ROW + _GAP * (len(row) + 1)


def _heights(rows: Sequence[list[_Tile]], width: int) -> Iterator[tuple[int, list[_Tile]]]:
    """Each row with the height at which it fills the width; the last one is no higher than the row above."""
    height = _ROW
    for place, row in enumerate(rows, 1):
        full = round((width - _GAP * (len(row) + 1)) / sum(tile.aspect for tile in row))
        height = min(full, height if place == len(rows) else 2 * _ROW)
        yield height, row


def _lay(sheet: Image.Image, tile: _Tile, at: tuple[int, int], height: int) -> int:
    """Draw one tile; gives the width that it takes."""
    (left, top), width = at, round(height * tile.aspect)
    small = tile.picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
    sheet.paste(small, at, _rounded(small.size, width // 2 if tile.output.shape == "circle" else 12))
    facts = tile.output.facts
    if facts.duration_s:
        _length(sheet, words.duration(facts.duration_s), (left + width - 10, top + 10))
    ink = ImageDraw.Draw(sheet)
    ink.text((left, top + height + 8), _short(ink, platform_name(tile.output), _font(21), width), INK, _font(21))
    size = f"{facts.width} × {facts.height}" if facts.size else facts.format.upper()
    ink.text(
        (left, top + height + 35),
        _short(ink, f"{output_name(tile.output)}, {size}", _font(17), width),
        QUIET,
        _font(17),
    )
    return width


def _length(sheet: Image.Image, text: str, corner: tuple[int, int]) -> None:
    """How long a video runs, on a dark plate; ``corner`` is its upper right one."""
    plate = ImageDraw.Draw(sheet).textbbox((0, 0), text, _font(17))
    size = (round(plate[2]) + 20, 30)
    patch = Image.new("RGB", size, (16, 20, 24))
    ImageDraw.Draw(patch).text((10, 3), text, (255, 255, 255), _font(17))
    sheet.paste(patch, (corner[0] - size[0], corner[1]), _rounded(size, 8))


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """A mask with round corners, drawn four times too large for smooth edges."""
    mask = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] * 4 - 1, size[1] * 4 - 1), radius * 4, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def _short(ink: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """``text``, with its end left out where it is wider than its tile."""
    if ink.textlength(text, font) <= width:
        return text
    while text and ink.textlength(text + "…", font) > width:
        text = text[:-1].rstrip()
    return text + "…"


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource("assets", "fonts", "NotoSans-Bold.ttf"), size)
