"""What a tab holds: its master, decisions and pack; on tiny real media, through the real pipeline."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.errors import RenderError
from studio.plan.edits import Edits, PlacementEdits, Waiver
from studio.platforms.registry import Registry
from studio.ui.jobs import Jobs
from studio.ui.session import Session, Source
from studio.ui.uploads import Uploads
from studio.values import Point
from tests import making
from tests.platforms.writing import plugin


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    jobs = Jobs(limit=1)
    store = Uploads(tmp_path / "uploads", reserve_bytes=0)
    yield Session(jobs=jobs, uploads=store, cache=tmp_path / "cache", packs=tmp_path / "packs")
    jobs.stop()


def upload(session: Session, path: Path, name: str) -> str:
    key = session.uploads.create(name, path.stat().st_size).id
    with session.uploads.append(key, 0) as write:
        write(path.read_bytes())
    return key


def picture(folder: Path) -> Path:
    path = folder / "a.png"
    Image.effect_mandelbrot((640, 360), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(path)
    return path


def bring(session: Session, source: Source) -> None:
    session.bring(source)
    assert session.preparing and session.preparing.wait(60)
    session.collect()


def finish(session: Session) -> None:
    assert session.making and session.making.wait(60)
    session.collect()


def test_a_master_becomes_a_pack_and_a_decision_changes_only_its_output(session: Session, tmp_path: Path) -> None:
    """The other outputs stay the very same, and the zip is written anew."""
    video = making.video(tmp_path / "clip.mp4", seconds=1)
    targets = Registry.load().select(["instagram/square", "youtube/thumbnail"])
    bring(session, Source(master=upload(session, video, "My clip.mp4")))
    session.make(targets)
    finish(session)
    assert session.delivery, session.problem
    before = {one.recipe.placement: one.recipe.digest for one in session.delivery.production.made}

    first = session.delivery.zip
    forgotten = session.packs / f"{'a' * 32}.zip"
    forgotten.write_bytes(b"of a session long gone")
    os.utime(forgotten, (0, 0))

    session.remake(targets[0], PlacementEdits(focal_point=Point(x=0.95, y=0.5)))
    finish(session)

    after = {one.recipe.placement: one.recipe.digest for one in session.delivery.production.made}
    assert session.delivery.production.master.name == "My clip.mp4"
    assert list(after) == list(before) == ["instagram/square", "youtube/thumbnail"]
    assert after["youtube/thumbnail"] == before["youtube/thumbnail"]
    assert after["instagram/square"] != before["instagram/square"]
    with zipfile.ZipFile(session.delivery.zip) as pack:
        assert "manifest.json" in pack.namelist()
    second = session.delivery.zip
    assert set(session.packs.iterdir()) == {first, second}  # somebody may still be downloading the first

    session.remake(targets[0], PlacementEdits(focal_point=Point(x=0.05, y=0.5)))
    finish(session)

    assert set(session.packs.iterdir()) == {second, session.delivery.zip}


def test_a_second_click_does_not_lose_the_running_job(session: Session, tmp_path: Path) -> None:
    """Neither its pack, nor a decision that could not be acted on."""
    targets = Registry.load().select(["instagram/square", "youtube/thumbnail"])
    bring(session, Source(master=upload(session, picture(tmp_path), "a.png")))
    session.make(targets)
    running = session.making

    session.remake(targets[0], PlacementEdits(fit="blur"))
    session.make(targets[:1])

    assert session.making is running and session.anew == targets
    assert session.edits == Edits()
    finish(session)
    assert session.delivery and len(session.delivery.production.made) == len(targets)


def test_an_output_that_fails_stays_in_its_place_and_comes_back(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its reason and its decision, until that is taken back."""
    targets = Registry.load().select(["instagram/square", "youtube/thumbnail"])
    bring(session, Source(master=upload(session, picture(tmp_path), "a.png")))
    session.make(targets)
    finish(session)
    with monkeypatch.context() as broken:
        broken.setattr("studio.render.stills.draw", _refuse)
        session.remake(targets[0], PlacementEdits(fit="cover"))
        finish(session)
    assert session.delivery
    assert [one.placement for one in session.delivery.production.failed] == [targets[0].id]
    assert [one.recipe.placement for one in session.delivery.production.made] == [targets[1].id]
    assert session.delivery.targets == targets

    session.remake(targets[0], None)
    finish(session)

    assert session.delivery
    assert session.edits == Edits()
    assert session.delivery.production.failed == ()
    assert [one.recipe.placement for one in session.delivery.production.made] == [one.id for one in targets]


