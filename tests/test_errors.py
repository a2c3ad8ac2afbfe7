"""What a user reads when something went wrong."""

from __future__ import annotations

import pickle

import pytest

from studio.errors import Cancelled, RenderError, StudioError
from studio.messages import msg, tell


@pytest.mark.parametrize("kind", [StudioError, RenderError, Cancelled])
def test_an_error_comes_back_whole_from_another_process(kind: type[StudioError]) -> None:
    """Problem and remedy survive the way between processes, as does the kind."""
    back = pickle.loads(pickle.dumps(kind("the disk is full", "free some space")))
    assert type(back) is kind
    assert (back.problem, back.remedy, str(back)) == (
        "the disk is full", "free some space", "the disk is full: free some space",
    )  # fmt: skip


def test_an_error_can_be_told_in_french() -> None:
    """Also one that comes from another process."""
    error = RenderError(msg("{name} has no sound", name="clip.mp4"), msg("choose an earlier moment"))

    again = pickle.loads(pickle.dumps(error))

    assert str(again) == "clip.mp4 has no sound: choose an earlier moment"
    assert tell(again.said, "fr") == "clip.mp4 n’a pas de son\N{NO-BREAK SPACE}: choisissez un moment antérieur"
