"""How one output is made, as plain data: JSON in and out, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

from studio.ingest.master import Cue
from studio.messages import Sentence
from studio.plan.edits import BlurFaces, BlurredRegion
from studio.platforms.effects import Applied
from studio.values import Frozen, OutputKind, PixelBox, Rate, Size, digest


class Framing(Frozen):
    """How the master's picture becomes the output's.

    ``cover``: ``crop`` (displayed pixels of the master) is scaled to fill the output; it has the output's shape.
    ``blur``: ``crop`` is scaled to fit inside the output, over a blurred copy of itself that fills it.
    ``contain``: ``crop`` is scaled to ``place`` in the output, on a plain ``ground``; no moving pictures.
    """

    mode: Literal["cover", "blur", "contain"]
    crop: PixelBox
    place: PixelBox | None = None
    """In pixels of the output, of the crop's shape."""
    ground: str | None = None
    """Such as "#ffffff"; nothing: transparent."""


class Clip(Frozen):
    """A stretch of the master under one framing. Frames count from the master's start at the recipe's rate."""

    start: int
    end: int
    framing: Framing

    @property
    def frames(self) -> int:
        return self.end - self.start


class Redaction(Frozen):
    """A box of the master's picture in which nobody may recognise anything, over a stretch of frames."""

    start: int
    end: int
    """Frames from the master's start at the recipe's rate, as in clips."""
    box: PixelBox
    """In displayed pixels of the master."""

    def within(self, start: int, end: int) -> Redaction | None:
        """What of it lies in a stretch of frames."""
        low, high = max(self.start, start), min(self.end, end)
        return Redaction(start=low, end=high, box=self.box) if low < high else None

    @staticmethod
    def joined(redactions: Iterable[Redaction]) -> tuple[Redaction, ...]:
        """The same in as few as it takes, in an order that tells whether two lots are equal."""
        boxes: dict[PixelBox, list[tuple[int, int]]] = {}
        for one in sorted(redactions, key=lambda one: one.start):
            spans = boxes.setdefault(one.box, [])
            if spans and one.start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(spans[-1][1], one.end))
            else:
                spans.append((one.start, one.end))
        found = [Redaction(start=low, end=high, box=box) for box, spans in boxes.items() for low, high in spans]
        return tuple(sorted(found, key=lambda one: (one.start, one.end, tuple(one.box.model_dump().values()))))


class CaptionStyle(Frozen):
    """How burned-in subtitles look, in pixels of the output."""

    font_size: int
    margin_left: int
    margin_right: int
    margin_bottom: int
    margin_top: int | None = None
    """Of words that hang from the top, on a dark ground; the others stand at the bottom, with a dark edge."""


class Captions(Frozen):
    """Open captions, or a hook: burned into the picture."""

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
    """At most, of the finished file."""
    kbps: int
    codec: Literal["aac", "mp3", "opus"] = "aac"
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


class GifEncode(Frozen):
    """A GIF that repeats for ever. Its size, rate and colours fall only as far as ``max_bytes`` asks."""

    fps: Rate
    """GIF counts in hundredths of a second: only rates such as 12.5 and 10 are exact."""


class Card(Frozen):
    """Words on a plain ground. Lines are broken already; sizes in pixels of the output."""

    title: tuple[str, ...]
    body: tuple[str, ...] = ()
    right_to_left: bool = False
    title_size: int
    body_size: int
    leading: float
    """From line to line, in heights of the letters."""
    place: PixelBox
    """Where the words stand, in its middle."""


NO_PICTURE = Size(width=1, height=1)
"""The size of what nobody sees: sound without artwork, and the picture of sound's clips."""

REVISION = 6
"""Raised when the same recipe is drawn or encoded differently than before, so that no old output is taken for it."""


VideoSource = Literal["frames", "still", "waveform"]
"""What a video shows: a moving master, a picture that is moved over, or sound that is drawn."""
VIDEO_SOURCES: tuple[VideoSource, ...] = ("frames", "still", "waveform")
Source = VideoSource | Literal["frame", "contained", "gif", "sound", "pages", "card"]


