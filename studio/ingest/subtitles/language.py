"""Which language a text is in, by langdetect; the same text gives the same answer every time."""

from __future__ import annotations

from functools import cache

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

_ENOUGH = 24
"""Letters below which a guess is worth little."""
_SURE = 0.8
_MOST = 5000
"""Characters that are looked at."""


@cache
def _factory() -> DetectorFactory:
    """The models of langdetect, in a factory of our own: its shared one has a seed that any caller may change."""
    factory = DetectorFactory()  # type: ignore[no-untyped-call]
    factory.set_seed(0)  # type: ignore[no-untyped-call]
    factory.load_profile(PROFILES_DIRECTORY)  # type: ignore[no-untyped-call]
    return factory


@cache
def known() -> frozenset[str]:
    """The languages (ISO 639-1) that can be told."""
    return frozenset(code.split("-")[0] for code in _factory().get_lang_list())  # type: ignore[no-untyped-call]


def chances(text: str) -> dict[str, float]:
    """Languages (ISO 639-1) that the text may be in, each with its likelihood from 0 to 1."""
    detector = _factory().create()  # type: ignore[no-untyped-call]
    detector.append(text[:_MOST])
    try:
        found = detector.get_probabilities()
    except LangDetectException:  # no letters in it
        return {}
    return {guess.lang.split("-")[0]: guess.prob for guess in reversed(found)}


def language_of(text: str) -> str | None:
    """ISO 639-1 code; None where the text is too short or too mixed to tell."""
    if sum(letter.isalpha() for letter in text[:_MOST]) < _ENOUGH:
        return None
    likely = chances(text)
    best = max(likely, key=lambda language: likely[language], default=None)
    return best if best and likely[best] >= _SURE else None
