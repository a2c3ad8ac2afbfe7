"""The form for a platform of one's own, as a person fills it in."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page as Streamlit draws it

from studio.platforms.registry import Registry


def _page() -> None:
    from datetime import date

    import streamlit as st  # noqa: TID251 - Streamlit runs these lines as a page

    from studio.ui.parts.new_platform import new_platform

    state = st.session_state
    new_platform(state["registry"], state["folder"], date(2026, 11, 25), state["written"].append)


def test_what_is_wrong_stays_until_the_next_press(tmp_path: Path) -> None:
    """Also when the page is drawn anew meanwhile; then the platform is written and told."""
    registry, written = Registry.load([]), []
    page = AppTest.from_function(_page, default_timeout=30)
    for name, value in {"registry": registry, "folder": tmp_path, "written": written}.items():
        page.session_state[name] = value
    page.run().button[0].click().run()

    assert "Name is ''" in page.run().error[0].value
    assert written == []

    page.text_input("new-name:0").input("Town Hall")
    page.text_input("new-size:0").input("320x320")
    page.button[0].click().run()

    assert not page.error and not page.exception
    assert written == ["town_hall"]
    assert (tmp_path / "town_hall" / "platform.toml").is_file()
