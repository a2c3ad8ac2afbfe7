"""Whether the brief says what each platform's posts need beside their words."""

from __future__ import annotations

from typing import get_args

from studio.campaign.brief import ContentType, Narrative
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.campaign.saying import no_brief, no_posts
from studio.check.ranges import Count, Positive
from studio.check.verdict import Verdict, passed, to_do, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.copy import signs
from studio.plan.copy.post import Post

CONTENT_TYPES: tuple[str, ...] = get_args(ContentType)


def post_pinned(campaign: CampaignEvidence) -> Verdict:
    """One post is marked to be pinned."""
    if not campaign.decided:
        return no_posts()
    pinned = [post.name for post in campaign.decided if post.pinned]
    if len(pinned) > 1:
        return warned(msg("{count} posts are to be pinned, and one stays on top.", count=len(pinned)), measured=pinned)
    if not pinned:
        return warned(msg("No post is marked to be pinned: write pinned = true for the one that says it best."))
    return passed(msg("{post} stays on top.", post=pinned[0]))


def own_account(campaign: CampaignEvidence) -> Verdict:
    """There is an account and one campaign hashtag, and every post carries it."""
    if campaign.brief is None:
        return no_brief()
    if not campaign.plan.account or not campaign.brief.hashtag:
        where = campaign.platform.name if campaign.platform else ""
        return warned(
            msg("The brief has no account on {platform}, or no campaign hashtag: write both.", platform=where)
        )
    wanted = _bare(campaign.brief.hashtag)
    own = _posts(campaign)
    without = [post.key for post in own if wanted not in _hashtags(post)]
    if without:
        told = msg("{count} of {all} posts lack {hashtag}.", count=len(without), all=len(own), hashtag=f"#{wanted}")
        return warned(told, measured=without)
    told = msg("{account} posts, with {hashtag} on all of it.", account=campaign.plan.account, hashtag=f"#{wanted}")
    return passed(told, measured=len(own))


def audience_hashtags(campaign: CampaignEvidence) -> Verdict:
    """Each post has a hashtag that the audience follows, where the platform uses hashtags."""
    if campaign.brief is None:
        return no_brief()
    theirs = {_bare(each) for each in campaign.brief.hashtags}
    if not theirs:
        return warned(msg("The brief lists no hashtags that the audience follows: write hashtags."))
    tagged = [post for post in _posts(campaign) if _hashtags(post)]
    if not tagged:
        return unknown(msg("No post has hashtags."))
    without = [post.key for post in tagged if not theirs & _hashtags(post)]
    evidence = {"measured": without, "wanted": sorted(theirs)}
    if without:
        told = msg("{count} of {all} posts with hashtags have none that the audience follows.",
                   count=len(without), all=len(tagged))  # fmt: skip
        return warned(told, **evidence)
    return passed(msg("Each post has a hashtag that the audience follows."), **evidence)


def content_types_told(campaign: CampaignEvidence, *, types: tuple[str, ...] = CONTENT_TYPES) -> Verdict:
    """Each post has one of the types of content that work."""
    if not campaign.decided:
        return no_posts()
    without = tuple(post.name for post in campaign.decided if post.content_type not in types)
    if without:
        told = msg("No type that works is given for {posts}: choose one of {types}.", posts=without, types=types)
        return warned(told, measured=list(without), wanted=list(types))
    return passed(msg("Each post has a type that works."))


def several_voices(campaign: CampaignEvidence, *, min_voices: Count = 2) -> Verdict:
    """Posts say whose voice they speak with, and there are several."""
    if not campaign.decided:
        return no_posts()
    without = tuple(post.name for post in campaign.decided if not post.voice)
    voices = sorted({post.voice for post in campaign.decided if post.voice})
    evidence = {"measured": voices, "wanted_min": min_voices}
    if without:
        return warned(msg("Nobody has said whose voice speaks in {posts}: write voice.", posts=without), **evidence)
    if len(voices) < min_voices:
        return warned(msg("All posts speak with one voice: let others speak too."), **evidence)
    return passed(nmsg("{count} voice speaks.", "{count} voices speak.", len(voices)), **evidence)


def place_named(campaign: CampaignEvidence) -> Verdict:
    """Posts have a place that a person typed."""
    if not campaign.decided:
        return no_posts()
    without = tuple(post.name for post in campaign.decided if not post.place)
    if without:
        return warned(
            msg("No place is given for {posts}: type one if it may be known.", posts=without), measured=list(without)
        )
    return passed(msg("Each post has its place, typed by a person."))


