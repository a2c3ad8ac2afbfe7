"""Making a text fit by shortening the copy that it is drawn from, never the drawn text itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.messages import Message, msg
from studio.plan.copy.cutting import cut, fits_whole
from studio.values import Frozen


class Draft(Frozen):
    """What a template may be given less of."""

    title: str = ""
    message: str = ""
    body: str = ""
    """Plain text."""
    hashtags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


Draw = Callable[[Draft], str]
Fits = Callable[[str], bool]

_IN_ORDER = {
    "body": msg("the long text"),
    "hashtags": msg("hashtags"),
    "keywords": msg("keywords"),
    "title": msg("the title"),
    "message": msg("the message"),
}
"""What goes first where the room is short."""
_NEVER_EMPTY = {"title", "message"}
_SCRAP = 80
"""Characters of an unfinished sentence that are worth showing: about a line."""


def fit(draft: Draft, draw: Draw, fits: Fits) -> tuple[Draft, tuple[Message, ...]] | None:
    """The draft with as little left out as it takes, and what was left out; ``None`` where nothing helps."""
    if fits_whole(draw(draft), fits):
        return draft, ()
    notes: list[Message] = []
    for name in _IN_ORDER:
        without = _with(draft, name, type(getattr(draft, name))())
        if draw(without) == draw(draft):
            continue
        shortened = _shorten(draft, name, draw, fits)
        if shortened is None and name not in _NEVER_EMPTY:
            shortened = without
        if shortened is not None:
            notes.append(_note(draft, shortened, name))
            draft = shortened
            if fits_whole(draw(draft), fits):
                return draft, tuple(notes)
    return None


def _shorten(draft: Draft, name: str, draw: Draw, fits: Fits) -> Draft | None:
    """The draft with as much of one field as fits.

    ``None`` where not even a word does, or only a scrap of a text that can be left out.
    """
    value = getattr(draft, name)
    if isinstance(value, str):
        found = cut(value, lambda kept: fits(draw(_with(draft, name, kept))))
        scrap = found and name == "body" and found.at == "word" and len(found.kept) < _SCRAP
        return _with(draft, name, found.kept) if found and not scrap else None
    lists = (_with(draft, name, value[:most]) for most in range(len(value) - 1, 0, -1))
    return next((each for each in lists if fits(draw(each))), None)


def _with(draft: Draft, name: str, value: Any) -> Draft:
    return draft.model_copy(update={name: value})


def _note(before: Draft, after: Draft, name: str) -> Message:
    """What was shortened, in words."""
    had, has, called = len(getattr(before, name)), len(getattr(after, name)), _IN_ORDER[name]
    if isinstance(getattr(before, name), tuple):
        left = had - has
        return msg("{left} of {all} {what} are left out, since there is no room", left=left, all=had, what=called)
    if has:
        return msg("{what} is cut: {kept} of {all} characters stay", what=called, kept=has, all=had)
    return msg("{what} is left out, since it has no room", what=called)
