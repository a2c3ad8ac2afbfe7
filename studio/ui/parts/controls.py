"""What a person may decide about one output by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from studio.errors import StudioError
from studio.export import Made
from studio.ingest.master import Master
from studio.plan.edits import MOST_WORDS, FacesDecided, PlacementEdits
from studio.platforms.contract import Target
from studio.ui import pictures, words
from studio.ui.parts.focal import focal_point
from studio.values import Point

_FACES: dict[str, FacesDecided] = {"Nobody": "nobody", "Bystanders": "bystanders", "Everybody": "all"}
_STEP_S = 0.1
_MIDDLE = Point(x=0.5, y=0.5)
_FITS: dict[str, Literal["cover", "blur"] | None] = {
    "Automatic": None,
    "Fill": "cover",
    "Show all": "blur",
}


def controls(made: Made, target: Target, master: Master, own: PlacementEdits, cache: Path) -> PlacementEdits:
    """What the controls say otherwise than the output shows, and nothing else; ``own`` counts for it now."""
    key, start_s = target.id, made.recipe.start_s
    shown: dict[str, object] = {}
    chosen: dict[str, object] = {}
    if made.recipe.source in {"frame", "contained"} and master.video:
        shown["still_s"], chosen["still_s"] = start_s, _moment("Moment of the master", made, master, cache, key)
    elif _has_start(made, master):
        shown["start_s"], chosen["start_s"] = start_s, _moment("Starts at", made, master, cache, key)
    if made.recipe.kind == "video":
        shown["hook"], chosen["hook"] = own.hook, _hook(own, key)
    if master.size:
        shown["fit"], chosen["fit"] = own.fit, _fit(own, key)
        shown["focal_point"] = own.focal_point
        shown["blur_faces"], chosen["blur_faces"] = own.blur_faces, blur_faces(own, key)
        chosen["focal_point"] = _point(made, master, own.model_copy(update=chosen), cache, key)
    languages = _languages(master)
    if target.placement.captions == "burned" and len(languages) > 1:
        now = own.language if own.language in languages else languages[0]
        shown["language"], chosen["language"] = now, _language(now, languages, key)
    return PlacementEdits.model_validate({name: value for name, value in chosen.items() if value != shown[name]})


def _has_start(made: Made, master: Master) -> bool:
    left = (master.duration_s or 0.0) - made.recipe.body.duration_s
    return made.recipe.source in {"frames", "waveform", "gif", "sound"} and left > _STEP_S


def _moment(label: str, made: Made, master: Master, cache: Path, key: str) -> float:
    """A moment of the master, with the frame there; the output's own one until somebody moves it."""
    last = max(_STEP_S, (master.duration_s or 0.0) - max(made.recipe.body.duration_s, _STEP_S))
    now = min(last, round(made.recipe.start_s, 1))
    moment = st.slider(label, 0.0, last, now, _STEP_S, format="%.1f s", key=f"moment:{key}:{made.recipe.digest}")
    if moment != now and master.video:
        _show(master, moment, cache)
    return made.recipe.start_s if moment == now else moment


def _hook(own: PlacementEdits, key: str) -> str | None:
    written = st.text_input(
        "Words over the first seconds", own.hook or "", max_chars=MOST_WORDS, key=f"hook:{key}:{own.hook}"
    )
    return written.strip() or None


def _show(master: Master, moment: float, cache: Path) -> None:
    try:
        st.image(str(pictures.at(master, moment, cache)), caption=f"The master at {words.seconds(moment)}", width=260)
    except StudioError as error:
        st.caption(str(error))


def _fit(own: PlacementEdits, key: str) -> Literal["cover", "blur"] | None:
    names = list(_FITS)
    now = next(name for name, fit in _FITS.items() if fit == own.fit)
    picked = st.segmented_control("Fit", names, default=now, key=f"fit:{key}:{own.fit}", required=True)
    return _FITS[picked or now]


def blur_faces(now: PlacementEdits, key: str) -> FacesDecided | None:
    """Whose faces are blurred; ``None`` where nobody has decided it yet."""
    names = list(_FACES)
    default = next(name for name, whose in _FACES.items() if whose == (now.blur_faces or "nobody"))
    picked = st.segmented_control(
        "Blur faces", names, default=default, key=f"faces:{key}:{now.blur_faces}", required=True,
        help="In every frame. Bystanders: all but the person who is large for longest; look at the result.",
    )  # fmt: skip
    return now.blur_faces if picked in {None, default} else _FACES[picked or default]


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
    except StudioError as error:
        st.caption(str(error))
        return chosen.focal_point
    start = chosen.focal_point or (kept.centre if kept else _MIDDLE)
    return focal_point(picture, start, kept, key=f"focal:{key}:{made.recipe.digest}") or chosen.focal_point


def _languages(master: Master) -> list[str | None]:
    """What captions can be burned in: the first track, named or not, and every other that has a name."""
    first, *others = [track.language for track in master.subtitles] or [None]
    return list(dict.fromkeys([first, *(language for language in others if language)]))


def _language(now: str | None, languages: list[str | None], key: str) -> str | None:
    """The chosen track's language; ``None`` for a first track in an unknown one."""
    names = {_track(language): language for language in languages}
    picked = st.selectbox("Subtitles in", list(names), languages.index(now), key=f"language:{key}:{now}")
    return names[picked]


def _track(language: str | None) -> str:
    if language is None:
        return "As given (the first, language unknown)"
    return f"{words.language(language)} ({language})" if "-" in language else words.language(language)
