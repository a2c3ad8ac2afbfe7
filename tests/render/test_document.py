"""Documents, read by another reader than the studio's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdf
import pytest

from studio.errors import RenderError
from studio.render import pdf
from tests import making
from tests.plan.building import analysis, shot
from tests.render.planned import made

PAGES = {"kind": "document", "format": "pdf", "size": "108x135"}
SRT = "1\n00:00:00,000 --> 00:00:01,900\nAsk one question before you share it.\n"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    colours = "color=0xb04030:size=320x180:rate=10:duration=2[a];color=0x30b040:size=320x180:rate=10:duration=2[b]"
    return making.video(
        tmp_path_factory.mktemp("document") / "two_views.mp4", seconds=4, sound=None, picture=f"{colours};[a][b]concat"
    )


SEEN = analysis(shot(0, 2), shot(2, 4, luma=0.7).model_copy(update={"columns": (1.0,) + (0.0,) * 63}))


def test_each_view_is_a_page_of_the_placements_size(clip: Path, tmp_path: Path) -> None:
    """In order; title and language in the file; no person, program or date that changes."""
    _, output, facts = made(clip, tmp_path, seen=SEEN, **PAGES)

    reader = pypdf.PdfReader(output.path)
    assert len(reader.pages) == facts.pages == 2
    assert [(page.mediabox.width, page.mediabox.height) for page in reader.pages] == [(108, 135)] * 2
    assert (facts.width, facts.height, facts.page_sizes, facts.title) == (108, 135, 1, "two views")
    assert reader.metadata and reader.metadata.title == "two views" and not reader.metadata.author
    assert facts.personal_data == ()
    first, second = (np.asarray(page)[60, 40] for page in pdf.pages(output.path, 135, 5))
    assert first[0] > first[1] and second[1] > second[0]


def test_pages_are_told_to_people_who_do_not_see_them(clip: Path, tmp_path: Path) -> None:
    """Each picture has its words, in the tagged structure that screen readers read."""
    (tmp_path / "said.srt").write_text(SRT)
    recipe, output, _ = made(clip, tmp_path, seen=SEEN, subtitles=tmp_path / "said.srt", captions="burned", **PAGES)

    root = pypdf.PdfReader(output.path).root_object
    assert recipe.alternatives[0] == "Ask one question before you share it."
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/StructTreeRoot"]
    alternatives = [kid.get_object().get("/Alt") for kid in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]]
    assert alternatives == list(recipe.alternatives)


def test_what_is_said_is_written_below_the_picture(clip: Path, tmp_path: Path) -> None:
    """White letters on the plain ground at the page's foot."""
    (tmp_path / "said.srt").write_text(SRT)
    wanted = {**PAGES, "size": "216x270"}
    recipe, output, _ = made(clip, tmp_path, seen=SEEN, subtitles=tmp_path / "said.srt", captions="burned", **wanted)
    page = np.asarray(pdf.pages(output.path, 270, 1)[0]).astype(int)
    place = recipe.parts[0].clips[0].framing.place

    assert place and place.height < 270
    foot = page[place.height + 3 :]
    assert (foot.min(axis=2) > 200).any() and np.abs(foot[-3, 3] - (0x1B, 0x2A, 0x34)).max() < 12


def test_the_same_pages_give_the_same_file(clip: Path, tmp_path: Path) -> None:
    """No clock and no chance in it."""
    files = [made(clip, tmp_path / name, seen=SEEN, **PAGES)[1].path.read_bytes() for name in ("one", "two")]

    assert files[0] == files[1]


def test_bytes_are_kept_or_refused_with_the_figure(clip: Path, tmp_path: Path) -> None:
    """Each page takes its share."""
    _, _, facts = made(clip, tmp_path, {"max_bytes": 12_000}, seen=SEEN, **PAGES)

    assert facts.bytes <= 12_000
    with pytest.raises(RenderError, match="cannot fit into"):
        made(clip, tmp_path, {"max_bytes": 900}, seen=SEEN, **PAGES)


def test_a_damaged_document_is_told(tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing")

    with pytest.raises(RenderError, match="cannot be read as a PDF"):
        pdf.about(tmp_path / "a.pdf")
