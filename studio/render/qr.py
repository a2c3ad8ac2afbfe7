"""QR codes, for what is printed or shown on a screen."""

from __future__ import annotations

import io

SIDE_PX = 900
"""At least so many pixels a side: 7.6 cm in print at 300 dpi."""
QUIET = 4
"""Modules of white around it that readers need (ISO/IEC 18004)."""


def qr_png(text: str) -> bytes:
    """A black and white PNG that a telephone reads; a seventh of it may be damaged (error correction M)."""
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    modules, _ = code.symbol_size(border=QUIET)
    png = io.BytesIO()
    code.save(png, kind="png", scale=-(-SIDE_PX // modules), border=QUIET)
    return png.getvalue()
