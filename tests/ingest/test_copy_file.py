"""Copy files, as people write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio.errors import InputRefused
from studio.ingest.copy_file import load_copies, load_copy
from studio.ingest.copytext import Copy
from studio.ingest.limits import Limits

ROOT = Path(__file__).resolve().parents[2]


def load(tmp_path: Path, text: str, name: str = "walk.md") -> Copy:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_copy(tmp_path / name)


def front(tmp_path: Path, lines: str, name: str = "walk.en.md") -> Copy:
    return load(tmp_path, f"---\nmessage: Come along!\n{lines}\n---\n", name)


def test_the_example_in_the_documentation_is_read(tmp_path: Path) -> None:
    """Whoever copies docs/copy.md has a copy file."""
    example = re.search(r"```markdown\n(.*?)```", (ROOT / "docs" / "copy.md").read_text("utf-8"), re.DOTALL)
    assert example

    copy = load(tmp_path, example[1])

    assert copy == Copy(
        name="walk.md",
        language="en",
        title="A walk in the wood",
        message="On Saturday we plant a thousand trees. Bring your boots!",
        call_to_action="Sign up here",
        link="https://example.org/walk",
        hashtags=("PlantATree", "Forest"),
        keywords=("trees", "climate", "volunteers"),
        languages=("en", "ar"),
        alt_text="Children and a forester plant a young oak in the rain.",
        tone="warm and plain",
        body="Every tree that we plant on Saturday stands where the fire was.\n\n"
        "You need no experience. We bring tools and tea.",
    )


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: Trees: the sequel", "title", "Trees: the sequel"),
        ("title: no", "title", "no"),
        ("title: 2026-11-25", "title", "2026-11-25"),
        ("title: *starred* & @named", "title", "*starred* & @named"),
        ("title: #WeAct today #Now", "title", "#WeAct today #Now"),
        ('title: "Quoted: yes # and all"', "title", "Quoted: yes # and all"),
        ('title: "Now" she said', "title", '"Now" she said'),
        (r'title: "a\0b\u202ec\ud800"', "title", "abc\ufffd"),
        (r'keywords: ["a\0b"]', "keywords", ("ab",)),
        ("title: it's a 50% {chance} [maybe", "title", "it's a 50% {chance} [maybe"),
        ("title: A long one\n  that goes on: here", "title", "A long one that goes on: here"),
        ("title: |\n  Two lines: a\n  # b\n  - c", "title", "Two lines: a\n# b\n- c"),
        ("title:", "title", ""),
        ("Call to Action: Join", "call_to_action", "Join"),
        ("alt-text: A tree", "alt_text", "A tree"),
        ("# a remark\ntitle: A", "title", "A"),
        ("link: example.org/walk", "link", "https://example.org/walk"),
        ("link: https://example.org/é?a=1#b", "link", "https://example.org/é?a=1#b"),
        ("hashtags: #PlantATree #Forest", "hashtags", ("PlantATree", "Forest")),
        ("hashtags: plant a tree, Forest, forest", "hashtags", ("plant a tree", "Forest")),
        ("hashtags: [#PlantATree, 'Forest']", "hashtags", ("PlantATree", "Forest")),
        ("hashtags:\n- #PlantATree\n- Forest: the band", "hashtags", ("PlantATree", "Forest: the band")),
        ("hashtags:\n  - #PlantATree", "hashtags", ("PlantATree",)),
        ("hashtags: أوقفوا العنف، غابة", "hashtags", ("أوقفوا العنف", "غابة")),
        ("languages: EN, pt_br, zh-Hant", "languages", ("en", "pt-BR", "zh-hant")),
    ],
)
def test_short_texts_are_taken_as_they_stand(tmp_path: Path, line: str, key: str, value: object) -> None:
    """No sign has a meaning that a person who never heard of YAML would not expect."""
    assert getattr(front(tmp_path, line), key) == value


@pytest.mark.parametrize(
    ("line", "problem", "cure"),
    [
        ("titel: A", "walk.en.md, line 3: there is no key 'titel'", "did you mean 'title'?"),
        ("\ntone: a\ntone: b", "line 5: 'tone' stands here a second time", "keep one"),
        ("link: javascript:alert(1)", "line 3: 'javascript:alert(1)' is no address", "https://example.org/walk"),
        ("link: https://ada:pass@example.org", "holds a name or password", "before the @"),
        ("link: https://example.org/a b", "is no address", "whole address"),
        ("link: https://[broken", "is no address", "whole address"),
        ("link: https://example.org:port/", "is no address", "whole address"),
        ("language: French", "'French' is no language code", "such as en, fr or ar"),
        ("languages: en, klingon!", "'klingon!' is no language code", "two letters"),
        ("title: [a, b]", "'title' is a list", "write one text"),
        ("title: {a: b}", "'title' is a table", "double quotes"),
        ('tone: a\ntitle: "a" or "b"', "line 4: is not readable", "double quotes"),
        (f"title: {'a' * 2001}", "'title' has 2001 characters, and 2000 are the most", "shorten"),
        (f"hashtags: {', '.join(f't{n}' for n in range(70))}", "70 hashtags, and 60 are the most", "keep the best"),
        ("- a\n- b", "is not readable", "double quotes"),
        (f"title: {'[' * 900}{']' * 900}", "is not readable", "double quotes"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, line: str, problem: str, cure: str) -> None:
    """The file, the line, what is wrong, and what to do; never a traceback."""
    with pytest.raises(InputRefused) as refused:
        front(tmp_path, line)

    assert problem in refused.value.problem
    assert cure in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "problem", "cure"),
    [
        ("title: A\nmessage: B\n", "line 1: the short texts have no line of --- above", "put ---"),
        ("\n---\nmessage: B\n", "line 2: the short texts have no line of --- below", "put ---"),
        ("---\nlanguage: en\ntitle: A\n---\n", "has no message and no long text", "write message:"),
        ("---\nmessage: Hm\n---\n", "does not say its language", "write language:"),
        ("", "is empty", "copy or upload it again"),
    ],
)
def test_a_file_that_is_no_copy_is_refused(tmp_path: Path, text: str, problem: str, cure: str) -> None:
    """With what is missing."""
    with pytest.raises(InputRefused) as refused:
        load(tmp_path, text)

    assert problem in refused.value.problem
    assert cure in refused.value.remedy


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    """Before anything is read into memory."""
    (tmp_path / "big.md").write_text("a" * 2000)

    for path, said in [
        (tmp_path, "is a folder"),
        (tmp_path / "none.md", "does not exist"),
        (tmp_path / "big.md", "MB"),
    ]:
        with pytest.raises(InputRefused, match=said):
            load_copy(path, Limits(copy_bytes=1000))


def test_a_plain_text_is_a_long_text(tmp_path: Path) -> None:
    """Without any short text, its language is that of its words."""
    copy = load(tmp_path, "Chaque arbre que nous plantons samedi pousse là où il y a eu le feu.\n\n---\n\nFin.")

    assert (copy.language, copy.message, copy.title) == ("fr", "", "")
    assert copy.body.endswith("Fin.")


@pytest.mark.parametrize(
    ("name", "lines", "language", "notes"),
    [
        ("walk.md", "language: fr", "fr", 0),
        ("walk.pt-br.md", "", "pt-BR", 0),
        ("walk.md", "message2: x", None, 0),
        ("walk.de.md", "tone: x\ntitle: y", "de", 1),
    ],
)
def test_the_language_is_said_named_or_found(
    tmp_path: Path, name: str, lines: str, language: str | None, notes: int
) -> None:
    """The key first, then the file's name, then the words; where these say another, there is a note."""
    text = "---\n" + lines.replace("message2: x", "tone: x") + "\n---\n"
    body = "Every tree that we plant on Saturday stands where the fire was." if notes or language is None else "Hm."

    copy = load(tmp_path, text + body, name)

    assert copy.language == (language or "en")
    assert len(copy.notes) == notes


