"""Where one shot ends and the next begins, frame by frame, by PySceneDetect's detectors."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from functools import partial

import cv2
import numpy as np
import numpy.typing as npt

from studio.render.source import Pixels

WIDTH = 320
"""Most pixels across that cuts are looked for in; PySceneDetect's own choice for speed is near."""
SHORTEST_S = 0.25
"""A shot shorter than this is a flash, and belongs to its neighbour."""
_FEWEST = 5
"""Frames of the shortest shot where frames are few: enough to look at one of them."""
_LAG = 2
"""Frames that the detector looks ahead before it says that there was a cut."""
_BLACK = 30
"""Brightness, of 255, that nothing in a faded-out frame exceeds; writing on black does."""


class CutFinder:
    """Takes frames in order at a constant rate, and says where cuts are, a few frames after them.

    Hard cuts stand out against the change in the frames around them, so that a moving camera is not taken for one. A
    fade through black is a cut where the light comes back.
    """

    def __init__(self, fps: Fraction) -> None:
        # Importing it starts a process that looks for FFmpeg.
        from scenedetect import AdaptiveDetector, FrameTimecode, ThresholdDetector

        self._fps = fps
        self._time = partial(FrameTimecode, fps=fps)
        self._at = 0
        self._last = 0
        self._brightest: deque[int] = deque(maxlen=_LAG + 1)
        self._hard = AdaptiveDetector(min_scene_len=0, window_width=_LAG)
        self._fades = ThresholdDetector(threshold=_BLACK, fade_bias=1.0, min_scene_len=0)

    def push(self, frame: Pixels) -> int | None:
        """Take the next frame; the number of the frame that opens a new shot, where one is known now."""
        number, time = self._at, self._time(self._at)
        self._at += 1
        small = _small(frame)
        self._brightest.append(int(small.max()))
        hard = self._hard.process_frame(time, small)
        fades = self._fades.process_frame(time, np.full((1, 1, 3), self._brightest[-1], np.uint8))
        # What cuts to black stays one shot until the light returns: the fade's cut.
        lit = [cut.frame_num for cut in hard if self._brightest[cut.frame_num - number - 1] >= _BLACK]
        return self._accept(sorted([*lit, *(cut.frame_num for cut in fades)]))

    def _accept(self, cuts: list[int]) -> int | None:
        shortest = max(_FEWEST, SHORTEST_S * self._fps)
        far = [cut for cut in cuts if cut - self._last >= shortest]
        if not far:
            return None
        self._last = far[-1]
        return self._last


def _small(frame: Pixels) -> npt.NDArray[np.uint8]:
    """The frame in BGR, halved until it is small enough: exact halves are eight times as fast as other steps."""
    while frame.shape[1] > WIDTH:
        half = (frame.shape[1] // 2, max(1, frame.shape[0] // 2))
        frame = np.asarray(cv2.resize(frame, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR), np.uint8)
