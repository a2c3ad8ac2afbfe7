"""Whether what has to be thought of before launch, and after the end, is written down in the brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from studio.campaign.metrics import MetricRow
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.campaign.saying import no_brief
from studio.check.ranges import Count, NotNegative
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg, nmsg


def scenarios_answered(campaign: CampaignEvidence) -> Verdict:
    """Each of the five scenarios has a written answer."""
    if campaign.brief is None:
        return no_brief()
    asked = {
        "viral": msg("it goes viral and is taken over"),
        "failure": msg("nobody takes notice"),
        "detractors": msg("people attack it"),
        "off_topic": msg("the talk drifts off"),
        "absence": msg("the one who knows is away"),
    }
    missing = tuple(told for name, told in asked.items() if not getattr(campaign.brief.scenarios, name))
    evidence = {"measured": len(asked) - len(missing), "wanted": len(asked)}
    if missing:
        return warned(msg("Write down before launch what you do when {missing}.", missing=missing), **evidence)
    return passed(msg("All five scenarios have an answer."), **evidence)


def pilot_held(campaign: CampaignEvidence, *, min_answers: Count = 5) -> Verdict:
    """Before launch a pilot round had enough answers."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    pilot = brief.pilot
    evidence = {"measured": pilot.answers, "wanted_min": min_answers}
    if pilot.answers < min_answers:
        told = nmsg("The pilot round had {count} answer, and {least} are the least: show it to more of the audience.",
                    "The pilot round had {count} answers, and {least} are the least: show it to more of the audience.",
                    pilot.answers, least=min_answers)  # fmt: skip
        return warned(told, **evidence)
    if pilot.held is None:
        return warned(msg("The brief does not say when the pilot round was held: write held."), **evidence)
    if brief.start and pilot.held >= brief.start:
        return warned(msg("The pilot round was held on {day}, after the launch.", day=pilot.held), **evidence)
    return passed(nmsg("The pilot round had {count} answer.", "The pilot round had {count} answers.", pilot.answers),
                  **evidence)  # fmt: skip


def facts_sourced(campaign: CampaignEvidence) -> Verdict:
    """The brief has facts that carry the argument, each with its source."""
    if campaign.brief is None:
        return no_brief()
    facts = campaign.brief.facts
    without = tuple(fact.text for fact in facts if not fact.source)
    evidence = {"measured": len(facts), "without_source": list(without)}
    if not facts:
        return warned(msg("The brief has no facts: write those that carry your argument, each with its source."),
                      **evidence)  # fmt: skip
    if without:
        return warned(msg("A fact has no source: {fact}", fact=without[0]), **evidence)
    return passed(nmsg("{count} fact, with its source.", "{count} facts, each with its source.", len(facts)),
                  **evidence)  # fmt: skip


def partners_credible(campaign: CampaignEvidence) -> Verdict:
    """There are partners, each with a role and a word on credibility, and none of them is a public authority."""
    if campaign.brief is None:
        return no_brief()
    partners = campaign.brief.partners
    if not partners:
        return warned(msg("The brief names no partners: who would your audience believe?"))
    vague = tuple(partner.name for partner in partners if not (partner.role and partner.credibility))
    if vague:
        return warned(msg("Write the role of {partners}, and what the name does to your credibility.", partners=vague),
                      measured=list(vague))  # fmt: skip
    official = tuple(partner.name for partner in partners if partner.public_authority)
    if official:
        told = msg("The backing of a public authority may cost the audience's trust: {partners}.", partners=official)
        return warned(told, measured=list(official))
    return passed(nmsg("{count} partner, thought through.", "{count} partners, thought through.", len(partners)))


def journalists_known(campaign: CampaignEvidence) -> Verdict:
    """The brief names journalists to reach, or says why there are none."""
    if campaign.brief is None:
        return no_brief()
    known, why = campaign.brief.journalists, campaign.brief.no_journalists_because
    if not known and why:
        return passed(msg("No journalists, for a reason: {why}", why=why))
    unreachable = tuple(each.name for each in known if not each.contact)
    if not known:
        return warned(msg("The brief names no journalists: list some, or write no_journalists_because."))
    if unreachable:
        return warned(msg("Write how {journalists} can be reached.", journalists=unreachable))
    return passed(nmsg("{count} journalist who can be reached.", "{count} journalists who can be reached.", len(known)))


def amplifiers_named(campaign: CampaignEvidence) -> Verdict:
    """The brief names local voices or allied campaigns, and hashtags that the audience follows."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    missing: list[Message] = []
    if not (brief.voices or brief.allied_campaigns):
        missing.append(msg("local voices or allied campaigns"))
    if not brief.hashtags:
        missing.append(msg("hashtags that the audience follows"))
    if missing:
        return warned(msg("The brief names no {missing}.", missing=tuple(missing)))
    return passed(msg("Others can carry it: {voices}.", voices=(*brief.voices, *brief.allied_campaigns)))


def first_budget_small(campaign: CampaignEvidence, *, first_round_eur: NotNegative = 50) -> Verdict:
    """No platform's first round of advertising costs more than a trial should."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    known = {slug: plan for slug, plan in brief.platforms.items() if plan.budget_eur is not None}
    if not known:
        return warned(msg("No platform has a budget for advertising: write budget_eur, or 0 for none."))
    evidence = {"measured": {slug: plan.budget_eur for slug, plan in known.items()}, "wanted_max": first_round_eur}
    for slug, plan in known.items():
        if (plan.budget_eur or 0) > first_round_eur and not plan.had_results:
            told = msg("The first round on {platform} costs {budget:g} euros: begin with about {most:g} and learn.",
                       platform=slug, budget=plan.budget_eur, most=first_round_eur)  # fmt: skip
            return warned(told, **evidence)
    return passed(msg("Advertising begins small."), **evidence)


def evaluated(campaign: CampaignEvidence) -> Verdict:
    """After the end, an evaluation is written."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    if brief.end is None:
        return warned(msg("The brief does not say when the campaign ends: write end."))
    if campaign.today <= brief.end:
        return unknown(msg("The campaign runs until {day}; evaluate it then.", day=brief.end))
    if not brief.evaluation:
        told = msg("The campaign ended on {day}: write in the brief what worked and what comes next.",
                   day=brief.end)  # fmt: skip
        return warned(told, draft=evaluation_draft(campaign.metrics))
    return passed(msg("The campaign is evaluated."))


def evaluation_draft(metrics: Iterable[MetricRow]) -> list[str]:
    """What imported metrics say of each platform, the most engaged first: the beginning of an evaluation.

    A line each, such as ``town: 12400 impressions, 620 engagements (5.0 %), 31 clicks, 800 views``.
    """
    sums: dict[str, Counter[str]] = {}
    for row in metrics:
        figures = {name: getattr(row, name) or 0 for name in _FIGURES}
        sums.setdefault(row.platform, Counter()).update(figures)
    ranked = sorted(sums.items(), key=lambda each: -_rate(each[1]))
    return [
        f"{slug}: {sum_['impressions']} impressions, {sum_['engagements']} engagements ({_rate(sum_):.1%}), "
        f"{sum_['clicks']} clicks, {sum_['views']} views"
        for slug, sum_ in ranked
    ]


_FIGURES = ("impressions", "engagements", "clicks", "views")


def _rate(figures: Mapping[str, int]) -> float:
    """Engagements per impression; 0 where nothing was shown."""
    return figures["engagements"] / figures["impressions"] if figures["impressions"] else 0.0
