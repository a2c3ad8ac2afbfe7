"""Holding a whole campaign against the tips that are about it: its own, and those of each of its platforms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from studio.campaign.brief import Ticked, fields
from studio.check.campaign import CAMPAIGN_CHECKS
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.finding import Finding
from studio.check.named import ask
from studio.check.verdict import Verdict, passed, warned
from studio.check.weighing import tip_finding
from studio.check.where import feature_fault
from studio.errors import PluginError
from studio.messages import msg
from studio.paths import resource
from studio.platforms.contract import Platform, Tip
from studio.platforms.reading import GeneralTips, Names, read_general


def judge(campaign: CampaignEvidence, general: GeneralTips, platforms: Iterable[Platform]) -> tuple[Finding, ...]:
    """What each tip says once about the campaign: those of ``platforms``, and ``general`` where somebody plans it."""
    own = [
        tip_finding(tip, _verdict(tip, campaign.model_copy(update={"platform": platform})), platform)
        for platform in platforms
        for tip in platform.tips
        if is_about_campaign(tip)
    ]
    if not campaign.is_planned:
        return tuple(own)
    whole = campaign.model_copy(update={"platform": None})
    shared = [tip_finding(tip, _verdict(tip, whole), general) for tip in general.tips if _is_asked(tip)]
    return (*shared, *own)


def is_about_campaign(tip: Tip) -> bool:
    """Whether a tip is asked once about the campaign, not about each output or post."""
    return bool(tip.asks) or tip.check in CAMPAIGN_CHECKS


def ticked(finding: Finding, campaign: CampaignEvidence) -> Finding:
    """The same, passed where a person has ticked what only a person can tell."""
    tick = campaign.brief.tick(finding.rule) if campaign.brief else None
    if tick is None or finding.level != "todo":
        return finding
    verdict = _ticked(tick)
    return finding.model_copy(update={"level": verdict.level, "message": verdict.message, "said": verdict.said})


def _ticked(tick: Ticked) -> Verdict:
    return passed(msg("{name} ticked it on {day}.", name=tick.by, day=tick.on))


def _is_asked(tip: Tip) -> bool:
    return is_about_campaign(tip) or tip.kind == "manual"


def _verdict(tip: Tip, campaign: CampaignEvidence) -> Verdict:
    if check := CAMPAIGN_CHECKS.get(tip.check or ""):
        return ask(check, campaign, tip)
    if campaign.brief and (tick := campaign.brief.tick(tip.id)):
        return _ticked(tick)
    if not tip.asks or campaign.brief is None:
        return Verdict(level="todo", message=tip.advice)
    slug = campaign.platform.slug if campaign.platform else ""
    missing = tuple(field for field in tip.asks if not campaign.brief.says(field, slug))
    if missing:
        return warned(msg("The brief does not say it yet: fill in {fields}.", fields=missing), missing=list(missing))
    return passed(msg("The brief says it: {fields}.", fields=tip.asks))


@cache
def campaign_tips() -> GeneralTips:
    """The tips about a whole campaign, which the project ships. A mistake in them is the project's own."""
    found = read_general(resource("assets", "campaign", "tips.toml"), Names(asks=fields(), feature_fault=feature_fault))
    if isinstance(found, GeneralTips):
        return found
    raise PluginError(str(found[0]), "install the studio again")
