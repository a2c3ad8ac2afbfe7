"""A finished video is watched from first frame to last, on real made clips that differ only in what is tested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from studio.check.evidence import Evidence
from studio.check.looks import look_at
from studio.check.measuring import measure
from studio.check.observed import Look, Looks, Watched
from studio.check.tips import watched, words
from studio.check.verdict import Verdict
from studio.check.watching import watch
from studio.ingest.master import Cue
from studio.plan.edits import PlacementEdits
from studio.values import Region, Span
from tests import making
from tests.check.building import analysis, master, recipe, target
from tests.check.test_tips import VIDEO, look

SIZE = (180, 320)
SCENE = np.kron(np.random.default_rng(2).integers(40, 220, (12, 30)), np.ones((20, 20))).astype(np.uint8)
BOX = Region(left=0.1, top=0.35, right=0.9, bottom=0.75)
TINY = Region(left=0.1, top=0.1, right=0.14, bottom=0.15)


def scene(number: int) -> npt.NDArray[np.uint8]:
    """One frame of a calm pan."""
    return np.repeat(SCENE[:180, number : number + 320, None], 3, axis=2)


def clip(tmp_path: Path, pictures: Iterator[npt.NDArray[np.uint8]] | list[npt.NDArray[np.uint8]]) -> Evidence:
    path = making.frames(tmp_path / "clip.mp4", pictures)
    facts = measure(path)
    return Evidence(target=target(), facts=facts, looks=look_at(path, facts), watched=watch(path, facts))


@pytest.mark.parametrize(("black", "level"), [(27, "pass"), (33, "warn")])
def test_a_black_stretch(tmp_path: Path, black: int, level: str) -> None:
    """A second is the edge: 0.9 s pass, 1.1 s do not, and are told with their time."""
    pictures = [scene(n) * (not 30 <= n < 30 + black) for n in range(90)]

    made = clip(tmp_path, pictures)

    verdict = watched.no_gaps(made, black_s=1.0)
    assert verdict.level == level
    assert made.watched and [(span.start, span.end) for span in made.watched.black] == [
        (pytest.approx(1, abs=0.05), pytest.approx(1 + black / 30, abs=0.05))
    ]


def test_writing_on_black_is_not_black(tmp_path: Path) -> None:
    """Nor is a night with a light in it."""
    dark = np.zeros((*SIZE, 3), np.uint8)
    dark[80:90, 150:160] = 255

    made = clip(tmp_path, [dark] * 60)

    assert made.watched and made.watched.black == ()


@pytest.mark.parametrize(("still", "level"), [(54, "pass"), (66, "warn")])
def test_a_frozen_stretch(tmp_path: Path, still: int, level: str) -> None:
    """Of the length that is asked for: 1.8 s pass where 2 s are allowed, 2.2 s do not."""
    pictures = [scene(min(n, 15) if n < 15 + still else n - still) for n in range(120)]

    made = clip(tmp_path, pictures)

    verdict = watched.no_gaps(made, frozen_s=2.0)
    assert verdict.level == level
    assert ("frozen from 0.5 to" in verdict.message) is (level == "warn")


def test_one_still_picture_is_meant_so(tmp_path: Path) -> None:
    """It does not freeze, whatever the encoder does to it at its key frames."""
    made = clip(tmp_path, [scene(0)] * 150)

    assert watched.no_gaps(made, frozen_s=2.0).level == "pass"


@pytest.mark.parametrize(("quiet_s", "level"), [(1.8, "pass"), (2.2, "warn")])
def test_a_silent_stretch(tmp_path: Path, quiet_s: float, level: str) -> None:
    """Found in the sound as it is encoded, with its time."""
    tone = f"aevalsrc='0.3*sin(880*PI*t)*(lt(t,1)+gt(t,{1 + quiet_s}))':s=48000"
    path = making.video(tmp_path / "quiet.mp4", seconds=5, sound=tone)
    facts = measure(path)

    verdict = watched.no_gaps(Evidence(target=target(), facts=facts, watched=watch(path, facts)), silent_s=2.0)

    assert verdict.level == level
    assert [(span.start, span.end) for span in facts.silent] == [
        (pytest.approx(1, abs=0.05), pytest.approx(1 + quiet_s, abs=0.05))
    ]


def test_no_sound_at_all_is_no_gap(tmp_path: Path) -> None:
    """Neither without a track nor with an empty one."""
    for sound in (None, "anullsrc=r=48000:cl=stereo"):
        path = making.video(tmp_path / f"{bool(sound)}.mp4", seconds=2, sound=sound)
        facts = measure(path)

        assert facts.silent == () or facts.loudness_lufs is None
        found = watched.no_gaps(Evidence(target=target(), facts=facts, watched=watch(path, facts)))
        assert found.level == "pass"
        assert "silent throughout" in str(found.message)


@pytest.mark.parametrize(
    ("hz", "part", "level"), [(3, 1.0, "pass"), (4, 1.0, "warn"), (5, 0.2, "pass"), (5, 0.3, "warn")]
)
def test_flashing_survives_encoding(tmp_path: Path, hz: int, part: float, level: str) -> None:
    """Counted on the decoded file: how often, and over how much of the screen."""

    def flash(number: int) -> npt.NDArray[np.uint8]:
        one = np.full((*SIZE, 3), 30, np.uint8)
        one[:, : round(320 * part)] = 30 if number * hz * 2 // 30 % 2 == 0 else 200
        return one

    assert watched.no_flashing(clip(tmp_path, [flash(n) for n in range(60)])).level == level


@pytest.mark.parametrize(("red", "level"), [(True, "warn"), (False, "pass")])
def test_red_flashes(tmp_path: Path, red: bool, level: str) -> None:
    """Saturated red is found where grey of the same luminance is harmless."""
    dark, light = ((60, 0, 0), (180, 0, 0)) if red else ((28, 28, 28), (88, 88, 88))
    pictures = [np.full((*SIZE, 3), dark if n // 4 % 2 else light, np.uint8) for n in range(60)]

    assert watched.no_flashing(clip(tmp_path, pictures)).level == level


def test_a_cross_fade_does_not_flash(tmp_path: Path) -> None:
    """Two scenes that melt into each other."""
    pictures = [np.asarray(scene(0) * (1 - n / 60) + scene(70) * (n / 60), np.uint8) for n in range(60)]

    assert watched.no_flashing(clip(tmp_path, pictures)).level == "pass"


@pytest.mark.parametrize(("amplitude", "level"), [(0.0, "pass"), (0.9, "pass"), (3.0, "warn")])
def test_a_trembling_camera(tmp_path: Path, amplitude: float, level: str) -> None:
    """Half a hundredth of the picture's width is the edge."""
    off = np.random.default_rng(4).normal(0, amplitude, 120).round().astype(int)

    verdict = watched.steady(clip(tmp_path, [scene(60 + int(off[n])) for n in range(120)]))

    assert verdict.level == level, verdict.evidence


