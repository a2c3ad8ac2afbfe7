"""Check, fix, check again: on small real media, through the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.export import Made, Prepared, prepare, produce, renewed
from studio.mending import produce_mended
from studio.pack.manifest import Failure
from studio.plan.edits import Edits, PlacementEdits, Waiver
from studio.platforms.contract import Target
from studio.progress import Event
from tests import making
from tests.check.building import limit, target, tip

DARK_THEN_MOVING = (
    "color=black:size=320x180:rate=30:duration=2[a];testsrc2=size=320x180:rate=30:duration=4[b];[a][b]concat"
)


@pytest.fixture(scope="module")
def dark(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Two black seconds, then movement."""
    folder = tmp_path_factory.mktemp("dark")
    path = making.video(folder / "dark.mp4", seconds=6, picture=DARK_THEN_MOVING)
    return prepare(path, cache=folder / "cache")


def wanted() -> Target:
    return target(tips=[tip("clean_start")])


def mended(prepared: Prepared, one: Target, edits: Edits, cache: Path, events: list[Event] | None = None) -> Made:
    told = events if events is not None else []
    production = produce_mended(prepared, [one], edits, cache=cache, on_event=told.append)
    (made,) = production.made
    assert production.mending
    return made


def test_a_black_start_is_mended(dark: Prepared, tmp_path: Path) -> None:
    """What was found is gone afterwards, the edits say how, and each round is told."""
    events: list[Event] = []

    production = produce_mended(dark, [wanted()], Edits(), cache=tmp_path, on_event=events.append)

    (made,), mending = production.made, production.mending
    assert mending is not None
    assert (mending.before.warned, mending.after.warned, mending.rounds) == (1, 0, 1)
    assert made.recipe.start_s >= 2 - 0.05
    assert production.edits.of("town/post").start_s == pytest.approx(2, abs=0.3)
    assert [event.message for event in events if event.stage == "fix"] == ["round 1: 1 to try"]
    again = produce(dark, [wanted()], production.edits, cache=tmp_path).made[0]
    assert again.recipe.digest == made.recipe.digest


def test_a_persons_own_start_stays(dark: Prepared, tmp_path: Path) -> None:
    """However black it is."""
    own = Edits(placements={"*": PlacementEdits(start_s=0.5)})

    made = mended(dark, wanted(), own, tmp_path)

    assert made.recipe.start_s == 0.5
    assert [finding.level for finding in made.report.findings] == ["warn"]


def test_a_fix_that_makes_things_worse_is_taken_back(dark: Prepared, tmp_path: Path) -> None:
    """A later start leaves less than the platform's least length: the black start stays, and the edits stay empty."""
    strict = target(tips=[tip("clean_start")], limits=[limit("min_duration_s", 5)])

    production = produce_mended(dark, [strict], Edits(), cache=tmp_path, on_event=lambda _: None)

    assert production.mending is not None
    assert [change.outcome for change in production.mending.changes] == ["taken back"]
    assert production.edits == Edits()
    assert production.made[0].recipe.start_s == 0


def test_what_somebody_answers_for_is_left_alone(dark: Prepared, tmp_path: Path) -> None:
    """It stays black, says why, and nothing is tried."""
    waiver = Waiver(rule="town.clean_start", reason="it is about the dark", by="Ana")

    made = mended(dark, wanted(), Edits(waivers=(waiver,)), tmp_path)

    (found,) = made.report.findings
    assert (found.level, found.waived, found.stands) == ("warn", waiver, False)
    assert made.recipe.start_s == 0


def test_a_refused_length_ends_with_a_sentence(tmp_path: Path) -> None:
    """The longest length cuts through a sentence: the output ends where the one before does."""
    words = tmp_path / "words.srt"
    words.write_text(
        "1\n00:00:00,200 --> 00:00:02,400\nWe asked one question.\n\n"
        "2\n00:00:02,600 --> 00:00:05,800\nThis is what the others told us.\n",
        encoding="utf-8",
    )
    clip = prepare(making.video(tmp_path / "clip.mp4", seconds=6), [words], cache=tmp_path / "cache")
    short = target(limits=[limit("max_duration_s", 3.5)])

    made = mended(clip, short, Edits(), tmp_path / "cache")

    assert made.report.facts.duration_s == pytest.approx(2.4, abs=0.05)
    assert [finding.level for finding in made.report.findings] == ["pass"]


