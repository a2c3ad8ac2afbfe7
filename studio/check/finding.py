"""What one limit or tip says about one output."""

from __future__ import annotations

from typing import Any, Literal

from studio.messages import Message
from studio.plan.edits import PlacementEdits, Waiver
from studio.values import Frozen

Level = Literal["pass", "warn", "fail", "todo", "n/a"]
Confidence = Literal["high", "medium", "low"]


class Finding(Frozen):
    """A limit or a tip, held against one finished file."""

    rule: str
    """``limit.max_bytes`` or the tip's id, such as ``facebook.teaser``."""
    check: str = ""
    """The name of the check that a tip was measured by."""
    level: Level
    message: str
    """One sentence for people: what was found, and for anything but a pass what to do. In English."""
    said: Message | None = None
    """The same as data, to be told in other languages (``studio.messages.tell``)."""
    evidence: dict[str, Any] = {}
    """What was measured and what was wanted, with times in seconds and regions in fractions where it is in the file."""
    source: str
    as_of: str
    confidence: Confidence = "high"
    fix: PlacementEdits | None = None
    """A change to the edits that mends it, where there is one."""
    safe: bool = False
    """Whether the fix loses nothing, so that nobody has to look at it first."""
    cases: int = 1
    """How many subtitles, or other parts of the file, are wrong: where a fix leaves one of three, it has helped."""
    waived: Waiver | None = None
    """Who answers for it, and why. Level and evidence stay; it no longer counts."""

    @property
    def sentence(self) -> Message | str:
        """What ``tell`` is given to say it in a reader's language."""
        return self.said or self.message

    @property
    def counts_as(self) -> Level:
        """Its level, for whoever sums up: what somebody answers for is no fault."""
        return "n/a" if self.waived else self.level

    @property
    def stands(self) -> bool:
        """Whether it is a fault that nobody answers for."""
        return self.counts_as in {"fail", "warn"}
