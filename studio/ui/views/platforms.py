"""What the studio knows about each platform, where it was read and when."""

from __future__ import annotations

import streamlit as st

from studio.platforms.contract import Placement, Platform, Tip
from studio.platforms.facts import Limit
from studio.ui import words, workshop
from studio.ui.parts.heading import title


def page() -> None:
    """Each platform's placements, limits and tips."""
    title(
        "Platforms",
        "What each placement takes, what it refuses and what works well there, with the source and when it was read.",
    )
    registry = workshop.registry()
    for problem in registry.problems:
        st.warning(f"A platform was left out: {problem}")
    chosen = st.segmented_control(
        "Platform",
        list(registry.platforms),
        default=next(iter(registry.platforms), None),
        format_func=lambda slug: registry.platforms[slug].name,
        required=True,
        label_visibility="collapsed",
    )
    if chosen:
        _platform(registry.platforms[chosen])


def _platform(platform: Platform) -> None:
    for placement in platform.placements:
        with st.container(border=True, key=f"card-{placement.id}"):
            st.html(_placement(placement, platform))
    with st.container(border=True, key="card-tips"):
        st.html(f'<div class="studio-output"><h3>What works well</h3></div>{_tips(platform)}')


def _placement(placement: Placement, platform: Platform) -> str:
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
    rows = "".join(_limit(limit, platform) for limit in placement.limits)
    count = words.counted(len(placement.limits), "limit")
    limits = f"<details><summary>{count}</summary><ul>{rows}</ul></details>" if rows else "<p>No limit of its own.</p>"
    return (
        f'<div class="studio-output"><h3>{words.safe(placement.name)}</h3><p class="meta">{words.safe(said)}</p></div>'
        f'<div class="studio-findings">{limits}</div>'
    )


def _limit(limit: Limit, platform: Platform) -> str:
    ((name, value),) = words.evidence({limit.key: limit.value})
    door = f"for uploads by {words.safe(limit.via)}" if limit.via else ""
    note = f"<p>{words.safe(limit.note)}</p>" if limit.note else ""
    return (
        f'<li class="na"><span class="mark">·</span><div><p><b>{words.safe(name)}</b>: {words.safe(value)}</p>{note}'
        f"{_origin(limit.source, limit.as_of, platform, f'{limit.confidence} confidence', door)}</div></li>"
    )


def _tips(platform: Platform) -> str:
    return f'<div class="studio-findings"><ul>{"".join(_tip(tip, platform) for tip in platform.tips)}</ul></div>'


def _tip(tip: Tip, platform: Platform) -> str:
    checked = "measured on every output" if tip.check else "for a person to judge"
    return (
        f'<li class="na"><span class="mark">·</span><div><p>{words.safe(tip.advice)}</p>'
        f"{_origin(tip.source, tip.as_of, platform, checked)}</div></li>"
    )


def _origin(source: str, as_of: str, platform: Platform, *more: str) -> str:
    known = platform.sources.get(source)
    title = words.linked(known.title, known.url) if known else words.safe(source)
    said = words.joined([title, f"read {words.safe(as_of)}" if as_of != "unknown" else "date unknown", *more])
    return f'<p class="origin">{said}</p>'
