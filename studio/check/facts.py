"""What a finished file is, measured on the file itself."""

from __future__ import annotations

from typing import Literal

from studio.values import Frozen, OutputKind, Rate, Size, Span


class Facts(Frozen):
    """Measured on a finished file; ``None`` where it does not apply."""

    kind: OutputKind
    format: str
    """Container, picture or document format by content: mp4, gif, jpeg, png, webp, m4a, mp3, ogg, pdf; of a text, html,
    xml or txt."""
    bytes: int
    width: int | None = None
    height: int | None = None
    """Of the picture; of a document's first page, a pixel for each point."""
    pages: int | None = None
    """Of a document."""
    characters: int | None = None
    """Of a text, as its reader sees them; ``None`` for data such as an import file."""
    page_sizes: int | None = None
    """How many different sizes a document's pages have."""
    duration_s: float | None = None
    """Of the picture; of the sound where there is no picture."""
    fps: Rate | None = None
    frames: int | None = None
    video_codec: str | None = None
    video_profile: str | None = None
    pixel_format: str | None = None
    colour_space: str | None = None
    """bt709, sRGB, ..."""
    transfer: Literal["sdr", "pq", "hlg"] | None = None
    """How a video codes brightness; ``pq`` and ``hlg`` are HDR."""
    audio_codec: str | None = None
    audio_profile: str | None = None
    """Such as LC or HE-AAC."""
    sample_rate: int | None = None
    channels: int | None = None
    audio_kbps: float | None = None
    """Mean data rate of the sound alone, by its packets."""
    title: str | None = None
    """As the file itself tells it: a tag, a document's property."""
    artwork: Size | None = None
    """Of the cover picture inside a sound file."""
    transparent: bool | None = None
    """Whether parts of a picture are transparent."""
    loudness_lufs: float | None = None
    """Integrated, ITU-R BS.1770; ``None`` for silence."""
    true_peak_dbtp: float | None = None
    silent: tuple[Span, ...] = ()
    """Stretches of its sound in which nothing is heard; empty as well where all of it is silent."""
    faststart: bool | None = None
    """Whether the index stands before the media data, so that playing starts at once."""
    personal_data: tuple[str, ...] = ()
    """Metadata that tells of a place, a device or a person, by name; must be empty."""

    @property
    def size(self) -> Size | None:
        return Size(width=self.width, height=self.height) if self.width and self.height else None

    @property
    def bitrate_mbps(self) -> float | None:
        """Of the whole file."""
        return self.bytes * 8 / self.duration_s / 1e6 if self.duration_s else None
