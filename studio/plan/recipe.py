"""How one output is made, as plain data: JSON in and out, the same on every machine."""

from __future__ import annotations

from typing import Literal

from studio.ingest.master import Cue
from studio.values import Frozen, OutputKind, PixelBox, Rate, Size, digest


class Framing(Frozen):
    """How the master's picture becomes the output's.

    ``cover``: ``crop`` (displayed pixels of the master) is scaled to fill the output; it has the output's shape.
    ``blur``: ``crop`` is scaled to fit inside the output, over a blurred copy of itself that fills it.
    """

    mode: Literal["cover", "blur"]
    crop: PixelBox


class Clip(Frozen):
    """A stretch of the master under one framing. Frames count from the master's start at the recipe's rate."""

    start: int
    end: int
    framing: Framing

    @property
    def frames(self) -> int:
        return self.end - self.start


class CaptionStyle(Frozen):
    """How burned-in subtitles look, in pixels of the output."""

    font_size: int
    margin_left: int
    margin_right: int
    margin_bottom: int


class Captions(Frozen):
    """Open captions: burned into the picture."""

    language: str | None
    right_to_left: bool = False
    cues: tuple[Cue, ...]
    """Reflowed for the output's width; times from the output's own start."""
    style: CaptionStyle


class Sidecar(Frozen):
    """Closed captions: a subtitle file beside the output; times from the output's own start."""

    format: Literal["srt", "vtt"]
    language: str | None
    cues: tuple[Cue, ...]


class Sound(Frozen):
    """The output's audio."""

    stream: int
    """FFmpeg's index of the stream in the master."""
    lufs: float
    true_peak_dbtp: float
    kbps: int
    sample_rate: int = 48000
    channels: Literal[1, 2] = 2


class VideoEncode(Frozen):
    """H.264 High, yuv420p, bt709, constant rate."""

    crf: int
    preset: str
    max_kbps: int | None = None
    keyframe_s: float = 2.0


class ImageEncode(Frozen):
    """A still picture in sRGB; quality falls only as far as ``max_bytes`` asks."""

    format: Literal["jpeg", "png", "webp"]
    quality: int = 90


REVISION = 2
"""Raised when the same recipe is drawn or encoded differently than before, so that no old output is taken for it."""


class Recipe(Frozen):
    """One output. Which fields are set depends on ``source``.

    ``frames``: clips of a moving picture become a video. ``frame``: one moment of a moving picture, or a picture,
    becomes a picture. ``still``: a picture becomes a video that moves slowly over it. ``waveform``: sound becomes a
    video that shows it.
    """

    placement: str
    master: str
    """SHA-256 of the master."""
    kind: OutputKind
    source: Literal["frames", "frame", "still", "waveform"]
    size: Size
    fps: Rate | None = None
    """Of a video."""
    clips: tuple[Clip, ...] = ()
    """In order and without gaps; for a picture exactly one, whose start says which frame of a moving master."""
    captions: Captions | None = None
    sidecars: tuple[Sidecar, ...] = ()
    sound: Sound | None = None
    video: VideoEncode | None = None
    image: ImageEncode | None = None
    max_bytes: int | None = None
    reasons: tuple[str, ...] = ()
    """Why it is made so, for people."""

    @property
    def frames(self) -> int:
        return sum(clip.frames for clip in self.clips)

    @property
    def start_s(self) -> float:
        """Where in the master the output begins, in seconds."""
        return float(self.clips[0].start / self.fps) if self.clips and self.fps else 0.0

    @property
    def duration_s(self) -> float:
        return float(self.frames / self.fps) if self.fps else 0.0

    @property
    def digest(self) -> str:
        """Covers all that shapes the output's bytes, not its name or the reasons: equal outputs are made once."""
        return digest([REVISION, self.model_dump(mode="json", exclude={"placement", "reasons", "sidecars"})])


class Skipped(Frozen):
    """A placement that this master cannot fill, and why."""

    placement: str
    reason: str


class Plan(Frozen):
    """All recipes for one master."""

    recipes: tuple[Recipe, ...]
    skipped: tuple[Skipped, ...] = ()
