"""What a plugin's ``plugin.py`` may add where facts are not enough.

All of it is on this page::

    from studio.check.verdict import passed, warned

    def register(studio):
        studio.check(bright)              # a tip names it: check = "bright", with = { least = 0.3 }
        studio.copy_rule(no_shouting)     # a tip names it too; it is asked about every post
        studio.effect(end_card, "after")  # a placement names it: effect = { name = "end_card", with = { ... } }

    def bright(evidence, *, least):
        dark = [look.at for look in evidence.looks.all if look.luma < least]
        return warned("It is dark: choose another moment.", at_s=dark) if dark else passed("It is bright.")

``studio`` is a ``Register``: the plugin says what it brings, and nobody searches it for more. Code runs only from
trusted places (``studio.platforms.discovery``); whatever it does wrong is reported and stops nothing.
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal, NamedTuple, get_args

from studio.platforms.problem import Problem, did_you_mean
from studio.values import Frozen

FILE = "plugin.py"
ENTRY = "register"

EffectKind = Literal["filter", "before", "after"]
"""``filter``: ``f(size, **with) -> str``, an FFmpeg filter chain for the placement's picture, such as "vignette=PI/5".
It keeps the size and every frame, and counts time from the output's own start.
``before`` and ``after``: ``f(size, fps, **with) -> moviepy.VideoClip``, a clip such as a title or an end card. Its
frames are asked for one by one, in order, and drawn once for all outputs that show the same."""
HookKind = Literal["check", "copy_rule", "filter", "before", "after"]
EFFECTS: tuple[EffectKind, ...] = get_args(EffectKind)


class Copy(Frozen):
    """One post as people will read it: what a copy rule gets."""

    text: str
    language: str | None = None


class Hook(Frozen):
    """One function that a plugin registered."""

    kind: HookKind
    name: str
    """The function's own."""
    parameters: tuple[str, ...] = ()
    """What ``with`` may give it."""
    line: int | None = None


class Code(Frozen):
    """A plugin's ``plugin.py``, as data: no function leaves it, so that a platform can be sent to other processes."""

    file: Path
    hooks: tuple[Hook, ...] = ()
    confined: bool = True
    """Whether it runs in a process of its own under a time limit: all code but that which the project ships."""
    left_out: bool = False
    """Its folder is not trusted, so that nobody knows what it would have brought."""

    def hook(self, name: str, *kinds: HookKind) -> Hook | None:
        """The function of that name, where it is registered as one of ``kinds``."""
        return next((hook for hook in self.hooks if hook.name == name and hook.kind in kinds), None)


class Register:
    """What ``register(studio)`` is called with. A function's keyword-only arguments are what ``with`` may give."""

    def __init__(self) -> None:
        self.functions: dict[str, tuple[HookKind, Callable[..., Any]]] = {}

    def check(self, function: Callable[..., Any]) -> None:
        """``f(evidence, **with) -> Verdict``, asked about every output that a tip with its name is about."""
        self._add("check", function)

    def copy_rule(self, function: Callable[..., Any]) -> None:
        """``f(copy, **with) -> Verdict``, asked about every post of a platform that has a tip with its name."""
        self._add("copy_rule", function)

    def effect(self, function: Callable[..., Any], kind: EffectKind) -> None:
        """Something that shows in the picture; see ``EffectKind`` for what the function gets and gives."""
        if kind not in EFFECTS:
            raise ValueError(f"there is no kind of effect '{kind}', {did_you_mean(str(kind), EFFECTS)}")
        self._add(kind, function)

    def _add(self, kind: HookKind, function: Callable[..., Any]) -> None:
        if not inspect.isfunction(function):
            raise TypeError(f"{kind} takes a function, not {function!r}")
        if function.__name__ in self.functions:
            raise ValueError(f"'{function.__name__}' is registered twice")
        self.functions[function.__name__] = (kind, function)


class Blame(NamedTuple):
    """Where in a plugin's file something went wrong."""

    line: int | None
    said: str


def function(file: Path, name: str) -> Callable[..., Any]:
    """A registered function, to be called. Raises whatever the plugin's code raises, KeyError for an unknown name."""
    return _run(file, file.stat().st_mtime_ns)[name][1]


def read(file: Path) -> tuple[Hook, ...] | Problem:
    """What ``file`` registers, or what is wrong with it."""
    try:
        registered = _run(file, file.stat().st_mtime_ns)
        return tuple(_described(kind, one) for kind, one in registered.values())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        at = blame(error, file)
        return Problem(
            file=file, line=at.line, message=f"cannot be loaded ({at.said})", cure=f"mend it, or take {FILE} away"
        )


def blame(error: BaseException, file: Path) -> Blame:
    """The plugin's own line that led to ``error``, and what was said."""
    said = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return Blame(error.lineno, f"{type(error).__name__}: {error.msg}")
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return Blame(lines[-1] if lines else None, said)


@lru_cache(maxsize=64)
def _run(file: Path, _stamp: int) -> MappingProxyType[str, tuple[HookKind, Callable[..., Any]]]:
    """Run the file and ask it what it brings; again only after it was changed."""
    module = _module(file)
    entry = getattr(module, ENTRY, None)
    if not callable(entry):
        raise TypeError(f"it has no function {ENTRY}(studio)")
    register = Register()
    entry(register)
    return MappingProxyType(register.functions)


def _module(file: Path) -> ModuleType:
    """The file as a module that stands in no list, so that two plugins never meet.

    Not by Python's own importer: that keeps compiled files beside it, and takes one of the same second for current.
    """
    module = ModuleType(f"studio_plugin_{file.parent.name}")
    module.__file__ = str(file)
    exec(compile(file.read_bytes(), str(file), "exec"), module.__dict__)  # noqa: S102 - it lies in a trusted place
    return module


def _described(kind: HookKind, one: Callable[..., Any]) -> Hook:
    named = [name for name, each in inspect.signature(one).parameters.items() if each.kind is each.KEYWORD_ONLY]
    code = getattr(one, "__code__", None)
    return Hook(kind=kind, name=one.__name__, parameters=tuple(named), line=code.co_firstlineno if code else None)
