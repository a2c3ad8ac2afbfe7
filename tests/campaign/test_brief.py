"""The brief: read whole, or refused with the line that is to blame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio.campaign.brief import Brief, fields
from studio.campaign.brief_file import load_brief
from studio.errors import InputRefused
from studio.paths import resource

DEMO = resource("assets", "demo", "brief.toml")
SLUGS = {"instagram", "youtube", "facebook", "whatsapp", "linkedin"}
TIPS = {"campaign.team", "campaign.free_resources"}


def written(folder: Path, text: str) -> Path:
    file = folder / "brief.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_demos_brief_is_read_whole() -> None:
    """Every key of it arrives."""
    brief = load_brief(DEMO, platforms=SLUGS, tips=TIPS)

    assert brief.name == "Before you share"
    assert brief.audience.ages == (16, 28)
    assert brief.platforms["instagram"].budget_eur == 30
    assert brief.tick("campaign.team")
    assert brief.says("scenarios.absence")
    assert not brief.says("evaluation")


def test_the_example_in_the_documentation_is_read() -> None:
    """What a newcomer copies works."""
    page = resource("docs", "brief.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    assert example == DEMO.read_text(encoding="utf-8")


def test_the_documentation_explains_every_field() -> None:
    """Each key of the brief has its line."""
    page = resource("docs", "brief.md").read_text(encoding="utf-8")

    assert [field for field in sorted(fields()) if f"`{field}`" not in page] == []


def test_a_name_is_enough(tmp_path: Path) -> None:
    """All else may come later."""
    assert load_brief(written(tmp_path, 'name = "Walk"')) == Brief(name="Walk")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("interests = [", "intrests = [", "line 19: unknown key 'intrests': did you mean 'interests'?"),
        ("ages = [16, 28]", "ages = [28, 16]", "line 14: ages are [28, 16]: write the youngest first"),
        ("ages = [16, 28]", "ages = 16", "'audience.ages' is 16: write the youngest and the oldest, such as [16, 22]"),
        ("start = 2026-11-30", 'start = "soon"', "line 3: 'start' is 'soon': write a date such as 2026-11-02"),
        ("end = 2026-12-20", "end = 2026-11-29", "it ends on 2026-11-29, before it starts on 2026-11-30: swap the two"),
        ('["en", "ar"]', '["English"]', "line 20: 'audience.languages' holds 'English': write codes of two letters"),
        ("[platforms.youtube]", "[platforms.yuotube]", "line 34: there is no platform 'yuotube': did you mean"),
        ("[platforms.youtube]", "[platforms.YouTube]", "write the names of plugins in small letters"),
        ('type = "facts"', 'type = "fact"', "'type' is 'fact': input should be 'timely'"),
        ('tip = "campaign.team"', 'tip = "campaign.teem"', "there is no tip 'campaign.teem': did you mean"),
        ('by = "Samira"\n', "", "line 97: 'by' is missing: add it"),
        ('"#WhoSaysSo", ', '"who says so", ', "write words in quotes, such as"),
        ("[audience]", "[audience", "it is not valid TOML"),
        ("interests = [", f"interests = {'[' * 100_000}", "it is not valid TOML (it is nested too deeply)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_line_and_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One line that a person who does not program can act on."""
    text = DEMO.read_text(encoding="utf-8")
    assert old in text

    with pytest.raises(InputRefused) as refused:
        load_brief(written(tmp_path, text.replace(old, new, 1)), platforms=SLUGS, tips=TIPS)

    assert str(refused.value).startswith("brief.toml")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """A picture, an empty file, a folder."""
    for data in (b"\xff\xd8\xff\xe0", b""):
        file = tmp_path / "brief.toml"
        file.write_bytes(data)
        with pytest.raises(InputRefused):
            load_brief(file)
    with pytest.raises(InputRefused):
        load_brief(tmp_path)
