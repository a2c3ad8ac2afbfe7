"""Faces followed through a master: none gets lost."""

from __future__ import annotations

from pathlib import Path

from studio.analyse import analyse, follow_faces
from studio.analyse.faces import Face
from studio.analyse.tracks import BEGINS, CONTINUES, GAP_S, HOLD_S, Seen, link
from studio.ingest import ingest
from studio.values import Region, Span
from tests import faces

GREY = (100,) * 27


def seen(at: float, *found: tuple[float, float]) -> Seen:
    """A look that found faces of one size, each by its left edge and its score."""
    places = tuple(Face(Region(left=x, top=0.2, right=x + 0.1, bottom=0.4), score) for x, score in found)
    return Seen(at, places, (GREY,) * len(places))


def test_a_face_that_moves_is_one_track_and_never_beside_its_box(tmp_path: Path) -> None:
    """At every frame, between two looks too, the middle of the face lies in the middle of its box."""
    master = ingest(faces.film(tmp_path / "film.mp4"))
    followed = follow_faces(master, analyse(master), cache=tmp_path)

    (track,) = followed.tracks or ()

    for number in range(50):
        place = track.place_at(number / faces.FPS)
        assert place
        x, y = faces.across(number / faces.FPS)
        assert place.core(0.6).left < x / faces.SIZE[0] < place.core(0.6).right
        assert place.top < y / faces.SIZE[1] < place.bottom
    assert follow_faces(master, analyse(master), cache=tmp_path) == followed


def test_large_and_small_faces_of_a_picture_are_found(tmp_path: Path) -> None:
    """A picture is looked at in two sizes."""
    master = ingest(faces.picture(tmp_path / "two.png", two=True))

    found = follow_faces(master, analyse(master)).tracks

    assert found is not None and len(found) == 2


def test_a_face_lost_for_a_moment_stays_the_same() -> None:
    """A gap is bridged, on the line from where it was lost to where it is found again."""
    (track,) = link([seen(0.0, (0.2, 0.8)), seen(GAP_S - 0.1, (0.24, 0.8))], [Span(start=0, end=5)])

    middle = track.place_at((GAP_S - 0.1) / 2)

    assert middle and abs(middle.left - 0.22) < 1e-6


def test_a_face_lost_for_long_is_another_track() -> None:
    """Just over the longest gap."""
    assert len(link([seen(0.0, (0.2, 0.8)), seen(GAP_S + 0.1, (0.2, 0.8))], [Span(start=0, end=5)])) == 2


def test_a_face_may_have_been_there_before_and_after_it_was_found() -> None:
    """It is held a little longer on both sides, but not beyond its shot."""
    looks = [seen(1.0, (0.2, 0.8)), seen(1.5, (0.2, 0.8))]

    (free,) = link(looks, [Span(start=0, end=5)])
    (cut,) = link(looks, [Span(start=0.9, end=1.6)])

    assert free.shown == Span(start=1.0 - HOLD_S, end=1.5 + HOLD_S)
    assert cut.shown == Span(start=0.9, end=1.6)


def test_a_cut_ends_a_track() -> None:
    """What stands at the same place after a cut is somebody else until more is known."""
    looks = [seen(0.9, (0.2, 0.8)), seen(1.0, (0.2, 0.8))]

    assert len(link(looks, [Span(start=0, end=0.95), Span(start=0.95, end=2)])) == 2


def test_a_faint_face_continues_a_track_and_begins_none() -> None:
    """Faint finds count where a face was just before, and nowhere else."""
    faint = (CONTINUES + BEGINS) / 2

    (track,) = link([seen(0.0, (0.2, 0.8)), seen(0.1, (0.21, faint), (0.8, faint))], [Span(start=0, end=1)])

    assert track.at == (0.0, 0.1)


def test_two_faces_that_pass_each_other_are_two() -> None:
    """Each look goes to the nearer track."""
    looks = [seen(step / 10, (0.2 + step / 50, 0.8), (0.6 - step / 50, 0.8)) for step in range(8)]

    assert [len(track.at) for track in link(looks, [Span(start=0, end=1)])] == [8, 8]
