"""The form that writes a platform of one's own: the same answers as ``studio plugin new`` takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from studio.errors import StudioError
from studio.platforms import scaffold
from studio.platforms.registry import Registry

_KINDS = {"A video": "video", "A picture": "image"}


def new_platform(registry: Registry, folder: Path, today: date) -> str | None:
    """Draw the form; gives the slug of a platform that was just written into ``folder``."""
    with st.form("new-platform", border=False):
        answers = _questions()
        sent = st.form_submit_button("Write it and try it", type="primary", icon=":material/add:")
    if not sent:
        return None
    try:
        written = scaffold.write(scaffold.draft(**answers), folder, today, taken=registry.taken)
    except StudioError as error:
        st.error(str(error))
        return None
    return written.name


def _questions() -> dict[str, Any]:
    left, right = st.columns(2, gap="medium")
    name = left.text_input("What people call it", placeholder="Town Hall", key="new-name", max_chars=200)
    slug = right.text_input(
        "Short name", placeholder="Made from the name: town_hall", key="new-slug", max_chars=60,
        help="For folders and commands: small letters, digits and _.",
    )  # fmt: skip
    kind = left.radio("What a post holds", list(_KINDS), horizontal=True, key="new-kind")
    size = right.text_input(
        "Size in pixels", placeholder="1080x1920 for a video, 1080x1350 for a picture", key="new-size", max_chars=20
    )
    seconds = left.number_input("Longest video, in seconds (0: no limit)", 0, 86_400, 60, key="new-seconds")
    megabytes = right.number_input("Biggest file, in MB (0: no limit)", 0, 1_000_000, 100, key="new-mb")
    source = left.text_input("Where did you read that", "Seen in the app", key="new-source", max_chars=200)
    url = right.text_input("Its address", placeholder="https://… (without one, its limits only warn)", key="new-url")
    answers = {"name": name, "kind": _KINDS[kind or "A video"], "seconds": seconds, "megabytes": megabytes}
    told = {"slug": slug.strip(), "size": size.strip(), "source": source.strip(), "url": url.strip()}
    return answers | {key: text for key, text in told.items() if text}
