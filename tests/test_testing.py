"""What the authors of plugins test with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio import testing
from studio.errors import PluginError
from studio.platforms.contract import Platform
from studio.platforms.discovery import place_of
from studio.platforms.reading import Names, read_platform
from tests.platforms.writing import plugin

SMALL = ('size = "640x360"', 'size = "320x180"')


def test_a_master_becomes_outputs_with_findings(tmp_path: Path) -> None:
    """One call from a folder of facts to checked files."""
    folder = plugin(tmp_path / "plugins", old=SMALL[0], new=SMALL[1]).parent
    master = testing.video(tmp_path / "master.mp4", seconds=1)

    production = testing.make(folder, master, work=tmp_path / "work")

    assert [one.target.id for one in production.made] == ["townhall/post", "townhall/picture"]
    assert all(one.output.path.is_file() for one in production.made)
    assert {finding.rule for finding in production.made[0].report.findings} == {
        "limit.max_file_mb", "limit.min_size_px", "townhall.short",
    }  # fmt: skip


def test_a_broken_plugin_makes_nothing(tmp_path: Path) -> None:
    """It says the first fault."""
    folder = plugin(tmp_path, old='format = "mp4"', new='format = "avi"').parent

    with pytest.raises(PluginError, match=r"platform\.toml: "):
        testing.make(folder, tmp_path / "master.mp4", work=tmp_path)


def test_proof_and_tier(tmp_path: Path) -> None:
    """A plugin earns its tier: facts that load, outputs that keep the limits, facts that are fresh."""
    folder = plugin(tmp_path / "plugins", old=SMALL[0], new=SMALL[1]).parent
    platform = read_platform(place_of(folder), Names())
    assert isinstance(platform, Platform)

    proof = testing.prove(folder, work=tmp_path / "work")

    assert proof.problems == ()
    assert len(proof.made) == 2
    assert testing.tier(None, None, date(2026, 11, 1)) == "broken"
    assert testing.tier(platform, None, date(2026, 11, 1)) == "loads"
    assert testing.tier(platform, proof, date(2026, 11, 1)) == "current"
    assert testing.tier(platform, proof, date(2027, 11, 1)) == "makes"


def test_an_output_over_its_limit_is_no_proof(tmp_path: Path) -> None:
    """What the sample shows counts, whatever the facts look like."""
    folder = plugin(tmp_path / "plugins", old='"image"\nsize = "641x361"', new='"image"\nsize = "90x90"').parent
    work = tmp_path / "work"

    told = [str(problem) for problem in testing.prove(folder, work=work).problems]

    assert len(told) == 1
    assert "the output for townhall/picture breaks min_size_px" in told[0]


LETTER = """
[[placements]]
id = "letter"
name = "Letter"
kind = "text"
format = "txt"

[[tips]]"""


def test_texts_are_proved_by_writing_them(tmp_path: Path) -> None:
    """A text needs no sample master; its template is drawn from a whole copy, and a broken one is named."""
    file = plugin(tmp_path / "plugins", old="[[tips]]", new=LETTER)
    facts = file.read_text("utf-8").replace(*SMALL)
    file.write_text(facts, encoding="utf-8")
    folder, work = file.parent, tmp_path / "work"

    assert testing.prove(folder, work=work).problems == ()

    (folder / "letter.txt.j2").write_text("{{ tilte }}", encoding="utf-8")
    (problem,) = testing.prove(folder, work=work).problems
    assert "townhall/letter cannot be written (townhall/letter.txt.j2 cannot be drawn ('tilte'" in problem.message


@pytest.mark.parametrize(
    ("make", "name"), [(testing.picture, "a.png"), (testing.sound, "a.wav"), (testing.video, "a.mp4")]
)
def test_sample_masters_are_let_in(tmp_path: Path, make: object, name: str) -> None:
    """What the author's tests bring is what people bring."""
    from studio.ingest import ingest

    assert callable(make)
    assert ingest(make(tmp_path / name)).kind in {"image", "audio", "video"}
