"""What a master shows and says: the types of the second step. All times in seconds, all regions in fractions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from studio.values import WHOLE, Frozen, Region, Span


class Sample(Frozen):
    """One looked-at frame."""

    at: float
    faces: tuple[Region, ...] = ()
    """Largest first."""
    luma: float
    """Mean brightness, 0 (black) to 1 (white)."""
    contrast: float
    """Standard deviation of brightness, 0 to 0.5."""
    sharpness: float
    """Variance of the Laplacian at the analysed size; only good for comparing frames of one master."""
    motion: float
    """Mean absolute difference to the frame before, 0 to 1; 0 at a shot's first frame."""


class Shot(Frozen):
    """The frames between two cuts, with what matters in them."""

    span: Span
    samples: tuple[Sample, ...]
    content: Region = WHOLE
    """The picture without black bars."""
    columns: tuple[float, ...]
    """Importance of each of 64 upright strips from left to right over the whole frame, summing to 1 (or all 0)."""
    rows: tuple[float, ...]
    """The same of 64 level strips from top to bottom."""
    text: tuple[Region, ...] = ()
    """Lines of writing found in the picture."""
    subject: Region | None = None
    """Smallest region that holds what moves or stands out; ``None`` where nothing does."""


class Voice(Frozen):
    """How likely somebody speaks, step by step from the master's start: finer than the stretches of speech."""

    step_s: float
    levels: str
    """Two hexadecimal digits a step, 00 (nobody) to ff: an hour of sound is 225 kB."""

    @classmethod
    def of(cls, chances: Sequence[float], step_s: float) -> Voice:
        """From probabilities, 0 to 1."""
        return cls(step_s=step_s, levels=bytes(round(255 * min(1.0, max(0.0, each))) for each in chances).hex())

    @property
    def chances(self) -> tuple[float, ...]:
        """The probabilities, to a 255th."""
        return tuple(level / 255 for level in bytes.fromhex(self.levels))


class Track(Frozen):
    """One face on its way through one shot, followed closely enough to be hidden in every frame."""

    shown: Span
    """From when to when it may be seen: somewhat longer than it was found, and never beyond its shot."""
    at: tuple[float, ...]
    """When it was found, in order."""
    places: tuple[Region, ...]
    """Where, at each of these times."""
    score: float
    """The highest, 0 to 1."""
    look: tuple[int, ...] = ()
    """Mean colours of a grid over head and shoulders: tells people apart who wear other clothes, no more."""

    def place_at(self, at: float) -> Region | None:
        """Where the face is at a time: on the line between two finds; before the first and after the last, there."""
        if not self.shown.start <= at <= self.shown.end:
            return None
        after = bisect_right(self.at, at)
        if after in {0, len(self.at)}:
            return self.places[min(after, len(self.at) - 1)]
        here, there = self.places[after - 1], self.places[after]
        share = (at - self.at[after - 1]) / (self.at[after] - self.at[after - 1])
        return here.towards(there, share)


class Analysis(Frozen):
    """Everything that planning needs to know of one master."""

    master: str
    """SHA-256 of the master."""
    shots: tuple[Shot, ...] = ()
    """One shot for a picture, none for sound; together they cover the master without gaps."""
    speech: tuple[Span, ...] = ()
    voice: Voice | None = None
    """What ``speech`` was found in; ``None`` where nobody listened."""
    loudness_lufs: float | None = None
    """Integrated loudness (ITU-R BS.1770); ``None`` where there is no sound or only silence."""
    true_peak_dbtp: float | None = None
    tracks: tuple[Track, ...] | None = None
    """Every face in every frame (``studio.analyse.follow_faces``); ``None`` where nobody asked, for it takes long."""