def targeting_filled(campaign: CampaignEvidence) -> Verdict:
    """Place, age, gender and interests of those whom an advertisement is shown to are filled in."""
    if campaign.brief is None:
        return no_brief()
    aim = campaign.brief.targeting
    asked = {"places": msg("places"), "ages": msg("ages"), "genders": msg("genders"), "interests": msg("interests")}
    missing = tuple(told for name, told in asked.items() if not getattr(aim, name))
    if missing:
        return warned(msg("Fill in under targeting: {missing}.", missing=missing))
    assert aim.ages
    sheet = msg("To hand over: {places}; {youngest} to {oldest} years; {genders}; {interests}.", places=aim.places,
                youngest=aim.ages[0], oldest=aim.ages[1], genders=aim.genders, interests=aim.interests)  # fmt: skip
    return passed(sheet, targeting=aim.model_dump(mode="json"))


def exclusions_named(campaign: CampaignEvidence) -> Verdict:
    """Audiences where it could do harm are excluded, or somebody wrote that none need be."""
    if campaign.brief is None:
        return no_brief()
    excluded = campaign.brief.targeting.exclusions
    if not excluded:
        return warned(msg("Say who must not see it: write exclusions, or “none needed” and why."))
    return passed(msg("Not shown to: {excluded}.", excluded=excluded))


def series_planned(campaign: CampaignEvidence, *, min_episodes: Count = 3) -> Verdict:
    """There is a series with a name and enough episodes."""
    if campaign.brief is None:
        return no_brief()
    series = campaign.brief.series
    evidence = {"measured": len(series.episodes), "wanted_min": min_episodes}
    if not series.name or len(series.episodes) < min_episodes:
        told = msg("Plan a series: a name, and at least {least} episodes of one idea.", least=min_episodes)
        return warned(told, **evidence)
    return passed(nmsg("“{name}” has {count} episode.", "“{name}” has {count} episodes.", len(series.episodes),
                       name=series.name), **evidence)  # fmt: skip


def playlist_named(campaign: CampaignEvidence) -> Verdict:
    """The series has a playlist, and so has each of its posts."""
    if campaign.brief is None:
        return no_brief()
    playlist = campaign.brief.series.playlist
    if not playlist:
        return warned(msg("The series has no playlist: write its name under series."))
    other = tuple(post.name for post in campaign.decided if post.playlist and post.playlist != playlist)
    if other:
        return warned(msg("Another playlist than {playlist} is given for {posts}.", posts=other, playlist=playlist))
    return passed(msg("All of it goes to the playlist {playlist}.", playlist=playlist))


def narrative_chosen(campaign: CampaignEvidence, *, avoid: tuple[Narrative, ...] = ()) -> Verdict:
    """The kind of narrative is chosen, and is none that goes badly on the platform."""
    if campaign.brief is None:
        return no_brief()
    chosen = campaign.plan.narrative or campaign.brief.narrative
    if chosen is None:
        return warned(msg("The brief does not say which narrative it is: write narrative, such as alternative."))
    if chosen in avoid:
        told = msg("It is a {narrative} narrative, and such videos were taken down here: an alternative one is safer.",
                   narrative=chosen)  # fmt: skip
        return warned(told, measured=chosen)
    return passed(msg("It is a narrative of the kind “{narrative}”.", narrative=chosen), measured=chosen)


def community_chosen(campaign: CampaignEvidence) -> Verdict:
    """The community (subreddit) is named, and somebody read its rules."""
    if campaign.brief is None:
        return no_brief()
    plan = campaign.plan
    if not plan.subreddit:
        return warned(msg("Name the community that it is posted in: write subreddit."))
    if not plan.rules_read:
        return warned(msg("Read the rules of {community}, then write rules_read = true.", community=plan.subreddit))
    return passed(msg("It goes to {community}, whose rules somebody read.", community=plan.subreddit))


def reach_estimate(campaign: CampaignEvidence, *, people_per_eur: Positive = 1000) -> Verdict:
    """The budget is known, and how many people it may reach at the paper's rate of 2017."""
    if campaign.plan.budget_eur is None:
        return to_do(msg("Write budget_eur for this platform in the brief to see how many people it may reach."))
    reach = round(campaign.plan.budget_eur * people_per_eur)
    told = msg("{budget:g} euros may reach about {reach} people, by a rate of 2017: only an estimate.",
               budget=campaign.plan.budget_eur, reach=reach)  # fmt: skip
    return passed(told, estimate=reach, people_per_eur=people_per_eur)


def _posts(campaign: CampaignEvidence) -> list[Post]:
    """Those of the platform whose tip is asked, else all."""
    slug = campaign.platform.slug if campaign.platform else None
    return [post for post in campaign.posts if slug in {None, post.platform}]


def _hashtags(post: Post) -> set[str]:
    written = (post.text[start:end] for start, end in signs.hashtags(post.text))
    return {_bare(tag) for tag in (*written, *post.hashtags)}


def _bare(hashtag: str) -> str:
    return "".join(hashtag.strip().lstrip("#").casefold().split())
