"""What people decided by hand; everything else is derived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from studio.values import Frozen, Point, Region

EVERYWHERE = "*"
"""Stands for all placements that say nothing else."""

BlurFaces = Literal["all", "bystanders"]
"""Whose faces nobody may recognise: everybody's, or those of all but the main person."""
FacesDecided = BlurFaces | Literal["nobody"]
"""The same as somebody decides it; "nobody" stands against what holds for all placements."""


def _in_picture(region: Region) -> Region:
    """What somebody meant to hide or to keep must not get lost for a slip: a part beside the picture is an error."""
    if not (0 <= region.left < region.right <= 1 and 0 <= region.top < region.bottom <= 1):
        raise ValueError("left must be less than right, top less than bottom, and all between 0 and 1")
    return region


Part = Annotated[Region, AfterValidator(_in_picture)]
"""A part of a picture, in fractions of its sides."""


class BlurredRegion(Frozen):
    """A part of the master's picture that somebody blurs by hand."""

    region: Part
    """In fractions of the master's picture."""
    start_s: float = Field(0, ge=0)
    """In the master's own time."""
    end_s: float | None = Field(None, gt=0)
    """Nothing: to the end."""


SLOWEST, FASTEST = 0.5, 2.0


class SubtitleTiming(Frozen):
    """How the times of subtitles in one language become the master's: multiplied by ``rate``, then moved."""

    language: str
    """Its code; "und" where nobody could tell it."""
    shift_s: float = Field(0.0, ge=-86400, le=86400)
    """Above 0: later."""
    rate: float = Field(1.0, ge=SLOWEST, le=FASTEST)
    """Such as 25/23.976 for subtitles of a film that was slowed down."""

    def on_top_of(self, earlier: SubtitleTiming) -> SubtitleTiming:
        """Both in one: ``earlier`` first, then this."""
        rate = min(FASTEST, max(SLOWEST, earlier.rate * self.rate))
        shift = round(earlier.shift_s * self.rate + self.shift_s, 3)
        return self.model_copy(update={"rate": round(rate, 6), "shift_s": shift})


TITLE = "@title"
"""As ``hook``: the title of the copy."""
MOST_WORDS = 120
"""Characters of a hook: what is read in three seconds is shorter still."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_WORDS)]


class PlacementEdits(Frozen):
    """Decisions about one placement, or about all of them."""

    focal_point: Point | None = None
    """Keep this point of the master in the crop, in every shot that shows in the output."""
    start_s: float | None = Field(None, ge=0)
    """Where in the master the output begins."""
    end_s: float | None = Field(None, gt=0)
    """By when in the master the output ends: there, or where the last sentence before it does."""
    still_s: float | None = Field(None, ge=0)
    """Which moment of the master becomes the picture."""
    fit: Literal["cover", "blur"] | None = None
    """Fill the frame by cropping, or show the whole picture over a blurred copy."""
    language: str | None = None
    """Which subtitles are burned in, by language code."""
    subtitle_timing: tuple[SubtitleTiming, ...] | None = None
    """When subtitles appear that came early, late or at another rate."""
    retime_subtitles: bool | None = None
    """Give each subtitle the time that reading takes, where there is room, and at most two lines."""
    blur_faces: FacesDecided | None = None
    """Whose faces are blurred in every frame."""
    keep_clear: tuple[Part, ...] | None = None
    """Faces that stay in one of these parts of the master are not blurred."""
    blur_regions: tuple[BlurredRegion, ...] | None = None
    """What is blurred as well: a face that was not found, a number plate, a name badge."""

    hook: Words | None = None
    """Words that stand over the first seconds; ``TITLE`` for the title of the copy."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start_s is not None and self.end_s is not None and self.end_s <= self.start_s:
            raise ValueError(f"end_s ({self.end_s:g}) must lie behind start_s ({self.start_s:g})")
        return self

    @property
    def faces_to_blur(self) -> BlurFaces | None:
        """Whose faces are blurred; ``None``: nobody's."""
        return None if self.blur_faces == "nobody" else self.blur_faces

    @property
    def decided(self) -> frozenset[str]:
        """The fields that say something."""
        return frozenset(name for name, value in self if value is not None)

    def over(self, other: PlacementEdits) -> PlacementEdits:
        """These decisions, and those of ``other`` where there are none: of subtitles, in each language."""
        update = {name: getattr(self, name) for name in self.decided}
        if self.subtitle_timing and other.subtitle_timing:
            update["subtitle_timing"] = tuple(_by_language(other.subtitle_timing, self.subtitle_timing).values())
        return other.model_copy(update=update)

    def on_top_of(self, earlier: PlacementEdits) -> PlacementEdits:
        """What a fix says that was measured on what ``earlier`` made.

        It moves subtitles from where they are now, and blurs parts beside those that are blurred already.
        """
        timings = _by_language(earlier.subtitle_timing or ())
        update: dict[str, object] = {}
        if self.subtitle_timing:
            update["subtitle_timing"] = tuple(
                one.on_top_of(timings[one.language]) if one.language in timings else one for one in self.subtitle_timing
            )
        if self.blur_regions:
            update["blur_regions"] = tuple(dict.fromkeys((*(earlier.blur_regions or ()), *self.blur_regions)))
        return self.model_copy(update=update)

    def joined(self, other: PlacementEdits) -> PlacementEdits:
        """What two fixes of the same thing come to: subtitles of both languages, blurred parts of both."""
        both = self.over(other)
        if not (self.blur_regions and other.blur_regions):
            return both
        return both.model_copy(update={"blur_regions": tuple(dict.fromkeys(self.blur_regions + other.blur_regions))})

    def beside(self, decided: PlacementEdits) -> PlacementEdits | None:
        """What of a fix may be taken where so much is decided; nothing where it would change that.

        A language's own timing stays, and another one's can be added; so can blurred parts.
        """
        own = {one.language for one in decided.subtitle_timing or ()}
        timing = tuple(one for one in self.subtitle_timing or () if one.language not in own) or None
        known = decided.blur_regions or ()
        parts = tuple(part for part in self.blur_regions or () if part not in known) or None
        left = self.model_copy(update={"subtitle_timing": timing, "blur_regions": parts})
        blocked = left.decided & (decided.decided - {"subtitle_timing", "blur_regions"})
        return left if left.decided and not blocked else None

    def titled(self, title: str | None) -> PlacementEdits | None:
        """The same with the copy's title as the hook, where that is asked for; nothing where there is no title."""
        if self.hook != TITLE:
            return self
        return self.model_copy(update={"hook": _short(title)}) if title else None


