"""What came in, measured: the types of the first step."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Literal

from pydantic import Field

from studio.messages import Sentence
from studio.values import Frozen, MediaKind, Rate, Region, Size

Transfer = Literal["sdr", "pq", "hlg"]
Matrix = Literal["bt601", "bt709", "bt2020"]


FILM_FPS = (Fraction(24), Fraction(25), Fraction(30))
SPORT_FPS = (Fraction(50), Fraction(60))


class VideoTrack(Frozen):
    """The one moving picture of a master that the studio uses."""

    stream: int
    """FFmpeg's index of the stream in the file."""
    codec: str
    size: Size
    """As a person sees it: after rotation and with square pixels."""
    stored: Size
    """As the file stores it."""
    fps: Rate
    """Average frames per second."""
    variable_rate: bool = False
    rotation: Literal[0, 90, 180, 270] = 0
    """Degrees clockwise that a player turns the picture."""
    square_pixels: bool = True
    interlaced: bool = False
    transfer: Transfer = "sdr"
    matrix: Matrix | None = None
    """The YCbCr matrix that the file names; ``None`` where it names none (players then go by the size)."""
    bit_depth: int = 8
    alpha: bool = False

    @property
    def steady_fps(self) -> Fraction:
        """The rate at which its frames are counted: its own where it is constant, else the nearest usual one."""
        return nearest_usual(self.fps) if self.variable_rate else self.fps


def nearest_usual(fps: Fraction) -> Fraction:
    """The rate of film or television, or of sport and games, that is nearest."""
    usual = FILM_FPS if fps < (FILM_FPS[-1] + SPORT_FPS[0]) / 2 else SPORT_FPS
    return min(usual, key=lambda standard: abs(standard - fps))


class AudioTrack(Frozen):
    """The one sound track of a master that the studio uses."""

    stream: int
    codec: str
    sample_rate: int
    channels: int


class Drawn(Frozen):
    """What shows of a picture that stands alone, such as a logo: on transparency, or on one plain colour."""

    bounds: Region
    reach: float = 1.0
    """From the middle of its bounds to what is furthest away, as a share of the way to its corners: 0.71 of a disc."""
    luma: float
    """Mean brightness, 0 (black) to 1 (white)."""
    ground: str | None = None
    """The plain colour that it stands on, such as "#ffffff"; nothing: transparent."""


class Still(Frozen):
    """A picture master."""

    format: str
    """Pillow's name of the real format: JPEG, PNG, WEBP, AVIF, HEIF, GIF, ..."""
    size: Size
    """After EXIF orientation."""
    mode: str
    """Pillow's mode as stored, such as RGB, RGBA, CMYK."""
    orientation: int = Field(1, ge=1, le=8)
    """EXIF orientation."""
    profile: str | None = None
    """Name of the embedded colour profile."""
    alpha: bool = False
    """Whether parts of it are transparent."""
    drawn: Drawn | None = None
    """Of a picture that stands alone; nothing where it fills its frame."""
    frames: int = 1
    transfer: Transfer = "sdr"
    """HDR in AVIF and HEIF."""


class Cue(Frozen):
    """One subtitle: plain text, lines parted by newlines, times in seconds."""

    start: float
    end: float
    text: str


class Subtitles(Frozen):
    """One subtitle file, decoded and repaired."""

    name: str
    """The file's own name, for people."""
    format: Literal["srt", "vtt", "ass"]
    encoding: str
    language: str | None
    """ISO 639-1 code as detected from the text; ``None`` where it is too short to tell."""
    cues: tuple[Cue, ...]
    repairs: tuple[Sentence, ...] = ()
    """What was mended, in words."""


class Written(Frozen):
    """The words of a text master, without markup."""

    title: str
    """Its heading, or how it begins."""
    paragraphs: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1 code as detected."""

    @property
    def words(self) -> str:
        """All of it."""
        return "\n\n".join([self.title, *self.paragraphs])


class Master(Frozen):
    """One image, video, audio or text that came in, with its subtitles; known by its SHA-256."""

    path: Path
    name: str
    """The file's own name, for people; never used as a path."""
    sha256: str
    kind: MediaKind
    container: str
    """FFmpeg's demuxer or Pillow's format that reads it; "text" for words."""
    bytes: int
    duration_s: float | None = None
    """``None`` for a picture and for a text."""
    video: VideoTrack | None = None
    audio: AudioTrack | None = None
    still: Still | None = None
    written: Written | None = None
    subtitles: tuple[Subtitles, ...] = ()
    notes: tuple[Sentence, ...] = ()
    """What a person should know: another track was left out, the file is damaged but decodes, it holds a location."""

    @property
    def size(self) -> Size | None:
        """The picture's size as displayed; ``None`` for sound and words."""
        if self.video:
            return self.video.size
        return self.still.size if self.still else None
