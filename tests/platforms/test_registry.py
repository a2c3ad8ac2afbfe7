"""Finding plugins, reporting broken ones, choosing placements by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.check import names
from studio.errors import SelectionError
from studio.paths import data_dir
from studio.platforms.registry import Registry
from tests.platforms.writing import plugin


def test_a_right_plugin_loads(tmp_path: Path) -> None:
    """A folder with one file of facts is a whole platform."""
    plugin(tmp_path)

    registry = Registry.load([tmp_path], names=names())

    assert registry.problems == ()
    (post, picture) = registry.targets
    assert (post.id, str(post.placement.size)) == ("townhall/post", "640x360")
    assert [limit.key for limit in picture.limits] == ["min_size_px"]
    assert [tip.id for tip in post.tips] == ["townhall.short"]
    assert picture.tips == ()


def test_a_fact_takes_the_month_of_its_source(tmp_path: Path) -> None:
    """Whoever writes a plugin writes each month once; every fact has one."""
    plugin(tmp_path)

    (post, _) = Registry.load([tmp_path]).targets

    assert {fact.as_of for fact in (*post.limits, *post.tips)} == {"2026-09"}


def test_a_limit_for_another_door_does_not_hide_the_ordinary_one(tmp_path: Path) -> None:
    """Plans ask for the limit of an upload by hand, and make files small enough for every door."""
    plugin(tmp_path)

    (post, picture) = Registry.load([tmp_path]).targets

    assert post.limit("max_file_mb") == 5
    assert post.max_bytes == post.limit("max_bytes") == 2_000_000
    assert picture.limit("max_bytes") is None


@pytest.mark.parametrize(
    ("old", "new", "blamed", "message", "cure"),
    [
        ('format = "mp4"', 'fromat = "mp4"', "fromat", "unknown key 'fromat'", "did you mean 'format'?"),
        ('key = "max_file_mb"', 'key = "max_filemb"', "max_filemb", "no limit 'max_filemb'", "mean 'max_file_mb'?"),
        ('check = "duration"', 'check = "duratoin"', "duratoin", "no check 'duratoin'", "did you mean 'duration'?"),
        (
            "with = { max_s = 6 }",
            "with = { max_s = -6 }",
            "-6",
            "'duration' makes no sense",
            "max_s: input should be gre",
        ),
        (
            "with = { max_s = 6 }",
            'with = { max_s = "6 s" }',
            "6 s",
            "'duration' makes no sense",
            "max_s: input should be a",
        ),
        ("with = { max_s = 6 }", "with = { max = 6 }", "{ max = 6", "no parameter 'max'", "did you mean 'max_s'?"),
        ('source = "help"', 'source = "halp"', "halp", "no source 'halp'", "did you mean 'help'?"),
        ('placements = ["post"]', 'placements = ["posts"]', "posts", "no placement 'posts'", "did you mean 'post'?"),
        ('size = "640x360"', 'size = "641x360"', "[[placements]]", "is odd", "add or take a pixel"),
        ('size = "640x360"', 'size = "big"', "big", "'big' is no size", "1080x1350"),
        ('format = "mp4"', 'format = "png"', "[[placements]]", "does not suit", '"mp4"'),
        ('id = "picture"\nname', 'id = "post"\n name', "[[placements]] 2", "'post' stands here 2 times", "keep one"),
        ('via = "api"', "", "[[placements.limits]] 2", "'max_file_mb' stands here 2 times", "keep one"),
        ('confidence = "high"', 'confidence = "sure"', '"sure"', "'sure'", "'high', 'medium' or 'low'"),
        ('name = "Post"\n', "", "[[placements]]", "'name' is missing", "add it"),
        ("value = 5", "value = ", "value = ", "not valid TOML", "mend that line"),
        ('as_of = "2026-09"', 'as_of = "last year"', "last year", "last year", "write the month"),
    ],
)
def test_a_broken_plugin_is_named_with_line_and_cure(  # noqa: PLR0917 - a table of breakages
    tmp_path: Path, old: str, new: str, blamed: str, message: str, cure: str
) -> None:
    """Whoever wrote it reads the file, the line, what is wrong and what to do.

    The line holds ``blamed``; a number behind it says which of several.
    """
    file = plugin(tmp_path, old=old, new=new)
    mark, _, which = blamed.partition("] ")
    mark = mark + "]" if which else mark
    lines = [number for number, line in enumerate(file.read_text().splitlines(), 1) if mark in line]
    line = lines[int(which or 1) - 1]

    registry = Registry.load([tmp_path], names=names())

    assert registry.platforms == {}
    problem = next(problem for problem in registry.problems if message in problem.message)
    assert (problem.file, problem.line) == (file, line)
    assert cure in problem.cure
    assert str(problem).startswith(f"{file}:{line}: ")


POST = """
[[posts]]
id = "note"
name = "Note"
thread = true
source = "help"

