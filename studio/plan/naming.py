"""What an output is called, where it carries a title."""

from __future__ import annotations

from pathlib import PurePath

from studio.ingest.master import Master


def title_of(master: Master) -> str:
    """A text's own title, else the file's name as people would write it."""
    if master.written:
        return master.written.title
    stem = PurePath(master.name).stem
    return " ".join(stem.replace("_", " ").split()) or stem
