"""People who must not be recognised, and what a file tells of people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from studio.check.evidence import Evidence
from studio.check.facts import Facts
from studio.check.measuring import measure
from studio.check.observed import Look, Looks, Refound, Refounds
from studio.check.tips.faces import shows_a_face
from studio.check.tips.picture import thumbnail
from studio.check.tips.privacy import faces_noted, in_master, nobody_recognisable
from studio.plan.edits import PlacementEdits
from studio.plan.recipe import Recipe, Redaction
from studio.values import PixelBox, Region
from tests.check.building import MASTER, analysis, master, recipe, sample, target

FACE = Region(left=0.4, top=0.2, right=0.6, bottom=0.5)
BOX = Redaction(start=0, end=60, box=PixelBox(x=240, y=60, width=160, height=140))


def evidence(
    *,
    faces: tuple[Refound, ...] = (),
    kind: str = "video",
    shown: bool = True,
    unrecognisable: bool = False,
    **decided: Any,
) -> Evidence:
    """A finished file in which these faces were found again."""
    made = recipe(kind=kind).model_copy(update=decided)
    look = Look(at=0.5, luma=0.5, contrast=0.2, sharpness=5, burnt_out=0, edges_dark=False, faces=(FACE,) * shown)
    facts = Facts.model_validate({"kind": kind, "format": "mp4", "bytes": 1000, "width": 320, "height": 180})
    return Evidence(
        target=target(), facts=facts, looks=Looks(spread=(look,)), recipe=made, master=master(),
        unrecognisable=unrecognisable, analysis=analysis([sample(0.5, *(FACE,) * shown)]),
        refound=Refounds(frames=20, faces=faces, highest=max([0.4, *(face.score for face in faces)])),
    )  # fmt: skip


def test_nothing_is_said_where_nobody_asked() -> None:
    """Not a pass: it does not apply."""
    assert nobody_recognisable(evidence()).level == "n/a"
    assert nobody_recognisable(Evidence(target=target(), facts=evidence().facts)).level == "n/a"


def test_no_face_passes_and_one_fails_with_its_time_and_its_cure() -> None:
    """One frame is enough; the cure covers its place, beside what was blurred by hand before."""
    one = Refound(at=1.0, place=FACE, score=0.5)

    assert nobody_recognisable(evidence(blur_faces="all")).level == "pass"
    found = nobody_recognisable(evidence(blur_faces="all", faces=(one,)))

    assert found.level == "fail" and found.evidence["at_s"] == [1.0]
    assert found.fix and found.fix.blur_regions
    (region,) = found.fix.blur_regions
    assert region.region.contains(FACE) and region.start_s < 1.0 < (region.end_s or 0)


@pytest.mark.parametrize(("at", "left", "level"), [(1.0, 0.4, "pass"), (1.0, 0.7, "fail"), (2.5, 0.4, "fail")])
def test_a_face_that_stays_clear_on_purpose_is_let_be(at: float, left: float, level: str) -> None:
    """At its place and in its time, and nowhere else."""
    face = Refound(at=at, place=Region(left=left, top=0.2, right=left + 0.2, bottom=0.5), score=0.9)

    assert nobody_recognisable(evidence(blur_faces="bystanders", shown_faces=(BOX,), faces=(face,))).level == level


@pytest.mark.parametrize(
    ("mode", "crop", "place", "wanted"),
    [
        ("cover", PixelBox(x=320, y=0, width=320, height=180), FACE, (0.7, 0.1, 0.8, 0.25)),
        ("blur", PixelBox(x=0, y=0, width=320, height=360), FACE, (0.15, 0.2, 0.35, 0.5)),
    ],
)
def test_a_face_of_an_output_is_found_in_the_master(mode: str, crop: PixelBox, place: Region, wanted: Any) -> None:
    """Through a crop, and through a picture shown whole over its blurred copy."""
    made: Recipe = recipe(crop=crop, mode=mode)

    found = in_master(Refound(at=0.0, place=place, score=0.9), made, MASTER)

    assert found
    assert (found[1].left, found[1].top, found[1].right, found[1].bottom) == pytest.approx(wanted, abs=0.01)


def test_the_brief_asks_for_faces_to_be_blurred() -> None:
    """Where it says that people must not be recognised, an output with faces warns, with times and the cure."""
    noted = faces_noted(evidence(unrecognisable=True))

    assert noted.level == "warn" and noted.evidence["at_s"] == [0.5]
    assert noted.fix == PlacementEdits(blur_faces="all")
    assert faces_noted(evidence(shown=False, unrecognisable=True)).level == "pass"
    assert faces_noted(evidence()).level == "n/a"
    assert faces_noted(evidence(blur_faces="all", unrecognisable=True)).level == "pass"


def test_nobody_asks_for_a_face_that_was_blurred_on_purpose() -> None:
    """Tips that like faces and sharpness keep still; without a box they speak."""
    hidden = evidence(kind="image", shown=False, blur_faces="all", redactions=(BOX,))
    plain = evidence(kind="image", shown=False)

    assert shows_a_face(hidden).level == "n/a" and shows_a_face(plain).level == "warn"
    assert thumbnail(hidden).level == "pass" and thumbnail(plain).level == "warn"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ('exif:GPSLatitude="48,8.5N"', "GPS position"),
        ('exifEX:BodySerialNumber="1234"', "device serial number"),
        ("<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ada</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>",
         "names of people"),
        ("<Iptc4xmpCore:CreatorContactInfo/>", "author"),
        ('photoshop:State="Berlin"', "place"),
        ('dc:format="image/png"', None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["png", "webp", "jpg"])
def test_xmp_is_read_in_every_kind_of_picture(said: str, name: str | None, form: str, tmp_path: Path) -> None:
    """What a packet tells is found, and what tells nothing of anybody is let be."""
    path, packet = (
        tmp_path / f"picture.{form}",
        f"<x:xmpmeta><rdf:Description {said}>{said}</rdf:Description></x:xmpmeta>",
    )
    told: dict[str, Any] = {"xmp": packet.encode()}
    if form == "png":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet)
        told = {"pnginfo": info}
    Image.new("RGB", (32, 32)).save(path, **told)

    assert measure(path).personal_data == ((name,) if name else ())
