"""The first page of a report: what to do first, and every output, worst first."""

from __future__ import annotations

from pathlib import Path

from studio.messages import tell
from studio.pack.manifest import Failure
from studio.pack.summary import MOST_TASKS, summary
from tests.pack.example import finding, picture, together


def test_what_could_not_be_made_and_what_fails_comes_first(tmp_path: Path) -> None:
    """Then what most outputs would gain from; each told once, with where it is."""
    common = finding("warn", "Too dark.", rule="alpha.dark", check="picture_quality")
    example = together(
        picture(tmp_path, "alpha/a", [common, finding("warn", "Rare.", rule="alpha.rare")]),
        picture(tmp_path, "alpha/b", [common, finding("fail", "Too large.")]),
        picture(tmp_path, "alpha/c", [common]),
        failed=(Failure(placement="beta/x", reason="It broke."),),
    )

    told = [(tell(task.said), [place.anchor for place in task.where]) for task in summary(example.manifest).first]

    assert told == [
        ("Could not be made: It broke.", [""]), ("Too large.", ["alpha-b"]),
        ("Too dark.", ["alpha-b", "alpha-a", "alpha-c"]), ("Rare.", ["alpha-a"]),
    ]  # fmt: skip


def test_five_things_are_enough_for_today(tmp_path: Path) -> None:
    """More stand with their outputs."""
    many = [finding("warn", f"Thing {number}.", rule=f"alpha.thing{number}") for number in range(9)]

    assert len(summary(picture(tmp_path, findings=many).manifest).first) == MOST_TASKS


def test_outputs_stand_worst_first(tmp_path: Path) -> None:
    """What is not ready, then by score; what is fine comes last."""
    example = together(
        picture(tmp_path, "alpha/fine", [finding("pass")]),
        picture(tmp_path, "alpha/better", [finding("warn"), finding("pass", rule="alpha.x", check="faces_whole")]),
        picture(tmp_path, "alpha/worse", [finding("warn")]),
        picture(tmp_path, "alpha/broken", [finding("fail")]),
    )
    found = summary(example.manifest)

    assert [row.anchor for row in found.rows] == ["alpha-broken", "alpha-worse", "alpha-better", "alpha-fine"]
    assert [row.anchor for row in found.pressing] == ["alpha-broken", "alpha-worse", "alpha-better"]
    assert (found.tally.to_mend, found.tally.better, found.tally.fine) == (1, 2, 1)


def test_what_is_about_the_campaign_is_a_task_without_a_place(tmp_path: Path) -> None:
    """It counts as any other finding does."""
    whole = picture(tmp_path).manifest.model_copy(update={"campaign": (finding("warn", "Post more often."),)})
    found = summary(whole)

    assert [(tell(task.said), task.where) for task in found.first] == [("Post more often.", ())]
    assert found.tally.warn == 1
