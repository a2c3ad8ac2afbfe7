"""Whether the pack as a whole holds what the campaign needs."""

from __future__ import annotations

from studio.campaign.calendar import ScheduledPost
from studio.check.campaign.evidence import CampaignEvidence
from studio.check.copy import alike
from studio.check.copy.alike import Percent
from studio.check.ranges import Count, Positive
from studio.check.verdict import Verdict, passed, unknown, warned
from studio.messages import msg, nmsg
from studio.plan.copy import signs
from studio.plan.copy.post import Post


def several_platforms(campaign: CampaignEvidence, *, min_platforms: Count = 2) -> Verdict:
    """The campaign is on several platforms."""
    found = campaign.platforms
    evidence = {"measured": list(found), "wanted_min": min_platforms}
    if not found:
        return unknown(msg("Nothing is known of the campaign's platforms."))
    if len(found) < min_platforms:
        told = nmsg("The campaign is on {count} platform: several channels amplify a message.",
                    "The campaign is on {count} platforms: more channels amplify a message.", len(found))  # fmt: skip
        return warned(told, **evidence)
    return passed(nmsg("The campaign is on {count} platform.", "The campaign is on {count} platforms.", len(found)),
                  **evidence)  # fmt: skip


def full_package(campaign: CampaignEvidence) -> Verdict:
    """The pack holds an image, a logo, a video, copy for each platform, keywords, a poster and a radio spot."""
    if not campaign.outputs:
        return unknown(msg("There is no pack to look at."))
    kinds = {output.kind for output in campaign.outputs}
    written = {post.platform for post in campaign.posts}
    names = {output.placement.partition("/")[2] for output in campaign.outputs}
    held = (
        (msg("a picture"), "image" in kinds),
        (msg("a logo"), any(output.transparent for output in campaign.outputs)),
        (msg("a video"), "video" in kinds),
        (msg("copy for each platform"), {output.platform for output in campaign.outputs} <= written),
        (msg("a list of keywords"), bool(campaign.brief and campaign.brief.keywords)),
        (msg("a media kit"), "media_kit" in names),
        (msg("a poster"), "poster" in names),
        (msg("a radio spot"), "radio_spot" in names),
    )
    missing = tuple(told for told, is_there in held if not is_there)
    evidence = {"measured": len(held) - len(missing), "wanted": len(held)}
    if missing:
        return warned(msg("The pack lacks {missing}.", missing=missing), **evidence)
    return passed(msg("The pack holds all that a campaign needs."), **evidence)


def own_files(campaign: CampaignEvidence) -> Verdict:
    """Every platform has a file of its own, and no post has only a link to a video elsewhere."""
    if not campaign.outputs:
        return unknown(msg("There is no pack to look at."))
    made = {output.platform for output in campaign.outputs}
    without = tuple(slug for slug in campaign.platforms if slug not in made)
    if without:
        return warned(msg("There is no file for {platforms}: make one, and upload it there.", platforms=without),
                      measured=list(without))  # fmt: skip
    filmed = {output.platform for output in campaign.outputs if output.kind == "video"}
    linking = [post.key for post in campaign.posts if post.platform not in filmed and _links_to_video(post)]
    linking += [post.name for post in campaign.calendar if _only_linked(post)]
    if linking:
        told = msg("The only video of {post} is a link to another platform: upload the video itself.", post=linking[0])
        return warned(told, measured=linking)
    return passed(nmsg("{count} platform has a file of its own.", "All {count} platforms have files of their own.",
                       len(made)), measured=sorted(made))  # fmt: skip


def no_copy_paste(campaign: CampaignEvidence, *, least_percent: Percent = 90) -> Verdict:
    """No two posts in one language are nearly the same."""
    return alike.no_copy_paste(campaign.posts, least_percent=least_percent)


def teaser_and_long_version(campaign: CampaignEvidence, *, max_s: Positive = 6) -> Verdict:
    """There is a teaser, and a post that links to the long version."""
    slug = campaign.platform.slug if campaign.platform else ""
    own = [output for output in campaign.outputs if output.platform == slug and output.kind == "video"]
    if not own:
        return unknown(msg("There is no video for this platform."))
    teasers = [output for output in own if output.duration_s is not None and output.duration_s <= max_s]
    lengths = sorted(output.duration_s for output in own if output.duration_s is not None)
    if not teasers:
        return warned(
            msg("No video is a teaser of at most {most:g} s.", most=max_s), measured=lengths, wanted_max=max_s
        )
    posts = [post for post in campaign.posts if post.platform == slug]
    if not posts:
        return unknown(msg("There is a teaser, and no post to look for a link in."), measured=lengths, wanted_max=max_s)
    if not any(_links(post) for post in posts):
        return warned(msg("The teaser's post has no link to the long version: write link in the copy file."))
    return passed(msg("There is a teaser, and its post links to the long version."), measured=lengths, wanted_max=max_s)


_VIDEO_PLATFORMS = ("/watch?", "/shorts/", "/reel/", "/video/", "/videos/", "youtu.be/", "vimeo.com/")
"""Parts of addresses under which a film plays."""


def _links(post: Post) -> list[str]:
    return [post.text[start:end] for start, end in signs.links(post.text)] + ([post.link] if post.link else [])


def _only_linked(post: ScheduledPost) -> bool:
    """Whether a scheduled post has no media of its own, and a link to a video on another platform."""
    links = [*post.links, *(post.text[start:end] for start, end in signs.links(post.text))]
    return not post.media and not post.video and any(
        part in link for link in links for part in _VIDEO_PLATFORMS if post.platform not in link
    )  # fmt: skip


def _links_to_video(post: Post) -> bool:
    return any(part in link for link in _links(post) for part in _VIDEO_PLATFORMS)