class Recipe(Frozen):
    """One output. Which fields are set depends on ``source``.

    ``frames``: clips of a moving picture become a video. ``frame``: one moment of a moving picture, or a picture,
    becomes a picture; ``contained``: the same, whole on a plain ground. ``still``: a picture becomes a video that moves
    slowly over it. ``waveform``: sound becomes a video that shows it. ``gif``: the video of ``parts`` becomes a GIF.
    ``sound``: sound alone, with the artwork of ``parts``. ``pages``: the pictures of ``parts`` become a document.
    ``card``: words become a picture.
    """

    placement: str
    master: str
    """SHA-256 of the master."""
    kind: OutputKind
    source: Source
    size: Size
    fps: Rate | None = None
    """Of a video; of sound alone, its sample rate."""
    clips: tuple[Clip, ...] = ()
    """In order and without gaps; for a picture exactly one, whose start says which frame of a moving master."""
    redactions: tuple[Redaction, ...] = ()
    """What of the master's picture is blurred beyond recognition, before it is framed."""
    blur_faces: BlurFaces | None = None
    """Whose faces are meant to be in ``redactions``, for who checks it."""
    shown_faces: tuple[Redaction, ...] = ()
    """Where the faces are that stay clear on purpose, for who checks it."""
    blur_regions: tuple[BlurredRegion, ...] = ()
    """What of ``redactions`` somebody blurs by hand."""
    captions: Captions | None = None
    hook: Captions | None = None
    """Words over the first seconds, which somebody chose."""
    sidecars: tuple[Sidecar, ...] = ()
    sound: Sound | None = None
    video: VideoEncode | None = None
    image: ImageEncode | None = None
    gif: GifEncode | None = None
    card: Card | None = None
    parts: tuple[Recipe, ...] = ()
    """What it is made of: each is made, and kept, as an output of its own."""
    effect: Applied | None = None
    """What the plugin's own code adds: to the picture under the captions, or as a clip before or after it all."""
    title: str | None = None
    """Written into a document or a sound file."""
    language: str | None = None
    """Of the words in a document."""
    alternatives: tuple[str, ...] = ()
    """What is said of each part to people who do not see it: a document's pages."""
    max_bytes: int | None = None
    reasons: tuple[Sentence, ...] = ()
    """Why it is made so, for people."""

    @property
    def video_source(self) -> VideoSource:
        """What a video shows; only of recipes whose kind is ``video``."""
        assert self.source in VIDEO_SOURCES
        return self.source

    @property
    def frames(self) -> int:
        """Of the whole output, with an effect's clip."""
        return sum(clip.frames for clip in self.clips) + self.effect_frames

    @property
    def effect_frames(self) -> int:
        """Of the clip that a plugin's effect puts before or after the master's."""
        return self.effect.frames_at(self.fps) if self.effect and self.fps else 0

    @property
    def lead_s(self) -> float:
        """How long the output lasts before it shows the master."""
        before = self.effect is not None and self.effect.kind == "before"
        return float(self.effect_frames / self.fps) if self.fps and before else 0.0

    @property
    def filter(self) -> str | None:
        """FFmpeg's filter chain for the picture, where the effect is one."""
        return self.effect.filter if self.effect else None

    @property
    def body(self) -> Recipe:
        """What shows the master, without a clip before or after it; its times count from its own start."""
        if not self.effect_frames:
            return self
        return self.shifted(-self.lead_s, digits=3).model_copy(update={"effect": None})

    def shifted(self, seconds: float, digits: int = 6) -> Recipe:
        """The same with all its subtitles so much later; microseconds keep the milliseconds that ``body`` restores."""
        late = partial(_later, seconds=seconds, digits=digits)
        captions, hook = (
            words and words.model_copy(update={"cues": late(words.cues)}) for words in (self.captions, self.hook)
        )
        sidecars = tuple(one.model_copy(update={"cues": late(one.cues)}) for one in self.sidecars)
        return self.model_copy(update={"captions": captions, "hook": hook, "sidecars": sidecars})

    @property
    def written(self) -> tuple[Captions, ...]:
        """All that is burned into the picture: subtitles, and the hook above them."""
        return tuple(words for words in (self.captions, self.hook) if words and words.cues)

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
        told = {"placement", "reasons", "sidecars", "parts", "effect", "blur_faces", "shown_faces", "blur_regions"}
        parts = [part.digest for part in self.parts]
        effects = [self.effect.identity] if self.effect else []
        return digest([REVISION, self.model_dump(mode="json", exclude=told), parts, *effects])

    @property
    def shows_master(self) -> bool:
        """Whether its clips say what of the master's picture is seen."""
        return self.source in {"frames", "frame", "contained", "still", "gif"}


def _later(cues: tuple[Cue, ...], *, seconds: float, digits: int) -> tuple[Cue, ...]:
    return tuple(
        Cue(start=round(cue.start + seconds, digits), end=round(cue.end + seconds, digits), text=cue.text)
        for cue in cues
    )


class Skipped(Frozen):
    """A placement that this master cannot fill, and why."""

    placement: str
    reason: Sentence
    title: Sentence | None = None
    """What people call it; ``None``: made from its id."""


class Plan(Frozen):
    """All recipes for one master."""

    recipes: tuple[Recipe, ...]
    skipped: tuple[Skipped, ...] = ()