def test_old_encodings_and_dangerous_signs_are_mended(tmp_path: Path) -> None:
    """A file from an old editor is read, and nothing in it turns the text around it."""
    (tmp_path / "walk.fr.md").write_bytes(
        "---\nmessage: Plantons des chênes à l'été, près de la forêt brûlée où tout a commencé.\n---\n".encode("cp1252")
    )

    copy = load_copy(tmp_path / "walk.fr.md")

    assert "chênes à l'été" in copy.message
    assert "cp1252" in str(copy.notes[0])
    assert front(tmp_path, "title: a\u202eb\u0007c cafe\u0301").title == "abc café"


def test_each_language_comes_once_and_a_missing_one_is_told(tmp_path: Path) -> None:
    """Two files in one language are refused; a language that is needed and not there is said."""
    for name, lines in [("a.en.md", "languages: en, fr, pt"), ("a.pt-BR.md", ""), ("b.en.md", "")]:
        front(tmp_path, lines, name)

    copies = load_copies([tmp_path / "a.en.md", tmp_path / "a.pt-BR.md"])

    assert [copy.language for copy in copies] == ["en", "pt-BR"]
    assert [str(note) for note in copies[0].notes] == [
        "the campaign needs copy in fr too, and no file is in that language"
    ]
    with pytest.raises(InputRefused, match=r"a\.en\.md and b\.en\.md are both in 'en'"):
        load_copies([tmp_path / "a.en.md", tmp_path / "b.en.md"])
    assert load_copies([]) == ()
