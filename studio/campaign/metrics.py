"""Rows of metrics, as people export them from the platforms and bring them in. ``docs/calendar.md`` shows the file."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from studio.campaign.tables import Cells, Row, read_table, require_platform, values
from studio.platforms.facts import Slug
from studio.values import Frozen

_PERCENT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*")


def _share(value: Any) -> Any:
    """``43 %`` as people export it."""
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    return float(found[1].replace(",", ".")) / 100 if found else value


def _number(value: Any) -> Any:
    """``12 400`` and ``12,400`` as spreadsheets write them."""
    return "".join(sign for sign in value if sign not in " ,'\u00a0\u202f") if isinstance(value, str) else value


Count = Annotated[int, BeforeValidator(_number), Field(ge=0)]
Share = Annotated[float, BeforeValidator(_share), Field(ge=0, le=1)]


class MetricRow(Frozen):
    """What happened to one post, or to a whole account where no post is named, on one day. ``None``: not known."""

    platform: Slug
    day: date
    """On the audience's calendar."""
    post: str = ""
    """The scheduled post's id."""
    video: str = ""
    """Which video it is, by name."""
    impressions: Count | None = None
    """How often it was shown."""
    engagements: Count | None = None
    """Likes, comments, shares, saves and clicks together, as the platform counts them."""
    clicks: Count | None = None
    views: Count | None = None
    """Of a video."""
    completion_rate: Share | None = None
    """The share of views that reach the end, 0 to 1 or as ``43 %``."""
    seconds_watched: float | None = Field(None, ge=0, allow_inf_nan=False)
    """The average of one view."""
    video_s: float | None = Field(None, gt=0)
    """How long the video is."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        """What one figure asks of another."""
        figures = ("impressions", "engagements", "clicks", "views", "completion_rate", "seconds_watched")
        if all(getattr(self, name) is None for name in figures):
            raise ValueError(f"it has no figure: fill in one of {', '.join(figures)}")
        return self


def load_metrics(path: Path, *, platforms: Collection[str] | None = None) -> tuple[MetricRow, ...]:
    """The rows of a metrics file (.csv, or .toml and .json with ``metrics``), in the order of days.

    ``platforms`` are the slugs that exist, where the caller knows them. Raises InputRefused, with the line to blame.
    """

    def ready(row: Row) -> Cells:
        require_platform(row, platforms)
        return row.cells

    rows = values(read_table(path, "metrics", columns=MetricRow.model_fields), MetricRow, ready)
    return tuple(sorted(rows, key=lambda row: (row.day, row.platform, row.post)))