@pytest.mark.parametrize(("written", "level"), [(True, "pass"), (False, "todo")])
def test_how_it_ends(tmp_path: Path, written: bool, level: str) -> None:
    """With words, or with a note that it has none: never a warning."""
    last = Image.fromarray(np.full((*SIZE, 3), 60, np.uint8))
    if written:
        ImageDraw.Draw(last).text((30, 70), "Come and see us", (255, 255, 255), font=ImageFont.load_default(34))
    pictures = [scene(n) for n in range(30)] + [np.asarray(last, np.uint8)] * 45

    assert watched.end_card(clip(tmp_path, pictures)).level == level


@pytest.mark.parametrize(("left", "lines"), [(24, 1), (-12, 0)])
def test_writing_that_the_edge_cuts_is_no_card(tmp_path: Path, left: int, lines: int) -> None:
    """Words on a card stand inside of it; a shelf of books runs on behind the frame."""
    last = Image.fromarray(np.full((*SIZE, 3), 60, np.uint8))
    ImageDraw.Draw(last).text((left, 70), "HIMMEL", (255, 255, 255), font=ImageFont.load_default(34))

    assert watched.end_card(clip(tmp_path, [np.asarray(last, np.uint8)] * 15)).evidence["lines"] == lines


@pytest.mark.parametrize(("ground", "level"), [(105, "pass"), (135, "warn")])
def test_words_on_the_finished_frames(tmp_path: Path, ground: int, level: str) -> None:
    """White letters are measured where and when they were drawn: on 5.4 to 1 they pass, on 3.5 to 1 they do not."""
    shown = Image.fromarray(np.full((*SIZE, 3), ground, np.uint8))
    ImageDraw.Draw(shown).text((40, 70), "Come and see", (255, 255, 255), font=ImageFont.load_default(36))
    path = making.frames(tmp_path / "words.mp4", [np.asarray(shown, np.uint8)] * 30)
    facts = measure(path)

    seen = watch(path, facts, [(Cue(start=0, end=1, text="Come and see"), BOX, 36.0)])

    verdict = words.text_contrast(Evidence(target=target(), facts=facts, watched=seen), min_large=4.5)
    assert seen and verdict.level == level, seen.contrasts


