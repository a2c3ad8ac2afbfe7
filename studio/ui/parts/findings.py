"""What the checks found about one output: worst first, what is for people to judge and what passed folded away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.check.finding import Finding, Level
from studio.platforms.contract import Platform
from studio.ui import words

_ORDER: tuple[Level, ...] = ("fail", "warn", "todo", "pass", "n/a")
_MARKS: dict[Level, tuple[str, str]] = {
    "fail": ("✕", "Failed"),
    "warn": ("!", "Warning"),
    "todo": ("?", "For a person to decide"),
    "pass": ("✓", "Passed"),
    "n/a": ("–", "Does not apply"),
}
_OPEN: tuple[Level, ...] = ("fail", "warn")


def worst(found: Sequence[Finding]) -> Level:
    """The level that a whole output deserves."""
    return min((finding.level for finding in found), key=_ORDER.index, default="pass")


def summary(found: Sequence[Finding]) -> str:
    """Such as "1 failed · 2 warnings · 14 passed", as HTML with the colour of the worst."""
    counts = {level: sum(finding.level == level for finding in found) for level in _ORDER}
    said = [
        f"{counts['fail']} failed" if counts["fail"] else "",
        f"{counts['warn']} warning{'s' * (counts['warn'] != 1)}" if counts["warn"] else "",
        f"{counts['todo']} to decide" if counts["todo"] else "",
        f"{counts['pass']} passed" if counts["pass"] else "",
    ]
    level = worst([finding for finding in found if finding.level not in {"n/a", "todo"}])
    return f'<span class="verdict {level}">{_MARKS[level][0]}</span> {words.joined(said)}'


def findings(found: Sequence[Finding], platform: Platform) -> None:
    """The list itself."""
    by_level = {level: [finding for finding in found if finding.level == level] for level in _ORDER}
    wrong = [finding for level in _OPEN for finding in by_level[level]]
    fine = [*by_level["pass"], *by_level["n/a"]]
    parts = [
        _list(wrong, platform) if wrong else "",
        _folded("To decide before you post", by_level["todo"], platform),
        _folded("Passed, or does not apply", fine, platform),
    ]
    st.html(f'<div class="studio-findings">{"".join(parts)}</div>')


def _folded(name: str, found: Sequence[Finding], platform: Platform) -> str:
    if not found:
        return ""
    return f"<details><summary>{name} <b>{len(found)}</b></summary>{_list(found, platform)}</details>"


def _list(found: Sequence[Finding], platform: Platform) -> str:
    return "<ul>" + "".join(_item(finding, platform) for finding in found) + "</ul>"


def _item(finding: Finding, platform: Platform) -> str:
    mark, level = _MARKS[finding.level]
    kind = finding.level.replace("/", "")
    return (
        f'<li class="{kind}"><span class="mark" role="img" aria-label="{level}" title="{level}">{mark}</span>'
        f"<div><p>{words.safe(words.sentence(finding.message))}</p>{_evidence(finding)}{_origin(finding, platform)}"
        "</div></li>"
    )


def _evidence(finding: Finding) -> str:
    pairs = words.evidence(finding.evidence)
    if not pairs:
        return ""
    rows = "".join(f"<div><dt>{words.safe(name)}</dt> <dd>{words.safe(value)}</dd></div>" for name, value in pairs)
    return f"<dl>{rows}</dl>"


def _origin(finding: Finding, platform: Platform) -> str:
    source = platform.sources.get(finding.source)
    title, url = (source.title, source.url) if source else (finding.source, "")
    shown = (
        f'<a href="{words.safe(url)}" target="_blank" rel="noreferrer">{words.safe(title)}</a>'
        if url.startswith(("https://", "http://"))
        else words.safe(title)
    )
    sure = {"high": "", "medium": "", "low": "not certain"}[finding.confidence]
    said = words.joined([shown, f"read {words.safe(finding.as_of)}" if finding.as_of != "unknown" else "", sure])
    return f'<p class="origin">{said}</p>'
