"""The words that go with the master, as a person brings, writes and reads them on the page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page as Streamlit draws it

from studio.ingest.copy_file import read_copy, typed_copy
from studio.ingest.copytext import Copy
from studio.plan.edits import PlacementEdits
from studio.platforms.registry import Registry
from studio.ui.jobs import Jobs
from studio.ui.parts.uploader import sorted_out
from studio.ui.session import Session, Source
from studio.ui.uploads import Upload, Uploads

CHOSEN = ["wordpress/featured_image", "wordpress/post", "youtube/thumbnail"]
FILE = """---
title: نزهة
message: نزرع ألف شجرة يوم السبت.
languages: ar, fr
---
"""
FIELDS = {
    "language": "en", "title": "A walk", "message": "Come along! " * 40, "link": "example.org/walk",
    "hashtags": "#PlantATree, #Forest", "alt_text": "Children plant an oak.",
}  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session with a picture that has been let in."""
    jobs = Jobs(limit=1)
    store = Uploads(tmp_path / "uploads", reserve_bytes=0)
    path = tmp_path / "a.png"
    Image.effect_mandelbrot((640, 360), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(path)
    key = store.create("walk.png", path.stat().st_size).id
    with store.append(key, 0) as write:
        write(path.read_bytes())
    ready = Session(jobs=jobs, uploads=store, cache=tmp_path / "cache", packs=tmp_path / "packs")
    ready.bring(Source(master=key))
    finish(ready)
    yield ready
    jobs.stop()


def finish(session: Session) -> None:
    job = session.preparing or session.making
    assert job and job.wait(60)
    session.collect()


def pack(session: Session) -> zipfile.ZipFile:
    assert session.delivery, session.problem
    return zipfile.ZipFile(session.delivery.zip)


def _page() -> None:
    import streamlit as st  # noqa: TID251 - Streamlit runs these lines as a page

    from studio.ui.parts.texts import texts
    from studio.ui.parts.wording import wording

    session = st.session_state["session"]
    wording(session.copies)
    if session.delivery:
        texts(session.delivery.production.written)


def opened(session: Session) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=30)
    page.session_state["session"] = session
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click()
    page.run()
    assert not page.exception
    return page


def test_a_form_and_a_file_give_the_same_copy() -> None:
    """Both are read by the same rules, whatever is typed: one line of address, lists, no dangerous signs."""
    front = "\n".join(f"{key}: {text}" for key, text in FIELDS.items())
    filed = read_copy(f"---\n{front}\n---\nEvery **tree**.".encode(), "walk.en.md")

    typed = typed_copy({**FIELDS, "title": "A\x00 walk\u202e"}, " Every **tree**.\n", "walk.en.md")

    assert typed == filed
    assert typed.link == "https://example.org/walk"
    assert typed.hashtags == ("PlantATree", "Forest")


def test_a_pack_holds_the_posts_and_a_decision_keeps_them(session: Session) -> None:
    """Posts, text files and alt text are in the zip, also after one output was made anew."""
    session.copies["en"] = typed_copy(FIELDS, "Every **tree**.", "Written here")
    session.copies["ar"] = read_copy(FILE.encode(), "walk.ar.md")
    targets = Registry.load().select(CHOSEN)
    session.make(targets)
    finish(session)

    with pack(session) as first:
        names = set(first.namelist())
        assert {"copy.html", "copy.json", "qr.en.png", "wordpress/post.en.html", "wordpress/post.ar.html"} <= names
        assert b'src="featured_image.jpg"' in first.read("wordpress/post.en.html")

    session.remake(targets[-1], PlacementEdits(fit="blur"))
    finish(session)

    with pack(session) as second:
        assert set(second.namelist()) == {*names, "edits.json"}
    assert session.delivery and session.delivery.production.left_out == ()


def test_without_words_the_written_placement_is_left_out(session: Session) -> None:
    """With the reason, and without empty files."""
    session.make(Registry.load().select(CHOSEN))
    finish(session)

    assert session.delivery
    assert [each.placement for each in session.delivery.production.left_out] == ["wordpress/post"]
    with pack(session) as made:
        assert "copy.html" not in made.namelist()


def test_what_is_written_on_the_page_is_used_until_it_is_removed(session: Session) -> None:
    """One copy a language; the newest counts, and a missing language is told."""
    session.copies["ar"] = read_copy(FILE.encode(), "walk.ar.md")
    page = opened(session)
    page.text_input("copy-title").input("A walk")
    page.text_area("copy-message").input("Come along!")
    page.text_input("copy-link").input("example.org/walk")

    press(page, "Use these words")

    assert session.copies["en"] == Copy(
        name="Written here", language="en", title="A walk", message="Come along!", link="https://example.org/walk"
    )
    assert "English · A walk · Written here" in str([html.value for html in page.get("html")])
    page.text_area("copy-message").input("Come again!")
    assert press(page, "Use these words") and session.copies["en"].message == "Come again!"

    page.button("copy-away:en").click()
    page.run()
    assert list(session.copies) == ["ar"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("copy-title", "A walk", "has no message and no long text"),
        ("copy-link", "javascript:alert(1)", "is no address of the web"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_in_one_line(session: Session, field: str, text: str, said: str) -> None:
    """Nothing is taken that a copy file could not say; the line stays, also when the page is drawn anew."""
    page = opened(session)
    page.text_input(field).input(text)

    press(page, "Use these words").run()

    assert len(page.error) == 1
    assert said in page.error[0].value
    assert session.copies == {}

    page.text_input("copy-link").input("example.org/walk")
    page.text_area("copy-message").input("Come along!")
    assert not press(page, "Use these words").error


def test_the_posts_of_one_language_are_shown_at_a_time(session: Session) -> None:
    """Each platform under its name, with the names of its whole texts; what the campaign misses is told."""
    session.copies["en"] = typed_copy({**FIELDS, "title": "t" * 200}, "Every **tree**.", "Written here")
    session.copies["ar"] = read_copy(FILE.encode(), "walk.ar.md")
    session.make(Registry.load().select(CHOSEN))
    finish(session)

    page = opened(session)

    platforms = [box.label for box in page.expander if "text" in box.label]
    assert platforms == ["WordPress: 5 texts", "YouTube: 3 texts"]
    assert any("wordpress/post.en.html" in caption.value for caption in page.caption)
    assert any("needs copy in" in str(caption.value) for caption in page.caption)


@pytest.mark.parametrize(
    ("names", "master", "copies"),
    [
        (["walk.mp4", "walk.srt", "walk.en.md"], "walk.mp4", ["walk.en.md"]),
        (["walk.ar.TXT", "walk.mp4", "walk.en.md"], "walk.mp4", ["walk.ar.TXT", "walk.en.md"]),
        (["old.md", "post.md"], "post.md", []),
        (["walk.srt"], None, []),
    ],
)
def test_a_text_beside_a_master_is_its_copy(names: list[str], master: str | None, copies: list[str]) -> None:
    """Whoever drops all files at once gets what they mean; a text alone is the master."""
    brought = sorted_out([Upload(id=str(number), name=name, bytes=1) for number, name in enumerate(names)])

    assert (brought.master.name if brought.master else None) == master
    assert [file.name for file in brought.copies] == copies
