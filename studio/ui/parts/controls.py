"""What a person may decide about one output by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from studio.errors import RenderError
from studio.export import Made
from studio.ingest.master import Master
from studio.plan.edits import PlacementEdits
from studio.platforms.contract import Target
from studio.ui import pictures, words
from studio.ui.parts.focal import focal_point
from studio.values import Point

_STEP_S = 0.1
_MIDDLE = Point(x=0.5, y=0.5)
_FITS: dict[str, Literal["cover", "blur"] | None] = {
    "Automatic": None,
    "Fill": "cover",
    "Show all": "blur",
}


def controls(made: Made, target: Target, master: Master, own: PlacementEdits, cache: Path) -> PlacementEdits:
    """The decisions as they stand in the controls, given those that count now."""
    key = target.id
    chosen = own
    if made.recipe.source == "frame":
        chosen = chosen.model_copy(update={"still_s": _moment("Moment of the master", made, master, cache, key)})
    elif _has_start(made, master):
        chosen = chosen.model_copy(update={"start_s": _moment("Starts at", made, master, cache, key)})
    if master.size:
        chosen = chosen.model_copy(update={"fit": _fit(own, key)})
        chosen = chosen.model_copy(update={"focal_point": _point(made, master, chosen, cache, key)})
    languages = [track.language for track in master.subtitles if track.language]
    if target.placement.captions == "burned" and len(languages) > 1:
        chosen = chosen.model_copy(update={"language": _language(made, languages, key)})
    return chosen


def _has_start(made: Made, master: Master) -> bool:
    length = master.duration_s or 0.0
    return made.recipe.source in {"frames", "waveform"} and length - made.recipe.duration_s > _STEP_S


def _moment(label: str, made: Made, master: Master, cache: Path, key: str) -> float:
    """A moment of the master, with the frame there; the output's own one until somebody moves it."""
    last = max(_STEP_S, (master.duration_s or 0.0) - max(made.recipe.duration_s, _STEP_S))
    now = min(last, round(made.recipe.start_s, 1))
    moment = st.slider(label, 0.0, last, now, _STEP_S, format="%.1f s", key=f"moment:{key}:{made.recipe.digest}")
    if moment != now and master.video:
        _show(master, moment, cache)
    return made.recipe.start_s if moment == now else moment


def _show(master: Master, moment: float, cache: Path) -> None:
    try:
        st.image(str(pictures.at(master, moment, cache)), caption=f"The master at {words.seconds(moment)}", width=260)
    except RenderError as error:
        st.caption(str(error))


def _fit(own: PlacementEdits, key: str) -> Literal["cover", "blur"] | None:
    names = list(_FITS)
    now = next(name for name, fit in _FITS.items() if fit == own.fit)
    picked = st.segmented_control("Fit", names, default=now, key=f"fit:{key}", required=True)
    return _FITS[picked or now]


def _point(made: Made, master: Master, chosen: PlacementEdits, cache: Path, key: str) -> Point | None:
    if chosen.fit == "blur" or not made.recipe.clips:
        return chosen.focal_point
    moment = chosen.still_s if chosen.still_s is not None else chosen.start_s
    moment = made.recipe.start_s if moment is None else moment
    clip, size = made.recipe.clips[0], master.size
    assert size
    kept = clip.framing.crop.as_region(size) if clip.framing.mode == "cover" else None
    try:
        picture = pictures.at(master, moment, cache)
    except RenderError as error:
        st.caption(str(error))
        return chosen.focal_point
    start = chosen.focal_point or (kept.centre if kept else _MIDDLE)
    return focal_point(picture, start, kept, key=f"focal:{key}:{made.recipe.digest}") or chosen.focal_point


def _language(made: Made, languages: list[str], key: str) -> str:
    shown = made.recipe.captions.language if made.recipe.captions else None
    index = languages.index(shown) if shown in languages else 0
    return st.selectbox("Subtitles in", languages, index, format_func=words.language, key=f"language:{key}")