def _refuse(*_: object, **__: object) -> None:
    raise RenderError("no room", "make some")


def test_a_stopped_look_at_a_master_can_be_taken_up_again(session: Session, tmp_path: Path) -> None:
    """The same master, without sending it once more."""
    source = Source(master=upload(session, picture(tmp_path), "a.png"))
    hold = session.jobs.start(lambda _, stop: stop.wait(20))
    session.bring(source)
    assert session.preparing
    session.preparing.cancel()
    assert session.preparing.wait(5)
    session.collect()
    assert session.prepared is None and "Stopped" in session.problem
    hold.cancel()

    session.look(source)
    assert session.preparing and session.preparing.wait(60)
    session.collect()

    assert session.prepared, session.problem


def test_a_refusal_names_the_file_as_people_know_it(session: Session, tmp_path: Path) -> None:
    """Never the id under which the studio keeps it."""
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p>Not found</p>" * 20)
    key = upload(session, page, "notes.mp4")

    bring(session, Source(master=key))

    assert session.prepared is None
    assert "notes.mp4" in session.problem
    assert key not in session.problem


def test_subtitles_keep_their_own_names(session: Session, tmp_path: Path) -> None:
    """In the facts, in what was repaired and in what was found about each file."""
    video = making.video(tmp_path / "clip.mp4", seconds=1)
    track = tmp_path / "t.srt"
    track.write_text("1\n00:00:00,100 --> 00:00:00,900\nGood morning to all of you here\n")
    subtitles = upload(session, track, "interview.en.srt")

    bring(session, Source(master=upload(session, video, "clip.mp4"), subtitles=(subtitles,)))

    assert session.prepared, session.problem
    assert [one.name for one in session.prepared.master.subtitles] == ["interview.en.srt"]
    assert [one.name for one in session.prepared.subtitles] == ["interview.en.srt"]


def test_another_master_starts_afresh_and_more_subtitles_do_not(session: Session) -> None:
    """Decisions belong to a master."""
    session.source = Source(master="a" * 32)
    session.decide("*", PlacementEdits(fit="blur"))

    session.bring(Source(master="a" * 32, subtitles=("b" * 32,)))
    assert session.edits.of("x/y").fit == "blur"
    session.bring(Source(master="c" * 32))
    assert session.edits.of("x/y").fit is None


@pytest.mark.parametrize(
    "source", [Source(master=None), Source(master="a" * 32), Source(master="a" * 32, subtitles=("b" * 32, "c" * 32))]
)
def test_a_source_comes_back_from_the_pages_address(source: Source) -> None:
    """So that a reload does not lose the master."""
    assert Source.from_address(source.address) == source
    assert Source.from_address("") is None


@pytest.mark.parametrize("address", ["x", "..", "a/../b", "-", "0" * 32, "demo2-%00"])
def test_a_made_up_address_finds_nothing(session: Session, address: str) -> None:
    """It says that the upload is not there, and touches no file."""
    bring(session, Source.from_address(address) or Source(master="x"))

    assert session.prepared is None
    assert "not here any more" in session.problem


def test_decisions_add_up(session: Session) -> None:
    """A second decision about an output leaves the first one in force; forgetting brings back the automatic one."""
    session.decide("a/b", PlacementEdits(focal_point=Point(x=0.2, y=0.3)))
    session.decide("a/b", PlacementEdits(start_s=4.0))

    assert session.edits.of("a/b") == PlacementEdits(focal_point=Point(x=0.2, y=0.3), start_s=4.0)
    session.forget("a/b")
    assert session.edits.of("a/b") == PlacementEdits()


