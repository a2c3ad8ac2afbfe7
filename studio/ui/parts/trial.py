"""What came of trying a platform."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from studio.export import Made
from studio.ui import words
from studio.ui.parts.findings import findings, summary
from studio.ui.parts.placement import placement
from studio.ui.trial import Trial


def trial(one: Trial) -> None:
    """Each output in its place with what was found."""
    st.caption(f"Made from {one.master}.")
    for missing in one.missing:
        st.warning(words.sentence(missing))
    for made in one.made:
        _output(made, PurePath(one.master).stem)


def _output(made: Made, title: str) -> None:
    picture, about = st.columns([5, 6], gap="large")
    target, facts = made.target, made.report.facts
    with picture:
        placement(made, target, title, key=f"trial:{made.recipe.digest}:{target.id}")
    said = words.joined(
        [
            f"{facts.width} × {facts.height}" if facts.width else "",
            words.seconds(facts.duration_s) if facts.duration_s else "",
            facts.format.upper(),
            words.size(facts.bytes),
        ]
    )
    with about:
        st.html(
            f'<div class="studio-output"><h3>{words.safe(target.placement.name)}</h3>'
            f'<p class="meta">{words.safe(said)}</p><p class="sum">{summary(made.report.findings)}</p></div>'
        )
        findings(made.report.findings)
