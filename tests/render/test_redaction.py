"""Blurred faces, proven on finished files: every frame is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from studio.analyse import analyse, follow_faces
from studio.analyse.analysis import Analysis
from studio.analyse.faces import FaceFinder
from studio.check.evidence import gather
from studio.check.measuring import measure
from studio.check.tips.privacy import nobody_recognisable
from studio.ingest import ingest
from studio.ingest.master import Master
from studio.plan.edits import EVERYWHERE, Edits, PlacementEdits
from studio.plan.planner import plan
from studio.plan.recipe import Recipe, Redaction
from studio.platforms.contract import Target
from studio.render import render
from studio.render.redaction import SAMPLES, blurred, coarseness, veils
from studio.render.segments import cut
from studio.values import PixelBox, Size
from tests import faces
from tests.plan.building import target
from tests.render.recipes import cover

Film = tuple[Master, Analysis, Path]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Somebody who moves for two seconds, and then nobody for one."""
    folder = tmp_path_factory.mktemp("film")
    master = ingest(faces.film(folder / "film.mp4", seconds=3, empty_s=1))
    return master, follow_faces(master, analyse(master)), folder


def video(**placement: Any) -> Target:
    return target(**{"kind": "video", "format": "mp4", "size": "480x270", **placement})


def recipe(film: Film, place: Target, whose: str | None = "all") -> Recipe:
    edits = Edits(placements={EVERYWHERE: PlacementEdits.model_validate({"blur_faces": whose})})
    (made,) = plan(film[0], film[1], [place], edits).recipes
    return made


def frames_with_faces(path: Path) -> list[int]:
    """Every frame is looked at."""
    finder = FaceFinder()
    return [number for number, frame in enumerate(_frames(path)) if finder.find(frame)]


def _frames(path: Path) -> Iterator[np.ndarray[Any, np.dtype[np.uint8]]]:
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)


def verdict(film: Film, made: Recipe, path: Path, place: Target) -> Any:
    return nobody_recognisable(gather(path, place, measure(path), recipe=made, master=film[0], analysis=film[1]))


def test_a_moving_face_is_blurred_in_every_frame(film: Film) -> None:
    """Without the decision it is found in every frame that shows it; with it in none, and the check says so."""
    place = video()
    shown, hidden = recipe(film, place, None), recipe(film, place)
    clear = render(shown, film[0], cache=film[2]).path
    safe = render(hidden, film[0], cache=film[2]).path

    assert len(frames_with_faces(clear)) >= 49
    assert frames_with_faces(safe) == []
    assert verdict(film, hidden, safe, place).level == "pass"


def test_a_frame_that_was_missed_fails_the_check_and_is_mended_by_hand(film: Film) -> None:
    """Three frames of fifty without a box are found, and the fix blurs them."""
    place = video()
    whole = recipe(film, place)
    holed = tuple(part for one in whole.redactions for part in (one.within(0, 24), one.within(27, 999)) if part)
    missed = whole.model_copy(update={"redactions": holed})
    found = verdict(film, missed, render(missed, film[0], cache=film[2]).path, place)

    assert found.level == "fail" and 0.9 <= found.evidence["at_s"][0] <= 1.1
    assert found.fix
    (region,) = found.fix.blur_regions
    assert region.start_s < 0.97 < region.end_s
    x, y = faces.across(1.0)
    assert region.region.left < x / 480 < region.region.right and region.region.top < y / 270 < region.region.bottom


def test_a_face_is_blurred_in_a_crop_and_over_its_own_blurred_copy(film: Film) -> None:
    """Boxes are the master's, whatever is shown of it."""
    for fit in ("cover", "blur"):
        place = video(size="180x320")
        edits = Edits(placements={EVERYWHERE: PlacementEdits.model_validate({"blur_faces": "all", "fit": fit})})
        (made,) = plan(film[0], film[1], [place], edits).recipes
        assert frames_with_faces(render(made, film[0], cache=film[2]).path) == []


