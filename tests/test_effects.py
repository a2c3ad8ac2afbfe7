"""Effects of plugins from end to end: foreign code in its own process, and each fault costs its own output alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.check import names
from studio.export import prepare, produce
from studio.plan.edits import Edits
from studio.platforms import isolation
from studio.platforms.registry import Registry
from tests import making
from tests.platforms.writing import plugin
from tests.render.recipes import frames_of

CODE = """\
import numpy as np
from moviepy import ColorClip, VideoClip
from studio.check.verdict import passed

def register(studio):
    studio.check(asked)
    studio.effect(card, "before")
    studio.effect(broken, "after")
    studio.effect(grey, "filter")

def asked(evidence):
    return passed("Yes.")

def card(size, fps, *, colour):
    return ColorClip((size.width, size.height), colour, duration=1)

def broken(size, fps):
    return VideoClip(lambda at: np.zeros((size.height, size.width, 3 if at < 0.2 else {}["ink"])), duration=1)

def grey(size):
    raise OSError("no paint")
"""
ENDLESS = """\
import time
from studio.check.verdict import passed

def register(studio):
    studio.check(asked)
    studio.effect(endless, "before")

def asked(evidence):
    return passed("Yes.")

def endless(size, fps):
    while True:
        time.sleep(1)
"""
AIM, SHORT = "aim = { max_s = 6 }", "aim = { max_s = 2 }"
CARD = 'effect = { name = "card", with = { colour = [250, 0, 0] } }\n'


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process for plugins of its own, which has to load MoviePy."""
    isolation.worker.cache_clear()
    monkeypatch.setenv("STUDIO_TRUST", "all")
    monkeypatch.setattr(isolation, "LIMIT_S", 30)
    yield
    isolation.worker().close()
    isolation.worker.cache_clear()


def exported(tmp_path: Path, seconds: float = 3) -> dict[str, object]:
    """What becomes of a clip at every video placement: the output, or the reason why there is none."""
    registry = Registry.load([tmp_path / "plugins"], names=names())
    assert registry.problems == ()
    clip = making.video(tmp_path / "m.mp4", seconds=seconds, picture="testsrc2=size=160x90:rate=30")
    targets = [target for target in registry.targets if target.placement.kind == "video"]
    done = produce(prepare(clip, cache=tmp_path / "cache"), targets, Edits(), cache=tmp_path / "cache")
    return {one.recipe.placement: one for one in done.made} | {one.placement: str(one.reason) for one in done.failed}


def test_a_title_card_and_broken_effects_side_by_side(tmp_path: Path) -> None:
    """The good plugin's output has its card within the aim; the bad ones cost their own outputs, and are named."""
    folder = tmp_path / "plugins"
    plugin(folder, "good", code=CODE, old=AIM, new=CARD + SHORT)
    plugin(folder, "raises", code=CODE, old=AIM, new='effect = { name = "broken" }\n' + SHORT)
    plugin(folder, "plain", old=AIM, new=SHORT)
    made = exported(tmp_path)

    frames = frames_of(made["good/post"].output.path)  # type: ignore[attr-defined]
    facts = made["good/post"].report.facts  # type: ignore[attr-defined]
    assert (len(frames), facts.frames, facts.duration_s) == (60, 60, 2.0)
    assert [frame[..., 0].mean() - frame[..., 2].mean() > 200 for frame in (frames[0], frames[29], frames[30])] == [
        True, True, False,
    ]  # fmt: skip
    assert made["plain/post"].report.facts.frames == 60  # type: ignore[attr-defined]
    said = "the plugin 'raises' is broken: its effect 'broken' raised KeyError: 'ink' (plugin.py, line 18): mend "
    assert str(made["raises/post"]).startswith(said)


def test_an_effect_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are made."""
    monkeypatch.setattr(isolation, "LIMIT_S", 4)
    endless = 'effect = { name = "endless" }\n'
    plugin(tmp_path / "plugins", "hangs", code=ENDLESS, old=AIM, new=endless + AIM)
    plugin(tmp_path / "plugins", "plain")
    made = exported(tmp_path, seconds=1)

    said = "the plugin 'hangs' is broken: its effect 'endless' was stopped (it did not end within 4 s): mend "
    assert str(made["hangs/post"]).startswith(said)
    assert made["plain/post"].report.facts.frames == 30  # type: ignore[attr-defined]


def test_code_that_is_not_trusted_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is made without its effect."""
    monkeypatch.delenv("STUDIO_TRUST")
    plugin(tmp_path / "plugins", "good", code=CODE, old=AIM, new=CARD + AIM)
    made = exported(tmp_path, seconds=1)

    assert made["good/post"].recipe.effect is None  # type: ignore[attr-defined]


def test_a_clip_in_a_picture_and_a_filter_that_raises_are_told(tmp_path: Path) -> None:
    """The check of a plugin says so before anybody exports with it."""
    from studio import testing

    size = 'size = "641x361"\n'
    card = plugin(tmp_path, "good", code=CODE, old=size, new=size + CARD)
    grey = plugin(tmp_path, "bad", code=CODE, old=size, new=f'{size}effect = {{ name = "grey" }}\n')

    (clip,), (raised,) = testing.problems(card.parent), testing.problems(grey.parent)
    assert clip.message == "effect 'card' is a clip, which no image can hold"
    assert raised.message == "effect 'grey' raised OSError: no paint (plugin.py, line 21)"
