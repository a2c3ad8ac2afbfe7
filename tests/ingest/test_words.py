"""A text file as a master."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import InputRefused
from studio.ingest import ingest
from studio.ingest.limits import Limits
from studio.ingest.master import Written

MARKDOWN = """\
# Ask *one* question

Rumours travel [faster](https://example.org) than **facts**. They make us feel
something first.

- Who says so?
- Who <b>gains</b>?
"""


def written(path: Path, content: str | bytes) -> Written:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    master = ingest(path)
    assert master.kind == "text" and master.written and master.duration_s is None and master.size is None
    return master.written


def test_markdown_becomes_title_and_paragraphs_without_markup(tmp_path: Path) -> None:
    """Words stay, signs of markup go, lines of one paragraph are joined."""
    found = written(tmp_path / "post.md", MARKDOWN)

    assert found.title == "Ask one question"
    assert found.paragraphs == (
        "Rumours travel faster than facts. They make us feel something first.",
        "Who says so?",
        "Who gains?",
    )
    assert found.language == "en"


@pytest.mark.parametrize(
    ("content", "title", "paragraphs"),
    [
        ("Short line\n\nThe rest.", "Short line", ("The rest.",)),
        (
            "One sentence. " + "And many more words. " * 12,
            "One sentence.",
            ("And many more words. " * 11 + "And many more words.",),
        ),
        ("---\ntitle: 'From the front'\ntone: calm\n---\nThe body.", "From the front", ("The body.",)),
        ("a" * 300, "a" * 120 + "…", ("a" * 300,)),
        ("فكر قبل أن تشارك\n\nثم قرر.", "فكر قبل أن تشارك", ("ثم قرر.",)),
    ],
)
def test_a_title_is_found_where_none_is_marked(
    tmp_path: Path, content: str, title: str, paragraphs: tuple[str, ...]
) -> None:
    """A heading, else front matter, a short first paragraph, the first sentence, or how it begins."""
    found = written(tmp_path / "post.txt", content)

    assert (found.title, found.paragraphs) == (title, paragraphs)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_old_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    """As those of subtitles are."""
    text = "Prêt à partager ?\n\nQui gagne à ce que vous partagiez cette rumeur, et à qui fait-elle du tort ?"

    assert written(tmp_path / "post.txt", text.encode(encoding)).title == "Prêt à partager ?"


@pytest.mark.parametrize(
    ("content", "what"),
    [("  \n\n", "holds no words"), ("---\n---\n", "holds no words"), ("word " * 30, "too much for a text")],
)
def test_what_is_no_text_to_post_is_refused(tmp_path: Path, content: str, what: str) -> None:
    """In one line that says what to do."""
    path = tmp_path / "post.md"
    path.write_text(content)

    with pytest.raises(InputRefused, match=what) as refused:
        ingest(path, limits=Limits(text_bytes=100))
    assert refused.value.remedy


def test_controls_and_overrides_in_a_text_are_gone(tmp_path: Path) -> None:
    """Nothing in it acts on a screen or a file format."""
    assert written(tmp_path / "post.txt", "Read\u202e this").title == "Read this"


@pytest.mark.parametrize("name", ["post.md", "POST.TXT", "words"])
def test_words_under_their_own_name_are_taken(tmp_path: Path, name: str) -> None:
    """Whatever its case, and without an extension too."""
    (tmp_path / name).write_text("# Ask one question\n")

    assert ingest(tmp_path / name).kind == "text"


def test_words_that_are_called_a_video_are_refused(tmp_path: Path) -> None:
    """Whoever meant a video is told that there is none."""
    (tmp_path / "clip.mp4").write_text("# Ask one question\n")

    with pytest.raises(InputRefused, match=r"clip\.mp4 holds words only"):
        ingest(tmp_path / "clip.mp4")
