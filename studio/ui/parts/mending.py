"""What can be done about one finding: look at its fix and take it, or answer for it with a reason."""

from __future__ import annotations

from datetime import date

import streamlit as st

from studio.check.finding import Finding
from studio.check.score import LIMIT
from studio.errors import StudioError
from studio.export import Made
from studio.ingest.copytext import title_of
from studio.messages import tell
from studio.plan.edits import PlacementEdits, Waiver
from studio.plan.telling import in_words
from studio.platforms.contract import Target
from studio.ui import pictures, previews, words
from studio.ui.session import Session


def mending(session: Session, target: Target, made: Made, place: int, finding: Finding) -> None:
    """The buttons below one finding that is wrong, and what they open."""
    key = f"{target.id}:{place}"
    busy = session.making is not None
    change = finding.fix.titled(title_of(session.copies.values())) if finding.fix else None
    if finding.waived:
        if st.button("Take the waiver back", key=f"unwaive:{key}", disabled=busy):
            session.unwaive(target, finding.rule)
            st.rerun()
        return
    with st.container(horizontal=True, key=f"act-{target.id.replace('/', '-')}-{place}"):
        if change and st.button("See the fix", key=f"fix:{key}", icon=":material/build:", disabled=busy):
            _toggle("fix", key)
        answer = "Answer for it yourself, with a reason that stays visible."
        if st.button("Waive", key=f"waive:{key}", help=answer, disabled=busy):
            _toggle("waive", key)
    opened = st.session_state.get("mending")
    if change and opened == ("fix", key):
        _fix(session, made, finding, change, key)
    if opened == ("waive", key):
        _waive(session, target, finding, key)


def undo(session: Session, target: Target) -> None:
    """The way back from a fix that was taken."""
    own = session.undoable.get(target.id)
    if own is not None and st.button(
        "Undo the fix", key=f"undo:{target.id}", icon=":material/undo:", disabled=session.making is not None
    ):
        session.undo(target)
        st.rerun()


def _toggle(what: str, key: str) -> None:
    """One thing is open at a time."""
    now = (what, key)
    st.session_state["mending"] = None if st.session_state.get("mending") == now else now


def _fix(session: Session, made: Made, finding: Finding, change: PlacementEdits, key: str) -> None:
    """Before and after, then the choice."""
    st.markdown(f"**{words.sentence(tell(in_words(change)))}**")
    try:
        _pictures(session, made, finding, change)
    except StudioError as error:
        st.caption(f"There is no preview: {error}")
    if st.button(
        "Take this fix", type="primary", key=f"take:{key}", disabled=session.making is not None,
        help="Only this output is made anew.",
    ):  # fmt: skip
        st.session_state["mending"] = None
        session.mend(made.target, change)
        st.rerun()


def _pictures(session: Session, made: Made, finding: Finding, change: PlacementEdits) -> None:
    prepared, target = session.prepared, made.target
    assert prepared
    after = previews.planned(prepared, target, session.edits.changed(target.id, change))
    if after is None:
        st.caption("The output could not be made with it.")
        return
    if (now := made.recipe.duration_s) and abs(now - after.duration_s) > 0.05:  # noqa: PLR2004 - a frame or two
        st.caption(f"It then lasts {words.seconds(after.duration_s)} instead of {words.seconds(now)}.")
    looks = [
        (name, previews.look(recipe, previews.moment(recipe, change, finding), prepared, session.cache))
        for name, recipe in (("Now", made.recipe), ("With the fix", after))
        if recipe.clips
    ]
    shown = "".join(
        f'<figure><img src="{pictures.as_address(path)}" alt="{words.safe(target.placement.name)}">'
        f"<figcaption>{name}</figcaption></figure>"
        for name, path in looks
        if path
    )
    if shown:
        st.html(f'<div class="studio-looks">{shown}</div>')


def _waive(session: Session, target: Target, finding: Finding, key: str) -> None:
    if finding.rule.startswith(LIMIT):
        st.caption("This is the platform's own limit: it may refuse the file whatever you decide.")
    with st.form(f"waiver:{key}", border=False):
        reason = st.text_input("Why it may stay so", max_chars=300, key=f"reason:{key}")
        by = st.text_input("Your name", max_chars=80, key="waiver-by")
        if st.form_submit_button("Waive it", disabled=session.making is not None):
            if not reason.strip():
                st.warning("Give a reason: whoever reads the report will ask.")
                return
            st.session_state["mending"] = None
            today = date.today()  # noqa: DTZ011 - the day of whoever decides
            session.waive(
                target, Waiver(rule=finding.rule, placement=target.id, reason=reason, by=by.strip(), on=today)
            )
            st.rerun()
