"""What Streamlit runs for every page: the frame around it and the navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from studio.ui.views import make, platforms

_HERE = Path(__file__).parent

_WATCH_S = 30.0


@st.fragment(run_every=_WATCH_S)
def _keep_watch() -> None:
    """A job goes on while any page of its session is open, also one that shows nothing of it."""
    if session := st.session_state.get("session"):
        session.watch()


st.set_page_config(page_title="Content Studio", page_icon=str(_HERE / "icon.svg"), layout="wide")
st.logo(str(_HERE / "logo.svg"), size="large")
st.html(f"<style>{(_HERE / 'style.css').read_text(encoding='utf-8')}</style>")
_keep_watch()
st.navigation(
    [
        st.Page(make.page, title="Make", url_path="make", default=True),
        st.Page(platforms.page, title="Platforms", url_path="platforms"),
    ],
    position="top",
).run()
