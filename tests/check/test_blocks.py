"""Blocks of compression are measured on real JPEGs that differ only in their quality."""

from __future__ import annotations

import io

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from studio.check.blocks import blockiness

NOISE = np.random.default_rng(1).normal(0, 1, (480, 640)).astype(np.float32)
SCENE = np.clip(128 + 500 * cv2.GaussianBlur(NOISE, (0, 0), 6) + 6 * cv2.GaussianBlur(NOISE, (0, 0), 1), 0, 255)


def jpeg(quality: int) -> npt.NDArray[np.uint8]:
    file = io.BytesIO()
    Image.fromarray(SCENE.astype(np.uint8)).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file), np.uint8)


@pytest.mark.parametrize(("quality", "blocky"), [(95, False), (75, False), (15, True), (8, True)])
def test_a_strongly_compressed_picture(quality: int, blocky: bool) -> None:
    """Blocks show where the quality is low."""
    assert (blockiness(jpeg(quality)) > 1.4) is blocky


def test_what_is_no_block() -> None:
    """Neither a picture that was never compressed, nor the edges of what it shows, nor a plain one."""
    bars = np.kron(np.arange(8) % 2 * 255, np.ones((64, 48))).astype(np.uint8)

    assert blockiness(SCENE.astype(np.uint8)) == pytest.approx(1, abs=0.05)
    assert blockiness(bars) == pytest.approx(1, abs=0.1)
    assert blockiness(np.full((64, 64), 9, np.uint8)) == 1
    assert blockiness(np.zeros((4, 4), np.uint8)) == 1
