"""What a plugin's effect does to a recipe: a clip takes some of its time, and subtitles move with the master."""

from __future__ import annotations

from studio.messages import Message, msg
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
        why = msg("{effect} is left out: a card of words has no picture to put it on", effect=effect.name)
        return recipe.model_copy(update={"reasons": (*recipe.reasons, why)})
    parts = tuple(with_effect(part, effect) for part in recipe.parts)
    applied = recipe.model_copy(update={"effect": effect, "parts": parts})
    reasons = (*recipe.reasons, _told(effect))
    return applied.shifted(applied.lead_s).model_copy(update={"reasons": reasons})


def _told(effect: Applied) -> Message:
    named = {"effect": effect.name, "plugin": effect.plugin}
    if effect.kind == "filter":
        return msg("the picture goes through {effect}, by the plugin {plugin}", **named)
    if effect.kind == "before":
        return msg("opened by {effect}, by the plugin {plugin}", **named)
    return msg("closed by {effect}, by the plugin {plugin}", **named)
