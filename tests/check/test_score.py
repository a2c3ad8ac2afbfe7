"""What an output's score is made of."""

from __future__ import annotations

import pytest

from studio.check.finding import Finding, Level
from studio.check.score import LIMIT, Score, by_check, parts, score
from studio.check.tips import CHECKS
from studio.pack.manifest import PackedOutput
from tests.pack.example import picture


def tip(check: str, level: Level, rule: str = "") -> Finding:
    return Finding(
        rule=rule or f"alpha.{check}", check=check, level=level, message="So.", source="Paper", as_of="2026-09"
    )


def limit(level: Level, key: str = "max_bytes") -> Finding:
    return Finding(rule=f"{LIMIT}{key}", level=level, message="So.", source="Help", as_of="2026-09")


def earned(found: Score) -> dict[str, float | None]:
    return {part.part: part.earned for part in found.parts}


ALL_WELL = (
    tip("reading_speed", "pass"), tip("legible_on_phone", "pass"), tip("faces_whole", "pass"), limit("pass"),
    tip("clean_start", "pass"),
    tip("loudness", "pass"),
)  # fmt: skip


def test_the_parts_are_a_hundred_points_in_six_names() -> None:
    """Readable muted, legible on a phone, subject whole, within limits, first seconds, sound and technique."""
    assert sum(part.points for part in parts()) == 100
    assert [part.id for part in parts()] == ["muted", "phone", "subject", "within", "start", "technique"]
    assert sum(part.limits for part in parts()) == 1


def test_every_check_belongs_to_a_part() -> None:
    """A new check of the studio's needs a home in ``assets/score.toml``, and no part names one that is not there."""
    assert by_check().keys() == CHECKS.keys()


def test_all_well_is_a_hundred() -> None:
    """Each part has all its points, and says what it is made of."""
    found = score(ALL_WELL)

    assert found.value == 100
    assert [part.earned for part in found.parts] == [part.points for part in parts()]
    assert [part.made_of for part in found.parts] == [
        ("reading_speed",), ("legible_on_phone",), ("faces_whole",), ("limit.max_bytes",), ("clean_start",),
        ("loudness",),
    ]  # fmt: skip
    assert not any(part.lost for part in found.parts)


@pytest.mark.parametrize(
    ("more", "left", "value"),
    [
        ((tip("captions_visible", "warn"),), 12.5, 88),
        ((tip("captions_visible", "warn"), tip("text_over_speech", "warn")), 6.25, 81),
        ((tip("captions_visible", "fail"),), 0, 75),
    ],
)
def test_a_warning_halves_a_part_and_a_failure_empties_it(more: tuple[Finding, ...], left: float, value: int) -> None:
    """Of that part alone; what took the points is named."""
    found = score([*ALL_WELL, *more])

    assert earned(found)["muted"] == left
    assert found.value == value
    assert {loss.rule for loss in found.parts[0].lost} == {each.rule for each in more}


def test_one_check_asked_twice_counts_once_at_its_worst() -> None:
    """Two tips that ask the same do not take the points twice."""
    twice = [tip("faces_whole", "pass", "alpha.a"), tip("faces_whole", "warn", "alpha.b"),
             tip("faces_whole", "warn", "alpha.c")]  # fmt: skip

    assert earned(score([*ALL_WELL, *twice]))["subject"] == 7.5


def test_what_was_not_measured_is_left_out_and_said() -> None:
    """A picture has no first seconds: that earns nothing and costs nothing."""
    found = score([limit("pass"), limit("warn", "max_fps"), tip("clean_start", "n/a"), tip("message_early", "todo")])

    assert earned(found) == {
        "muted": None,
        "phone": None,
        "subject": None,
        "within": 7.5,
        "start": None,
        "technique": None,
    }
    assert found.value == 50
    assert all(part.note for part in found.parts if part.earned is None)
    assert score([]).value is None


def test_what_no_part_names_does_not_count() -> None:
    """A plugin's own check changes nothing."""
    assert score([*ALL_WELL, tip("corner_free", "fail")]) == score(ALL_WELL)


def test_a_part_is_told_in_words() -> None:
    """Points with their most, or why there are none."""
    found = score([limit("warn")])

    assert [str(part.told) for part in found.parts][2:4] == [
        "subject whole: left out, no subject was found in it", "within limits: 8 of 15",
    ]  # fmt: skip


def test_the_manifest_has_the_score_with_its_parts(tmp_path: object) -> None:
    """Programs need not add it up; what is read back is the same."""
    output = picture(tmp_path, findings=[limit("warn")]).manifest.outputs[0]  # type: ignore[arg-type]

    assert output.score.value == 50
    assert PackedOutput.model_validate_json(output.model_dump_json(by_alias=True)) == output
    assert '"part":"within"' in output.model_dump_json()
