"""The words that go with the master: brought as copy files, or written on the page."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from studio.errors import InputRefused
from studio.ingest.copy_file import read_copy, together, typed_copy
from studio.ingest.copytext import Copy
from studio.ui import words
from studio.ui.uploads import readable_name

_ON_PAGE = "Written here"
_DEFAULT = "en"
_MOST_MB = 1
"""Above what a copy file may have, so that the reader of copy files says why it refuses one."""
_ROUND, _PROBLEMS = "copy-round", "copy-problems"
_FIELDS = {
    "language": "language", "title": "title", "message": "message", "call": "call_to_action", "link": "link",
    "hashtags": "hashtags", "alt": "alt_text",
}  # fmt: skip
"""What the form's fields are called in a copy file."""


def wording(copies: dict[str, Copy]) -> None:
    """Draw it, and keep in ``copies`` what came: one copy a language, of which the newest counts."""
    state = st.session_state
    key = f"copy-files:{state.get(_ROUND, 0)}"  # after each taking the uploader is empty again
    st.file_uploader(
        "Copy files, one for each language", type=["md", "txt"], accept_multiple_files=True, key=key,
        on_change=_take, args=(key, copies), max_upload_size=_MOST_MB,
        help="Title, message, link and so on between two lines of ---, the long text below them.",
    )  # fmt: skip
    with st.expander("Or write it here", key="copy-here"):
        _form(copies)
    for problem in state.get(_PROBLEMS, ()):
        st.error(words.sentence(problem))
    for copy in together(copies.values()):
        _told(copy, copies)


def take(files: Iterable[tuple[str, bytes]], copies: dict[str, Copy]) -> None:
    """Read files by name and content into ``copies``; what is wrong with one is said, until others come."""
    problems = []
    for name, data in files:
        try:
            copy = read_copy(data, readable_name(name))
        except InputRefused as error:
            problems.append(str(error))
        else:
            copies[copy.language] = copy
    st.session_state[_PROBLEMS] = problems


def _take(key: str, copies: dict[str, Copy]) -> None:
    """What has just come. A page of this tab that is left and opened again still has it."""
    take(((file.name, file.getvalue()) for file in st.session_state[key]), copies)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _form(copies: dict[str, Copy]) -> None:
    with st.form("copy-form", border=False):
        _fields()
        st.form_submit_button(
            "Use these words", type="primary", icon=":material/edit_note:", on_click=_use, args=(copies,)
        )


def _use(copies: dict[str, Copy]) -> None:
    """What stands in the form, before the page is drawn again."""
    state = st.session_state
    texts = {name: state[f"copy-{key}"] for key, name in _FIELDS.items()}
    state[_PROBLEMS] = []
    try:
        copy = typed_copy({name: text for name, text in texts.items() if text.strip()}, state["copy-body"], _ON_PAGE)
    except InputRefused as error:
        state[_PROBLEMS] = [str(error)]
    else:
        copies[copy.language] = copy


def _fields() -> None:
    """In pairs, so that a phone, which puts them under each other, keeps their order."""
    codes = sorted(words.LANGUAGES, key=words.language)
    left, right = st.columns(2, gap="medium")
    left.selectbox("Language", codes, codes.index(_DEFAULT), format_func=words.language, key="copy-language")
    right.text_input("Title", key="copy-title")
    st.text_area("Message: the post itself, in a sentence or two", key="copy-message", height=100)
    left, right = st.columns(2, gap="medium")
    left.text_input("Call to action", placeholder="Sign up here", key="copy-call")
    right.text_input("Link", placeholder="https://example.org/walk", key="copy-link")
    left, right = st.columns(2, gap="medium")
    left.text_input("Hashtags", placeholder="#PlantATree, #Forest", key="copy-hashtags")
    right.text_input("Alt text", placeholder="What the picture shows, for people who do not see it", key="copy-alt")
    st.text_area("Long text, in Markdown if you like", key="copy-body", height=140)


def _told(copy: Copy, copies: dict[str, Copy]) -> None:
    """One copy in a line, with what its reader should know, and the way to be rid of it."""
    said, away = st.columns([5, 1], vertical_alignment="center")
    notes = "".join(f'<p class="meta">{words.safe(words.sentence(note))}</p>' for note in copy.notes)
    language = words.language(copy.language)
    named = words.joined([language, copy.title or copy.message, copy.name])
    said.html(f'<div class="studio-output"><p dir="auto">{words.safe(named)}</p>{notes}</div>')
    if away.button(
        "Remove", key=f"copy-away:{copy.language}", width="stretch", help=f"Leave out the words in {language}"
    ):
        del copies[copy.language]
        st.rerun()
