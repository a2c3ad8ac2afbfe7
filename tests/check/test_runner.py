"""How verdicts become findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from studio.check import check, check_text
from studio.check.runner import is_about_output
from studio.errors import InputRefused
from studio.paths import resource
from studio.platforms.contract import Placement, Target
from studio.platforms.registry import Registry
from studio.values import OutputKind
from tests import making
from tests.check.building import limit, only, target, tip


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.jpg"
    Image.effect_noise((320, 180), 60).convert("RGB").save(path)
    return path


@pytest.mark.parametrize(
    ("more", "level", "words"),
    [
        ({}, "fail", "over the limit"),
        ({"confidence": "medium"}, "fail", "over the limit"),
        ({"confidence": "low"}, "warn", "was not found"),
        ({"via": "api"}, "warn", "uploads through: api"),
    ],
)
def test_only_sure_limits_for_everybody_fail(picture: Path, more: dict[str, str], level: str, words: str) -> None:
    """What is doubtful, or holds for another door, warns and says so."""
    found = only(check(picture, target("image", limits=[limit("max_bytes", 10, **more)])), "limit.max_bytes")

    assert found.level == level
    assert words in found.message


def test_a_finding_names_its_source_and_month(picture: Path) -> None:
    """Whoever doubts a finding can look it up."""
    report = check(picture, target("image", limits=[limit("max_bytes", 10)], tips=[tip("shape", aspects=["1:1"])]))

    assert {finding.source for finding in report.findings} == {"Help pages <https://example.org>"}
    assert {finding.as_of for finding in report.findings} == {"2026-09"}


@pytest.mark.parametrize(
    ("key", "value"), [("unheard_of", 3), ("max_duration_s", 3), ("max_bytes", "many"), ("video_codecs", ["h264"])]
)
def test_what_cannot_be_measured_is_never_a_pass(picture: Path, key: str, value: object) -> None:
    """An unknown limit, a value that makes no sense, a limit for another kind: not applicable, with the reason."""
    found = only(check(picture, target("image", limits=[limit(key, value)])), f"limit.{key}")

    assert found.level == "n/a"
    assert found.message.endswith(".")


def test_what_only_a_person_can_tell_is_to_do(picture: Path) -> None:
    """A tip without a check asks a person, in the tip's own words."""
    found = only(check(picture, target("image", tips=[tip(None)])), "town.todo")

    assert (found.level, found.message) == ("todo", "Do so.")


@pytest.mark.parametrize("parameters", [{"check": "no_such_check"}, {"check": "duration", "with": {"maximum": 3}}])
def test_a_tip_that_asks_for_the_impossible_is_left_to_people(picture: Path, parameters: dict[str, object]) -> None:
    """An unknown check or parameter in a plugin is said, and stops nothing."""
    found = only(check(picture, target("image", tips=[{**tip(None), **parameters}])), "town.todo")

    assert found.level == "n/a"
    assert "look for yourself" in found.message


@pytest.mark.parametrize("name", ["text.mp4", "empty.jpg"])
def test_rubbish_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is neither picture, video nor sound is refused in one line."""
    path = tmp_path / name
    path.write_text("hello" if name == "text.mp4" else "")

    with pytest.raises(InputRefused) as refused:
        check(path, target())

    assert name in refused.value.problem
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", ["video", "image"])
def test_a_damaged_file_is_never_a_crash(tmp_path: Path, picture: Path, kind: str) -> None:
    """Half a video is measured as far as it plays; half a picture is refused in one line."""
    options = ["-movflags", "+faststart"]
    whole = making.video(tmp_path / "whole.mp4", options=options) if kind == "video" else picture
    half = tmp_path / f"half{whole.suffix}"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    place = target(kind, tips=[tip("clean_start"), tip("faces_whole")])

    if kind == "image":
        with pytest.raises(InputRefused, match=r"half\.jpg cannot be read"):
            check(half, place)
    else:
        assert only(check(half, place), "town.clean_start").level == "pass"


def every_target() -> list[Target]:
    return [target for target in Registry.load([resource("plugins")]).targets if target.placement.kind != "text"]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[OutputKind, Path]:
    """A file of each kind that was not made here."""
    folder = tmp_path_factory.mktemp("elsewhere")
    noise = Image.effect_noise((320, 180), 60).convert("RGB")
    noise.save(folder / "picture.jpg")
    noise.save(folder / "pages.pdf")
    return {
        "video": making.video(folder / "clip.mp4", seconds=3.5, size="320x180"),
        "image": folder / "picture.jpg",
        "audio": making.sound(folder / "sound.flac"),
        "document": folder / "pages.pdf",
    }


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that keeps what was seen in those files."""
    return tmp_path_factory.mktemp("looked-at")


@pytest.mark.parametrize("place", every_target(), ids=lambda place: place.id)
def test_a_file_made_elsewhere_is_checked_for_every_placement(
    elsewhere: dict[OutputKind, Path], looked_at: Path, place: Target
) -> None:
    """Without a recipe everything measurable is measured, and nothing breaks; every rule about files answers."""
    report = check(elsewhere[place.placement.kind], place, cache=looked_at)

    answered = {finding.rule for finding in report.findings}
    asked = {tip.id for tip in place.tips if is_about_output(tip, place.platform)}
    assert {f"limit.{one.key}" for one in place.limits} | asked == answered
    assert all(finding.message and finding.source for finding in report.findings)
    assert any(finding.level == "pass" for finding in report.findings)


def test_a_text_is_held_against_its_own_limits() -> None:
    """Counted as its reader sees it, without tags; what only a person can tell is to do."""
    placement = Placement.model_validate(
        {"id": "letter", "name": "Letter", "kind": "text", "format": "html", "limits": [
            {"key": key, "value": value, "source": "help", "as_of": "2026-09", "confidence": "high"}
            for key, value in (("max_chars", 11), ("max_bytes", 18))
        ]}
    )  # fmt: skip
    town = target("image", tips=[tip("clean_start")]).platform
    town = town.model_copy(update={"tips": (*town.tips, town.tips[0].model_copy(update={"id": "a.b", "check": None}))})

    report = check_text("<p>Good day \u0645</p>", Target(platform=town, placement=placement), "Good day")

    assert (report.facts.characters, report.facts.bytes) == (10, 18)
    assert [(finding.rule, finding.level) for finding in report.findings] == [
        ("limit.max_chars", "pass"), ("limit.max_bytes", "pass"), ("a.b", "todo"),
    ]  # fmt: skip
