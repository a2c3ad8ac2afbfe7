"""A moment by which work has to be done."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of this machine's monotonic clock, in seconds."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def within(self, seconds: float) -> Deadline:
        """The earlier of this moment and ``seconds`` from now."""
        return Deadline(min(self.at, time.monotonic() + seconds))

    @property
    def passed(self) -> bool:
        return time.monotonic() > self.at
