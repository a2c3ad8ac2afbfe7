"""Holding one finished file against everything that its placement asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from studio.analyse.analysis import Analysis
from studio.campaign.brief import fields
from studio.check.campaign import CAMPAIGN_CHECKS
from studio.check.copy import COPY_CHECKS, POST_LIMITS, is_about_copy
from studio.check.cures import cured
from studio.check.evidence import Evidence, gather
from studio.check.facts import Facts
from studio.check.finding import Finding
from studio.check.judging import is_about_campaign
from studio.check.limits import LIMITS, check_limit, value_fault
from studio.check.named import TipCheck, ask, parameters, with_fault
from studio.check.plugins import ask_about_file
from studio.check.tips import CHECKS
from studio.check.tips.privacy import faces_noted, nobody_recognisable
from studio.check.verdict import Verdict, failed
from studio.check.waiving import NOBODY_RECOGNISABLE, WRONG_KIND
from studio.check.weighing import finding_of, limit_finding, tip_finding
from studio.check.where import feature_fault
from studio.ingest.master import Master
from studio.messages import Message, msg
from studio.plan.copy.markup import visible
from studio.plan.recipe import Recipe
from studio.platforms.contract import Platform, Target, Tip
from studio.platforms.reading import Names
from studio.values import Frozen, OutputKind

_KINDS: dict[OutputKind, Message] = {
    "image": msg("a picture"), "video": msg("a video"), "audio": msg("sound alone"), "text": msg("a text"),
    "document": msg("a document"),
}  # fmt: skip


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
    unrecognisable: bool = False,
    cache: Path | None = None,
) -> Report:
    """Measure the file at ``path`` and hold it against ``target``. ``cache`` keeps what files of a pack have in common.

    Without ``recipe``, ``master`` and ``analysis`` the file was made elsewhere: what only they tell is "n/a". Raises
    InputRefused for a file that is no picture, video, sound or PDF. ``unrecognisable``: nobody in it may be recognised.
    """
    from studio.check.measuring import measure  # it opens files, which a kept report does not wait for

    facts = measure(path, cache=cache)
    evidence = gather(
        path, target, facts,
        recipe=recipe, master=master, analysis=analysis, unrecognisable=unrecognisable, cache=cache,
    )  # fmt: skip
    kind = (_wrong_kind(facts, target),) if facts.kind != target.placement.kind else ()
    limits = (
        limit_finding(
            limit, cured(check_limit(limit.key, limit.value, facts), limit.key, limit.value, evidence), target.platform
        )
        for limit in target.limits
    )
    tips = (
        tip_finding(tip, _tip_verdict(tip, evidence), target.platform)
        for tip in target.tips
        if is_about_output(tip, target.platform)
    )
    return Report(facts=facts, findings=(*kind, *limits, *tips, *_privacy(evidence)))


def check_text(text: str, target: Target, title: str) -> Report:
    """Hold a text that the studio wrote for ``target`` against its limits; its tips are for a person to look at."""
    form = target.placement.format
    seen = {"txt": text, "html": visible(text)}.get(form)
    facts = Facts(
        kind="text", format=form, bytes=len(text.encode()), characters=None if seen is None else len(seen), title=title
    )
    limits = (
        limit_finding(limit, check_limit(limit.key, limit.value, facts), target.platform) for limit in target.limits
    )
    tips = (
        tip_finding(tip, Verdict(level="todo", message=tip.advice), target.platform)
        for tip in target.tips
        if tip.kind == "manual"
    )
    return Report(facts=facts, findings=(*limits, *tips))


def names() -> Names:
    """The limits and checks that exist, for ``Registry.load`` to hold plugins against."""
    return Names(
        limits=frozenset(LIMITS),
        post_limits=frozenset(POST_LIMITS),
        checks={name: parameters(check) for name, check in _CHECKS.items()},
        value_fault=value_fault,
        with_fault=_with_fault,
        asks=fields(),
        feature_fault=feature_fault,
    )


def _with_fault(name: str, given: Mapping[str, Any]) -> str | None:
    return with_fault(_CHECKS[name], given) if name in _CHECKS else None


def checks_by_name() -> Mapping[str, TipCheck]:
    """Every check that a tip may name: of outputs, of posts, of campaigns."""
    return _CHECKS


_CHECKS: Mapping[str, TipCheck] = MappingProxyType({**CHECKS, **COPY_CHECKS, **CAMPAIGN_CHECKS})


def is_about_output(tip: Tip, platform: Platform) -> bool:
    """Whether a tip is asked about each output; a tool, or what waits for one, has nothing to ask without a check."""
    if is_about_campaign(tip) or is_about_copy(tip, platform):
        return False
    return tip.check is not None or tip.kind == "manual"


def _wrong_kind(facts: Facts, target: Target) -> Finding:
    wanted = target.placement.kind
    verdict = failed(
        msg(
            "This is {found}, and {placement} takes {wanted}: choose another file or placement.",
            found=_KINDS[facts.kind], placement=target.id, wanted=_KINDS[wanted],
        ),
        measured=facts.kind, wanted=wanted,
    )  # fmt: skip
    source = f"{target.platform.name}: {target.placement.name}"
    return finding_of(verdict, rule=WRONG_KIND, source=source, as_of="unknown")


def _privacy(evidence: Evidence) -> Iterator[Finding]:
    """Whether faces that somebody wanted blurred are, whatever the platform asks, and whether somebody should."""
    if evidence.recipe is None or not (evidence.recipe.blur_faces or evidence.unrecognisable):
        return
    brief = "The campaign's brief: people_must_not_be_recognised"
    yield finding_of(
        faces_noted(evidence),
        rule=NOBODY_RECOGNISABLE,
        check=nobody_recognisable.__name__,
        source=brief if evidence.unrecognisable else "edits: blur_faces",
        as_of="unknown",
    )


def _tip_verdict(tip: Tip, evidence: Evidence) -> Verdict:
    if tip.check is None:
        return Verdict(level="todo", message=tip.advice)
    known = CHECKS.get(tip.check)
    if known is None:
        return ask_about_file(tip, evidence)
    return ask(known, evidence, tip)
