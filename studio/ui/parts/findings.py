"""What the checks found about one output: worst first, what is for people to judge and what passed folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from studio.check.finding import Finding, Level
from studio.check.waiving import in_words
from studio.messages import tell
from studio.pack.summary import WORST_FIRST, worst
from studio.ui import words

_MARKS: dict[Level, tuple[str, str]] = {
    "fail": ("✕", "Failed"),
    "warn": ("!", "Warning"),
    "todo": ("?", "For a person to decide"),
    "pass": ("✓", "Passed"),
    "n/a": ("–", "Does not apply"),
}
_OPEN: tuple[Level, ...] = ("fail", "warn")


def summary(found: Sequence[Finding]) -> str:
    """Such as "1 failed · 2 warnings · 14 passed", as HTML with the colour of the worst."""
    waived = sum(finding.waived is not None for finding in found)
    counts = {level: sum(finding.counts_as == level for finding in found) for level in WORST_FIRST}
    said = [
        f"{counts['fail']} failed" if counts["fail"] else "",
        words.counted(counts["warn"], "warning") if counts["warn"] else "",
        f"{counts['todo']} to decide" if counts["todo"] else "",
        f"{counts['pass']} passed" if counts["pass"] else "",
        f"{waived} waived" if waived else "",
    ]
    level = worst(found)
    return f'<span class="verdict {level}">{_MARKS[level][0]}</span> {words.joined(said)}'


def findings(found: Sequence[Finding], below: Callable[[int, Finding], None] | None = None) -> None:
    """The list itself; ``below`` draws what can be done about each that is wrong, by its place among them."""
    by_level = {level: [finding for finding in found if finding.level == level] for level in WORST_FIRST}
    wrong = [finding for level in _OPEN for finding in by_level[level]]
    fine = [*by_level["pass"], *by_level["n/a"]]
    if below:
        for place, finding in enumerate(wrong):
            st.html(f'<div class="studio-findings">{_list([finding])}</div>')
            below(place, finding)
    parts = [
        _list(wrong) if wrong and not below else "",
        _folded("To decide before you post", by_level["todo"]),
        _folded("Passed, or does not apply", fine),
    ]
    st.html(f'<div class="studio-findings">{"".join(parts)}</div>')


def _folded(name: str, found: Sequence[Finding]) -> str:
    if not found:
        return ""
    return f"<details><summary>{name} <b>{len(found)}</b></summary>{_list(found)}</details>"


def _list(found: Sequence[Finding]) -> str:
    return "<ul>" + "".join(_item(finding) for finding in found) + "</ul>"


def _item(finding: Finding) -> str:
    mark, level = _MARKS[finding.counts_as]
    kind = finding.counts_as.replace("/", "")
    level = "Waived" if finding.waived else level
    return (
        f'<li class="{kind}"><span class="mark" role="img" aria-label="{level}" title="{level}">{mark}</span>'
        f"<div><p>{words.safe(words.sentence(finding.message))}</p>{_waived(finding)}{_evidence(finding)}"
        f"{_origin(finding)}"
        "</div></li>"
    )


def _waived(finding: Finding) -> str:
    return f'<p class="waived">{words.safe(tell(in_words(finding.waived, finding.rule)))}</p>' if finding.waived else ""


def _evidence(finding: Finding) -> str:
    pairs = words.evidence(finding.evidence)
    if not pairs:
        return ""
    rows = "".join(f"<div><dt>{words.safe(name)}</dt> <dd>{words.safe(value)}</dd></div>" for name, value in pairs)
    return f"<dl>{rows}</dl>"


def _origin(finding: Finding) -> str:
    sure = "not certain" if finding.confidence == "low" else ""
    read = f"read {words.safe(finding.as_of)}" if finding.as_of != "unknown" else ""
    return f'<p class="origin">{words.joined([words.linked(finding.source), read, sure])}</p>'
