"""Work in the background: in order, with progress, stopped when asked, its failures told in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from studio.errors import Cancelled, RenderError
from studio.progress import Event, OnEvent
from studio.ui.jobs import Jobs


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    line = Jobs(limit=1)
    yield line
    line.stop()


def until_stopped(_: OnEvent, stop: threading.Event) -> str:
    stop.wait(10)
    raise Cancelled("it was stopped", "start it again")


def test_a_job_brings_its_result_and_its_progress(jobs: Jobs) -> None:
    """The newest event of each placement stays readable while and after it runs."""

    def work(on_event: OnEvent, _: threading.Event) -> str:
        on_event(Event(stage="render", done=0.2, placement="a/b"))
        on_event(Event(stage="render", done=0.7, placement="a/b"))
        return "pack"

    job = jobs.start(work)

    assert job.wait(5)
    assert (job.state, job.result, job.events["a/b"].done) == ("done", "pack", 0.7)


def test_a_second_job_waits_for_the_first_and_knows_its_place(jobs: Jobs) -> None:
    """People see how many are before them, and the next begins when one ends."""
    first, second = jobs.start(until_stopped), jobs.start(lambda *_: "second")

    assert jobs.ahead(second) == 1
    assert not second.wait(0.2)
    first.cancel()
    assert second.wait(5)
    assert (first.state, second.result) == ("cancelled", "second")


def test_a_waiting_job_can_be_called_off(jobs: Jobs) -> None:
    """It never begins, and leaves the line to the others."""
    first, second, third = (jobs.start(until_stopped) for _ in range(3))
    second.cancel()

    assert second.wait(5)
    assert second.state == "cancelled"
    assert jobs.ahead(third) == 1
    first.cancel()


def test_a_refusal_is_one_line_and_a_bug_says_no_more_than_that(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    """People read what to do; the traceback of a bug goes to the log only."""

    def refuse(*_: object) -> None:
        raise RenderError("no room", "make some")

    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    refused, broken = jobs.start(refuse), jobs.start(break_down)
    assert refused.wait(5) and broken.wait(5)

    assert (refused.state, refused.problem) == ("failed", "no room: make some")
    assert broken.state == "failed" and "secret" not in broken.problem
    assert "secret detail" in caplog.text


def test_a_job_that_nobody_watches_gives_way() -> None:
    """A closed tab does not keep others waiting."""
    line = Jobs(limit=1, unattended_s=0.0)
    forgotten, wanted = line.start(until_stopped), line.start(lambda *_: "mine")

    assert wanted.wait(5)
    assert (forgotten.state, wanted.result) == ("cancelled", "mine")
    assert "nobody was watching" in forgotten.problem


def test_a_job_that_somebody_watches_keeps_its_place() -> None:
    """From any page, for as long as one is open; a stop by hand is not told as anything else."""
    line = Jobs(limit=1, unattended_s=0.5)
    watched, waiting = line.start(until_stopped), line.start(lambda *_: "mine")
    for _ in range(8):
        watched.watch()
        line._wake()  # as any other job does on its way
        assert not waiting.wait(0.1)

    watched.cancel()
    assert waiting.wait(5)
    assert (watched.state, watched.problem) == ("cancelled", "")


def test_the_servers_end_stops_everything(jobs: Jobs) -> None:
    """Nothing goes on behind a closed server."""
    running = [jobs.start(until_stopped) for _ in range(3)]

    jobs.stop()

    assert [job.state for job in running] == ["cancelled"] * 3
