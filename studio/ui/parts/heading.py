"""Headings of pages and steps."""

from __future__ import annotations

import streamlit as st

from studio.ui import words


def title(name: str, about: str) -> None:
    st.html(f'<div class="studio-title"><h1>{words.safe(name)}</h1><p>{words.safe(about)}</p></div>')


def step(number: int, name: str) -> None:
    st.html(
        f'<div class="studio-step"><span class="no" aria-hidden="true">{number}</span><h2>{words.safe(name)}</h2></div>'
    )
