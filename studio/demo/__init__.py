"""The demo master: a short film that the studio draws, animates and scores itself, the same on every machine.

``make`` is all there is to call. The pictures are drawn by Pillow and put together by MoviePy; the spoken words and
their subtitles lie in ``assets/demo``.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StorageError
from studio.messages import ENGLISH
from studio.paths import resource
from studio.values import Frozen

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FPS = 30
NAME = "before-you-share"
_LANGUAGES = ("en", "ar")


class DemoMaster(Frozen):
    """Where the demo lies."""

    path: Path
    subtitles: tuple[Path, ...]
    copy_files: tuple[Path, ...]
    """The words that go with it, a file for each language."""


def make(folder: Path, reader: str = ENGLISH) -> DemoMaster:
    """Make the demo master and its subtitles in ``folder``, or take them from there if they were made before.

    23.4 s at 1280x720 and 30 frames a second: two people who talk left and right of the middle, a city, a juggler, a
    close-up; spoken English; subtitles in English and Arabic. Its words are in these two, and in
    the ``reader``'s language where they were written in it. Raises StorageError where it cannot be written.
    """
    film = folder / f"{NAME}.mp4"
    subtitles = tuple(folder / f"{NAME}.{language}.srt" for language in _LANGUAGES)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for language, path in zip(_LANGUAGES, subtitles, strict=True):
            shutil.copyfile(resource("assets", "demo", f"demo.{language}.srt"), path)
        if not film.exists():
            with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as scratch:
                _film(Path(scratch) / film.name).replace(film)
    except OSError as error:
        raise StorageError(
            f"cannot write the demo to {folder} ({error.strerror or 'FFmpeg stopped'})",
            "make room there or choose another folder",
        ) from error
    languages = dict.fromkeys((*_LANGUAGES, reader))
    every = (resource("assets", "demo", f"demo.{language}.md") for language in languages)
    words = tuple(path for path in every if path.is_file())
    return DemoMaster(path=film, subtitles=subtitles, copy_files=words)


def _film(path: Path) -> Path:
    """Draw the shots, join them, lay the sound under them."""
    from moviepy import AudioArrayClip, VideoClip, concatenate_videoclips  # it starts FFmpeg when it is imported

    from studio.demo import sound
    from studio.demo.scenes import storyboard

    shots = storyboard()
    words = sound.speech(sum(shot.frames for shot in shots) / FPS)
    mouths = sound.openness(words, FPS)
    clips, first = [], 0
    for shot in shots:
        picture = shot.scene(partial(_mouth, mouths[first : first + shot.frames]))
        clips.append(VideoClip(picture, duration=shot.frames / FPS))  # type: ignore[no-untyped-call]
        first += shot.frames
    score = AudioArrayClip(sound.mixed(words), fps=sound.RATE)  # type: ignore[no-untyped-call]
    film = concatenate_videoclips(clips).with_audio(score)  # type: ignore[no-untyped-call]
    film.write_videofile(
        str(path), fps=FPS, codec="libx264", preset="superfast", threads=2, pixel_format="yuv420p", logger=None,
        audio_codec="aac", audio_fps=sound.RATE, audio_bitrate="128k", temp_audiofile_path=str(path.parent),
        ffmpeg_params=["-crf", "18", "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact",
                       "-flags:v", "+bitexact", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace",
                       "bt709", "-vf", "scale=out_color_matrix=bt709:out_range=tv"],
    )  # fmt: skip
    film.close()
    return path


def _mouth(openness: npt.NDArray[np.float64], t: float) -> float:
    return float(openness[min(round(t * FPS), len(openness) - 1)])
