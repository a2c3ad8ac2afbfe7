"""The effect that a plugin puts on a placement's picture, as data for whoever plans and renders it.

``applied`` asks the plugin once. What comes of it goes into a recipe: a filter is text already; a clip is named by its
function, its parameters and the digest of the file that holds it, so that it is drawn once and found again. ``frames``
draws it. Code that is not the project's own runs in a process of its own, where it is stopped when it does not end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from studio.errors import PluginError, RenderError
from studio.messages import msg
from studio.platforms import hooks
from studio.platforms.contract import Target
from studio.platforms.hooks import EFFECTS, EffectKind
from studio.platforms.isolation import worker
from studio.values import Frozen, Size, file_digest

_TRIAL_FPS = Fraction(30)
_NEARLY = Fraction(1, 100)
"""Of a frame: a length that is this much short of a whole frame is one."""

Given = TypeVar("Given")


class Applied(Frozen):
    """One effect on one placement, resolved."""

    kind: EffectKind
    plugin: str
    """The platform's slug."""
    name: str
    with_: dict[str, Any] = {}
    filter: str | None = None
    """FFmpeg's filter chain, where it is one; it keeps the picture's size and rate."""
    seconds: float = 0.0
    """How long a clip lasts."""
    file: Path
    confined: bool = True
    """Whether the code runs in a process of its own."""
    sha256: str
    """Of the plugin's file: another text may draw another clip."""

    def __hash__(self) -> int:
        """By its text, since parameters may be lists."""
        return hash(self.model_dump_json())

    @property
    def identity(self) -> dict[str, Any]:
        """All that shapes what is seen, and nothing of where the plugin lies."""
        return self.model_dump(mode="json", exclude={"plugin", "file", "confined"})

    def frames_at(self, fps: Fraction) -> int:
        """How many frames a clip has: never more than it lasts, and one at least; 0 of a filter."""
        return 0 if self.kind == "filter" else max(1, int(Fraction(self.seconds) * fps + _NEARLY))


def applied(target: Target) -> Applied | None:
    """The placement's effect; nothing where it has none, or where its code is not trusted.

    Runs the plugin's code. Raises PluginError where that raises, or gives what nobody can show.
    """
    wanted, code, placement = target.placement.effect, target.platform.code, target.placement
    hook = code.hook(wanted.name, *EFFECTS) if wanted and code else None
    if wanted is None or code is None or hook is None:
        return None
    if hook.kind != "filter" and placement.kind != "video":
        raise PluginError(
            f"'{wanted.name}' is a clip, which no {placement.kind} can hold",
            'register it as a "filter", or take it out of the placement',
        )
    effect = Applied(
        kind=cast("EffectKind", hook.kind), plugin=target.platform.slug, name=wanted.name, with_=wanted.with_,
        file=code.file, confined=code.confined, sha256=file_digest(code.file),
    )  # fmt: skip
    if hook.kind == "filter":
        return effect.model_copy(update={"filter": _run(effect, _filter, placement.canvas)})
    return effect.model_copy(update={"seconds": _run(effect, _length, placement.canvas)})


def frames(effect: Applied, size: Size, fps: Fraction, count: int) -> Iterator[bytes]:
    """The first ``count`` frames of a clip, as raw RGB of ``size``. Raises PluginError where the code raises."""
    if not effect.file.is_file() or file_digest(effect.file) != effect.sha256:
        raise PluginError(f"'{effect.name}' was changed while it was in use", "start again")
    for number in range(count):
        yield _run(effect, _frame, size, fps, number)


def tried(target: Target) -> str | None:
    """What is wrong with the placement's effect, found by making it once; nothing where all is well."""
    try:
        applied(target)
    except PluginError as error:
        return error.problem
    return None


def broken(plugin: str, error: PluginError) -> RenderError:
    """The same fault, as what kept an output from being made."""
    problem = msg("the plugin '{plugin}' is broken: its effect {fault}", plugin=plugin, fault=error.problem)
    return RenderError(problem, error.remedy)


def _run(effect: Applied, ask: Callable[..., Given], *arguments: object) -> Given:
    """What ``ask(effect, *arguments)`` gives, in the process where that code may run."""
    if effect.confined:
        try:
            key = (effect.file, effect.sha256, effect.name)
            fault, given = worker().run(key, _guarded, ask, effect, *arguments)
        except PluginError as error:
            raise PluginError(f"'{effect.name}' was stopped ({error.problem})", f"mend {effect.file}") from error
    else:
        fault, given = _guarded(ask, effect, *arguments)
    if fault:
        raise fault
    return cast("Given", given)


def _guarded(ask: Callable[..., Given], effect: Applied, *arguments: object) -> tuple[PluginError | None, Given | None]:
    """What went wrong, or what was given."""
    try:
        return None, ask(effect, *arguments)
    except PluginError as error:
        return error, None
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        at = hooks.blame(error, effect.file)
        where = f" ({effect.file.name}, line {at.line})" if at.line else ""
        return PluginError(f"'{effect.name}' raised {at.said}{where}", f"mend {effect.file}"), None


def _filter(effect: Applied, size: Size) -> str:
    chain = hooks.function(effect.file, effect.name)(size, **effect.with_)
    if not isinstance(chain, str) or not chain.strip():
        raise PluginError(f"'{effect.name}' gave {chain!r:.40} and no filter", f"give text in {effect.file}")
    return chain


def _length(effect: Applied, size: Size) -> float:
    """In seconds, of a clip whose first frame is as it should be."""
    made = _clip(effect, size, _TRIAL_FPS)
    if not (made.duration and made.duration > 0):
        raise PluginError(f"'{effect.name}' gave a clip without a length", f"give it a duration in {effect.file}")
    _frame(effect, size, _TRIAL_FPS, 0)
    return float(made.duration)


def _frame(effect: Applied, size: Size, fps: Fraction, number: int) -> bytes:
    import numpy as np  # here, because few plugins bring a clip

    pixels = np.asarray(_clip(effect, size, fps).get_frame(float(number / fps))).astype(np.uint8)
    if pixels.shape != (size.height, size.width, 3):
        high, wide = pixels.shape[:2]
        raise PluginError(f"'{effect.name}' draws {wide}x{high}, not {size} in colour", f"mend {effect.file}")
    return pixels.tobytes()


@lru_cache(maxsize=4)
def _clip(effect: Applied, size: Size, fps: Fraction) -> Any:
    """The MoviePy clip, made once for all of its frames."""
    return hooks.function(effect.file, effect.name)(size, fps, **effect.with_)
