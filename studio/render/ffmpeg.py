"""The only door to FFmpeg, and the only module that starts a process.

Every call is a list of arguments, never a shell line; may read local files only, and never a playlist; runs at low
priority with limits on memory and file size (``confined.py``); draws text with the bundled fonts alone; is killed when
it is cancelled or takes too long, and dies with the studio.
"""

from __future__ import annotations

import contextlib
import os
import subprocess  # noqa: TID251 - the one module that may
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Self

from studio import machine
from studio.errors import Cancelled, RenderError, StorageError
from studio.messages import Message, msg
from studio.paths import resource

LOW_PRIORITY = 10
"""Niceness of FFmpeg, so that the machine stays usable."""
TIME_LIMIT_S = 3600.0
MEMORY_LIMIT = 6 << 30
"""Bytes of private memory; encoding 2160p from 2160p takes about 2 GB on sixteen threads."""
FILE_LIMIT = 16 << 30
"""Bytes of any one file that FFmpeg writes."""

Progress = Callable[[float], None]
"""Called with the seconds of output written so far."""


@cache
def executable() -> str:
    """FFmpeg as imageio-ffmpeg carries it (``IMAGEIO_FFMPEG_EXE`` names another).

    Raises RenderError where there is none.
    """
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())  # type: ignore[attr-defined,no-untyped-call]
    except RuntimeError as error:
        raise RenderError(
            f"no FFmpeg found ({error})", "install the package imageio-ffmpeg, or name one in IMAGEIO_FFMPEG_EXE"
        ) from error


def encoding_limit_s(seconds: float) -> float:
    """How long it may take to encode so many seconds of video: a slow machine's worst, far from a hang."""
    return 600.0 + 60.0 * seconds


def reading_limit_s(seconds: float) -> float:
    """The same for decoding only."""
    return 600.0 + 10.0 * seconds


def executable_name() -> str:
    """Which FFmpeg draws and encodes; the file's name holds its version."""
    return Path(executable()).name


def safe_input(path: Path, demuxer: str | None = None) -> list[str]:
    """Arguments that open ``path`` and nothing else: local files only, no playlists, and only as ``demuxer``."""
    form = ["-f", demuxer] if demuxer else []
    return ["-protocol_whitelist", "file,pipe", *form, "-i", f"file:{path}"]


def escape_filter_value(value: str) -> str:
    r"""``value`` as an option's value inside a filter graph, such as the path in ``ass=filename=...``.

    A graph is unquoted twice, once as a graph and once as options, so each special character is escaped twice.
    """
    for special in "\\':":
        value = value.replace(special, "\\" + special)
    for special in "\\'[],;":
        value = value.replace(special, "\\" + special)
    return value


class _Cutoff:
    """Kills a process when somebody cancels or its time is up, and remembers why."""

    def __init__(self, process: subprocess.Popen[bytes], cancelled: threading.Event | None, limit_s: float) -> None:
        self.reason: str | None = None
        self._process = process
        self._cancelled = cancelled or threading.Event()
        self._deadline = time.monotonic() + limit_s
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            if self._cancelled.is_set():
                self.reason = "cancelled"
            elif time.monotonic() > self._deadline:
                self.reason = "too slow"
            if self.reason:
                self._process.kill()
                return


def _confinement() -> list[str]:
    """The start of a command that limits the rest of it.

    A launcher and not Popen's ``preexec_fn``, which may deadlock in a program with threads.
    """
    if os.name != "posix":
        return []
    launcher = Path(__file__).with_name("confined.py")
    limits = [str(number) for number in (os.getpid(), LOW_PRIORITY, MEMORY_LIMIT, FILE_LIMIT)]
    return [sys.executable, "-I", "-S", str(launcher), *limits]


def environment() -> dict[str, str]:
    """The studio's own, but with no fonts except the bundled ones, so that text looks the same on every machine."""
    return {**os.environ, "FONTCONFIG_FILE": str(resource("assets", "fonts", "fonts.conf"))}


def _start(arguments: Sequence[str], stdin: int) -> subprocess.Popen[bytes]:
    threads = ["-filter_complex_threads", str(machine.cores()), "-filter_threads", str(machine.cores())]
    command = [executable(), "-hide_banner", "-nostdin", "-loglevel", "warning", *threads, *arguments]
    return subprocess.Popen(  # noqa: S603 - a list of our own making, no shell
        [*_confinement(), *command],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )


def _collect(stream: IO[bytes], lines: deque[str]) -> None:
    for line in stream:
        lines.append(line.decode(errors="replace").rstrip())


