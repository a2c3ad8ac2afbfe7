"""The library of tip checks, by the name that a ``platform.toml`` uses.

Each is pure: evidence and the plugin's parameters in, a verdict out. They warn; they fail only where nobody can want
the output as it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from studio.check.tips import captions, faces, picture, privacy, start, subtitles, technical, watched, words
from studio.check.verdict import Verdict

TipCheck = Callable[..., Verdict]

CHECKS: Mapping[str, TipCheck] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            captions.captions_visible,
            captions.legible_on_phone,
            faces.faces_whole,
            faces.shows_a_face,
            faces.square_and_whole,
            picture.little_text,
            picture.not_upscaled,
            picture.picture_quality,
            picture.thumbnail,
            picture.transparency_kept,
            privacy.nobody_recognisable,
            start.clean_start,
            start.message_early,
            start.strong_opening,
            subtitles.captions_off_faces,
            subtitles.cue_duration,
            subtitles.cue_gaps,
            subtitles.cue_overlap,
            subtitles.line_count,
            subtitles.line_length,
            subtitles.reading_speed,
            subtitles.speech_subtitled,
            subtitles.subtitle_files,
            subtitles.subtitle_language,
            subtitles.subtitle_timing,
            subtitles.text_over_speech,
            technical.duration,
            technical.encoding,
            technical.file_size,
            technical.frame_rate,
            technical.full_screen,
            technical.has_picture,
            technical.loudness,
            technical.no_personal_data,
            technical.plays_everywhere,
            technical.shape,
            watched.end_card,
            watched.no_flashing,
            watched.no_gaps,
            watched.steady,
            words.clear_of_app,
            words.text_contrast,
            words.words_early,
        )
    }
)


def parameters(check: TipCheck) -> tuple[str, ...]:
    """The names that a plugin may give in ``with``: all but the first, which is what is looked at."""
    _, *given = inspect.signature(check).parameters
    return tuple(given)


def arguments(check: TipCheck, given: Mapping[str, Any]) -> dict[str, Any]:
    """A plugin's ``with`` as the check's own types. Raises pydantic's ValidationError where it does not suit them."""
    return dict(_model(check).model_validate(dict(given)))


@cache
def _model(check: TipCheck) -> type[BaseModel]:
    hints = get_type_hints(check, include_extras=True)
    given = inspect.signature(check).parameters
    fields: dict[str, Any] = {
        name: (hints[name], ... if given[name].default is inspect.Parameter.empty else given[name].default)
        for name in parameters(check)
    }
    return create_model(check.__name__, __config__=ConfigDict(extra="forbid"), **fields)


def with_fault(name: str, given: Mapping[str, Any], checks: Mapping[str, TipCheck] = CHECKS) -> str | None:
    """What a plugin should give instead; nothing where it makes sense, or where nobody knows the check."""
    if name not in checks:
        return None
    try:
        arguments(checks[name], given)
    except ValidationError as error:
        detail = error.errors()[0]
        key, said = detail["loc"][0], str(detail["msg"])
        return f"add {key}" if detail["type"] == "missing" else f"{key}: {said[:1].lower()}{said[1:]}"
    return None
