"""The finished outputs, each in its place, with what was found and what a person may change; then the pack."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import PurePath
from urllib.parse import quote

import streamlit as st

from studio.check.score import score
from studio.export import Made, Production
from studio.pack.manifest import Failure
from studio.pack.summary import worst
from studio.plan.edits import PlacementEdits
from studio.platforms.contract import Target
from studio.ui import media, words
from studio.ui.parts.controls import controls
from studio.ui.parts.findings import findings, summary
from studio.ui.parts.heading import step
from studio.ui.parts.mending import mending, undo
from studio.ui.parts.placement import placement
from studio.ui.parts.texts import texts
from studio.ui.session import Delivery, Session


def show(session: Session) -> None:
    """What was made, what was written, and the pack of both."""
    assert session.delivery
    step(6, "Look at every version")
    st.html(f'<p class="studio-verdicts">{_verdicts(session.delivery)}</p>')
    _subtitles(session.delivery.production)
    for name, group in groupby(_outputs(session.delivery), key=lambda pair: pair[0].platform.name):
        outputs = list(group)
        count = words.counted(len(outputs), "output")
        st.html(f'<div class="studio-platform"><h3>{words.safe(name)}</h3><span>{count}</span></div>')
        for target, one in outputs:
            with st.container(border=True, key=f"card-{target.id.replace('/', '-')}"):
                if isinstance(one, Failure):
                    _failure(session, target, one)
                else:
                    _output(session, target, one)
    _skipped(session.delivery)
    if session.delivery.production.written.texts.posts:
        step(7, "Read the texts")
        texts(session.delivery.production.written)
    step(8 if session.delivery.production.written.texts.posts else 7, "Take the pack")
    _download(session.delivery)


def _subtitles(production: Production) -> None:
    """What is wrong with the subtitle files as they came in, once and not for each output."""
    for place, file in enumerate(production.subtitles):
        if any(finding.stands for finding in file.findings):
            with st.container(border=True, key=f"card-subtitles-{place}"):
                st.html(
                    f'<div class="studio-output"><h3>{words.safe(file.name)}</h3>'
                    f'<p class="meta">Subtitle file as it came in</p><p class="sum">{summary(file.findings)}</p></div>'
                )
                findings(file.findings)


def _outputs(delivery: Delivery) -> list[tuple[Target, Made | Failure]]:
    """What was made and what failed, in the order of the platforms."""
    made: dict[str, Made | Failure] = {one.recipe.placement: one for one in delivery.production.made}
    failed = {one.placement: one for one in delivery.production.failed}
    found = made | failed
    return [(target, found[target.id]) for target in delivery.targets if target.id in found]


def _verdicts(delivery: Delivery) -> str:
    """How many outputs are fine, in one line."""
    levels = [worst(one.report.findings) for one in delivery.production.made]
    failed, warned = levels.count("fail"), levels.count("warn")
    fine, missing = len(levels) - failed - warned, len(delivery.production.failed)
    return words.joined(
        [
            f"{fine} of {len(levels)} outputs keep every rule that a machine can check" if fine else "",
            f"{warned} with a warning" if warned else "",
            f"{failed} that a platform may refuse" if failed else "",
            f"{missing} that could not be made" if missing else "",
        ]
    )


@st.fragment
def _output(session: Session, target: Target, made: Made) -> None:
    picture, about = st.columns([5, 6], gap="large")
    title = PurePath(session.delivery.production.master.name).stem if session.delivery else ""
    with picture:
        placement(made, target, title, key=f"frame:{target.id}")
    with about:
        st.html(_heading(target, made))
        undo(session, target)
        findings(made.report.findings, partial(mending, session, target, made))
        _reasons(made)
        with st.expander("Change it by hand", key=f"hand:{target.id}"):
            _by_hand(session, target, made)


@st.fragment
def _failure(session: Session, target: Target, failure: Failure) -> None:
    """Why there is no output, and the way out where a decision may have caused it."""
    st.html(f'<div class="studio-output"><h3>{words.safe(target.placement.name)}</h3></div>')
    st.error(f"This output could not be made: {failure.reason}")
    _back(session, target)


def _heading(target: Target, made: Made) -> str:
    facts = made.report.facts
    said = words.joined(
        [
            f"{facts.width} × {facts.height}" if facts.width else "",
            words.seconds(facts.duration_s) if facts.duration_s else "",
            words.counted(facts.pages, "page") if facts.pages else "",
            facts.format.upper(),
            words.size(facts.bytes),
        ]
    )
    return (
        f'<div class="studio-output"><h3>{words.safe(target.placement.name)}</h3><p class="meta">{words.safe(said)}</p>'
        f'<p class="sum">{summary(made.report.findings)}</p>{_score(made)}</div>'
    )


def _score(made: Made) -> str:
    """How good it is, and what that is made of."""
    found = score(made.report.findings)
    if found.value is None:
        return ""
    parts = words.joined([str(part.told) for part in found.parts])
    return f'<p class="score"><b>{found.value}</b> of 100 <span>{words.safe(parts)}</span></p>'


def _reasons(made: Made) -> None:
    reasons = (*made.recipe.reasons, *made.output.notes)
    if reasons:
        with st.expander("Why it was made so", key=f"why:{made.recipe.placement}"):
            st.html("<ul>" + "".join(f"<li>{words.safe(words.sentence(reason))}</li>" for reason in reasons) + "</ul>")


def _by_hand(session: Session, target: Target, made: Made) -> None:
    assert session.prepared
    changed = controls(made, target, session.prepared.master, session.edits.of(target.id), session.cache)
    busy = session.making is not None
    apply, back = st.columns(2)
    if apply.button(
        "Apply", type="primary", key=f"apply:{target.id}", disabled=busy or not changed.model_fields_set,
        width="stretch", help="Only this output is made anew.",
    ):  # fmt: skip
        _remake(session, target, changed)
    with back:
        _back(session, target)


def _back(session: Session, target: Target) -> None:
    idle = session.making is not None or target.id not in session.edits.placements
    if st.button("Back to automatic", key=f"auto:{target.id}", disabled=idle, width="stretch"):
        _remake(session, target, None)


def _remake(session: Session, target: Target, change: PlacementEdits | None) -> None:
    session.remake(target, change)
    st.rerun()


def _skipped(delivery: Delivery) -> None:
    skipped = delivery.production.left_out
    names = {target.id: f"{target.platform.name}, {target.placement.name}" for target in delivery.targets}
    if skipped:
        with st.expander(f"{len(skipped)} not made"):
            for one in skipped:
                st.caption(f"{names.get(one.placement, one.placement)}: {words.sentence(one.reason)}")


def _download(delivery: Delivery) -> None:
    name = f"{PurePath(delivery.production.master.name).stem}-pack.zip"
    address = f"{media.pack_url(delivery.zip)}?download={quote(name)}"
    count = len(delivery.production.made) + len(delivery.production.written.files)
    try:
        size = words.size(delivery.zip.stat().st_size)
    except FileNotFoundError:
        st.info("This pack was cleared away after its time: make it again.")
        return
    st.html(
        f'<div class="studio-download"><div><b>{words.safe(name)}</b><span>{words.counted(count, "output")}, '
        f"subtitles, a report to read on any device, and the data behind it · {size}</span></div>"
        f'<a class="studio-button" href="{words.safe(address)}" download>Download the pack</a></div>'
    )
