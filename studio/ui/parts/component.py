"""Parts of a page with a life of their own in the browser: HTML, CSS and JavaScript that lie beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@cache
def component(name: str) -> ComponentRenderer:
    """The part whose files are ``NAME.html``, ``NAME.css`` and ``NAME.js``; no data ever gets into them."""
    here = Path(__file__).parent

    def text(suffix: str) -> str:
        return (here / f"{name}{suffix}").read_text(encoding="utf-8")

    return st.components.v2.component(f"studio_{name}", html=text(".html"), css=text(".css"), js=text(".js"))
