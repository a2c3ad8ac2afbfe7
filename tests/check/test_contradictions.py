"""Rules that no output can keep, found before anything is made."""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.contradictions import contradictions
from studio.check.perfect import perfect
from studio.platforms.contract import Target
from tests.check.building import limit, target, tip


def told(place: Target) -> list[str]:
    return [
        f"{'.'.join(str(part) for part in fault.path)}: {fault.message}" for fault in contradictions(place.platform)
    ]


FINE: list[dict[str, Any]] = [
    tip("duration", min_s=5, max_s=6),
    tip("frame_rate", max_fps=25),
    tip("message_early", within_s=1),
    tip("reading_speed", max_per_s=17),
    tip("text_over_speech"),
    tip("shape", aspects=["16:9", "1:1"]),
    tip("loudness"),
    tip("file_size", max_mb=0.01),
    tip("picture_quality"),
    tip("faces_whole"),
    tip("legible_on_phone"),
    tip("encoding", containers=["mp4"], audio_codecs=["aac-lc"], faststart=True),
]


@pytest.mark.parametrize("one", FINE, ids=lambda one: one["check"])
def test_a_tip_that_good_outputs_pass_is_fine(one: dict[str, Any]) -> None:
    """No plugin is blamed for what it may well ask."""
    assert told(target(captions="burned", size="640x360", tips=[one])) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (target(tips=[tip("duration", min_s=20)], aim={"max_s": 10}), "can pass 'town.duration' (of the best one: It"),
        (target(tips=[tip("duration", max_s=3)], limits=[limit("min_duration_s", 5)]), "can pass 'town.duration'"),
        (target(tips=[tip("shape", aspects=["1:1"])]), "The picture is 320x180, not 1:1"),
        (target(tips=[tip("loudness", lufs=-23.0)]), "9.0 LU louder than -23"),
        (target("image", tips=[tip("duration", max_s=6)]), "'duration' can be measured on nothing that"),
        (target(limits=[limit("containers", ["webm"])]), "can keep containers (Container is mp4, and only"),
        (target(limits=[limit("min_fps", 48), limit("max_fps", 30)]), "min_fps 48 is above max_fps 30"),
        (target(limits=[limit("min_size_px", [100, 900]), limit("max_size_px", [0, 800])]),
         "min_size_px [100, 900] is above max_size_px [0, 800]"),
        (target(limits=[limit("max_duration_s", 10), limit("max_frames", 3)]), "can keep max_frames"),
        (target(tips=[tip("calm_tone")]), "'calm_tone' is asked about posts, and the platform has none"),
        (target(tips=[{**tip("calm_tone"), "kinds": ["video"]}]), "is asked about posts, and 'town.calm_tone' names"),
        (target(tips=[{**tip("loudness"), "posts": ["post"]}]), "'loudness' is asked about files, and 'town.loudness'"),
    ],
)  # fmt: skip
def test_a_rule_that_nobody_can_keep_is_named(place: Target, said: str) -> None:
    """With what the best imaginable output comes to."""
    assert any(said in line for line in told(place)), told(place)


def test_rules_for_different_doors_may_differ() -> None:
    """What the API takes at most may be less than what the app takes at least."""
    place = target(limits=[limit("min_duration_s", 60), limit("max_duration_s", 30, via="api")])

    assert told(place) == []


def test_perfect_outputs_have_every_length_that_a_rule_names() -> None:
    """So that a rule which asks for an unusual length is not blamed."""
    place = target(limits=[limit("min_duration_s", 61)], tips=[tip("duration", max_s=90)])

    lengths = {evidence.facts.duration_s for evidence in perfect(place)}

    assert {61.0, 90.0} <= lengths
