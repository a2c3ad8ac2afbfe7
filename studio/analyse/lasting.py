"""Writing that stands still, told from what only looks like writing in one frame."""

from __future__ import annotations

from collections.abc import Sequence

from studio.values import Region

_SAME_LINE = 0.3
"""Overlap from which two boxes are the same line."""


def lasting(looks: Sequence[tuple[Region, ...]]) -> tuple[Region, ...]:
    """The lines of one shot that stand still through several of its looked-at frames; all of them where it has one."""
    needed = 1 if len(looks) < 2 else 2  # noqa: PLR2004
    kept: list[Region] = []
    for frame in looks:
        for line in frame:
            seen = sum(any(line.iou(other) >= _SAME_LINE for other in others) for others in looks)
            if seen >= needed and not any(line.iou(other) >= _SAME_LINE for other in kept):
                kept.append(line)
    return tuple(sorted(kept, key=lambda line: (line.top, line.left)))
