"""How the browser looks: Streamlit's theme settings, light and dark."""

from __future__ import annotations

from typing import Any

_SHARED: dict[str, Any] = {
    "theme.baseRadius": "10px",
    "theme.buttonRadius": "10px",
    "theme.showWidgetBorder": True,
    "theme.headingFontWeights": [700, 650, 600, 600, 600, 600],
    "theme.headingFontSizes": ["2rem", "1.35rem", "1.1rem", "1rem", "1rem", "1rem"],
    "theme.paddingTop": "1.5rem",
    "theme.paddingBottom": "4rem",
    "theme.linkUnderline": True,
}
_LIGHT = {
    "primaryColor": "#0f6b66",
    "backgroundColor": "#f7f8f7",
    "secondaryBackgroundColor": "#ffffff",
    "textColor": "#14231f",
    "borderColor": "#d9e0dd",
    "linkColor": "#0b5f5a",
    "greenColor": "#1d7a4c",
    "orangeColor": "#a85a00",
    "redColor": "#b3261e",
    "grayColor": "#5d6b66",
}
_DARK = {
    "primaryColor": "#1b837c",
    "backgroundColor": "#0f1614",
    "secondaryBackgroundColor": "#18211f",
    "textColor": "#e6edea",
    "borderColor": "#2d3a36",
    "linkColor": "#6fd3ca",
    "greenColor": "#5cc98f",
    "orangeColor": "#f0b25a",
    "redColor": "#ff8a80",
    "grayColor": "#9aa8a3",
}

THEME: dict[str, Any] = {
    **_SHARED,
    **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
    **{f"theme.dark.{name}": value for name, value in _DARK.items()},
}
