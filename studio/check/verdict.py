"""What one check says, before it is known how much the rule weighs."""

from __future__ import annotations

from typing import Any

from studio.check.finding import Level
from studio.messages import Message, tell
from studio.plan.edits import PlacementEdits
from studio.values import Frozen


class Verdict(Frozen):
    """``message`` is a sentence for people: what was found, what was wanted, and what to do where it is not met."""

    level: Level
    message: str
    """In English."""
    said: Message | None = None
    """The same as data, to be told in other languages; ``None`` where a plugin gave plain words."""
    evidence: dict[str, Any] = {}
    fix: PlacementEdits | None = None
    safe: bool = False
    cases: int = 1
    """How many subtitles, or other parts of the file, are wrong."""

    def mended_by(self, fix: PlacementEdits | None, *, safe: bool = False) -> Verdict:
        """The same with a change to the edits that mends it, where there is one.

        ``safe``: it takes nothing away, so that ``--fix`` may choose it without a person who looks.
        """
        return self.model_copy(update={"fix": fix, "safe": fix is not None and safe})


def passed(message: str | Message, **evidence: Any) -> Verdict:
    return _verdict("pass", message, evidence)


def warned(message: str | Message, **evidence: Any) -> Verdict:
    return _verdict("warn", message, evidence)


def failed(message: str | Message, **evidence: Any) -> Verdict:
    return _verdict("fail", message, evidence)


def unknown(message: str | Message, **evidence: Any) -> Verdict:
    """It could not be measured, or does not apply: never a pass."""
    return _verdict("n/a", message, evidence)


def to_do(message: str | Message, **evidence: Any) -> Verdict:
    """Only a person can tell, or has to do it."""
    return _verdict("todo", message, evidence)


def _verdict(level: Level, message: str | Message, evidence: dict[str, Any]) -> Verdict:
    said = message if isinstance(message, Message) else None
    return Verdict(level=level, message=tell(message), said=said, evidence=evidence)
