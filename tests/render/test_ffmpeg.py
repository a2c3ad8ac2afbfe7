"""The only door to FFmpeg."""

from __future__ import annotations

import signal
import subprocess  # noqa: TID251 - a parent that can be killed
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import RenderError
from studio.render import ffmpeg

ENDLESS = ["-re", "-f", "lavfi", "-i", "testsrc2=size=64x64", "-f", "null", "-"]


def _children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _wait(condition: object, seconds: float = 5.0) -> bool:
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's offer")
def test_ffmpeg_dies_with_the_studio() -> None:
    """After kill -9 of the studio no FFmpeg goes on working."""
    code = f"from studio.render import ffmpeg; ffmpeg.run({ENDLESS!r}, doing='waiting')"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    try:
        assert _wait(lambda: _children_of(parent.pid))
        (child,) = _children_of(parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert _wait(lambda: not _alive(child), 2.0)
    finally:
        parent.kill()
        parent.wait()


def test_takes_too_long() -> None:
    """Work without end is stopped at its time limit, in words."""
    with pytest.raises(RenderError, match="took too long"):
        ffmpeg.run(ENDLESS, doing="waiting", limit_s=0.5)


def test_memory_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg cannot take more than its share: a picture that needs more fails, and the machine lives."""
    monkeypatch.setattr(ffmpeg, "MEMORY_LIMIT", 100 << 20)
    with pytest.raises(RenderError):
        ffmpeg.run(
            ["-f", "lavfi", "-i", "color=size=16000x8000:rate=1:duration=1,format=rgb48",
             "-abort_on", "empty_output_stream", "-f", "null", "-"],
            doing="making a huge picture",
        )  # fmt: skip


def test_a_file_that_grows_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg cannot fill the disk: a file over the limit is an error."""
    monkeypatch.setattr(ffmpeg, "FILE_LIMIT", 1 << 20)
    with pytest.raises(RenderError, match="File too large"):
        ffmpeg.run(
            ["-f", "lavfi", "-i", "testsrc2=size=640x360", "-f", "rawvideo", "-y", str(tmp_path / "endless.raw")],
            doing="writing without end",
        )
    assert (tmp_path / "endless.raw").stat().st_size <= 1 << 20


def test_no_playlist_and_no_address_is_followed(tmp_path: Path) -> None:
    """A file that only points elsewhere gives nothing away."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    script = tmp_path / "list.mp4"
    script.write_text(f"ffconcat version 1.0\nfile {secret}\n")
    with pytest.raises(RenderError):
        ffmpeg.run([*ffmpeg.safe_input(script, "mov"), "-f", "null", "-"], doing="reading a list")
    script.write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n")
    with pytest.raises(RenderError):
        ffmpeg.run([*ffmpeg.safe_input(script), "-f", "null", "-"], doing="reading a list")


def test_a_failing_feeder_is_not_swallowed() -> None:
    """An error while frames are drawn comes out as itself, not as FFmpeg's."""

    def frames() -> Iterator[bytes]:
        yield b"\0" * 64 * 64 * 3
        raise ZeroDivisionError

    arguments = ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "64x64", "-i", "pipe:0", "-f", "null", "-"]
    with pytest.raises(ZeroDivisionError):
        ffmpeg.run(arguments, doing="drawing", pieces=frames())
