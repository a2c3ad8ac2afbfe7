"""What all pages of one process share: the platforms, the line of jobs, the folders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from studio import testing
from studio.check import names
from studio.paths import cache_dir, data_dir
from studio.platforms.discovery import Place, plugin_folders
from studio.platforms.problem import Problem
from studio.platforms.registry import Registry
from studio.ui.jobs import Jobs
from studio.ui.session import Session
from studio.ui.uploads import Uploads


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


@st.cache_resource(show_spinner=False, max_entries=2)
def _load(stamp: tuple[tuple[str, int], ...]) -> Registry:  # noqa: ARG001 - the key
    return Registry.load(names=names())


def registry() -> Registry:
    """The platforms, read again only when a plugin's files have changed."""
    files = [
        file
        for folder in plugin_folders()
        for pattern in ("*.toml", "*/*.toml", "*/*.py")
        for file in folder.glob(pattern)
    ]
    return _load(tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files)))


@st.cache_data(show_spinner="Looking for rules that nobody can keep", max_entries=100)
def _faults(place: Place, stamp: int, today: date) -> tuple[Problem, ...]:  # noqa: ARG001 - part of the key
    return testing.problems(place, today=today)


def faults(place: Place, today: date) -> tuple[Problem, ...]:
    """What is wrong with a platform that loads."""
    return _faults(place, place.facts.stat().st_mtime_ns, today) if place.facts.exists() else ()


def session() -> Session:
    """What the tab that is being drawn works on."""
    if "session" not in st.session_state:
        st.session_state["session"] = Session(
            jobs=jobs(), uploads=uploads(), cache=cache_dir(), packs=packs_folder(data_dir())
        )
    found: Session = st.session_state["session"]
    return found
