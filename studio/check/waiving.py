"""Findings that a person answers for: they stay visible with the reason, and no longer count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.check.finding import Finding
from studio.errors import SelectionError
from studio.messages import Message, msg
from studio.plan.edits import EVERYWHERE, Waiver
from studio.platforms.contract import Platform
from studio.platforms.problem import did_you_mean

WRONG_KIND = "limit.kind"
"""The rule that a file is what its placement shows."""
NOBODY_RECOGNISABLE = "privacy.nobody_recognisable"
"""The rule that faces are blurred where somebody wants them to be, whatever the platform asks."""


def waive(findings: Iterable[Finding], placement: str, waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """The findings about one placement or post, those marked that somebody answers for; the last waiver counts."""
    return tuple(finding.model_copy(update={"waived": _waiver(finding, placement, waivers)}) for finding in findings)


def _waiver(finding: Finding, placement: str, waivers: Sequence[Waiver]) -> Waiver | None:
    if finding.level not in {"fail", "warn"}:
        return None
    return next((one for one in reversed(waivers) if one.is_about(finding.rule, placement)), None)


def check_waivers(waivers: Iterable[Waiver], platforms: Iterable[Platform]) -> None:
    """Raises SelectionError for a waiver of a rule, or on a placement, that does not exist."""
    rules = {place: found for platform in platforms for place, found in _rules(platform).items()}
    for waiver in waivers:
        if waiver.placement != EVERYWHERE and waiver.placement not in rules:
            problem = f"a waiver names the placement '{waiver.placement}', which there is not"
            raise SelectionError(problem, did_you_mean(waiver.placement, rules))
        known = {rule for place in rules if waiver.placement in {EVERYWHERE, place} for rule in rules[place]}
        if waiver.rule not in known:
            where = "" if waiver.placement == EVERYWHERE else f" on {waiver.placement}"
            problem = f"a waiver names the rule '{waiver.rule}', which there is not{where}"
            raise SelectionError(problem, did_you_mean(waiver.rule, known))


def _rules(platform: Platform) -> dict[str, set[str]]:
    """The rules that may find fault, by placement and post."""
    found: dict[str, set[str]] = {}
    for placement in platform.placements:
        limits = {f"limit.{limit.key}" for limit in platform.limits_for(placement)}
        found[f"{platform.slug}/{placement.id}"] = {
            WRONG_KIND, NOBODY_RECOGNISABLE, *limits, *(tip.id for tip in platform.tips_for(placement)),
        }  # fmt: skip
    for post in platform.posts:
        own = {f"limit.{limit.key}" for limit in post.limits} | {tip.id for tip in platform.tips}
        found.setdefault(f"{platform.slug}/{post.id}", set()).update(own)
    return found


def in_words(waiver: Waiver, rule: str) -> Message:
    """Such as "Waived by Ana on 2026-11-02: the client asked for it."; of a limit with what may follow."""
    reason = waiver.reason if waiver.reason.endswith((".", "!", "?", "…")) else f"{waiver.reason}."
    said = msg("{waived}: {reason}", waived=_waived(waiver), reason=reason)
    return msg("{said} The platform may still refuse it.", said=said) if rule.startswith("limit.") else said


def _waived(waiver: Waiver) -> Message:
    day = waiver.on
    if waiver.by and day:
        return msg("Waived by {by} on {day}", by=waiver.by, day=day)
    if waiver.by:
        return msg("Waived by {by}", by=waiver.by)
    return msg("Waived on {day}", day=day) if day else msg("Waived")