class _Feeder:
    """Hands pieces to a process on its standard input, from a thread; their failure is kept and raised again."""

    def __init__(self, process: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
        self._process = process
        self._pieces = pieces
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def _write(self) -> None:
        assert self._process.stdin
        try:
            with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:  # it ended: its own words say why
                for piece in self._pieces:
                    stdin.write(piece)
        except BaseException as error:  # noqa: BLE001 - raised again by the one who waits
            self._failure = error
            self._process.kill()

    def finish(self) -> None:
        self._thread.join()
        if self._failure:
            raise self._failure


def _finish(process: subprocess.Popen[bytes], cutoff: _Cutoff, words: deque[str], doing: Message | str) -> None:
    code = process.wait()
    if cutoff.reason == "cancelled":
        raise Cancelled(f"{doing} was stopped", "start it again when you like; what is finished is kept")
    if cutoff.reason:
        raise RenderError(msg("{doing} took too long", doing=doing), msg("try a shorter or smaller master"))
    if code != 0:
        said = "; ".join(list(words)[-3:]) or f"exit code {code}"
        if "No space left on device" in said:
            raise StorageError(f"the disk is full while {doing}", "free some space, or move the cache (STUDIO_CACHE)")
        problem = msg("FFmpeg failed while {doing} ({said})", doing=doing, said=said)
        raise RenderError(problem, msg("run 'python -m studio doctor', and try another copy of the file"))


@contextlib.contextmanager
def _running(
    arguments: Sequence[str],
    doing: Message | str,
    cancelled: threading.Event | None,
    limit_s: float,
    *,
    last_words: int = 40,
    pieces: Iterable[bytes] | None = None,
) -> Iterator[tuple[IO[bytes], deque[str]]]:
    """FFmpeg's standard output while it runs, and what it says on standard error; its failure raises at the end."""
    process = _start(arguments, subprocess.DEVNULL if pieces is None else subprocess.PIPE)
    assert process.stdout and process.stderr
    words: deque[str] = deque(maxlen=last_words)
    reader = threading.Thread(target=_collect, args=(process.stderr, words), daemon=True)
    reader.start()
    feeder = _Feeder(process, pieces) if pieces is not None else None
    try:
        with _Cutoff(process, cancelled, limit_s) as cutoff:
            yield process.stdout, words
            process.stdout.close()
            process.wait()
        reader.join()
        if feeder:
            feeder.finish()
        _finish(process, cutoff, words, doing)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        reader.join()
        process.stdout.close()
        process.stderr.close()


def run(
    arguments: Sequence[str],
    *,
    doing: Message | str,
    progress: Progress | None = None,
    cancelled: threading.Event | None = None,
    limit_s: float = TIME_LIMIT_S,
    pieces: Iterable[bytes] | None = None,
) -> None:
    """Run FFmpeg to its end. ``pieces`` are what it reads at ``pipe:0``, such as raw frames.

    ``doing`` names the work in an error ("writing instagram/video"). Raises RenderError with FFmpeg's last words,
    and Cancelled within 2 s after ``cancelled`` is set.
    """
    told = ["-progress", "pipe:1", "-stats_period", "0.25"]
    with _running([*told, *arguments], doing, cancelled, limit_s, pieces=pieces) as (out, _):
        for line in out:
            key, _, value = line.decode(errors="replace").strip().partition("=")
            if progress and key == "out_time_us" and value.lstrip("-").isdigit():
                progress(max(0, int(value)) / 1e6)


def read(
    arguments: Sequence[str],
    *,
    doing: Message | str,
    size: int,
    cancelled: threading.Event | None = None,
    limit_s: float = TIME_LIMIT_S,
) -> Iterator[bytes]:
    """FFmpeg's standard output in pieces of ``size`` bytes, such as raw frames; a shorter rest is dropped."""
    with _running([*arguments, "pipe:1"], doing, cancelled, limit_s) as (out, _):
        while len(piece := out.read(size)) == size:
            yield piece
        while out.read(1 << 20):
            pass


def said(
    arguments: Sequence[str],
    *,
    doing: Message | str,
    cancelled: threading.Event | None = None,
    limit_s: float = TIME_LIMIT_S,
) -> list[str]:
    """What FFmpeg prints at log level info, line by line: how its measuring filters report (ebur128, blackdetect)."""
    with _running(["-loglevel", "info", "-nostats", *arguments], doing, cancelled, limit_s, last_words=5000) as (
        out,
        words,
    ):
        while out.read(1 << 20):
            pass
    return list(words)


def about(option: str) -> list[str]:
    """What FFmpeg says of itself: ``-version``, ``-filters``, ``-encoders``."""
    with _running([option], "asking FFmpeg about itself", None, 30.0) as (out, _):
        return out.read().decode(errors="replace").splitlines()
