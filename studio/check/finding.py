"""What one limit or tip says about one output."""

from __future__ import annotations

from typing import Any, Literal

from studio.messages import Message
from studio.plan.edits import PlacementEdits
from studio.values import Frozen

Level = Literal["pass", "warn", "fail", "todo", "n/a"]


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
    confidence: Literal["high", "medium", "low"] = "high"
    fix: PlacementEdits | None = None
    """A change to the edits that mends it, where there is one."""

    @property
    def counts_as(self) -> Level:
        """Its level, for whoever sums up."""
        return self.level

    @property
    def stands(self) -> bool:
        """Whether it asks for something."""
        return self.counts_as in {"fail", "warn"}
