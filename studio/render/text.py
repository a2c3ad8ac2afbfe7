"""Text on pictures and videos, drawn by libass inside FFmpeg: one engine for both, and the same on every machine.

Captions become an ASS document. Every character of a cue is shown as it stands, nothing in it is interpreted; each
stretch of one script names its bundled font, at the size that gives all scripts the same em.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from studio.ingest.master import Cue
from studio.plan.recipe import Captions, CaptionStyle
from studio.render import ffmpeg, fonts
from studio.render.bidi import mark_line
from studio.render.source import Pixels
from studio.values import Region, Size

OUTLINE_EM = 0.075
SHADOW_EM = 0.04
BLUR_EM = 0.02
"""White letters with a dark edge, softened, and a shadow: readable on any background, on a phone too."""
AIR_EM = 0.35
"""Between a hook's words and the edge of the ground that they stand on."""

_SEEN = 40
"""Brightness, of 255, from which a pixel counts as drawn when text is measured."""

_HEADER = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
{styles}
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_STANDING = """Style: {name},{family},{size:.2f},&H00FFFFFF,&H00FFFFFF,&H00101010,&H60000000,-1,0,0,0,100,100,0,0,1,\
{outline:.2f},{shadow:.2f},2,{left},{right},{bottom},-1
"""
_HANGING = """Style: {name},{family},{size:.2f},&H00FFFFFF,&H00FFFFFF,&H00101010,&H40342A1B,-1,0,0,0,100,100,0,0,4,\
0,{air:.2f},8,{left},{right},{top},-1
"""
"""On one dark ground behind all lines, libass's border style 4, whose shadow is the air around them."""


def document(captions: Captions, size: Size, *more: Captions) -> str:
    """The captions, and whatever else is written, as an ASS document for a picture of ``size``."""
    named = [(words, f"Words{number}") for number, words in enumerate((captions, *more))]
    styles = "".join(_style(words.style, name) for words, name in named)
    header = _HEADER.format(width=size.width, height=size.height, styles=styles)
    return header + "".join(_event(cue, words, name) for words, name in named for cue in words.cues)


def _style(style: CaptionStyle, name: str) -> str:
    main = fonts.main_font()
    pattern = _STANDING if style.margin_top is None else _HANGING
    return pattern.format(
        name=name,
        family=main.family,
        size=style.font_size * main.line_em,
        outline=style.font_size * OUTLINE_EM,
        shadow=style.font_size * SHADOW_EM,
        air=style.font_size * AIR_EM,
        left=style.margin_left,
        right=style.margin_right,
        bottom=style.margin_bottom,
        top=style.margin_top,
    )


def write_document(written: Sequence[Captions], size: Size, path: Path) -> Path | None:
    """All that is written into a picture of ``size`` as an ASS document at ``path``; ``None`` where it is nothing."""
    if not written:
        return None
    path.write_text(document(written[0], size, *written[1:]), encoding="utf-8")
    return path


def _event(cue: Cue, captions: Captions, name: str) -> str:
    lines = [
        _line(mark_line(line, right_to_left=captions.right_to_left), captions.style)
        for line in cue.text.splitlines()
        if line.strip()
    ]
    hanging = captions.style.margin_top is not None
    blur = "" if hanging else f"{{\\blur{captions.style.font_size * BLUR_EM:.2f}}}"
    shown = blur + "\\N".join(lines)
    return f"Dialogue: 0,{_time(cue.start)},{_time(cue.end)},{name},,0,0,0,,{shown}\n"


def _line(line: str, style: CaptionStyle) -> str:
    return "".join(
        f"{{\\fn{font.family}\\fs{style.font_size * font.line_em:.2f}}}{escape(run)}" for font, run in fonts.runs(line)
    )


def escape(text: str) -> str:
    r"""``text`` so that libass shows it as it stands.

    A backslash is kept from starting ``\N``, ``\n``, ``\h`` or ``\{`` by a word joiner behind it, which is invisible;
    braces are escaped; control characters are dropped.
    """
    shown = "".join(character for character in text.replace("\t", " ") if character.isprintable() or _keeps(character))
    return shown.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")


def _keeps(character: str) -> bool:
    return fonts.invisible(character) and ord(character) >= 0xA0  # noqa: PLR2004 - behind the C1 controls


def _time(seconds: float) -> str:
    hundredths = round(max(0.0, seconds) * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest // 100:02d}.{rest % 100:02d}"


def measure(captions: Captions, size: Size) -> tuple[tuple[Cue, Region | None], ...]:
    """Where each cue's pixels land, drawn by the same libass; ``None`` where nothing shows.

    Each cue is drawn alone, so that what two cues at one moment do to each other is not seen. One FFmpeg process.
    """
    if not captions.cues:
        return ()
    alone = tuple(Cue(start=number, end=number + 1, text=cue.text) for number, cue in enumerate(captions.cues))
    drawn = regions(document(captions.model_copy(update={"cues": alone}), size), size, len(alone))
    return tuple(zip(captions.cues, drawn, strict=True))


def regions(words: str, size: Size, seconds: int) -> Iterator[Region | None]:
    """Where the pixels of an ASS document land in each of its first ``seconds``."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="studio-text-") as folder:
        path = Path(folder, "captions.ass")
        path.write_text(words, encoding="utf-8")
        source = f"color=gray:size={size}:rate=1:duration={seconds}"
        chain = f"format=gray,ass=filename={ffmpeg.escape_filter_value(str(path))},format=gray"
        arguments = ["-f", "lavfi", "-i", source, "-vf", chain, "-fps_mode", "passthrough", "-f", "rawvideo"]
        for piece in ffmpeg.read(arguments, doing="measuring captions", size=size.width * size.height):
            yield _region(np.frombuffer(piece, np.uint8).reshape(size.height, size.width))


def _region(picture: Pixels) -> Region | None:
    drawn = np.abs(picture.astype(np.int16) - int(np.median(picture[0]))) > _SEEN
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not rows.size:
        return None
    height, width = picture.shape[:2]
    return Region(
        left=columns[0] / width,
        top=rows[0] / height,
        right=(columns[-1] + 1) / width,
        bottom=(rows[-1] + 1) / height,
    )