def test_only_segments_that_show_the_face_are_made_anew(film: Film) -> None:
    """The seconds without a face are shared by the output with the decision and that without it."""
    long = film[0].model_copy(update={"duration_s": 12.0})
    longer = (long, film[1], film[2])
    shown, hidden = (next(iter(cut([recipe(longer, video(), whose)], "engine").values())) for whose in (None, "all"))

    changed = [one != other for one, other in zip(shown, hidden, strict=True)]
    assert changed[0] and not any(changed[2:]) and len(changed) > 3


def test_a_gif_a_thumbnail_and_a_document_are_blurred(film: Film, tmp_path: Path) -> None:
    """All that shows the master, not videos alone."""
    finder = FaceFinder()
    for place in (
        target(kind="image", format="jpeg", size="480x270"),
        target(kind="image", format="png", size="300x300", transparency=True),
        target(kind="video", format="gif", size="480x270"),
    ):
        edits = Edits(placements={EVERYWHERE: PlacementEdits(blur_faces="all", still_s=1.0)})
        (made,) = plan(film[0], film[1], [place], edits).recipes
        path = render(made, film[0], cache=tmp_path).path
        with Image.open(path) as opened:
            for number in range(getattr(opened, "n_frames", 1)):
                opened.seek(number)
                assert not finder.find(np.asarray(opened.convert("RGB"), np.uint8))


def test_a_picture_and_the_move_over_it_are_blurred(tmp_path: Path) -> None:
    """A picture as master: both people, in the picture and in the video made from it."""
    master = ingest(faces.picture(tmp_path / "two.png", two=True))
    seen = follow_faces(master, analyse(master))
    still, moving = (
        recipe((master, seen, tmp_path), place)
        for place in (target(kind="image", format="jpeg", size="480x270"), video(aim={"max_s": 1}))
    )

    picture = np.asarray(Image.open(render(still, master, cache=tmp_path).path).convert("RGB"), np.uint8)

    assert len(FaceFinder().find(np.asarray(Image.open(master.path).convert("RGB"), np.uint8))) == 2
    assert FaceFinder().find(picture) == ()
    assert frames_with_faces(render(moving, master, cache=tmp_path).path) == []


def test_bystanders_alone_are_blurred(tmp_path: Path) -> None:
    """The larger person who stays is found again, and the check knows that it is meant so."""
    master = ingest(faces.film(tmp_path / "two.mp4", beside=True, moves=lambda t: (60 + 50 * t, 100)))
    film = (master, follow_faces(master, analyse(master)), tmp_path)
    place = video()
    made = recipe(film, place, "bystanders")
    path = render(made, master, cache=tmp_path).path

    finder = FaceFinder()
    assert all(len(found := finder.find(frame)) == 1 and found[0].left > 0.5 for frame in _frames(path))
    assert verdict(film, made, path, place).level == "pass"


def test_few_samples_are_left_of_a_box() -> None:
    """What differs within a box by less than a sixth of it is gone: two pictures of one mean come out alike."""
    rows = np.indices((240, 240)).sum(axis=0) % 2 * 255
    fine = Image.fromarray(np.repeat(rows[..., None], 3, axis=2).astype(np.uint8))
    box = Redaction(start=0, end=1, box=PixelBox(x=0, y=0, width=240, height=240))

    left = np.asarray(blurred(fine, [box], Size(width=240, height=240)), np.int16)[60:180, 60:180]

    assert np.ptp(left) <= 4
    assert coarseness(box.box) >= 240 / SAMPLES


def test_pictures_that_agree_are_blurred_once(tmp_path: Path, film: Film) -> None:
    """Who shows the same boxes shares them; who shows none, or others at one time, does not."""
    master = film[0]
    framing = cover(master, Size(width=270, height=270))
    first, other = (Redaction(start=0, end=40, box=PixelBox(x=x, y=0, width=64, height=64)) for x in (0, 128))
    clip = recipe(film, video()).clips[0].model_copy(update={"framing": framing})
    short, long = (clip.model_copy(update={"start": 0, "end": end}) for end in (20, 40))
    pictures = [((short,), (first.within(0, 20) or first,)), ((long,), (first,)), ((long,), ()), ((long,), (other,))]

    groups = veils(pictures, Size(width=480, height=270), Fraction(25), origin=0, folder=tmp_path)

    assert [group.pictures for group in groups] == [(0, 1), (2,), (3,)]
    assert [len(group.masks) for group in groups] == [1, 0, 1]
