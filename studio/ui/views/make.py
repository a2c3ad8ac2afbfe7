"""The main page: from a master to the pack, one step under the other."""

from __future__ import annotations

import streamlit as st

from studio.messages import languages
from studio.plan.edits import EVERYWHERE, PlacementEdits
from studio.platforms.contract import Target
from studio.ui import words, workshop
from studio.ui.parts import progress
from studio.ui.parts.choice import choice
from studio.ui.parts.controls import blur_faces
from studio.ui.parts.facts import facts
from studio.ui.parts.heading import step, title
from studio.ui.parts.uploader import Brought, uploader
from studio.ui.parts.wording import take, wording
from studio.ui.session import Session, Source
from studio.ui.views import results

_POLL_S = 0.5
_ADDRESS = "master"
"""The parameter of the page's address that brings the master back after a reload."""


def page() -> None:
    """Draw the steps as far as this session has come."""
    session = _session()
    session.collect()
    title(
        "One master in, every platform’s version out",
        "Bring a video, picture, sound or text. Each platform gets the version that fits it, checked, with reasons.",
    )
    _bring(session)
    if session.prepared:
        step(2, "What came in")
        with st.container(border=True, key="card-facts"):
            facts(session.prepared.master)
        _say(session)
        targets = _choose(session)
        _make(session, targets)
    if session.delivery:
        results.show(session)


def _session() -> Session:
    """The session of the tab that is being drawn, with the master that its address names."""
    state = st.session_state
    if "source" not in state:
        state["brought"] = None
        state["source"] = Source.from_address(st.query_params.get(_ADDRESS, ""))
    return workshop.session()


def _bring(session: Session) -> None:
    step(1, "Bring your master")
    state = st.session_state
    brought = uploader(session.uploads, compact=session.source is not None, key="uploader")
    if brought and brought != state["brought"]:
        before, state["brought"] = state["brought"], brought
        new = (file for file in brought.copies if before is None or file not in before.copies)
        take(((file.name, session.uploads.path(file.id).read_bytes()) for file in new), session.copies)
        state["source"] = _source(brought)
    session.bring(state["source"])
    if session.source:
        st.query_params[_ADDRESS] = session.source.address
    else:
        st.query_params.clear()
        _offer_demo(subtitles_only=bool(brought and brought.subtitles))
    if session.preparing:
        _watch_preparing(session)
    elif session.problem and not session.prepared:
        st.error(session.problem)
        if session.source and st.button("Try again", icon=":material/refresh:", key="look-again"):
            session.look(session.source)
            st.rerun()


def _source(brought: Brought) -> Source | None:
    if brought.master is None:
        return None
    return Source(master=brought.master.id, subtitles=tuple(track.id for track in brought.subtitles))


def _offer_demo(*, subtitles_only: bool) -> None:
    if subtitles_only:
        st.info("These are subtitles. Add the video, picture or sound that they belong to.")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Use the demo master", icon=":material/movie:"):
            st.session_state["source"] = Source(master=None)
            st.rerun()
        st.caption("No file at hand? The demo is a short film with speech and subtitles in two languages.")


@st.fragment(run_every=_POLL_S)
def _watch_preparing(session: Session) -> None:
    job = session.preparing
    if job is None or not job.alive:
        st.rerun()
    with st.container(border=True, key="card-preparing"):
        progress.stage(job.events.get(None), session.jobs.ahead(job))
        if st.button("Stop", key="stop-preparing"):
            job.cancel()


def _say(session: Session) -> None:
    step(3, "Add the words, if you like")
    with st.container(border=True, key="card-copy"):
        wording(session.copies)


def _choose(session: Session) -> tuple[Target, ...]:
    step(4, "Choose where it goes")
    registry = workshop.registry()
    session.broken = registry.problems
    for problem in registry.problems:
        st.warning(f"A platform was left out: {problem.message}: {problem.cure}")
    with st.container(border=True, key="card-choice"):
        return choice(registry.select())


def _make(session: Session, targets: tuple[Target, ...]) -> None:
    step(5, "Make the pack")
    if session.making:
        _watch_making(session)
        return
    if session.problem:
        st.error(session.problem)
    _hide_faces(session)
    session.language = st.segmented_control(
        "Language of the report", languages(), default=session.language, format_func=words.language,
        key="report-language", required=True,
    )  # fmt: skip
    said = "Make it again" if session.delivery else f"Make {words.counted(len(targets), 'output')}"
    if st.button(said, type="secondary" if session.delivery else "primary", disabled=not targets, key="make"):
        session.make(targets)
        st.rerun()
    if not targets:
        st.caption("Choose at least one placement.")


def _hide_faces(session: Session) -> None:
    """Whose faces are blurred in all outputs: decided before anything is made, for then no version shows them."""
    if session.prepared is None or session.prepared.master.size is None:
        return
    general = session.edits.placements.get(EVERYWHERE, PlacementEdits())
    whose = blur_faces(general, EVERYWHERE)
    if whose != general.blur_faces:
        session.decide(EVERYWHERE, PlacementEdits(blur_faces=whose))


@st.fragment(run_every=_POLL_S)
def _watch_making(session: Session) -> None:
    job = session.making
    if job is None or not job.alive:
        st.rerun()
    with st.container(border=True, key="card-making"):
        progress.outputs(session.anew, job.events, session.jobs.ahead(job))
        if st.button("Stop", key="stop-making"):
            job.cancel()
