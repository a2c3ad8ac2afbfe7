"""QR codes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from studio.render.qr import SIDE_PX, qr_png


@pytest.mark.parametrize(
    "link", ["https://example.org", "https://example.org/é?a=1&b=%20#ü", f"https://a.org/{'x' * 400}"]
)
def test_a_decoder_reads_the_link(link: str) -> None:
    """Another library than the one that drew it reads exactly what was put in, on a large enough picture."""
    picture = cv2.imdecode(np.frombuffer(qr_png(link), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None

    assert min(picture.shape) >= SIDE_PX
    assert set(np.unique(picture)) == {0, 255}
    assert picture[:10].min() == 255
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == link


def test_the_same_link_gives_the_same_bytes() -> None:
    """No clock in it, so that equal packs are equal."""
    assert qr_png("https://example.org") == qr_png("https://example.org")
