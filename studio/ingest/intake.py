"""The door: everything that comes in passes here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePath

from studio import memo
from studio.errors import InputRefused
from studio.ingest.limits import LIMITS, Limits
from studio.ingest.master import Master, Subtitles
from studio.ingest.plaintext import clean, display_name
from studio.ingest.sniff import Format, sniff, unreadable
from studio.messages import Message, msg, nmsg
from studio.values import digest

# The readers are imported where they are needed: the pure steps use ingest's types and shall not pay for them.


def ingest(
    path: Path,
    subtitles: Sequence[Path] = (),
    *,
    name: str | None = None,
    limits: Limits = LIMITS,
    cache: Path | None = None,
) -> Master:
    """Measures the file at ``path`` and its subtitles.

    ``name`` is what people call the file, where ``path`` is a place of ours. What was measured before comes from
    ``cache``. Raises InputRefused, within 10 s and before anything big is decoded, for whatever the studio cannot or
    will not take.
    """
    path = path.absolute()
    found = sniff(path, limits)

    def measure() -> Master:
        return _measure(path, found, subtitles, name, limits)

    if cache is None or not all(_is_small_file(file, limits) for file in subtitles):
        return measure()
    code = memo.code_digest(Path(__file__).parent)
    given = [(display_name(file), _fingerprint(file)) for file in (path, *subtitles)]
    key = digest([code, limits.model_dump(mode="json"), name, given])
    return memo.remember(cache, "masters", key, Master, measure).model_copy(update={"path": path})


def _is_small_file(path: Path, limits: Limits) -> bool:
    """Whether a subtitle file may be read whole; any other is refused in words by its reader."""
    return path.is_file() and path.stat().st_size <= limits.subtitle_bytes


def _measure(path: Path, found: Format, subtitles: Sequence[Path], name: str | None, limits: Limits) -> Master:
    read = {"picture": _picture, "stream": _recording, "text": _text}[found.family]
    master = read(path, found, limits)
    given = _loaded(subtitles, limits)
    called = display_name(Path(clean(name))) if name else display_name(path)
    used, notes = _fitting(given or master.subtitles, master.duration_s)
    _check_name(master, called)
    return master.model_copy(update={"name": called, "subtitles": used, "notes": (*master.notes, *notes)})


def _check_name(master: Master, name: str) -> None:
    """Raise InputRefused where words are called a video or a picture: nobody who meant one wants cards instead."""
    suffix = PurePath(name).suffix.casefold()
    if master.kind == "text" and suffix not in _TEXT_NAMES:
        raise InputRefused(f"{name} holds words only", "bring the real file; if you mean its words, call it .txt")


def _loaded(files: Sequence[Path], limits: Limits) -> tuple[Subtitles, ...]:
    if not files:
        return ()
    from studio.ingest.subtitles.load import load_subtitles

    return tuple(load_subtitles(file, limits) for file in files)


def _picture(path: Path, found: Format, limits: Limits) -> Master:
    from studio.ingest.pictures import probe_picture

    picture = probe_picture(path, found.reader, limits)
    if picture.animated and found.reader in _MOVING:
        return _recording(path, _MOVING[found.reader], limits)
    sha256, size = _fingerprint(path)
    return Master(
        path=path, name=path.name, sha256=sha256, kind="image", container=found.reader, bytes=size,
        still=picture.still, notes=picture.notes,
    )  # fmt: skip


_TEXT_NAMES = {"", ".txt", ".text", ".md", ".markdown"}
_MOVING = {
    "GIF": Format(label="animated GIF", family="stream", reader="gif"),
    "PNG": Format(label="animated PNG", family="stream", reader="apng"),
}
"""Animations that FFmpeg reads; of the others the first picture is used."""


def _text(path: Path, found: Format, limits: Limits) -> Master:
    from studio.ingest.words import read_words

    written = read_words(path, limits)
    sha256, size = _fingerprint(path)
    return Master(
        path=path, name=path.name, sha256=sha256, kind="text", container=found.reader, bytes=size, written=written,
    )  # fmt: skip


def _recording(path: Path, found: Format, limits: Limits) -> Master:
    from studio.ingest.probe import probe_recording

    recording = probe_recording(path, found.label, found.reader, limits)
    sha256, size = _fingerprint(path)
    return Master(
        path=path, name=path.name, sha256=sha256, kind="video" if recording.video else "audio",
        container=found.reader, bytes=size, duration_s=recording.duration_s, video=recording.video,
        audio=recording.audio, subtitles=recording.subtitles, notes=recording.notes,
    )  # fmt: skip


def _fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 and bytes, read in pieces."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError as error:
        raise unreadable(display_name(path), error) from error


def _fitting(
    subtitles: tuple[Subtitles, ...], duration_s: float | None
) -> tuple[tuple[Subtitles, ...], tuple[Message, ...]]:
    """The subtitles that can be used, and notes about what does not fit; what does not run has no ``duration_s``."""
    if duration_s is None:
        return (), (msg("subtitles go with a video or sound, and are not used"),) if subtitles else ()
    notes = []
    for file in subtitles:
        late = sum(cue.start >= duration_s for cue in file.cues)
        if late:
            note = nmsg(
                "{count} of {all} cues of {name} starts after the end ({seconds:.1f} s)",
                "{count} of {all} cues of {name} start after the end ({seconds:.1f} s)",
                late, all=len(file.cues), name=file.name, seconds=duration_s,
            )  # fmt: skip
            notes.append(note)
    return subtitles, tuple(notes)
