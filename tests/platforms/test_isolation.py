"""Foreign code in a process of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from studio.errors import PluginError
from studio.platforms.isolation import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(limit_s=0.3)
    yield made
    made.close()


def test_a_call_gives_its_result_from_another_process_that_is_kept(worker: Worker) -> None:
    """Starting costs once."""
    first, second = worker.run("a", os.getpid), worker.run("b", os.getpid)

    assert first == second != os.getpid()
    assert worker.run("c", abs, -3) == 3


def test_what_never_ends_is_ended_and_not_tried_again(worker: Worker) -> None:
    """One endless check costs its limit once, and the next call finds a fresh process."""
    before = worker.run("fine", os.getpid)
    with pytest.raises(PluginError, match=r"did not end within 0\.3 s"):
        worker.run("endless", time.sleep, 60)
    begun = time.monotonic()
    with pytest.raises(PluginError, match="did not end"):
        worker.run("endless", time.sleep, 60)

    assert time.monotonic() - begun < 0.1
    assert worker.run("fine", os.getpid) != before


def test_what_kills_its_process_kills_nothing_else(worker: Worker) -> None:
    """A crash is one line."""
    with pytest.raises(PluginError, match="ended the process"):
        worker.run("crash", os.abort)

    assert worker.run("fine", abs, -1) == 1
