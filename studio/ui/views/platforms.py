"""What the studio knows about each platform, where it was read and when; what is wrong with plugins; a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from studio.check.judging import is_about_campaign
from studio.paths import data_dir
from studio.platforms import ageing
from studio.platforms.contract import Platform, Target, Tip, TipKind
from studio.platforms.discovery import FACTS, Origin, Place
from studio.platforms.facts import Limit
from studio.platforms.problem import Problem
from studio.platforms.registry import Registry
from studio.ui import words, workshop
from studio.ui.parts import progress
from studio.ui.parts.heading import title
from studio.ui.parts.new_platform import new_platform
from studio.ui.parts.trial import trial
from studio.ui.session import Session

_POLL_S = 0.5
_ORIGINS: dict[Origin, str] = {
    "shipped": "comes with the studio",
    "installed": "from an installed package",
    "operator": "your own",
}


def page() -> None:
    """Each platform's placements, limits and tips; the broken ones; a form for one more."""
    session = workshop.session()
    session.collect()
    title(
        "Platforms",
        "What each placement takes, what it refuses and what works well there, with the source and when it was read.",
    )
    registry = workshop.registry()
    _faults(registry.problems, registry.notes)
    _add(session, registry)
    chosen = st.segmented_control(
        "Platform",
        list(registry.platforms),
        default=_first(registry),
        format_func=lambda slug: registry.platforms[slug].name,
        required=True,
        label_visibility="collapsed",
        key=f"platform:{len(registry.platforms)}",
    )
    if chosen:
        today = date.today()  # noqa: DTZ011 - the reader's day
        _platform(session, registry.platforms[chosen], registry.places[chosen], today)


def _first(registry: Registry) -> str | None:
    """The platform that was just written, else the first of all."""
    new = st.session_state.get("new-platform-slug")
    return new if new in registry.platforms else next(iter(registry.platforms), None)


def _faults(problems: Sequence[Problem], notes: Sequence[Problem]) -> None:
    if not (problems or notes):
        return
    with st.container(border=True, key="card-faults"):
        rows = [_fault(problem, "fail", "✕") for problem in problems]
        rows += [_fault(note, "warn", "!") for note in notes]
        said = "Plugins that were left out" if problems else "About your own plugins"
        st.html(
            f'<div class="studio-output"><h3>{said}</h3></div>'
            f'<div class="studio-findings"><ul>{"".join(rows)}</ul></div>'
        )


def _fault(problem: Problem, level: str, mark: str) -> str:
    return (
        f'<li class="{level}"><span class="mark">{mark}</span><div><p><b>{words.safe(problem.plugin)}</b>: '
        f"{words.safe(problem.message)}</p><p>{words.safe(words.sentence(problem.cure))}</p></div></li>"
    )


def _add(session: Session, registry: Registry) -> None:
    def written(slug: str) -> None:
        st.session_state["new-platform-slug"] = slug
        renewed = workshop.registry()
        session.try_out(renewed.platforms[slug], renewed.places[slug])

    with st.expander(
        "Add a platform of your own", icon=":material/add:", key=f"add-platform:{len(registry.platforms)}"
    ):
        st.caption("It becomes a file of facts in your own folder, ready to be changed. Its output is made at once.")
        today = date.today()  # noqa: DTZ011 - the reader's day
        new_platform(registry, data_dir() / "plugins", today, written)


def _platform(session: Session, platform: Platform, place: Place, today: date) -> None:
    with st.container(border=True, key="card-about"):
        st.html(_about(platform, place.origin, today))
        if found := workshop.faults(place, today):
            rows = "".join(_fault(problem, "warn", "!") for problem in found)
            st.html(f'<div class="studio-findings"><ul>{rows}</ul></div>')
        _try(session, platform, place)
    for placement in platform.placements:
        with st.container(border=True, key=f"card-{placement.id}"):
            st.html(_placement(Target(platform=platform, placement=placement), today))
    with st.container(border=True, key="card-tips"):
        st.html(f'<div class="studio-output"><h3>What works well</h3></div>{_tips(platform, today)}')


