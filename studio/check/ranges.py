"""What a plugin may give as a check's parameter: values that mean something."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Share = Annotated[float, Field(ge=0, le=1)]
"""A part of the whole."""
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]
Hour = Annotated[int, Field(ge=0, le=23)]
Shapes = Annotated[tuple[Annotated[str, Field(pattern=r"^\d+(\.\d+)?(:\d+(\.\d+)?)?$")], ...], Field(min_length=1)]
"""Such as "16:9"."""
