"""The finished outputs, each in its place, with what was found and what a person may change; then the pack."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePath
from urllib.parse import quote

import streamlit as st

from studio.export import Made
from studio.plan.edits import PlacementEdits
from studio.platforms.contract import Target
from studio.platforms.registry import Registry
from studio.ui import media, words
from studio.ui.parts.controls import controls
from studio.ui.parts.findings import findings, summary, worst
from studio.ui.parts.heading import step
from studio.ui.parts.placement import placement
from studio.ui.session import Delivery, Session


def show(session: Session, registry: Registry) -> None:
    """Steps 5 and 6."""
    assert session.delivery
    targets = {target.id: target for target in registry.targets}
    step(5, "Look at every version")
    st.html(f'<p class="studio-verdicts">{_verdicts(session.delivery)}</p>')
    made = [(targets[one.recipe.placement], one) for one in session.delivery.production.made]
    for name, group in groupby(made, key=lambda pair: pair[0].platform.name):
        outputs = list(group)
        count = words.counted(len(outputs), "output")
        st.html(f'<div class="studio-platform"><h3>{words.safe(name)}</h3><span>{count}</span></div>')
        for target, one in outputs:
            with st.container(border=True, key=f"card-{target.id.replace('/', '-')}"):
                _output(session, target, one)
    _missing(session.delivery, targets)
    step(6, "Take the pack")
    _download(session.delivery)


def _verdicts(delivery: Delivery) -> str:
    """How many outputs are fine, in one line."""
    levels = [worst(one.report.findings) for one in delivery.production.made]
    failed, warned = levels.count("fail"), levels.count("warn")
    fine = len(levels) - failed - warned
    return words.joined(
        [
            f"{fine} of {len(levels)} outputs keep every rule that a machine can check" if fine else "",
            f"{warned} with a warning" if warned else "",
            f"{failed} that a platform may refuse" if failed else "",
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
        findings(made.report.findings)
        _fixes(session, target, made)
        _reasons(made)
        with st.expander("Change it by hand", key=f"hand:{target.id}"):
            _by_hand(session, target, made)


def _heading(target: Target, made: Made) -> str:
    facts = made.report.facts
    said = words.joined(
        [
            f"{facts.width} × {facts.height}" if facts.width else "",
            words.seconds(facts.duration_s) if facts.duration_s else "",
            facts.format.upper(),
            words.size(facts.bytes),
        ]
    )
    return (
        f'<div class="studio-output"><h3>{words.safe(target.placement.name)}</h3><p class="meta">{words.safe(said)}</p>'
        f'<p class="sum">{summary(made.report.findings)}</p></div>'
    )


def _fixes(session: Session, target: Target, made: Made) -> None:
    for place, finding in enumerate(made.report.findings):
        if finding.fix and finding.level in {"fail", "warn"}:
            said = words.sentence(finding.message)
            if st.button("Mend this", key=f"fix:{target.id}:{place}", help=said, icon=":material/build:"):
                _apply(session, target, finding.fix)


def _reasons(made: Made) -> None:
    reasons = (*made.recipe.reasons, *made.output.notes)
    if reasons:
        with st.expander("Why it was made so", key=f"why:{made.recipe.placement}"):
            st.html("<ul>" + "".join(f"<li>{words.safe(words.sentence(reason))}</li>" for reason in reasons) + "</ul>")


def _by_hand(session: Session, target: Target, made: Made) -> None:
    assert session.prepared
    own = session.edits.of(target.id)
    chosen = controls(made, target, session.prepared.master, own, session.cache)
    changed = {name: value for name, value in chosen if value != getattr(_as_made(made, own), name)}
    busy = session.making is not None
    apply, back = st.columns(2)
    if apply.button(
        "Apply", type="primary", key=f"apply:{target.id}", disabled=busy or not changed, width="stretch",
        help="Only this output is made anew.",
    ):  # fmt: skip
        _apply(session, target, PlacementEdits(**changed))
    decided = target.id in session.edits.placements
    if back.button("Back to automatic", key=f"auto:{target.id}", disabled=busy or not decided, width="stretch"):
        session.forget(target.id)
        _remake(session, target)


def _as_made(made: Made, own: PlacementEdits) -> PlacementEdits:
    """The decisions as this output shows them, so that an untouched control is no decision."""
    start = made.recipe.start_s
    update = {
        "start_s": start if made.recipe.source in {"frames", "waveform"} else None,
        "still_s": start if made.recipe.source == "frame" else None,
        "language": own.language or (made.recipe.captions.language if made.recipe.captions else None),
    }
    return own.model_copy(update=update)


def _apply(session: Session, target: Target, change: PlacementEdits) -> None:
    session.decide(target.id, change)
    _remake(session, target)


def _remake(session: Session, target: Target) -> None:
    session.remake([target])
    st.rerun()


def _missing(delivery: Delivery, targets: dict[str, Target]) -> None:
    production = delivery.production
    for failure in production.failed:
        st.error(f"{_name(targets, failure.placement)} could not be made: {failure.reason}")
    if production.skipped:
        with st.expander(f"{len(production.skipped)} not made from this master"):
            for one in production.skipped:
                st.caption(f"{_name(targets, one.placement)}: {words.sentence(one.reason)}")


def _name(targets: dict[str, Target], placement: str) -> str:
    target = targets.get(placement)
    return f"{target.platform.name}, {target.placement.name}" if target else placement


def _download(delivery: Delivery) -> None:
    name = f"{PurePath(delivery.production.master.name).stem}-pack.zip"
    address = f"{media.pack_url(delivery.zip)}?download={quote(name)}"
    count = len(delivery.production.made)
    size = words.size(delivery.zip.stat().st_size)
    st.html(
        f'<div class="studio-download"><div><b>{words.safe(name)}</b><span>{words.counted(count, "output")}, '
        f"subtitles, a report to read on any device, and the data behind it · {size}</span></div>"
        f'<a class="studio-button" href="{words.safe(address)}" download>Download the pack</a></div>'
    )
