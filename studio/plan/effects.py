"""What a plugin's effect does to a recipe: a clip takes some of its time, and subtitles move with the master."""

from __future__ import annotations

from studio.plan.recipe import Recipe
from studio.platforms.contract import Aim, Target
from studio.platforms.effects import Applied

LEAST_S = 1.0
"""So much of the master must be left beside a clip, else the output shows nothing of it."""


def with_room(target: Target, aim: Aim, effect: Applied | None) -> Target | None:
    """The target with its aim shortened by the effect's clip; nothing where that would leave too little.

    ``aim`` is what the placement aims at. The clip counts with its full length, so that the whole never is too long.
    """
    if effect is None or effect.kind == "filter":
        return target
    longest = [float(most) for most in (aim.max_s, target.limit("max_duration_s")) if most]
    if not longest:
        return target
    room = min(longest) - effect.seconds
    if room < LEAST_S:
        return None
    shorter = target.placement.model_copy(update={"aim": aim.model_copy(update={"max_s": room})})
    return target.model_copy(update={"placement": shorter})


def with_effect(recipe: Recipe, effect: Applied | None) -> Recipe:
    """The recipe with the effect in it, and in the video that a GIF is made of."""
    if effect is None:
        return recipe
    if recipe.source == "card":
        return recipe.model_copy(update={"reasons": (*recipe.reasons, f"{effect.name} is left out: {_ONLY_WORDS}")})
    parts = tuple(with_effect(part, effect) for part in recipe.parts)
    applied = recipe.model_copy(update={"effect": effect, "parts": parts})
    reasons = (*recipe.reasons, f"{_WHAT[effect.kind]} {effect.name}, by the plugin {effect.plugin}")
    return applied.shifted(applied.lead_s).model_copy(update={"reasons": reasons})


_ONLY_WORDS = "a card of words has no picture to put it on"
_WHAT = {"filter": "the picture goes through", "before": "opened by", "after": "closed by"}