def _by_language(*timings: tuple[SubtitleTiming, ...]) -> dict[str, SubtitleTiming]:
    """The last that is said of each language."""
    return {one.language: one for each in timings for one in each}


def _short(title: str) -> str:
    """As much of it as a hook may have, in whole words."""
    return title if len(title) <= MOST_WORDS else f"{title[:MOST_WORDS].rpartition(' ')[0] or title[: MOST_WORDS - 1]}…"


class Waiver(Frozen):
    """Somebody answers for a finding: it stays visible with the reason, and no longer counts."""

    rule: str
    """Such as ``limit.max_bytes`` or a tip's id."""
    placement: str = EVERYWHERE
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    by: str = ""
    """Who."""
    on: date | None = None
    """When."""

    def is_about(self, rule: str, placement: str) -> bool:
        """Whether it is for this rule on this placement."""
        return self.rule == rule and self.placement in {EVERYWHERE, placement}


class Edits(Frozen):
    """``placements`` holds decisions by placement ("facebook/teaser"); "*" counts where a placement has none."""

    placements: dict[str, PlacementEdits] = {}
    waivers: tuple[Waiver, ...] = ()

    def of(self, placement: str) -> PlacementEdits:
        """The decisions that count for one placement: its own, then those for all."""
        return self._own(placement).over(self._own(EVERYWHERE))

    def changed(self, placement: str, change: PlacementEdits) -> Edits:
        """The same with a fix for one placement over what was decided about it."""
        return self.replaced({placement: change.on_top_of(self.of(placement)).over(self._own(placement))})

    def replaced(self, placements: Mapping[str, PlacementEdits]) -> Edits:
        """The same with these decisions in place of those about the same placements; empty ones are taken out."""
        every = {**self.placements, **placements}
        return self.model_copy(update={"placements": {name: own for name, own in every.items() if own.decided}})

    def titled(self, title: str | None) -> Edits:
        """The same with the copy's title where a hook asks for it; without a title there is no such hook."""
        return self.replaced(
            {name: own.titled(title) or own.model_copy(update={"hook": None}) for name, own in self.placements.items()}
        )

    def waived(self, waiver: Waiver) -> Edits:
        """The same with one waiver more, in place of one for the same rule and placement."""
        return self.model_copy(update={"waivers": (*self._others(waiver.rule, waiver.placement), waiver)})

    def unwaived(self, rule: str, placement: str) -> Edits:
        """The same without that waiver."""
        return self.model_copy(update={"waivers": self._others(rule, placement)})

    def _others(self, rule: str, placement: str) -> tuple[Waiver, ...]:
        return tuple(one for one in self.waivers if (one.rule, one.placement) != (rule, placement))

    def _own(self, placement: str) -> PlacementEdits:
        return self.placements.get(placement, PlacementEdits())
