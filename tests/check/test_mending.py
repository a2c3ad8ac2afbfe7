"""Choosing fixes, and judging them: on findings alone."""

from __future__ import annotations

from typing import Any

import pytest

from studio.check.finding import Finding, Level
from studio.check.mending import Change, Fix, Standing, choose, choose_for_all, judge, shows
from studio.ingest.master import Cue
from studio.plan.edits import EVERYWHERE, TITLE, BlurredRegion, PlacementEdits, SubtitleTiming, Waiver
from studio.plan.recipe import Redaction
from studio.values import PixelBox, Region
from tests.check.building import recipe

START, LATER = PlacementEdits(start_s=2), PlacementEdits(start_s=4)
BLUR = PlacementEdits(fit="blur")
NONE = PlacementEdits()
CORNER = PixelBox(x=0, y=0, width=80, height=80)


def finding(level: Level, rule: str = "tip", fix: PlacementEdits | None = None, **more: Any) -> Finding:
    told = {"message": "So it is.", "source": "Help", "as_of": "2026-10", "safe": fix is not None}
    return Finding.model_validate({"rule": rule, "level": level, "fix": fix, **told, **more})


def fix(change: PlacementEdits = START) -> Fix:
    return Fix(placement="a/b", rule="tip", found="So it is.", change=change)


def tried(change: PlacementEdits, outcome: str) -> Change:
    return Change.model_validate(
        {"placement": "a/b", "rule": "tip", "found": "", "change": change, "told": "", "outcome": outcome}
    )


def test_the_worst_comes_first() -> None:
    """A failure is mended before a warning that stands above it."""
    found, later = choose("a/b", [finding("warn", "one", START), finding("fail", "two", BLUR)], decided=NONE)

    assert (found.rule, found.change, found.told) == ("two", BLUR, "show the whole picture over a blurred copy")
    assert (later.rule, later.change) == ("one", START)


def test_only_what_is_safe_and_stands_is_chosen() -> None:
    """Not what somebody should look at first, not what passed, not what somebody answers for."""
    waived = Waiver(rule="tip", reason="as meant")
    none = [
        finding("warn", fix=START, safe=False), finding("pass", fix=START), finding("n/a", fix=START),
        finding("fail", fix=START, waived=waived), finding("warn"),
    ]  # fmt: skip

    assert choose("a/b", none, decided=NONE) == ()


def test_what_a_person_decided_is_never_touched() -> None:
    """A fix that would change such a field is left out as a whole; another one is chosen."""
    both = PlacementEdits(start_s=2, fit="blur")
    found = [finding("fail", fix=both), finding("warn", fix=PlacementEdits(end_s=9))]

    (chosen,) = choose("a/b", found, decided=BLUR)

    assert chosen.change == PlacementEdits(end_s=9)


def test_a_field_has_one_fix_and_none_is_tried_twice() -> None:
    """What was kept is not overridden; where one was taken back, another finding's may be tried."""
    found = [finding("fail", fix=START), finding("warn", fix=LATER)]

    assert choose("a/b", found, decided=NONE, tried=[tried(START, "kept")]) == ()
    (after,) = choose("a/b", found, decided=NONE, tried=[tried(START, "taken back")])
    assert after.change == LATER


def test_a_hook_needs_a_title() -> None:
    """Without copy there is nothing to write; with it the words themselves stand in the fix."""
    found = [finding("warn", fix=PlacementEdits(hook=TITLE))]

    assert choose("a/b", found, decided=NONE) == ()
    (chosen,) = choose("a/b", found, decided=NONE, title="Come along!")
    assert chosen.change.hook == "Come along!"


def test_a_fix_is_kept_where_the_output_stands_better() -> None:
    """Fewer failures, or as many and fewer warnings; no change and any new failure are taken back."""
    bad = [finding("warn"), finding("warn", "other")]

    assert [one.outcome for one in judge([fix()], bad, [finding("warn")])] == ["kept"]
    assert [one.outcome for one in judge([fix()], bad, bad)] == ["taken back"]
    assert [one.outcome for one in judge([fix()], bad, [finding("fail")])] == ["taken back"]
    assert [one.outcome for one in judge([fix()], [finding("fail")], bad)] == ["kept"]
    assert [one.outcome for one in judge([fix()], bad, None)] == ["not made"]


@pytest.mark.parametrize(("wrong", "outcome"), [(2, "kept"), (3, "taken back"), (4, "taken back")])
def test_fewer_wrong_subtitles_are_better(wrong: int, outcome: str) -> None:
    """Three are too fast: where two still are, the warning stands and the fix has helped all the same."""
    three, left = (finding("warn", cases=count) for count in (3, wrong))

    assert [one.outcome for one in judge([fix()], [three], [left])] == [outcome]
    assert [one.outcome for one in judge([fix()], [three], [left, finding("warn", "new")])] == ["taken back"]


