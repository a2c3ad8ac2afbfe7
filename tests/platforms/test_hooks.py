"""What a plugin.py may bring, whose code is run, and that the plugin of the project's own with code does its work."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from studio.check import check, names
from studio.check.finding import Finding
from studio.check.plugins import check_copy
from studio.paths import resource
from studio.platforms import effects, isolation
from studio.platforms.hooks import Copy
from studio.platforms.registry import Registry
from studio.values import Size
from tests.check.building import only
from tests.platforms.writing import CODE, plugin

PASSES = CODE.format(body='return passed(f"{evidence.facts.width} pixels, {evidence.path.name}.")')
RULES = """\
from studio.check.verdict import passed, warned

def register(studio):
    studio.copy_rule(asked)
    studio.effect(soften, "filter")
    studio.effect(card, "after")

def asked(copy, *, most=0.5):
    loud = sum(letter.isupper() for letter in copy.text) / max(1, len(copy.text))
    return warned(f"It shouts in {copy.language}.") if loud > most else passed("It speaks.")

def soften(size, *, radius):
    return f"gblur=sigma={radius * size.width}"

def card(size, fps, *, colour=(0, 0, 0)):
    from moviepy import ColorClip
    return ColorClip((size.width, size.height), colour, duration=1)
"""


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.jpg"
    Image.effect_noise((320, 180), 60).convert("RGB").save(path)
    return path


def asked(folder: Path, picture: Path) -> Finding:
    registry = Registry.load([folder], names=names())
    return only(check(picture, registry.select(["townhall/picture"])[0]), "townhall.asked")


def test_code_of_the_operators_runs_only_where_it_is_trusted(
    tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch, quick_worker: None
) -> None:
    """Facts always count; code waits until somebody has read it, and it is said what to do."""
    code = plugin(tmp_path / "own", code=PASSES).with_name("plugin.py")

    (note,) = Registry.load([tmp_path / "own"], names=names()).notes
    assert "set STUDIO_TRUST=townhall" in str(note)
    assert str(code) in str(note)
    assert asked(tmp_path / "own", picture).level == "n/a"

    monkeypatch.setenv("STUDIO_TRUST", "library,townhall")
    assert Registry.load([tmp_path / "own"], names=names()).notes == ()
    found = asked(tmp_path / "own", picture)
    assert (found.level, found.message) == ("pass", "320 pixels, picture.jpg.")
    assert (found.source, found.as_of) == ("Help pages <https://example.org/help>", "2026-09")


def test_untrusted_code_is_never_run(tmp_path: Path, picture: Path) -> None:
    """Not even to see what it would bring."""
    plugin(tmp_path / "own", code=f"open({str(tmp_path / 'ran')!r}, 'w')\n")

    assert asked(tmp_path / "own", picture).level == "n/a"
    assert not (tmp_path / "ran").exists()


def test_copy_rules_and_effects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_worker: None) -> None:
    """A tip asks a rule about each post; a placement's effect comes out as data for whoever renders."""
    monkeypatch.setenv("STUDIO_TRUST", "all")
    monkeypatch.setattr(isolation, "LIMIT_S", 20)  # MoviePy takes a while to load
    effect = 'effect = { name = "soften", with = { radius = 0.01 } }\n'
    plugin(tmp_path, code=RULES, old='size = "641x361"\n', new=f'size = "641x361"\n{effect}')
    plugin(tmp_path, "library", code=RULES, old="aim =", new='effect = { name = "card" }\naim =')
    registry = Registry.load([tmp_path], names=names())
    library, townhall = registry.platforms.values()

    (loud,) = check_copy(Copy(text="COME NOW", language="en"), townhall)
    (calm,) = check_copy(Copy(text="Come when you like"), townhall)
    assert (loud.level, loud.message, calm.level) == ("warn", "It shouts in en.", "pass")
    assert loud.evidence["advice"] == "Ask somebody."

    softened, carded = registry.select(["townhall/picture", "library/post"])[::-1]
    soft, card = effects.applied(softened), effects.applied(carded)
    assert soft and card
    assert (soft.kind, soft.filter, card.kind, card.filter) == ("filter", "gblur=sigma=6.41", "after", None)
    assert (card.seconds, card.frames_at(Fraction(30000, 1001)), soft.frames_at(Fraction(30))) == (1.0, 29, 0)
    assert list(effects.frames(card, Size(width=64, height=36), Fraction(30), 2)) == [bytes(64 * 36 * 3)] * 2
    assert effects.tried(softened) is None
    assert effects.tried(carded) is None
    assert library.code and library.code.hook("card", "after")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"soften"', '"sofen"', "there is no effect 'sofen'"),
        ("radius = 0.01", "size = 1", "there is no parameter 'size'"),
    ],
)
def test_an_effect_that_does_not_exist_is_named(  # noqa: PLR0917 - a table
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_worker: None, old: str, new: str, message: str
) -> None:
    """With the nearest right name, like every other name."""
    monkeypatch.setenv("STUDIO_TRUST", "all")
    effect = 'effect = { name = "soften", with = { radius = 0.01 } }\n'.replace(old, new)
    plugin(tmp_path, code=RULES, old='size = "641x361"\n', new=f'size = "641x361"\n{effect}')

    (problem,) = Registry.load([tmp_path], names=names()).problems

    assert problem.message == message
    assert "did you mean" in problem.cure or "choose one of" in problem.cure


def test_the_lower_right_corner_of_a_thumbnail_stays_free(tmp_path: Path) -> None:
    """A face under the place where the length is shown warns; the project's own code runs in this process."""
    from studio.check.evidence import Evidence
    from studio.check.facts import Facts
    from studio.check.observed import Look, Looks
    from studio.check.plugins import ask_about_file
    from studio.values import Region

    (target,) = Registry.load([resource("plugins")], names=names()).select(["youtube/thumbnail"])
    (tip,) = [tip for tip in target.tips if tip.check == "corner_free"]

    def about(face: Region) -> str:
        look = Look(at=0, luma=0.5, contrast=0.2, sharpness=90, burnt_out=0, edges_dark=False, faces=(face,))
        facts = Facts(kind="image", format="jpeg", bytes=9)
        return ask_about_file(tip, Evidence(target=target, facts=facts, looks=Looks(spread=(look,)))).level

    assert target.platform.code and not target.platform.code.confined
    assert about(Region(left=0.3, top=0.2, right=0.6, bottom=0.8)) == "pass"
    assert about(Region(left=0.75, top=0.6, right=1.0, bottom=1.0)) == "warn"