def test_subtitles_are_mended_for_all_outputs_at_once(tmp_path: Path) -> None:
    """What is gone before it can be read gets its time in every output that shows it, by one decision for all."""
    words = tmp_path / "words.srt"
    words.write_text("1\n00:00:00,200 --> 00:00:00,600\nWe asked one question.\n", encoding="utf-8")
    clip = prepare(making.video(tmp_path / "clip.mp4", seconds=3), [words], cache=tmp_path / "cache")
    one, other = (target(captions="burned", tips=tips) for tips in ([tip("cue_duration")], []))
    silent = other.model_copy(update={"platform": other.platform.model_copy(update={"slug": "village"})})

    production = produce_mended(clip, [one, silent], Edits(), cache=tmp_path / "cache", on_event=lambda _: None)

    assert production.mending is not None
    assert [(change.placement, change.outcome) for change in production.mending.changes] == [("*", "kept")]
    assert production.edits == Edits(placements={"*": PlacementEdits(retime_subtitles=True)})
    shown = [made.recipe.captions.cues[0] for made in production.made if made.recipe.captions]
    assert [cue.end - cue.start >= 5 / 6 for cue in shown] == [True, True]


def test_a_fix_that_mends_most_subtitles_is_kept(tmp_path: Path) -> None:
    """One has no room to be read in, three get theirs; an output without subtitles is none that shows it."""
    words = tmp_path / "words.srt"
    times = [("00:00:00,200", "00:00:00,500"), ("00:00:02,000", "00:00:02,300"), ("00:00:04,400", "00:00:05,000"),
             ("00:00:05,084", "00:00:05,384"), ("00:00:05,468", "00:00:06,400")]  # fmt: skip
    told = [f"{n}\n{start} --> {end}\nWe asked.\n" for n, (start, end) in enumerate(times, 1)]
    words.write_text("\n".join(told), encoding="utf-8")
    clip = prepare(making.video(tmp_path / "clip.mp4", seconds=7), [words], cache=tmp_path / "cache")
    one = target(captions="burned", tips=[tip("cue_duration")])
    bare = target(captions="none")
    bare = bare.model_copy(update={"platform": bare.platform.model_copy(update={"slug": "village"})})

    production = produce_mended(clip, [one, bare], Edits(), cache=tmp_path / "cache", on_event=lambda _: None)

    assert production.mending is not None
    (change,) = production.mending.changes
    assert (change.outcome, change.seen_in) == ("kept", ("town/post",))
    assert (production.mending.before.cases, production.mending.after.cases) == (4, 1)


def test_only_what_has_a_fix_is_made_again(dark: Prepared, tmp_path: Path) -> None:
    """An output that nothing is wrong with is planned, rendered and checked once."""
    plain = target(tips=[])
    other = plain.model_copy(update={"platform": plain.platform.model_copy(update={"slug": "village"})})
    events: list[Event] = []

    produce_mended(dark, [wanted(), other], Edits(), cache=tmp_path, on_event=events.append)

    done = [event.placement for event in events if event.stage == "done"]
    assert (done.count("town/post"), done.count("village/post")) == (2, 1)


def test_an_output_that_cannot_be_made_so_stays_as_it_was(dark: Prepared, tmp_path: Path) -> None:
    """A fix that leaves nothing to show costs no output: what was made before is handed over."""
    before = produce(dark, [wanted()], Edits(), cache=tmp_path)
    broken = before.model_copy(update={"made": (), "failed": (Failure(placement="town/post", reason="no room"),)})

    after = renewed(before, broken.only(set()), [wanted()])

    assert (after.made, after.failed) == (before.made, ())
    assert renewed(before, broken, [wanted()]).failed == broken.failed
