"""The finished outputs as a person meets them: what can be pressed, and what that decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page as Streamlit draws it

from studio.check.finding import Finding
from studio.check.subtitles import CheckedSubtitles
from studio.ingest.copytext import Copy
from studio.pack.manifest import Failure
from studio.plan.edits import TITLE, Edits, PlacementEdits, Waiver
from studio.platforms.registry import Registry
from studio.ui.jobs import Job, Jobs
from studio.ui.session import Delivery, Session, Source
from studio.ui.uploads import Uploads
from tests import making

TEASER, SQUARE = "facebook/teaser", "instagram/square"
TRACKS = ["Hm", "Good morning to all of you here in the harbour", "Guten Morgen zusammen, wie geht es Ihnen heute"]
"""Of a language that nobody can tell, English and German."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session with a pack of two outputs."""
    folder = tmp_path_factory.mktemp("results")
    jobs, store = Jobs(limit=1), Uploads(folder / "uploads", reserve_bytes=0)
    session = Session(jobs=jobs, uploads=store, cache=folder / "cache", packs=folder / "packs")
    master = upload(store, making.video(folder / "clip.mp4", seconds=1))
    subtitles = []
    for number, text in enumerate(TRACKS):
        path = folder / f"{number}.srt"
        path.write_text(f"1\n00:00:00,100 --> 00:00:00,900\n{text}\n", encoding="utf-8")
        subtitles.append(upload(store, path))
    session.bring(Source(master=master, subtitles=tuple(subtitles)))
    assert session.preparing and session.preparing.wait(60)
    session.collect()
    session.make(Registry.load().select([TEASER, SQUARE]))
    assert session.making and session.making.wait(60)
    session.collect()
    assert session.delivery, session.problem
    yield session
    jobs.stop()


@pytest.fixture
def session(finished: Session) -> Session:
    """The same pack, for one test to decide about."""
    return dataclasses.replace(finished)


def upload(store: Uploads, path: Path) -> str:
    key = store.create(path.name, path.stat().st_size).id
    with store.append(key, 0) as write:
        write(path.read_bytes())
    return key


def _page() -> None:
    import streamlit as st  # noqa: TID251 - Streamlit runs these lines as a page

    from studio.ui.views import results

    results.show(st.session_state["session"])


def opened(session: Session) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=30)
    page.session_state["session"] = session
    return drawn(page)


