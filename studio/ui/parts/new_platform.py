"""The form that writes a platform of one's own: the same answers as ``studio plugin new`` takes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from studio.errors import StudioError
from studio.platforms import scaffold
from studio.platforms.registry import Registry
from studio.ui import words

_KINDS = {"A video": "video", "A picture": "image"}
_PROBLEM = "new-platform-problem"


def new_platform(registry: Registry, folder: Path, today: date, written: Callable[[str], None]) -> None:
    """A press writes a platform into ``folder`` and tells ``written`` its slug, or what is wrong is said."""
    round_ = len(registry.platforms)  # after each platform that was written the form is empty again
    with st.form(f"new-platform:{round_}", border=False):
        _questions(round_)
        st.form_submit_button(
            "Write it and try it", type="primary", icon=":material/add:",
            on_click=_write, args=(round_, folder, today, registry.taken, written),
        )  # fmt: skip
    if problem := st.session_state.get(_PROBLEM):
        st.error(problem)


def _write(round_: int, folder: Path, today: date, taken: Collection[str], written: Callable[[str], None]) -> None:
    """Before the page is drawn again, so that what is wrong stays there until the next press."""
    state = st.session_state
    state[_PROBLEM] = None
    try:
        place = scaffold.write(scaffold.draft(**_answers(round_)), folder, today, taken=taken)
    except StudioError as error:
        state[_PROBLEM] = words.sentence(str(error))
    else:
        written(place.name)


def _questions(round_: int) -> None:
    """In pairs, so that a phone, which puts them under each other, keeps their order."""
    left, right = st.columns(2, gap="medium")
    left.text_input("What people call it", placeholder="Town Hall", key=f"new-name:{round_}", max_chars=200)
    right.text_input(
        "Short name", placeholder="Made from the name: town_hall", key=f"new-slug:{round_}", max_chars=60,
        help="For folders and commands: small letters, digits and _.",
    )  # fmt: skip
    left, right = st.columns(2, gap="medium")
    left.radio("What a post holds", list(_KINDS), horizontal=True, key=f"new-kind:{round_}")
    right.text_input(
        "Size in pixels", placeholder="1080x1920, or 1080x1350 for a picture", key=f"new-size:{round_}", max_chars=20
    )
    left, right = st.columns(2, gap="medium")
    left.number_input("Longest video, in seconds (0: no limit)", 0, 86_400, 60, key=f"new-seconds:{round_}")
    right.number_input("Biggest file, in MB (0: no limit)", 0, 1_000_000, 100, key=f"new-mb:{round_}")
    left, right = st.columns(2, gap="medium")
    left.text_input("Where did you read that", "Seen in the app", key=f"new-source:{round_}", max_chars=200)
    right.text_input("Its address", placeholder="https://… (without one, limits only warn)", key=f"new-url:{round_}")


def _answers(round_: int) -> dict[str, Any]:
    """What stands in the form, as ``scaffold.draft`` takes it."""

    def answer(question: str) -> Any:
        return st.session_state[f"new-{question}:{round_}"]

    told = {question: answer(question).strip() for question in ("slug", "size", "source", "url")}
    return {
        "name": answer("name"),
        "kind": _KINDS[answer("kind") or "A video"],
        "seconds": answer("seconds"),
        "megabytes": answer("mb"),
    } | {question: text for question, text in told.items() if text}
