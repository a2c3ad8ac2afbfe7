"""Subtitles as the edits time them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from studio.ingest.master import Cue
from studio.plan.edits import Edits, PlacementEdits, SubtitleTiming
from studio.plan.planner import plan
from studio.plan.reading import GAP_S, LONGEST_S, SHORTEST_S, characters, measure
from studio.plan.retiming import moved, retimed, timed
from tests.plan.building import analysis, cues, shot, target, video

LONG = (
    "Before you share something that makes you angry, ask one question: who gains when you pass it on, "
    "and who is hurt by it?"
)
ARABIC = "قبل أن تشارك شيئًا يثير غضبك، اطرح سؤالًا واحدًا: من المستفيد عندما تنقله إلى غيرك، ومن المتضرر منه حقًا؟"


def cue(start: float, end: float, text: str = "Words") -> Cue:
    return Cue(start=start, end=end, text=text)


def test_times_are_multiplied_and_then_moved() -> None:
    """What would end before the master begins is gone, what would begin before it begins with it."""
    timing = SubtitleTiming(language="en", rate=1.5, shift_s=-3)

    track = moved(cues((0, 1, "gone"), (1.5, 4, "cut"), (10, 12, "later")), timing)

    assert [(one.start, one.end, one.text) for one in track.cues] == [(0, 3, "cut"), (12, 15, "later")]


def test_a_short_cue_takes_the_room_behind_it() -> None:
    """As much as reading needs, up to two frames before the next."""
    short, late = cue(0, 0.4, "Look at this now"), cue(0.8, 3)

    roomy, tight = retimed((short, cue(5, 7)), "en"), retimed((short, late), "en")

    assert roomy[0].end == pytest.approx(max(SHORTEST_S, characters(short.text) / 20), abs=0.002)
    assert tight[0].end == pytest.approx(late.start - GAP_S, abs=0.001)


def test_without_room_behind_it_a_cue_comes_a_little_earlier() -> None:
    """By a quarter of a second at most, and never onto the one before it."""
    pulled = retimed((cue(0, 1), cue(3.0, 3.6, "Look"), cue(3.7, 5)), "en")

    assert pulled[1].start == pytest.approx(3.617 - SHORTEST_S, abs=0.01) and 3 - pulled[1].start <= 0.25
    assert retimed((cue(0, 2.95), cue(3.0, 3.5, "Look"), cue(3.6, 5)), "en")[1].start >= 2.9


@pytest.mark.parametrize("gap", [0.0, 0.04])
def test_neighbours_are_two_frames_apart(gap: float) -> None:
    """Taken from the earlier one where it is long enough, else from the later one."""
    usual = retimed((cue(0, 2), cue(2 + gap, 4)), "en")
    short = retimed((cue(0, 0.85), cue(0.85 + gap, 4)), "en")

    assert (usual[0].end, usual[1].start) == (pytest.approx(2 + gap - GAP_S, abs=0.001), 2 + gap)
    assert short[1].start - short[0].end == pytest.approx(GAP_S, abs=0.002)


@pytest.mark.parametrize("text", [LONG, ARABIC, "分享之前请先问一个问题" * 6])
def test_every_rule_is_kept_and_no_word_is_lost(text: str) -> None:
    """However long a cue is, its pieces fit two lines, stay their time and leave a gap."""
    made = retimed((cue(0, 16, text), cue(16, 18)), None)

    assert "".join("".join(one.text.split()) for one in made[:-1]) == "".join(text.split())
    assert all(SHORTEST_S <= one.end - one.start <= LONGEST_S + 0.001 for one in made)
    assert all(len(one.text.split("\n")) <= 2 and max(map(measure, one.text.split("\n"))) <= 42 for one in made)
    assert all(later.start - earlier.end >= GAP_S - 0.002 for earlier, later in pairwise(made))


def test_one_word_for_long_is_taken_away() -> None:
    """What cannot be split goes after seven seconds."""
    assert retimed((cue(0, 12, "Silence"),), "en") == (cue(0, 7, "Silence"),)


def test_what_is_well_set_stays() -> None:
    """Retiming changes nothing that needs no change, and once is enough."""
    good = (cue(0, 2, "One short line"), cue(3, 6, "Another one, with time to read it"))

    assert retimed(good, "en") == good
    once = retimed((cue(0, 9, LONG), cue(9, 9.3), cue(9.5, 12)), "en")
    assert retimed(once, "en") == once


def test_each_language_has_its_own_time() -> None:
    """A shift for one leaves the others; "und" is what nobody could tell."""
    english, unknown = cues((1, 2, "words")), cues((1, 2, "?")).model_copy(update={"language": None})
    owner = video(subtitles=(english, unknown))

    made = timed(owner, PlacementEdits(subtitle_timing=(SubtitleTiming(language="und", shift_s=3),)))

    assert [track.cues[0].start for track in made.subtitles] == [1, 4]
    assert timed(owner, PlacementEdits()) is owner


def test_the_plan_shows_what_the_edits_time() -> None:
    """Subtitles in the picture and beside it come later; the picture itself is framed as before."""
    owner = video(subtitles=(cues((1, 2, "Look at this"), (4, 6, "and that")),))
    edits = PlacementEdits(subtitle_timing=(SubtitleTiming(language="en", shift_s=1.5),), retime_subtitles=True)
    seen = analysis(shot(0, 20))
    place = target(captions="burned", sidecars=["srt"])

    (plain,) = plan(owner, seen, [place], Edits()).recipes
    (made,) = plan(owner, seen, [place], Edits(placements={place.id: edits})).recipes

    assert made.captions and [one.start for one in made.captions.cues] == [2.5, 5.5]
    assert [one.start for one in made.sidecars[0].cues] == [2.5, 5.5]
    assert made.clips == plain.clips
