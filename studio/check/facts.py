"""What a finished file is, measured on the file itself."""

from __future__ import annotations

from studio.values import Frozen, OutputKind, Rate


class Facts(Frozen):
    """Measured on a finished file; ``None`` where it does not apply."""

    kind: OutputKind
    format: str
    """Container or picture format by content: mp4, jpeg, png, webp."""
    bytes: int
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    """Of the picture; of the sound where there is no picture."""
    fps: Rate | None = None
    frames: int | None = None
    video_codec: str | None = None
    video_profile: str | None = None
    pixel_format: str | None = None
    colour_space: str | None = None
    """bt709, sRGB, ..."""
    audio_codec: str | None = None
    sample_rate: int | None = None
    channels: int | None = None
    loudness_lufs: float | None = None
    """Integrated, ITU-R BS.1770; ``None`` for silence."""
    true_peak_dbtp: float | None = None
    faststart: bool | None = None
    """Whether the index stands before the media data, so that playing starts at once."""
    personal_data: tuple[str, ...] = ()
    """Metadata that tells of a place, a device or a person, by name; must be empty."""
