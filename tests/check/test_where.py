"""Where in the project something is."""

from __future__ import annotations

import pytest

from studio.check.tips import CHECKS
from studio.check.where import code_place, feature_fault, feature_place, function_place
from studio.paths import PACKAGE


def test_code_is_found_with_its_line() -> None:
    """A function, a class, a method, a constant; the line is that of its definition."""
    for name, definition in (
        ("studio.check.where.code_place", "def code_place("),
        ("studio.campaign.calendar.ScheduledPost", "class ScheduledPost("),
        ("studio.campaign.calendar.ScheduledPost.again", "def again("),
        ("studio.platforms.reading.FEATURES", "FEATURES ="),
    ):
        file, _, line = (code_place(name) or "").partition(":")
        assert definition in (PACKAGE.parent / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("name", ["studio.nothing.here", "studio.check.where.nothing", "os.remove", "studio..x", ""])
def test_code_that_is_not_there(name: str) -> None:
    """Neither a wrong name nor anybody else's code has a place."""
    assert code_place(name) is None


def test_a_check_is_found_where_it_is_defined() -> None:
    """The file and line of the function itself."""
    assert function_place(CHECKS["duration"]).startswith("studio/check/tips/technical.py:")


@pytest.mark.parametrize(
    ("feature", "cure"),
    [
        ("command:export", None),
        ("edit:focal_point", None),
        ("brief:audience.places", None),
        ("code:studio.render.qr.qr_png", None),
        ("command:exprot", "did you mean 'export'?"),
        ("edit:focal_pont", "did you mean 'focal_point'?"),
        ("brief:audience.place", "did you mean 'audience.places'?"),
    ],
)
def test_a_tool_that_does_not_exist_has_a_cure(feature: str, cure: str | None) -> None:
    """The nearest that exists."""
    assert feature_fault(feature) == cure
    assert feature_place(feature)
