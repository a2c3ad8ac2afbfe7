"""How much a limit's verdict weighs, by what is known about the limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from studio.check.finding import Confidence, Finding, Level
from studio.check.verdict import Verdict
from studio.messages import Message, msg, tell
from studio.platforms.contract import Platform, Tip
from studio.platforms.facts import Limit, Source


def limit_finding(limit: Limit, verdict: Verdict, platform: Platform) -> Finding:
    """The finding of one limit. Only what is well known and holds for an upload by hand fails."""
    weak = limit.confidence == "low" or limit.via is not None
    level: Level = "warn" if verdict.level == "fail" and weak else verdict.level
    said = verdict.said or verdict.message
    if verdict.level == "fail" and limit.via:
        said = msg("{finding} (This holds for uploads through: {via}.)", finding=said, via=limit.via)
    elif verdict.level == "fail" and limit.confidence == "low":
        said = msg("{finding} (The platform's own figure was not found.)", finding=said)
    weighed = {
        "level": level,
        "message": tell(said),
        "said": said if isinstance(said, Message) else None,
        "evidence": {**verdict.evidence, **({"via": limit.via} if limit.via else {})},
    }
    return finding_of(
        verdict.model_copy(update=weighed),
        rule=f"limit.{limit.key}",
        source=source_title(limit.source, platform),
        as_of=limit.as_of,
        confidence=limit.confidence,
    )


class Sourced(Protocol):
    """A platform, or other tips with their sources."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """By the names that tips and limits use."""
        ...


def tip_finding(tip: Tip, verdict: Verdict, platform: Sourced) -> Finding:
    """The finding of one tip, with its advice where it is not met. A tip that is a note leaves it to people."""
    broken = verdict.level in {"warn", "fail"}
    if broken:
        level = "todo" if tip.note else verdict.level
        verdict = verdict.model_copy(update={"level": level, "evidence": {**verdict.evidence, "advice": tip.advice}})
    return finding_of(
        verdict,
        rule=tip.id,
        check=tip.check or "",
        source=source_title(tip.source, platform),
        as_of=tip.as_of,
        confidence=tip.confidence,
    )


def finding_of(
    verdict: Verdict, *, rule: str, source: str, as_of: str, confidence: Confidence = "high", check: str = ""
) -> Finding:
    """What a verdict says of a rule, as it stands."""
    return Finding(
        rule=rule, check=check, level=verdict.level, message=verdict.message, said=verdict.said,
        evidence=verdict.evidence, source=source, as_of=as_of, confidence=confidence, fix=verdict.fix,
        safe=verdict.safe, cases=verdict.cases,
    )  # fmt: skip


def source_title(source: str, platform: Sourced) -> str:
    """The source as people know it: its title, and its address where it has one."""
    found = platform.sources[source]
    return f"{found.title} <{found.url}>" if found.url else found.title
