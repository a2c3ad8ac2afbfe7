"""The library of checks of a whole campaign: its brief, its calendar, its metrics, all its outputs and posts.

They warn, and block nothing.
"""

from __future__ import annotations

from studio.check.campaign import audience, cadence, calendar, metrics, package, posting, preparing
from studio.check.named import by_name

CAMPAIGN_CHECKS = by_name(
    audience.audience_defined,
    audience.audience_specific,
    audience.no_minors,
    audience.platforms_have_audience,
    cadence.enough_content,
    cadence.evenings_weekends,
    cadence.follow_up,
    cadence.not_too_often,
    cadence.ready_before_launch,
    cadence.several_a_day,
    cadence.three_times,
    cadence.weekly_per_account,
    calendar.consistent_series,
    calendar.eighty_twenty,
    calendar.recycle,
    calendar.share_others,
    calendar.tags_on_their_day,
    calendar.world_events,
    metrics.adapt_on_the_way,
    metrics.focus,
    metrics.keep_updating,
    metrics.slowing,
    package.full_package,
    package.no_copy_paste,
    package.own_files,
    package.several_platforms,
    package.teaser_and_long_version,
    posting.audience_hashtags,
    posting.community_chosen,
    posting.content_types_told,
    posting.exclusions_named,
    posting.narrative_chosen,
    posting.own_account,
    posting.place_named,
    posting.playlist_named,
    posting.post_pinned,
    posting.reach_estimate,
    posting.series_planned,
    posting.several_voices,
    posting.targeting_filled,
    preparing.amplifiers_named,
    preparing.evaluated,
    preparing.facts_sourced,
    preparing.first_budget_small,
    preparing.journalists_known,
    preparing.partners_credible,
    preparing.pilot_held,
    preparing.scenarios_answered,
)