def drawn(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def enabled(page: AppTest) -> set[str]:
    """The keys of the buttons that can be pressed."""
    return {str(button.key) for button in page.button if not button.disabled}


def with_finding(session: Session, finding: Finding) -> Delivery:
    """The pack with nothing but ``finding`` about each output."""
    assert session.delivery
    production = session.delivery.production
    made = tuple(
        one.model_copy(update={"report": one.report.model_copy(update={"findings": (finding,)})})
        for one in production.made
    )
    return session.delivery.model_copy(update={"production": production.model_copy(update={"made": made})})


def test_nothing_is_decided_until_somebody_decides(session: Session) -> None:
    """Untouched controls ask for nothing, and so there is nothing to apply or to take back."""
    page = opened(session)

    assert not {key for key in enabled(page) if key.startswith(("apply:", "auto:"))}


def test_subtitles_of_an_unknown_language_stay_the_ones_in_use(session: Session) -> None:
    """They are offered as such; another track is a decision, and so is the way back to them."""
    page = opened(session)
    choice = page.selectbox[0]
    assert choice.value == choice.options[0] == "As given (the first, language unknown)"
    assert choice.options[1:] == ["English", "German"]

    choice.select("German")
    assert f"apply:{TEASER}" in enabled(drawn(page))

    page.selectbox[0].select(choice.options[0])
    assert f"apply:{TEASER}" not in enabled(drawn(page))


def test_a_decided_language_can_be_left_for_the_first_track(session: Session) -> None:
    """Also where that one has no name."""
    session.edits = Edits(placements={TEASER: PlacementEdits(language="de")})
    page = opened(session)
    assert page.selectbox[0].value == "German"
    assert f"apply:{TEASER}" not in enabled(page)

    page.selectbox[0].select(page.selectbox[0].options[0])
    assert f"apply:{TEASER}" in enabled(drawn(page))


def test_nothing_can_be_started_while_a_pack_is_made(session: Session) -> None:
    """No button of an output, whatever it mends."""
    blur = PlacementEdits(fit="blur")
    session.edits = Edits(placements={SQUARE: blur})
    mendable = Finding(rule="limit.x", level="warn", message="Cut.", source="a test", as_of="2026-01-01", fix=blur)
    session.delivery = with_finding(session, mendable)
    assert {key.partition(":")[0] for key in enabled(opened(session))} == {"auto", "fix", "waive"}

    session.making = Job[Delivery](lambda: None)
    assert enabled(opened(session)) == set()


def test_a_wrong_subtitle_file_is_shown_once_and_a_good_one_not(session: Session) -> None:
    """Above the outputs, with its own name and what was found about it."""
    assert session.delivery
    wrong = CheckedSubtitles(name="fast & odd.srt", language="en", findings=(CUT,))
    good = CheckedSubtitles(name="good.srt", language="en", findings=(CUT.model_copy(update={"level": "pass"}),))
    production = session.delivery.production.model_copy(update={"subtitles": (wrong, good)})
    session.delivery = session.delivery.model_copy(update={"production": production})

    drawings = [str(html.proto.body) for html in opened(session).get("html")]

    assert sum("fast &amp; odd.srt" in drawing for drawing in drawings) == 1
    assert not any("good.srt" in drawing for drawing in drawings)


def test_a_failed_output_stands_in_its_place_with_a_way_out(session: Session) -> None:
    """Its reason, and the automatic version, while the others are as they were."""
    assert session.delivery
    failure = Failure(placement=SQUARE, reason="no room: make some")
    left = tuple(one for one in session.delivery.production.made if one.recipe.placement != SQUARE)
    production = session.delivery.production.model_copy(update={"made": left, "failed": (failure,)})
    session.delivery = session.delivery.model_copy(update={"production": production})
    session.edits = Edits(placements={SQUARE: PlacementEdits(fit="blur")})

    page = opened(session)

    assert [error.value for error in page.error] == ["This output could not be made: no room: make some"]
    assert f"auto:{SQUARE}" in enabled(page)


def test_faces_are_blurred_by_one_choice_and_never_by_themselves(session: Session) -> None:
    """Nobody is chosen until somebody chooses; the choice is a decision like any other."""
    page = opened(session)
    choice = next(one for one in page.segmented_control if str(one.key).startswith(f"faces:{TEASER}"))
    assert choice.options == ["Nobody", "Bystanders", "Everybody"] and choice.value == "Nobody"

    choice.select("Everybody")

    assert f"apply:{TEASER}" in enabled(drawn(page))


def test_nobody_stands_against_what_holds_for_all(session: Session) -> None:
    """Where all faces are blurred, one output can be let out of it."""
    session.edits = Edits(placements={"*": PlacementEdits(blur_faces="all")})
    page = opened(session)
    choice = next(one for one in page.segmented_control if str(one.key).startswith(f"faces:{TEASER}"))
    assert choice.value == "Everybody"

    choice.select("Nobody")

    assert f"apply:{TEASER}" in enabled(drawn(page))


BLUR = PlacementEdits(fit="blur")
CUT = Finding(rule="town.cut", level="warn", message="It is cut.", source="a test", as_of="2026-01-01", fix=BLUR)


def test_a_fix_is_seen_before_it_is_taken(session: Session) -> None:
    """One button shows what it does, with a picture of now and then; only the next one takes it."""
    session.delivery = with_finding(session, CUT)
    session.edits = Edits()
    page = opened(session)
    assert not any(key.startswith("take:") for key in enabled(page))

    page.button(key=f"fix:{SQUARE}:0").click()
    drawn(page)

    assert "**Show the whole picture over a blurred copy.**" in [shown.value for shown in page.markdown]
    (shown,) = [str(html.proto.body) for html in page.get("html") if "studio-looks" in str(html.proto.body)]
    assert shown.count('alt="Square picture"') == 2
    assert "Now" in shown and "With the fix" in shown
    assert f"take:{SQUARE}:0" in enabled(page)
    assert session.edits == Edits()


def test_a_hook_is_offered_where_there_is_a_title(session: Session) -> None:
    """Without words there is nothing to see and nothing to take."""
    session.delivery = with_finding(session, CUT.model_copy(update={"fix": PlacementEdits(hook=TITLE)}))
    session.copies = {}
    assert f"fix:{TEASER}:0" not in enabled(opened(session))

    session.copies = {"en": Copy(name="words.md", language="en", title="Come along!")}
    page = opened(session)
    page.button(key=f"fix:{TEASER}:0").click()
    drawn(page)
    assert "**Open with the words “Come along!”.**" in [shown.value for shown in page.markdown]


def test_a_waiver_asks_for_its_reason(session: Session) -> None:
    """Without one nothing is waived; what is waived says so and can be taken back."""
    session.delivery = with_finding(session, CUT)
    page = opened(session)
    page.button(key=f"waive:{SQUARE}:0").click()
    drawn(page)
    next(button for button in page.button if button.label == "Waive it").click()
    drawn(page)
    assert [warning.value for warning in page.warning] == ["Give a reason: whoever reads the report will ask."]
    assert session.making is None

    waived = CUT.model_copy(update={"waived": Waiver(rule=CUT.rule, reason="as meant")})
    session.delivery = with_finding(session, waived)
    assert {key for key in enabled(opened(session)) if key.startswith(("fix", "unwaive"))} == {
        f"unwaive:{SQUARE}:0", f"unwaive:{TEASER}:0",
    }  # fmt: skip