@pytest.mark.parametrize(
    ("change", "field", "seen"),
    [
        (PlacementEdits(retime_subtitles=True), "captions", True),
        (PlacementEdits(retime_subtitles=True), "redactions", False),
        (PlacementEdits(blur_faces="all"), "redactions", True),
        (PlacementEdits(blur_faces="all"), "captions", False),
        (PlacementEdits(retime_subtitles=True, blur_faces="all"), "captions", True),
        (START, "clips", True),
    ],
)
def test_an_output_shows_a_change_where_its_recipe_does(change: PlacementEdits, field: str, seen: bool) -> None:
    """Retimed subtitles in its words, blurred faces in its picture; of a document in any of its pages."""
    before = recipe(cues=[Cue(start=0, end=1, text="Hi")])
    other: dict[str, Any] = {"captions": None, "clips": (), "redactions": (Redaction(start=0, end=9, box=CORNER),)}
    after = before.model_copy(update={field: other[field]})
    pages = [before.model_copy(update={"source": "pages", "parts": (before, each)}) for each in (before, after)]

    assert shows(change, before, after) is seen
    assert shows(change, *pages) is seen
    assert not shows(change, before, before)


def test_what_somebody_answers_for_does_not_count() -> None:
    """Nor does what only a person can tell."""
    waived = finding("fail", waived=Waiver(rule="tip", reason="as meant"))

    assert Standing.of([waived, finding("todo"), finding("warn")]) == Standing(failed=0, warned=1, cases=1)


def test_what_may_make_each_other_needless_is_not_tried_at_once() -> None:
    """A later start and words over the opening are one after the other; a crop has nothing to do with either."""
    found = [
        finding("warn", "one", START),
        finding("warn", "two", PlacementEdits(hook="Why?")),
        finding("warn", fix=BLUR),
    ]

    assert [one.change for one in choose("a/b", found, decided=NONE)] == [START, BLUR]
    assert [one.change for one in choose("a/b", found[::-1], decided=NONE)] == [BLUR, START]
    assert [one.change for one in choose("a/b", found, decided=NONE, together=False)] == [START]


def test_what_is_about_the_master_is_for_all() -> None:
    """Late subtitles are moved once, for every output; for one alone only where all together did not gain."""
    found = [finding("warn", fix=moved("en")), finding("warn", "two", BLUR)]

    (wide,) = choose_for_all([(NONE, found), (NONE, found)])
    assert (wide.placement, wide.change) == (EVERYWHERE, moved("en"))
    assert [one.change for one in choose("a/b", found, decided=NONE)] == [BLUR]
    lost = tried(moved("en"), "taken back").model_copy(update={"placement": EVERYWHERE})
    assert choose_for_all([(NONE, found)], tried=[lost]) == ()
    assert [one.change for one in choose("a/b", found, decided=NONE, tried=[lost])] == [moved("en"), BLUR]


def test_what_several_outputs_ask_for_is_joined() -> None:
    """Subtitles of two languages, and faces that were missed in two outputs."""
    first, second = blurred(0.1), blurred(0.5)
    found = [
        [finding("warn", fix=moved("en")), finding("fail", fix=first)],
        [finding("warn", fix=moved("ar")), finding("fail", fix=second)],
    ]  # fmt: skip

    changes = [one.change for one in choose_for_all([(NONE, each) for each in found])]

    assert sorted(one.language for each in changes for one in each.subtitle_timing or ()) == ["ar", "en"]
    assert {one for each in changes for one in each.blur_regions or ()} == {
        *(first.blur_regions or ()), *(second.blur_regions or ()),
    }  # fmt: skip


def test_a_persons_own_timing_stays() -> None:
    """What they said of a language is not moved again; another language still is."""
    both = PlacementEdits(subtitle_timing=(*(moved("en").subtitle_timing or ()), *(moved("ar").subtitle_timing or ())))

    (wide,) = choose_for_all([(moved("en", 3), [finding("warn", fix=both)])])

    assert wide.change == moved("ar")
    assert choose_for_all([(moved("en", 3), [finding("warn", fix=moved("en"))])]) == ()


def test_blurred_parts_are_added() -> None:
    """What a person blurs in one output alone does not come to the others with the face that was missed there."""
    own, missed = blurred(0.1), blurred(0.5)

    (wide,) = choose_for_all([(own, [finding("fail", fix=own.joined(missed))])])

    assert wide.change == missed
    assert choose_for_all([(own, [finding("fail", fix=own)])]) == ()


def test_fixes_tried_together_are_kept_where_each_helps() -> None:
    """Where one did not mend what it is for, nothing is said of them: they are tried one by one."""
    both = [fix(), Fix(placement="a/b", rule="other", found="So it is.", change=BLUR)]
    bad = [finding("warn"), finding("warn", "other")]

    assert [one.outcome for one in judge(both, bad, [])] == ["kept", "kept"]
    assert judge(both, bad, [finding("warn", "other")]) == []
    assert judge(both, bad, None) == []


def moved(language: str, seconds: float = 1.7) -> PlacementEdits:
    return PlacementEdits(subtitle_timing=(SubtitleTiming(language=language, shift_s=seconds),))


def blurred(left: float) -> PlacementEdits:
    return PlacementEdits(blur_regions=(BlurredRegion(region=Region(left=left, top=0, right=left + 0.1, bottom=0.2)),))