def _about(platform: Platform, origin: Origin, today: date) -> str:
    facts = list(ageing.dated_facts(platform))
    old = sum(not ageing.is_current(fact.as_of, today) for fact in facts)
    gone = platform.status
    since = f" since {gone.since}" if gone.since else ""
    said = words.joined(
        [
            _ORIGINS[origin],
            f"closed{since}" if gone.state == "retired" else "",
            words.counted(len(facts), "fact"),
            f"{old} not read within half a year" if old else "all read within half a year",
        ]
    )
    note = f"<p>{words.safe(gone.note)}</p>" if gone.note else ""
    if origin == "operator":
        note += f'<p class="meta">Change it in the studio’s data folder: plugins/{platform.slug}/{FACTS}</p>'
    return (
        f'<div class="studio-output"><h3>{words.safe(platform.name)}</h3>'
        f'<p class="meta">{words.safe(said)}</p>{note}</div>'
    )


def _try(session: Session, platform: Platform, place: Place) -> None:
    """Its outputs from the master on the first page, on demand."""
    if session.trying:
        _watch(session)
        return
    name = session.prepared.master.name if session.prepared else "a short sample"
    if st.button(f"Try it on {name}", icon=":material/play_arrow:", key=f"try:{platform.slug}"):
        session.try_out(platform, place)
        st.rerun()
    if session.trial_problem:
        st.error(session.trial_problem)
    if session.trial and session.trial.platform == platform.slug:
        trial(session.trial)


@st.fragment(run_every=_POLL_S)
def _watch(session: Session) -> None:
    job = session.trying
    if job is None or not job.alive:
        st.rerun()
    progress.outputs(session.tried_targets, job.events, session.jobs.ahead(job))
    if st.button("Stop", key="stop-trying"):
        job.cancel()


def _placement(target: Target, today: date) -> str:
    placement, platform = target.placement, target.platform
    said = words.joined(
        [
            placement.kind,
            f"{placement.size.width} × {placement.size.height}" if placement.size else "",
            placement.format.upper(),
            f"up to {words.seconds(placement.aim.max_s)}" if placement.aim.max_s else "",
            "subtitles burned in" if placement.captions == "burned" else "",
            f"subtitle files beside it: {', '.join(placement.sidecars).upper()}" if placement.sidecars else "",
        ]
    )
    rows = "".join(_limit(limit, platform, today) for limit in target.limits)
    count = words.counted(len(target.limits), "limit")
    limits = f"<details><summary>{count}</summary><ul>{rows}</ul></details>" if rows else "<p>No limit is known.</p>"
    return (
        f'<div class="studio-output"><h3>{words.safe(placement.name)}</h3><p class="meta">{words.safe(said)}</p></div>'
        f'<div class="studio-findings">{limits}</div>'
    )


def _limit(limit: Limit, platform: Platform, today: date) -> str:
    ((name, value),) = words.evidence({limit.key: limit.value})
    door = f"for uploads by {words.safe(limit.via)}" if limit.via else ""
    note = f"<p>{words.safe(limit.note)}</p>" if limit.note else ""
    origin = _origin(limit, platform, today, f"{limit.confidence} confidence", door)
    return (
        f'<li class="na"><span class="mark">·</span><div><p><b>{words.safe(name)}</b>: {words.safe(value)}</p>{note}'
        f"{origin}</div></li>"
    )


def _tips(platform: Platform, today: date) -> str:
    rows = "".join(_tip(tip, platform, today) for tip in platform.tips)
    return f'<div class="studio-findings"><ul>{rows}</ul></div>'


def _tip(tip: Tip, platform: Platform, today: date) -> str:
    return (
        f'<li class="na"><span class="mark">·</span><div><p>{words.safe(tip.advice)}</p>'
        f"{_origin(tip, platform, today, _done_by(tip))}</div></li>"
    )


def _done_by(tip: Tip) -> str:
    """What the studio does about it."""
    if tip.waits_for:
        return f"waits for {words.safe(tip.waits_for)}"
    if tip.kind == "auto":
        return "measured once for the campaign" if is_about_campaign(tip) else "measured"
    by: dict[TipKind, str] = {
        "assist": "asked for in the campaign's brief", "feature": "a tool does it", "manual": "for a person to judge",
    }  # fmt: skip
    return by[tip.kind]


def _origin(fact: Limit | Tip, platform: Platform, today: date, *more: str) -> str:
    known = platform.sources.get(fact.source)
    title = words.linked(known.title, known.url) if known else words.safe(fact.source)
    read = f"read {words.safe(fact.as_of)}" if fact.as_of != "unknown" else "date unknown"
    old = "" if fact.as_of == "unknown" or ageing.is_current(fact.as_of, today) else "over half a year old"
    return f'<p class="origin">{words.joined([title, read, old, *more])}</p>'
