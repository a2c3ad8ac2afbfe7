"""What one check says, before it is known how much the rule weighs."""

from __future__ import annotations

from typing import Any

from studio.check.finding import Level
from studio.plan.edits import PlacementEdits
from studio.values import Frozen


class Verdict(Frozen):
    """``message`` is a sentence for people: what was found, what was wanted, and what to do where it is not met."""

    level: Level
    message: str
    evidence: dict[str, Any] = {}
    fix: PlacementEdits | None = None

    def mended_by(self, fix: PlacementEdits | None) -> Verdict:
        """The same with a change to the edits that mends it, where there is one."""
        return self.model_copy(update={"fix": fix})


def passed(message: str, **evidence: Any) -> Verdict:
    return Verdict(level="pass", message=message, evidence=evidence)


def warned(message: str, **evidence: Any) -> Verdict:
    return Verdict(level="warn", message=message, evidence=evidence)


def failed(message: str, **evidence: Any) -> Verdict:
    return Verdict(level="fail", message=message, evidence=evidence)


def unknown(message: str, **evidence: Any) -> Verdict:
    """It could not be measured, or does not apply: never a pass."""
    return Verdict(level="n/a", message=message, evidence=evidence)
