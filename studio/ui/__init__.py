"""The studio in the browser: thin pages over the same functions that the command line calls."""

from __future__ import annotations

from studio.ui.server import serve

__all__ = ["serve"]
