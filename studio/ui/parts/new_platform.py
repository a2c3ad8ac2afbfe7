"""The form that writes a platform of one's own: the same answers as ``studio plugin new`` takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from studio.errors import StudioError
from studio.platforms import scaffold
from studio.platforms.registry import Registry
from studio.ui import words

_KINDS = {"A video": "video", "A picture": "image"}


def new_platform(registry: Registry, folder: Path, today: date) -> str | None:
    """Draw the form; gives the slug of a platform that was just written into ``folder``."""
    round_ = len(registry.platforms)  # after each platform that was written the form is empty again
    with st.form(f"new-platform:{round_}", border=False):
        answers = _questions(round_)
        sent = st.form_submit_button("Write it and try it", type="primary", icon=":material/add:")
    if not sent:
        return None
    try:
        written = scaffold.write(scaffold.draft(**answers), folder, today, taken=registry.taken)
    except StudioError as error:
        st.error(words.sentence(str(error)))
        return None
    return written.name


def _questions(round_: int) -> dict[str, Any]:
    """In pairs, so that a phone, which puts them under each other, keeps their order."""
    left, right = st.columns(2, gap="medium")
    name = left.text_input("What people call it", placeholder="Town Hall", key=f"new-name:{round_}", max_chars=200)
    slug = right.text_input(
        "Short name", placeholder="Made from the name: town_hall", key=f"new-slug:{round_}", max_chars=60,
        help="For folders and commands: small letters, digits and _.",
    )  # fmt: skip
    left, right = st.columns(2, gap="medium")
    kind = left.radio("What a post holds", list(_KINDS), horizontal=True, key=f"new-kind:{round_}")
    size = right.text_input(
        "Size in pixels", placeholder="1080x1920, or 1080x1350 for a picture", key=f"new-size:{round_}", max_chars=20
    )
    left, right = st.columns(2, gap="medium")
    seconds = left.number_input("Longest video, in seconds (0: no limit)", 0, 86_400, 60, key=f"new-seconds:{round_}")
    megabytes = right.number_input("Biggest file, in MB (0: no limit)", 0, 1_000_000, 100, key=f"new-mb:{round_}")
    left, right = st.columns(2, gap="medium")
    source = left.text_input("Where did you read that", "Seen in the app", key=f"new-source:{round_}", max_chars=200)
    url = right.text_input(
        "Its address", placeholder="https://… (without one, limits only warn)", key=f"new-url:{round_}"
    )
    answers = {"name": name, "kind": _KINDS[kind or "A video"], "seconds": seconds, "megabytes": megabytes}
    told = {"slug": slug.strip(), "size": size.strip(), "source": source.strip(), "url": url.strip()}
    return answers | {key: text for key, text in told.items() if text}
