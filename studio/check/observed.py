"""What was seen of a finished file: plain data that checks judge and that is kept, apart from what decodes pictures.

Apart, because the libraries that decode and measure take a third of a second to import, and a file that was looked at
before needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from studio.ingest.master import Cue
from studio.values import Frozen, Region, Span

OPENING_S = 3.0
"""How much of the beginning is looked at closely: what people see before they scroll on."""
OPENING_EVERY_S = 0.25
BARS_LEVEL = 12
"""Brightness, of 255, that black bars do not reach; a frame that is no brighter on average shows none."""

Written = tuple[Cue, Region, float]
"""Words with the place where they were drawn, and the height of their letters in pixels of the output."""


class Look(Frozen):
    """One frame of a finished file."""

    at: float
    """Seconds from the file's start; 0 for a picture."""
    luma: float
    """Mean brightness, 0 (black) to 1 (white)."""
    brightest: float = 1.0
    """Brightness that one pixel in a hundred reaches."""
    contrast: float
    """Standard deviation of brightness, 0 to 0.5."""
    sharpness: float
    """Variance of the Laplacian of 8-bit brightness in the sharpest sixteenth, at a long side of 640 px."""
    burnt_out: float
    """Share of pixels that are plain white."""
    edges_dark: bool
    """Whether two opposite edges are black bars."""
    motion: float | None = None
    """Mean absolute difference to the look before, 0 to 1; ``None`` where they are not neighbours."""
    faces: tuple[Region, ...] = ()
    """Largest first; not looked for in most frames of the opening."""
    writing: tuple[Region, ...] = ()
    """Lines of writing, from top to bottom; looked for where faces are."""
    blockiness: float | None = None
    """How much larger the steps on a grid of 8 pixels are than those beside it; looked for where faces are."""
    ground: float = 0.0
    """Share of pixels that are like the commonest colour of the frame's edge."""
    figure: Region | None = None
    """What stands on that ground; ``None`` where there is nothing else."""


class Looks(Frozen):
    """What was seen: the opening closely, the rest here and there; a picture is one look, and so is each page."""

    opening: tuple[Look, ...] = ()
    spread: tuple[Look, ...] = ()

    @property
    def all(self) -> tuple[Look, ...]:
        return (*self.opening, *self.spread)


class Peak(Frozen):
    """The largest share of the screen that changed at least so often within one second."""

    share: float = 0.0
    at: float = 0.0
    """Seconds at which that second ends."""


class Flashes(Frozen):
    """For 1, 2, 3, ... changes within a second: where most of the screen made them. Two changes are a flash."""

    general: tuple[Peak, ...] = ()
    red: tuple[Peak, ...] = ()

    @classmethod
    def most(cls, pieces: Iterable[tuple[float, Flashes]]) -> Flashes:
        """Of each number of changes the largest share among all pieces, which begin at the given times."""
        parts = list(pieces)
        return cls(
            general=_largest([(start, flashes.general) for start, flashes in parts]),
            red=_largest([(start, flashes.red) for start, flashes in parts]),
        )


def _largest(pieces: Sequence[tuple[float, Sequence[Peak]]]) -> tuple[Peak, ...]:
    moved = ([Peak(share=one.share, at=round(start + one.at, 3)) for one in peaks] for start, peaks in pieces)
    return tuple(max(same, key=lambda peak: peak.share) for same in zip_longest(*moved, fillvalue=Peak()))


class Contrast(Frozen):
    """How much words that we drew stand out."""

    at: float
    text: str
    box: Region
    letters_px: float
    """Height of its letters in the output."""
    ratio: float
    """WCAG's, 1 to 21."""


class Watched(Frozen):
    """What the whole of a video shows; of a picture, only how its words stand out."""

    black: tuple[Span, ...] = ()
    """Stretches in which nothing is to be seen."""
    frozen: tuple[Span, ...] = ()
    """Stretches in which nothing moves; a black one is none."""
    flashes: Flashes = Flashes()
    jitter: tuple[float | None, ...] = ()
    """For each second how much the whole picture trembles, in shares of its longer side; ``None`` where unknown."""
    ending: tuple[Look, ...] = ()
    """Frames of the last seconds."""
    contrasts: tuple[Contrast, ...] = ()
    """Of each of the words that we drew."""


class Refound(Frozen):
    """A face in a finished file."""

    at: float
    """Seconds from the file's start; of a document, the page."""
    place: Region
    score: float


class Refounds(Frozen):
    """All faces that were found with certainty, and how near the rest came."""

    frames: int = 0
    """How many were looked at."""
    faces: tuple[Refound, ...] = ()
    highest: float = 0.0
    """The highest score of anything, 0 to 1."""
