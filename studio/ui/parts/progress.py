"""How far a job is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from studio.platforms.contract import Target
from studio.progress import Event, Stage, time_left
from studio.ui import words

_SAYS: dict[Stage, str] = {
    "read": "Reading the file",
    "analyse": "Looking at shots, faces and speech",
    "make": "Making all outputs",
    "render": "Making",
    "check": "Checking",
    "done": "Done",
    "failed": "Could not be made",
}


def stage(event: Event | None, ahead: int) -> None:
    """The master's own progress."""
    if ahead:
        st.html(_row("Waiting", f"{words.counted(ahead, 'job')} before yours", 0.0, "waiting"))
        return
    said = (event and event.message) or _SAYS[event.stage if event else "read"]
    st.html(_row(said, "", event.done if event else 0.0, "running"))


def outputs(targets: Sequence[Target], events: Mapping[str | None, Event], ahead: int) -> None:
    """One line per output."""
    together = events.get(None)
    rows = []
    if together and together.stage == "make":
        left = "" if together.left_s is None else f", {time_left(together.left_s)}"
        rows.append(_row("All together", f"{together.done:.0%}{left}", together.done, "running"))
    for target in targets:
        event = events.get(target.id)
        name = f"{target.platform.name} · {target.placement.name}"
        if event is None:
            waits = f"{words.counted(ahead, 'job')} before yours" if ahead else "Waiting"
            rows.append(_row(name, waits, 0.0, "waiting"))
        else:
            done = 1.0 if event.stage in {"check", "done"} else event.done
            share = f" {done:.0%}" if event.stage == "render" else ""
            rows.append(_row(name, f"{_SAYS[event.stage]}{share}", done, event.stage))
    st.html(f'<div class="studio-progress" role="status">{"".join(rows)}</div>')


def _row(name: str, said: str, done: float, state: str) -> str:
    share = f"{100 * min(1.0, max(0.0, done)):.0f}"
    return (
        f'<div class="studio-row {state}"><span>{words.safe(name)}</span><small>{words.safe(said)}</small>'
        f'<div class="bar" role="progressbar" aria-label="{words.safe(name)}" aria-valuenow="{share}" '
        f'aria-valuemin="0" aria-valuemax="100"><i style="width:{share}%"></i></div></div>'
    )
