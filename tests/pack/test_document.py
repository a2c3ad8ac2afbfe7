"""The report as a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from studio.check.subtitles import CheckedSubtitles
from studio.pack.document import report_pdf
from studio.pack.paper import Paper
from studio.pack.pictures import pictures_of
from tests.pack.example import Example, finding, picture, together, video

TODAY = date(2026, 11, 22)
ARABIC = "من قال ذلك؟ WhatsApp (abc) أكثر."


def pdf(example: Example, language: str = "en") -> PdfReader:
    pictures = {one.file: pictures_of(example.files[one.file], one.facts) for one in example.manifest.outputs}
    return PdfReader(io.BytesIO(report_pdf(example.manifest, pictures, TODAY, language)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def titles(outline: Sequence[Any]) -> list[str]:
    return [each for one in outline for each in (titles(one) if isinstance(one, list) else [one.title])]


def test_the_first_page_is_the_summary(tmp_path: Path) -> None:
    """How the pack stands, what to do first and the worst outputs, on one page."""
    bad = finding("fail", "Too long: cut it.", source="Help <https://example.org/help>")
    example = together(*(picture(tmp_path, f"alpha/p{number}", [bad]) for number in range(20)))
    reader = pdf(example)
    first = " ".join(reader.pages[0].extract_text().split())

    assert "20 outputs of 20 are not ready" in first
    assert "Do first" in first
    assert "Too long: cut it." in first
    assert "and 19 others" in first
    assert "Alpha: P0" in first


def test_it_has_title_language_bookmarks_links_and_words_for_pictures(tmp_path: Path) -> None:
    """What a screen reader needs to find its way."""
    bad = finding("fail", "Too long: cut it.", source="Help <https://example.org/help>")
    reader = pdf(together(picture(tmp_path, findings=[bad]), video(tmp_path)), "fr")
    catalog: Any = reader.trailer["/Root"]
    links = [note.get_object().get("/A", {}).get("/URI") for page in reader.pages for note in page.get("/Annots", [])]

    assert reader.metadata
    assert reader.metadata.title
    assert reader.metadata.title.startswith("holiday.jpg")
    assert catalog["/Lang"] == "fr"
    assert {"Alpha", "Square", "Beta", "Vidéo"} <= set(titles(reader.outline))
    assert "https://example.org/help" in links
    assert b"Alpha, Square" in report_bytes(reader)


def report_bytes(reader: PdfReader) -> bytes:
    """Every string of the structure that stands for pictures."""
    return " ".join(
        str(found["/Alt"]) for number in range(1, len(reader.xref[0]) + 1)
        if isinstance(found := reader.get_object(number), dict) and "/Alt" in found
    ).encode()  # fmt: skip


def test_subtitle_files_and_the_campaign_are_told(tmp_path: Path) -> None:
    """What is wrong with either, each below its heading; what is to do has a box; passes are left out."""
    wrong = CheckedSubtitles(name="talk.en.srt", language="en", findings=(finding("warn", "Too fast to read."),))
    good = CheckedSubtitles(name="talk.fr.srt", language="fr", findings=(finding("pass"),))
    campaign = (finding("warn", "Post more often."), finding("todo", "Ask a partner."), finding("pass", "All is well."))
    reader = pdf(together(picture(tmp_path), subtitles=(wrong, good), campaign=campaign))

    text = words(reader)

    assert "Subtitle files talk.en.srt" in text and "Too fast to read." in text
    assert "The campaign ! Post more often." in text
    assert text.index("To do by hand The campaign") < text.index("Ask a partner.")
    assert "talk.fr.srt" not in text and "All is well." not in text


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    """Packs can be compared."""
    example = picture(tmp_path, findings=[finding("warn")])

    assert report_pdf(example.manifest, {}, TODAY) == report_pdf(example.manifest, {}, TODAY)


@pytest.mark.parametrize("before", ["", "Bold"])
def test_arabic_is_joined_and_latin_within_it_stays_legible(before: str) -> None:
    """The letters come in their joined forms from the right, and what follows is in its own font again."""
    paper = Paper("t", "ar", TODAY, ARABIC)
    if before:
        paper.pen(14, style="B")
        paper.words(before)
    paper.pen(10)
    paper.words(f"{ARABIC}\nhttps://example.org", right_to_left=True)
    paper.words("Plain again.")
    page = pypdfium2.PdfDocument(bytes(paper.output()))[0]
    told = page.get_textpage().get_text_range()

    assert "https://example.org" in told
    assert "Plain again." in told
    assert "WhatsApp" in told
