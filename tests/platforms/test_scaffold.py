"""A new plugin from a few answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio import testing
from studio.errors import SelectionError
from studio.platforms.contract import Platform
from studio.platforms.discovery import place_of
from studio.platforms.reading import Names, read_platform
from studio.platforms.scaffold import draft, slug_of, write

TODAY = date(2026, 11, 25)
NASTY = 'Caf\u00e9 "\u202e\x00\\" ]]\n[tips'


def test_the_usual_answers_make_a_whole_platform_of_25_lines(tmp_path: Path) -> None:
    """It passes the check at once, says when it was written, and is short enough to be read at a glance."""
    folder = write(draft("Town Hall", url="https://example.org"), tmp_path, TODAY)

    assert testing.problems(folder, today=TODAY) == ()
    lines = (folder / "platform.toml").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line and not line.startswith("#")]) <= 25
    platform = read_platform(place_of(folder), Names())
    assert isinstance(platform, Platform)
    assert (platform.slug, platform.name) == ("town_hall", "Town Hall")
    assert {limit.as_of for limit in platform.placements[0].limits} == {"2026-11"}
    assert "plugin check town_hall" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "answers",
    [
        {"kind": "image", "size": "641x361"},
        {"kind": "image", "megabytes": 0, "seconds": 30},
        {"seconds": 0, "megabytes": 0},
        {"seconds": 2.5, "megabytes": 0.5, "size": "640x640"},
        {"source": NASTY, "slug": "cafe"},
    ],
    ids=str,
)
def test_every_answer_makes_one_that_passes(tmp_path: Path, answers: dict[str, object]) -> None:
    """Also awkward ones; what people write never becomes TOML of its own."""
    folder = write(draft("Town Hall", **answers), tmp_path, TODAY)

    assert testing.problems(folder, today=TODAY) == ()


def test_a_source_that_nobody_can_look_up_is_little_known(tmp_path: Path) -> None:
    """What somebody saw only warns; what stands on the web fails."""
    assert draft("Town").confidence == "low"
    assert draft("Town", url="https://example.org").confidence == "high"


@pytest.mark.parametrize(
    ("name", "answers", "said"),
    [
        ("\u0645\u062f\u0631\u0633\u0629", {}, "slug is '': give a short name in small letters"),
        ("Town", {"slug": "../town"}, "slug is '../town': give a short name"),
        ("", {"slug": "town"}, "name is '': give a name"),
        ("Town", {"size": "big"}, "size is 'big': write width x height"),
        ("Town", {"size": "641x360"}, "size is 641x360: a video's sides must be even"),
        ("Town", {"seconds": -3}, "seconds is -3: input should be greater than or equal to 0"),
        ("Town", {"url": "javascript:alert(1)"}, "give an address that begins with https://"),
        ("Town", {"kind": "smell"}, "kind is 'smell': input should be 'video' or 'image'"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_in_one_line(name: str, answers: dict[str, object], said: str) -> None:
    """It says which, and what to write."""
    with pytest.raises(SelectionError) as refused:
        draft(name, **answers)

    assert said in str(refused.value)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that is there stays as it is, and a name that another platform has is not taken."""
    folder = write(draft("Town Hall"), tmp_path, TODAY)
    (folder / "platform.toml").write_text("mine", encoding="utf-8")

    with pytest.raises(SelectionError, match="is there already"):
        write(draft("Town Hall"), tmp_path, TODAY)
    with pytest.raises(SelectionError, match="there is a platform 'library' already"):
        write(draft("Library"), tmp_path, TODAY, taken={"library"})

    assert (folder / "platform.toml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "library").exists()


def test_a_name_becomes_a_folders_name() -> None:
    """Accents go, everything else that is no letter parts words."""
    assert slug_of("  Caf\u00e9 de la Gare!  ") == "cafe_de_la_gare"
