"""Holding one finished file against everything that its placement asks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from studio.analyse.analysis import Analysis
from studio.check.evidence import Evidence, gather
from studio.check.facts import Facts
from studio.check.finding import Finding, Level
from studio.check.limits import LIMITS, check_limit, value_fault
from studio.check.measuring import measure
from studio.check.plugins import ask_about_copy, ask_about_file
from studio.check.tips import CHECKS, arguments, parameters, with_fault
from studio.check.verdict import Verdict, unknown
from studio.ingest.master import Master
from studio.plan.recipe import Recipe
from studio.platforms.contract import Limit, Platform, Target, Tip
from studio.platforms.hooks import Copy
from studio.platforms.reading import Names
from studio.values import Frozen


class Report(Frozen):
    """What one finished file is, and what every limit and tip says about it."""

    facts: Facts
    findings: tuple[Finding, ...]


def check(
    path: Path,
    target: Target,
    *,
    recipe: Recipe | None = None,
    master: Master | None = None,
    analysis: Analysis | None = None,
) -> Report:
    """Measure the file at ``path`` and hold it against ``target``.

    Without ``recipe``, ``master`` and ``analysis`` the file was made elsewhere: what only they tell is "n/a". Raises
    InputRefused for a file that is no picture, video or sound.
    """
    facts = measure(path)
    evidence = gather(path, target, facts, recipe=recipe, master=master, analysis=analysis)
    kind = (_wrong_kind(facts, target),) if facts.kind != target.placement.kind else ()
    limits = (_limit_finding(limit, target.platform, facts) for limit in target.limits)
    tips = (
        _tip_finding(tip, target.platform, _tip_verdict(tip, evidence))
        for tip in target.tips
        if not _is_about_copy(tip, target.platform)
    )
    return Report(facts=facts, findings=(*kind, *limits, *tips))


def check_copy(copy: Copy, platform: Platform) -> tuple[Finding, ...]:
    """What the platform's own copy rules say about one post."""
    return tuple(
        _tip_finding(tip, platform, ask_about_copy(tip, platform, copy))
        for tip in platform.tips
        if _is_about_copy(tip, platform)
    )


def names() -> Names:
    """The limits and checks that exist, for ``Registry.load`` to hold plugins against."""
    return Names(
        limits=frozenset(LIMITS),
        checks={name: parameters(check) for name, check in CHECKS.items()},
        value_fault=value_fault,
        with_fault=with_fault,
    )


def _wrong_kind(facts: Facts, target: Target) -> Finding:
    wanted = target.placement.kind
    return Finding(
        rule="limit.kind",
        level="fail",
        message=f"This is {_a(facts.kind)}, and {target.id} takes {_a(wanted)}: choose another file or placement.",
        evidence={"measured": facts.kind, "wanted": wanted},
        source=f"{target.platform.name}: {target.placement.name}",
        as_of="unknown",
    )


def _a(kind: str) -> str:
    return {"image": "a picture", "audio": "sound alone"}.get(kind, f"a {kind}")


def _limit_finding(limit: Limit, platform: Platform, facts: Facts) -> Finding:
    """Only what is well known and holds for an upload by hand fails."""
    verdict = check_limit(limit.key, limit.value, facts)
    weak = limit.confidence == "low" or limit.via is not None
    level: Level = "warn" if verdict.level == "fail" and weak else verdict.level
    aside = ""
    if verdict.level == "fail" and limit.via:
        aside = f" (This holds for uploads through: {limit.via}.)"
    elif verdict.level == "fail" and limit.confidence == "low":
        aside = " (The platform's own figure was not found.)"
    return Finding(
        rule=f"limit.{limit.key}",
        level=level,
        message=verdict.message + aside,
        evidence={**verdict.evidence, **({"via": limit.via} if limit.via else {})},
        source=_title(limit.source, platform),
        as_of=limit.as_of,
        confidence=limit.confidence,
        fix=verdict.fix,
    )


def _is_about_copy(tip: Tip, platform: Platform) -> bool:
    return bool(tip.check and platform.code and platform.code.hook(tip.check, "copy_rule"))


def _tip_finding(tip: Tip, platform: Platform, verdict: Verdict) -> Finding:
    told: dict[str, Any] = {"advice": tip.advice} if verdict.level in {"warn", "fail"} else {}
    return Finding(
        rule=tip.id,
        level=verdict.level,
        message=verdict.message,
        evidence={**verdict.evidence, **told},
        source=_title(tip.source, platform),
        as_of=tip.as_of,
        confidence=tip.confidence,
        fix=verdict.fix,
    )


def _tip_verdict(tip: Tip, evidence: Evidence) -> Verdict:
    if tip.check is None:
        return Verdict(level="todo", message=tip.advice)
    known = CHECKS.get(tip.check)
    if known is None:
        return ask_about_file(tip, evidence)
    try:
        given = arguments(known, tip.with_)
    except ValidationError as error:
        wrong = ", ".join(sorted({str(detail["loc"][0]) for detail in error.errors()}))
        return unknown(f"'{tip.check}' makes no sense of {wrong}; look for yourself: {tip.advice}")
    return known(evidence, **given)


def _title(source: str, platform: Platform) -> str:
    """The source as people know it: its title, and its address where it has one."""
    found = platform.sources[source]
    return f"{found.title} <{found.url}>" if found.url else found.title
