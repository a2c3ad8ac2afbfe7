"""Where files are dropped; they go to the upload routes piece by piece, and go on after a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from studio.errors import SelectionError
from studio.ui.parts.component import component
from studio.ui.uploads import Upload, Uploads
from studio.values import Frozen

SUBTITLES = frozenset({".srt", ".vtt", ".ass", ".ssa"})
TEXTS = frozenset({".md", ".txt"})
_IDS = TypeAdapter(list[str])


class Brought(Frozen):
    """Files that have arrived complete."""

    master: Upload | None
    """The newest file that is neither subtitle nor copy."""
    subtitles: tuple[Upload, ...]
    copies: tuple[Upload, ...] = ()
    """Texts that came with a master of another kind: the words that go with it."""


def uploader(store: Uploads, *, compact: bool, key: str) -> Brought | None:
    """What lies in the uploader now; ``None`` until somebody uses it, also after the page was left and opened again.

    ``compact`` draws it small, for when there is a master already.
    """
    answer = component("uploader")(
        key=key,
        data={"subtitles": sorted(SUBTITLES), "texts": sorted(TEXTS), "compact": compact},
        default={"files": None},
        on_files_change=_nothing,
    )
    if answer.get("files") is None:
        return None
    files = list(_arrived(store, answer["files"]))
    return sorted_out(files)


def sorted_out(files: Sequence[Upload]) -> Brought:
    """Which file is what, by their names: a text alone is a master, beside a video, picture or sound it is copy."""
    others = [file for file in files if not _is_subtitle(file)]
    media = [file for file in others if not _is_text(file)]
    masters = media or others
    return Brought(
        master=masters[-1] if masters else None,
        subtitles=tuple(filter(_is_subtitle, files)),
        copies=tuple(filter(_is_text, others)) if media else (),
    )


def _nothing() -> None:
    """A state of a component needs a callback; the rerun itself is all that is wanted."""


def _is_subtitle(file: Upload) -> bool:
    return PurePath(file.name).suffix.lower() in SUBTITLES


def _is_text(file: Upload) -> bool:
    return PurePath(file.name).suffix.lower() in TEXTS


def _arrived(store: Uploads, ids: Any) -> Iterable[Upload]:
    """Uploads by what the page says; a browser may say anything."""
    try:
        keys = _IDS.validate_python(ids)
    except ValidationError:
        return
    for key in dict.fromkeys(keys):
        try:
            store.path(key)
            yield store.find(key)
        except SelectionError as error:
            st.warning(str(error))
