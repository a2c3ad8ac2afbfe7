"""Whether the brief says whom the campaign is for, and narrowly enough."""

from __future__ import annotations

import re

from studio.check.campaign.evidence import CampaignEvidence
from studio.check.campaign.saying import no_brief
from studio.check.ranges import Count, Positive
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import Message, msg, nmsg

CATCH_ALL = (
    "everyone", "everybody", "anyone", "all", "all people", "people", "the public", "the general public",
    "general public", "the broad public", "society", "young people", "youth", "the youth", "youngsters", "teenagers",
    "the young generation", "adults", "citizens",
    "tout le monde", "les jeunes", "jeunes", "le grand public", "grand public", "les gens",
    "alle", "jeder", "jugendliche", "junge leute", "die allgemeinheit", "die öffentlichkeit",
    "todos", "todo el mundo", "jóvenes", "los jóvenes", "público general",
    "tutti", "giovani", "i giovani", "iedereen", "jongeren", "het grote publiek",
    "الجميع", "الشباب", "كل الناس",
)  # fmt: skip
"""Names that say nothing of whom is meant, in the languages of the campaigns that the studio knows."""
ADULT = 18


def audience_defined(campaign: CampaignEvidence) -> Verdict:
    """The brief says where the audience is, its age, interests, languages and platforms, and the campaign is there."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    asked = {
        "places": msg("where they are"),
        "ages": msg("their age"),
        "interests": msg("their interests"),
        "languages": msg("their languages"),
        "platforms": msg("the platforms that they use"),
    }
    missing = tuple(told for name, told in asked.items() if not getattr(brief.audience, name))
    if missing:
        return warned(msg("The brief does not say of the audience: {missing}.", missing=missing))
    for_them = [slug for slug, plan in brief.platforms.items() if plan.audience != "public"]
    elsewhere = tuple(slug for slug in for_them if slug not in brief.audience.platforms)
    if elsewhere:
        told = msg("The audience does not use {platforms}: drop it, or make it for the public.", platforms=elsewhere)
        return warned(told, measured=list(elsewhere), wanted=list(brief.audience.platforms))
    return passed(msg("The brief says who the audience is, and each platform is one that it uses."))


def audience_specific(
    campaign: CampaignEvidence,
    *,
    max_years: Positive = 20,
    min_interests: Count = 2,
    catch_all: tuple[str, ...] = CATCH_ALL,
) -> Verdict:
    """The audience is no catch-all, its ages span few years, and it has interests of its own."""
    brief = campaign.brief
    if brief is None:
        return no_brief()
    audience = brief.audience
    wrong: list[Message] = []
    bare = _plain(audience.name or "")
    if bare in {_plain(each) for each in catch_all}:
        wrong.append(msg("“{name}” is nearly everybody", name=audience.name))
    if audience.ages and audience.ages[1] - audience.ages[0] > max_years:
        years = audience.ages[1] - audience.ages[0]
        wrong.append(msg("its ages span {years} years ({most:g} at most)", years=years, most=max_years))
    if len(audience.interests) < min_interests:
        few = nmsg("it has {count} interest ({least} at least)",
                   "it has {count} interests ({least} at least)",
                   len(audience.interests), least=min_interests)  # fmt: skip
        wrong.append(few)
    evidence = {"measured": {"ages": audience.ages, "interests": len(audience.interests)},
                "wanted": {"max_years": max_years, "min_interests": min_interests}}  # fmt: skip
    if wrong:
        return warned(msg("The audience is too wide: {wrong}. Name fewer people.", wrong=tuple(wrong)), **evidence)
    if not audience.name or not audience.ages:
        return warned(msg("The audience has no name or no ages: say in a few words who they are."), **evidence)
    return passed(msg("The audience is narrow: {name}.", name=audience.name), **evidence)


def platforms_have_audience(campaign: CampaignEvidence) -> Verdict:
    """Each platform of the campaign has one of the two audiences."""
    if campaign.brief is None:
        return no_brief()
    planned = campaign.brief.platforms
    without = tuple(slug for slug in campaign.platforms if slug not in planned or planned[slug].audience is None)
    if not campaign.platforms:
        return warned(msg("The brief names no platform: write one table for each, such as [platforms.NAME]."))
    if without:
        told = msg(
            'Nobody has said who is meant on {platforms}: write audience = "target" or "public".', platforms=without
        )
        return warned(told, measured=list(without))
    return passed(nmsg("{count} platform has its audience.", "All {count} platforms have their audience.",
                       len(campaign.platforms)))  # fmt: skip


def no_minors(campaign: CampaignEvidence, *, adult_age: Count = ADULT) -> Verdict:
    """The audience has no minors."""
    if campaign.brief is None or campaign.brief.audience.ages is None:
        return unknown(msg("The brief does not say how old the audience is."))
    youngest = campaign.brief.audience.ages[0]
    evidence = {"measured": youngest, "wanted_min": adult_age}
    if youngest < adult_age:
        told = msg(
            "The audience includes minors of {age}: this app is not safe for them. Choose another.", age=youngest
        )
        return warned(told, **evidence)
    return passed(msg("The audience is of age."), **evidence)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