[[posts.limits]]
key = "max_chars"
value = 280
source = "help"
confidence = "high"
"""


def test_a_platform_tells_what_its_posts_are_like(tmp_path: Path) -> None:
    """Texts are declared as outputs are: as data, each limit with its source and month."""
    plugin(tmp_path, old="[[tips]]", new=f"{POST}\n[[tips]]")

    registry = Registry.load([tmp_path], names=names())

    assert registry.problems == ()
    (note,) = registry.platforms["townhall"].posts
    assert (note.id, note.count, note.thread, note.limit("max_chars")) == ("note", "characters", True, 280)
    assert (note.limits[0].as_of, note.limit("fold_chars")) == ("2026-09", None)


@pytest.mark.parametrize(
    ("old", "new", "message", "cure"),
    [
        ("thread = true", "threads = true", "unknown key 'threads'", "did you mean 'thread'?"),
        ("thread = true", 'count = "letters"', "'letters'", "'characters', 'graphemes', 'utf16'"),
        ("thread = true", 'template = "nott.txt.j2"', "no template 'nott.txt.j2'", "did you mean 'post.txt.j2'?"),
        ("thread = true", 'template = "../secret.txt.j2"', "secret", "pattern"),
        ("value = 280", 'value = "280"', "max_chars of post 'note' is '280'", "write a whole number"),
        ('key = "max_chars"', 'key = "fold_chars"', "post 'note' has threads and no limit", "add a limit max_chars"),
        ('source = "help"', 'source = "halp"', "no source 'halp'", "did you mean 'help'?"),
    ],
)
def test_a_broken_post_is_named_with_its_cure(tmp_path: Path, old: str, new: str, message: str, cure: str) -> None:
    """Whoever declares a post reads what is wrong with it and what to do."""
    plugin(tmp_path, old="[[tips]]", new=f"{POST.replace(old, new, 1)}\n[[tips]]")

    (problem, *_) = Registry.load([tmp_path], names=names()).problems

    assert message in problem.message
    assert cure in problem.cure
    assert problem.line


LETTER = """
[[placements]]
id = "letter"
name = "Letter"
kind = "text"
format = "html"
posts = ["note"]
picture = "picture"
"""


@pytest.mark.parametrize(
    ("old", "new", "message", "cure"),
    [
        ('["note"]', '["nose"]', "there is no post 'nose'", "did you mean 'note'?"),
        ('"picture"', '"post"', "there is no picture 'post'", "picture"),
        (
            '["note"]',
            '["note"]\ntemplate = "fiel.html.j2"',
            "no template 'fiel.html.j2'",
            "did you mean 'file.html.j2'?",
        ),
        ('"html"', '"html"\naim = { max_s = 6 }', '"aim" is for video and audio only', "take it out"),
    ],
)
def test_a_broken_text_is_named_with_its_cure(tmp_path: Path, old: str, new: str, message: str, cure: str) -> None:
    """What a text is made of must be there; the right one loads."""
    good = plugin(tmp_path / "good", old="[[tips]]", new=f"{POST}{LETTER}\n[[tips]]")
    assert Registry.load([good.parent.parent], names=names()).problems == ()
    key, found, _ = LETTER.partition(f"= {old}")
    assert found
    plugin(tmp_path / "bad", old="[[tips]]", new=f"{POST}{key}= {new}{LETTER[len(key) + len(found) :]}\n[[tips]]")

    (problem,) = Registry.load([tmp_path / "bad"], names=names()).problems

    assert message in problem.message
    assert cure in problem.cure
    assert problem.line


STATUS = """
[status]
state = "retired"
since = "2021-03"
replaced_by = "the square"
source = "{source}"