def test_a_platform_is_tried_beside_the_pack(session: Session, tmp_path: Path) -> None:
    """On the master that is there, else on a sample; the pack and its decisions stay as they are."""
    plugin(tmp_path / "plugins", old='size = "640x360"', new='size = "320x180"')
    registry = Registry.load([tmp_path / "plugins"])
    bring(session, Source(master=upload(session, picture(tmp_path), "a.png")))

    session.try_out(registry.platforms["townhall"], registry.places["townhall"])
    assert session.trying and session.trying.wait(60)
    session.collect()

    assert session.trial
    assert (session.trial.platform, session.trial.master) == ("townhall", "a.png")
    assert [made.target.id for made in session.trial.made] == ["townhall/post", "townhall/picture"]
    assert (session.delivery, session.making, session.trying) == (None, None, None)


def test_without_a_master_a_sample_is_tried(session: Session, tmp_path: Path) -> None:
    """Whoever begins with the platform sees it too."""
    plugin(tmp_path / "plugins", old='"image"\nsize = "641x361"', new='"image"\nsize = "90x90"')
    registry = Registry.load([tmp_path / "plugins"])

    session.try_out(registry.platforms["townhall"], registry.places["townhall"])
    assert session.trying and session.trying.wait(60)
    session.collect()

    assert session.trial
    assert session.trial.master == "a short sample"
    assert len(session.trial.made) == 2
    assert "breaks min_size_px" in session.trial.missing[0]


def test_a_fix_is_taken_and_undone(session: Session, tmp_path: Path) -> None:
    """What was decided before comes back, and the output with it; nothing is left to undo."""
    targets = Registry.load().select(["instagram/square"])
    bring(session, Source(master=upload(session, picture(tmp_path), "a.png")))
    session.decide("instagram/square", PlacementEdits(focal_point=Point(x=0.2, y=0.5)))
    session.make(targets)
    finish(session)
    assert session.delivery, session.problem
    before = session.delivery.production.made[0].recipe.digest

    session.mend(targets[0], PlacementEdits(fit="blur"))
    finish(session)
    assert session.edits.of("instagram/square").decided == {"fit", "focal_point"}
    assert session.delivery.production.made[0].recipe.digest != before
    with zipfile.ZipFile(session.delivery.zip) as pack:
        assert '"fit": "blur"' in pack.read("edits.json").decode()

    session.undo(targets[0])
    finish(session)
    assert session.edits.of("instagram/square").decided == {"focal_point"}
    assert session.delivery.production.made[0].recipe.digest == before
    assert session.undoable == {}


def test_a_waiver_changes_what_counts_and_nothing_else(session: Session, tmp_path: Path) -> None:
    """The very same file, one finding that no longer counts, and the reason in the pack; it can be taken back."""
    small = tmp_path / "small.png"
    Image.effect_mandelbrot((160, 90), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(small)
    (target,) = Registry.load().select(["instagram/square"])
    bring(session, Source(master=upload(session, small, "small.png")))
    session.make([target])
    finish(session)
    assert session.delivery, session.problem
    (before,) = session.delivery.production.made
    wrong = next(finding for finding in before.report.findings if finding.stands)

    session.waive(target, Waiver(rule=wrong.rule, placement=target.id, reason="as meant", by="Ana"))
    finish(session)
    (after,) = session.delivery.production.made
    assert after.output.sha256 == before.output.sha256
    assert not any(finding.stands for finding in after.report.findings if finding.rule == wrong.rule)
    with zipfile.ZipFile(session.delivery.zip) as pack:
        assert "Waived by Ana: as meant." in pack.read("report.html").decode()

    session.unwaive(target, wrong.rule)
    finish(session)
    assert session.delivery.production.made[0].report == before.report