@pytest.mark.parametrize("length", [0.033, 0.06, 0.1, 1.98])
def test_words_that_hardly_last(tmp_path: Path, length: float) -> None:
    """The frame that stands in the middle of their time is looked at, also where it is the last before a key frame."""
    path = making.frames(tmp_path / "short.mp4", [scene(n) for n in range(60)], options=("-g", "30"))

    seen = watch(path, measure(path), [(Cue(start=2 - length, end=2, text="Hi"), BOX, 12.0)])

    assert seen and [found.text for found in seen.contrasts] == ["Hi"]


def test_a_video_of_one_frame(tmp_path: Path) -> None:
    """A tenth of a second has an end, and words on it."""
    path = making.frames(tmp_path / "one.mp4", [scene(0)], fps=10)

    seen = watch(path, measure(path), [(Cue(start=0, end=0.1, text="Hi"), BOX, 12.0)])

    assert seen and seen.contrasts and seen.ending


def test_what_was_watched_is_kept(tmp_path: Path) -> None:
    """For all files with the same picture, and only for the same drawn words."""
    path = making.video(tmp_path / "one.mp4", seconds=1)
    facts = measure(path)
    cache = tmp_path / "cache"

    assert watch(path, facts, cache=cache) == watch(path, facts, cache=cache)
    assert len(list(cache.rglob("*.kept"))) == 1
    watch(path, facts, [(Cue(start=0, end=1, text="Hi"), BOX, 12.0)], cache=cache)
    assert len(list(cache.rglob("*.kept"))) == 2


def test_a_picture_and_a_sound(tmp_path: Path) -> None:
    """A picture is not watched but for its words; a sound not at all."""
    photo, sound = making.picture(tmp_path / "one.png", size="320x180"), making.sound(tmp_path / "one.wav", seconds=1)

    assert watch(photo, measure(photo)) == Watched()
    assert watch(sound, measure(sound)) is None


class TestStillStart:
    """What begins with nothing can begin later, where nothing is lost by it."""

    GAP = Span(start=0, end=5)

    def begun(self, *looks: Look, gap: Span = GAP, speech: Sequence[Span] = (), cues: Sequence[Cue] = ()) -> Verdict:
        """What is said of an output from 2 s of its master on, which is frozen at first."""
        made = Evidence(
            target=target(), facts=VIDEO.model_copy(update={"duration_s": 12}), looks=Looks(opening=looks),
            watched=Watched(frozen=(gap,)), recipe=recipe(start=2, seconds=12, cues=cues), master=master(20),
            analysis=analysis(speech=[Span(start=one.start + 2, end=one.end + 2) for one in speech], seconds=20),
        )  # fmt: skip
        return watched.no_gaps(made)

    @pytest.mark.parametrize(
        ("speech", "start"), [((), 7), ((Span(start=6, end=9),), 7), ((Span(start=4.8, end=9),), 6.8)]
    )
    def test_it_starts_later(self, speech: Sequence[Span], start: float) -> None:
        """Where the picture begins to move, or somebody to speak."""
        verdict = self.begun(look(), speech=speech)

        assert (verdict.level, verdict.safe, verdict.fix) == ("warn", True, PlacementEdits(start_s=start))
        assert "start later" in verdict.message

    @pytest.mark.parametrize(
        "begun",
        [
            {"speech": [Span(start=0.2, end=3)]}, {"cues": [Cue(start=0, end=2, text="Hi")]},
            {"gap": Span(start=0.4, end=5), "speech": [Span(start=0, end=9)]},
        ],
    )  # fmt: skip
    def test_what_is_said_is_not_cut_unseen(self, begun: dict[str, Any]) -> None:
        """Speech and subtitles from the first second on: a person looks first, and is told why."""
        verdict = self.begun(look(), **begun)

        assert (verdict.safe, verdict.fix) == (False, PlacementEdits(start_s=7))
        assert "what is said or shown meanwhile" in verdict.message

    @pytest.mark.parametrize("seen", [{"faces": (BOX,)}, {"writing": (BOX,)}, {"motion": 0.01}])
    def test_what_is_shown_is_not_cut_unseen(self, seen: dict[str, Any]) -> None:
        """A title or a face that stands still may be meant so, and so may pictures without a sound."""
        assert not self.begun(look(), look(3, **seen)).safe
        assert self.begun(look(), look(5.5, **seen), look(3, faces=(TINY,))).safe

    def test_a_gap_elsewhere_has_no_such_cure(self) -> None:
        """Only what lies at the start can be left out by a later one."""
        assert self.begun(look(), gap=Span(start=2, end=7)).fix is None
