"""What a plugin's effect does to a plan; no plugin's code is run here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studio.messages import KEPT
from studio.plan.edits import Edits
from studio.plan.planner import plan
from studio.plan.recipe import Plan
from studio.platforms.contract import Aim, Target
from studio.platforms.effects import Applied
from studio.values import Size
from tests.plan.building import analysis, cues, picture, shot, target, video

WORDS = cues((0, 3, "Good morning, neighbours."), (3, 6, "The doors are open."))


def effect(kind: str = "before", **changes: Any) -> Applied:
    told = {"kind": kind, "seconds": 1.5} if kind != "filter" else {"kind": kind, "filter": "hflip"}
    facts = {"plugin": "place", "name": "card", "with_": {"colour": [1, 2]}, "file": Path("plugin.py"), "sha256": "a"}
    return Applied.model_validate(facts | told | changes)


def planned(place: Target, added: Applied | None, *, fps: str = "30") -> Plan:
    master = video(20, fps=fps, subtitles=(WORDS,))
    return plan(master, analysis(shot(0, 20)), [place], Edits(), {place.id: added} if added else {})


@pytest.mark.parametrize("fps", ["30", "30000/1001", "25"])
@pytest.mark.parametrize("limits", [{}, {"max_duration_s": 8}])
def test_a_clip_and_the_master_together_stay_within_the_time(fps: str, limits: dict[str, Any]) -> None:
    """The window gives way: the whole is never longer than the aim, nor than the limit where nothing is aimed at."""
    place = target(limits, aim=Aim() if limits else Aim(max_s=8))
    (recipe,) = planned(place, effect("after", seconds=1.51), fps=fps).recipes
    bare = sum(clip.frames for clip in recipe.clips)

    assert recipe.fps
    assert recipe.frames == bare + int(1.51 * float(recipe.fps))
    assert 4 < recipe.duration_s <= 8


def test_subtitles_move_with_what_they_belong_to() -> None:
    """Burned in and beside it: later by the title card's length, and where they were with an end card."""
    place = target(aim=Aim(max_s=8), captions="burned", sidecars=("srt",))
    plain, titled, ended = (planned(place, one).recipes[0] for one in (None, effect("before"), effect("after")))

    assert plain.captions and titled.captions and ended.captions
    first, later = plain.captions.cues[0], titled.captions.cues[0]
    assert (later.start, later.text) == (first.start + 1.5, first.text)
    assert titled.sidecars[0].cues[0].start == 1.5
    assert titled.body.captions == plain.captions
    assert ended.captions.cues[0] == first
    assert (titled.lead_s, ended.lead_s) == (1.5, 0)


def test_a_clip_that_leaves_no_time_is_told() -> None:
    """An output that would show nothing of the master is not made."""
    made = planned(target(aim=Aim(max_s=2)), effect(seconds=1.5))

    assert made.recipes == ()
    assert str(made.skipped[0].reason) == "card takes 1.5 s, and leaves no time"


@pytest.mark.parametrize(
    "other",
    [{"filter": "vflip"}, {"with_": {"colour": [1, 3]}}, {"sha256": "b"}],
)
def test_the_digest_covers_all_that_an_effect_shows(other: dict[str, Any]) -> None:
    """Another filter, parameter or text of the plugin is another output; another folder is the same one."""
    first = planned(target(), effect("filter")).recipes[0]

    assert planned(target(), None).recipes[0].digest != first.digest
    assert planned(target(), effect("filter", **other)).recipes[0].digest != first.digest
    assert planned(target(), effect("filter", file=Path("elsewhere/plugin.py"))).recipes[0].digest == first.digest


def test_an_effect_comes_back_from_json() -> None:
    """A recipe is plain data, with its effect."""
    made = planned(target(), effect("before"))

    assert Plan.model_validate_json(made.model_dump_json(context=KEPT)) == made


def test_a_gif_and_a_picture_have_it_too() -> None:
    """A GIF in the video that it is made of, within its frames; a picture itself."""
    loop = target({"max_frames": 60}, format="gif", size=Size(width=321, height=181))
    (recipe,) = planned(loop, effect("before", seconds=1.0)).recipes
    assert recipe.parts[0].effect == recipe.effect
    assert recipe.duration_s * 12.5 <= 60

    still = target(kind="image")
    (made,) = plan(picture(), analysis(shot(0, 0)), [still], Edits(), {still.id: effect("filter")}).recipes
    assert made.filter == "hflip"
