"""What all pages of one process share: the platforms, the line of jobs, the folders."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from studio.check import names
from studio.paths import data_dir
from studio.platforms.registry import Registry
from studio.ui.jobs import Jobs
from studio.ui.uploads import Uploads

PLATFORM_FOLDERS = "platform_folders"
"""The server's setting that names further folders of platforms."""


def uploads_folder(data: Path) -> Path:
    return data / "uploads"


def packs_folder(data: Path) -> Path:
    return data / "packs"


def uploads() -> Uploads:
    """The store that the upload routes fill."""
    return Uploads(uploads_folder(data_dir()))


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The one line in front of this machine."""
    return Jobs()


@st.cache_resource(show_spinner=False)
def _load(folders: tuple[str, ...]) -> Registry:
    return Registry.load([Path(folder) for folder in folders] or None, names=names())


def registry() -> Registry:
    """The platforms, read once."""
    return _load(tuple(st.secrets.get(PLATFORM_FOLDERS, ())))
