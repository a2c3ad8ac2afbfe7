"""What a user reads when something went wrong."""

from __future__ import annotations

import pickle

import pytest

from studio.errors import Cancelled, RenderError, StudioError


@pytest.mark.parametrize("kind", [StudioError, RenderError, Cancelled])
def test_an_error_comes_back_whole_from_another_process(kind: type[StudioError]) -> None:
    """Problem and remedy survive the way between processes, as does the kind."""
    back = pickle.loads(pickle.dumps(kind("the disk is full", "free some space")))
    assert type(back) is kind
    assert (back.problem, back.remedy, str(back)) == (
        "the disk is full", "free some space", "the disk is full: free some space",
    )  # fmt: skip