[sources.help]
"""


def test_a_closed_platform_tells_since_when_and_what_came_after(tmp_path: Path) -> None:
    """It is made only where somebody names it, and says why in one sentence."""
    plugin(tmp_path, old="[sources.help]\n", new=STATUS.format(source="help"))

    registry = Registry.load([tmp_path], names=names())

    assert registry.platforms["townhall"].status.told == "Closed on 2021-03; instead: the square."
    assert registry.select() == ()
    assert [target.id for target in registry.select(["townhall/post"])] == ["townhall/post"]


def test_where_a_closing_was_read_must_be_named(tmp_path: Path) -> None:
    """A status is a fact like any other."""
    file = plugin(tmp_path, old="[sources.help]\n", new=STATUS.format(source="halp"))

    (problem,) = Registry.load([tmp_path], names=names()).problems

    assert (problem.file, problem.message, problem.cure) == (file, "there is no source 'halp'", "did you mean 'help'?")
    assert file.read_text().splitlines()[(problem.line or 0) - 1] == 'source = "halp"'


def test_a_broken_plugin_does_not_stop_the_others(tmp_path: Path) -> None:
    """One bad file costs one platform."""
    plugin(tmp_path, "broken", old='format = "mp4"', new='format = "avi"')
    plugin(tmp_path, "whole")

    registry = Registry.load([tmp_path])

    assert list(registry.platforms) == ["whole"]
    assert {problem.file.parent.name for problem in registry.problems} == {"broken"}


def test_the_folder_is_the_name(tmp_path: Path) -> None:
    """A slug that differs from its folder is reported, so that a platform has one name everywhere."""
    plugin(tmp_path, "townhall", folder="town")

    (problem,) = Registry.load([tmp_path]).problems

    assert "slug is 'townhall', the folder is 'town'" in problem.message
    assert problem.line == 1


def test_the_operators_plugin_stands_for_one_of_the_same_slug(tmp_path: Path) -> None:
    """Own plugins lie in the data folder; one with a slug that is in use wins, and it is said."""
    plugin(tmp_path / "shipped")
    own = data_dir() / "plugins"
    plugin(own, "library")
    ours = plugin(own, "townhall")

    registry = Registry.load([tmp_path / "shipped", own])

    assert list(registry.platforms) == ["library", "townhall"]
    assert registry.platforms["townhall"].folder == ours.parent
    assert registry.problems == ()
    (note,) = registry.notes
    assert str(note) == (
        f"{ours}: this 'townhall' stands for the one in {tmp_path / 'shipped' / 'townhall'}: rename it if you want both"
    )
    assert "library" in Registry.load().platforms


def test_a_broken_plugin_of_the_operator_leaves_the_shipped_one(tmp_path: Path) -> None:
    """What cannot be read cannot stand for anything."""
    shipped = plugin(tmp_path / "shipped")
    broken = plugin(data_dir() / "plugins", old='format = "mp4"', new='format = "avi"')

    registry = Registry.load([tmp_path / "shipped", data_dir() / "plugins"])

    assert registry.platforms["townhall"].folder == shipped.parent
    assert {problem.file for problem in registry.problems} == {broken}
    assert registry.notes == ()


def test_another_name_that_is_taken_is_a_clash(tmp_path: Path) -> None:
    """Whoever types the name must get one platform: the plugin that came later is left out and named."""
    plugin(tmp_path / "shipped")
    clash = plugin(tmp_path / "own", "library", old='name = "Town library"', new='name = "L"\naka = ["TownHall"]')

    registry = Registry.load([tmp_path / "shipped", tmp_path / "own"])

    assert list(registry.platforms) == ["townhall"]
    (problem,) = registry.problems
    assert (problem.file, problem.message) == (clash, "'townhall' already names the platform 'townhall'")


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    """Binary rubbish with the right name is one more problem, not a crash."""
    file = plugin(tmp_path)
    file.write_bytes(b"\xff\xfe\x00slug")

    (problem,) = Registry.load([tmp_path]).problems

    assert problem.cure == "save it again, in the encoding UTF-8"


def test_general_tips_stand_behind_a_plugins_own(tmp_path: Path) -> None:
    """A tip for every platform is written once; a plugin may replace it by its id; its source resolves."""
    plugin(tmp_path)
    (tmp_path / "general.toml").write_text(
        '[sources.paper]\ntitle = "Paper"\nas_of = "2017-05"\n'
        '[[tips]]\nid = "townhall.short"\nadvice = "General."\nsource = "paper"\n'
        '[[tips]]\nid = "craft.video"\nadvice = "Videos."\nsource = "paper"\nkinds = ["video"]\n',
        encoding="utf-8",
    )

    registry = Registry.load([tmp_path])
    (post, picture) = registry.targets

    assert [tip.advice for tip in post.tips] == ["Keep it short.", "Videos."]
    assert picture.tips == ()
    assert post.platform.sources[post.tips[1].source].title == "Paper"


def test_select_takes_platforms_placements_and_other_names(tmp_path: Path) -> None:
    """Whatever the order and spelling, each chosen placement comes once, in the registry's order."""
    plugin(tmp_path, "townhall", old='name = "Town townhall"', new='name = "Town townhall"\naka = ["th"]')
    plugin(tmp_path, "library")
    registry = Registry.load([tmp_path])

    chosen = registry.select(["TH/post", "library", "townhall/post"])

    assert [target.id for target in chosen] == ["library/post", "library/picture", "townhall/post"]
    assert registry.select() == registry.targets


def test_retired_platforms_are_only_taken_by_name(tmp_path: Path) -> None:
    """Nobody wants a closed platform in every pack, but may ask for it."""
    plugin(tmp_path, old="[sources.help]", new='[status]\nstate = "retired"\n\n[sources.help]')
    registry = Registry.load([tmp_path])

    assert registry.select() == ()
    assert len(registry.select(["townhall"])) == 2


@pytest.mark.parametrize(
    ("selector", "remedy"),
    [("townhal", "did you mean 'townhall'?"), ("townhall/pst", "did you mean 'townhall/post'?"), ("zzz", "choose one")],
)
def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path, selector: str, remedy: str) -> None:
    """A typing error costs one reading."""
    plugin(tmp_path)

    with pytest.raises(SelectionError) as refused:
        Registry.load([tmp_path]).select([selector])

    assert remedy in refused.value.remedy
