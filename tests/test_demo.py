from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pysrt
import pytest

from studio import demo
from studio.copywriting import Written, write_texts
from studio.demo import sound
from studio.demo.scenes import storyboard
from studio.errors import StorageError
from studio.ingest.copy_file import load_copies
from studio.platforms.registry import Registry, plugin_folders


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> demo.DemoMaster:
    return demo.make(tmp_path_factory.mktemp("demo"))


def frames(path: Path) -> Iterator[np.ndarray]:
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(width=64, height=36, format="rgb24")


def test_the_demo_is_a_film_with_speech_and_subtitles_in_two_languages(film: demo.DemoMaster) -> None:
    """About 23 s at 1280x720 and a constant 30 frames a second, with sound; nothing else is left in its folder."""
    with av.open(str(film.path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.width, video.height, video.average_rate, video.frames) == (1280, 720, 30, 702)
        assert container.duration and 23 < container.duration / av.time_base < 24
        assert audio.rate == 48000
    assert sorted(path.name for path in film.path.parent.iterdir()) == [
        "before-you-share.ar.srt", "before-you-share.en.srt", "before-you-share.mp4",
    ]  # fmt: skip


def test_its_cuts_are_hard_and_where_the_shots_end(film: demo.DemoMaster) -> None:
    """The picture changes far more at the five shots' edges than anywhere between."""
    small = list(frames(film.path))
    change = [float(np.abs(a.astype(int) - b).mean()) for a, b in pairwise(small)]
    cuts, first = set(), 0
    for shot in storyboard()[:-1]:
        first += shot.frames
        cuts.add(first - 1)

    assert set(np.argsort(change)[-len(cuts) :]) == cuts
    assert min(change[cut] for cut in cuts) > 4 * max(c for n, c in enumerate(change) if n not in cuts)


def test_its_speakers_have_faces_that_stand_beside_the_middle(film: demo.DemoMaster) -> None:
    """The face detector finds Amina on the left and Jonas on the right, so that there is something to frame."""
    from studio.analyse.faces import FaceFinder

    with av.open(str(film.path)) as container:
        picked = {number: frame.to_ndarray(format="rgb24") for number, frame in enumerate(container.decode(video=0))
                  if number in {60, 300, 600}}  # fmt: skip
    finder = FaceFinder()
    faces = {number: finder.find(picture) for number, picture in picked.items()}

    assert all(len(found) == 1 for found in faces.values())
    assert faces[60][0].centre.x < 0.4
    assert faces[300][0].centre.x > 0.6
    assert faces[600][0].height > 1.3 * faces[60][0].height, "the last shot is a close-up"


def test_its_subtitles_stand_while_somebody_speaks(film: demo.DemoMaster) -> None:
    """Each cue is louder speech than the gaps between the cues, in both languages alike."""
    words = sound.openness(sound.speech(23.4), demo.FPS)
    spoken = np.zeros(len(words), bool)
    english, arabic = (pysrt.open(str(path), encoding="utf-8") for path in film.subtitles)
    for cue in english:
        spoken[cue.start.ordinal * demo.FPS // 1000 : cue.end.ordinal * demo.FPS // 1000] = True

    assert words[spoken].mean() > 10 * words[~spoken].mean()
    assert [(cue.start, cue.end) for cue in english] == [(cue.start, cue.end) for cue in arabic]
    assert all("\u0600" <= cue.text[0] <= "\u06ff" for cue in arabic)


def test_mouths_move_with_the_speech(film: demo.DemoMaster) -> None:
    """Between the words a mouth is shut, and in them it is not always equally open."""
    mouth = sound.openness(sound.speech(23.4), demo.FPS)

    assert mouth[:12].max() < 0.05
    assert len(np.unique(np.round(mouth[15:110] * 4))) == 5


def test_a_demo_that_was_made_is_not_made_again(film: demo.DemoMaster) -> None:
    """The second call takes what is there."""
    before = film.path.stat().st_mtime_ns

    assert demo.make(film.path.parent) == film
    assert film.path.stat().st_mtime_ns == before


def test_it_is_drawn_the_same_every_time() -> None:
    """No clock and no chance: the same moment gives the same pixels, and the music the same samples."""
    scenes = [[shot.scene(lambda _: 0.5)(1.5) for shot in storyboard()] for _ in range(2)]

    assert all(np.array_equal(one, other) for one, other in zip(*scenes, strict=True))
    assert np.array_equal(sound.bed(3.0), sound.bed(3.0))


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A folder that cannot be made is one readable error."""
    (tmp_path / "file").touch()

    with pytest.raises(StorageError, match="cannot write the demo"):
        demo.make(tmp_path / "file" / "demo")


def test_its_words_are_in_the_readers_language_too(film: demo.DemoMaster) -> None:
    """Who reads French finds posts in French, that keep every limit; nobody else gets more posts for it."""
    french = demo.make(film.path.parent, "fr")
    targets = Registry.load(plugin_folders()[:1]).select()

    written = write_texts(load_copies(french.copy_files), targets, film.path.name)

    assert [path.name for path in french.copy_files] == ["demo.en.md", "demo.ar.md", "demo.fr.md"]
    assert demo.make(film.path.parent, "nl") == film
    assert written.texts.notes == ()
    assert over_limits(written) == []


def over_limits(written: Written) -> list[str]:
    return [
        f"{packed.post.key}: {finding.message}"
        for packed in written.texts.posts
        for finding in packed.findings
        if finding.level in {"fail", "warn"} and finding.rule.startswith("limit.")
    ]


def test_its_copy_fits_every_platform(film: demo.DemoMaster) -> None:
    """Posts in both languages, each within its platform's limits, with alt text that somebody wrote."""
    targets = Registry.load(plugin_folders()[:1]).select()
    copies = load_copies(film.copy_files)

    written = write_texts(copies, targets, film.path.name)

    assert [copy.language for copy in copies] == ["en", "ar"]
    assert written.texts.notes == ()
    assert {packed.post.right_to_left for packed in written.texts.posts if packed.post.language == "ar"} == {True}
    assert over_limits(written) == []
