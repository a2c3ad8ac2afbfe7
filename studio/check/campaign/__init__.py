"""The library of checks of a whole campaign: its brief, its calendar, its metrics, all its outputs and posts.

Each is pure: ``f(campaign, *, params)`` in, a verdict out. They warn, and block nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from studio.check.campaign import audience, package, posting, preparing
from studio.check.campaign.calendar import CALENDAR_CHECKS
from studio.check.campaign.metrics import METRIC_CHECKS
from studio.check.verdict import Verdict

CampaignCheck = Callable[..., Verdict]

CAMPAIGN_CHECKS: Mapping[str, CampaignCheck] = MappingProxyType(
    {
        **CALENDAR_CHECKS,
        **METRIC_CHECKS,
        **{
            check.__name__: check
            for check in (
                audience.audience_defined,
                audience.audience_specific,
                audience.no_minors,
                audience.platforms_have_audience,
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
        },
    }
)
