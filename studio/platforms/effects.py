"""The effect that a plugin puts on a placement's picture, as data for whoever renders it.

``Applied`` goes into a recipe: a filter is text already; a clip is named by its function, its parameters and the digest
of the file that holds it, so that it is drawn once and found again. ``clip`` calls that function, in the process that
renders; ``tried`` calls it once for the check, in a process of its own where the code is not the project's.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from studio.errors import PluginError
from studio.platforms import hooks
from studio.platforms.contract import Target
from studio.platforms.hooks import EFFECTS, Code, EffectKind
from studio.platforms.isolation import worker
from studio.values import Frozen, Size, file_digest

_TRIAL_FPS = Fraction(30)


class Applied(Frozen):
    """One effect on one placement, resolved."""

    kind: EffectKind
    name: str
    with_: dict[str, Any]
    filter: str | None = None
    """FFmpeg's filter chain, where it is one; it keeps the picture's size and rate."""
    file: Path
    sha256: str
    """Of the plugin's file: another text may draw another clip."""


def applied(target: Target) -> Applied | None:
    """The placement's effect; nothing where it has none, or where its code is not trusted. Raises PluginError."""
    wanted, code = target.placement.effect, target.platform.code
    hook = code.hook(wanted.name, *EFFECTS) if wanted and code else None
    if wanted is None or code is None or hook is None:
        return None
    if target.placement.size is None:
        raise PluginError(f"'{wanted.name}' has no picture to show in", "take it out of the placement")
    chain = _ask(code, wanted.name, target.placement.canvas, wanted.with_) if hook.kind == "filter" else None
    return Applied(
        kind=cast("EffectKind", hook.kind), name=wanted.name, with_=wanted.with_, filter=chain,
        file=code.file, sha256=file_digest(code.file),
    )  # fmt: skip


def clip(effect: Applied, size: Size, fps: Fraction) -> Any:
    """The MoviePy clip that comes before or after the picture; runs the plugin's code here. Raises what that raises."""
    return hooks.function(effect.file, effect.name)(size, fps, **effect.with_)


def tried(target: Target) -> str | None:
    """What is wrong with the placement's effect, found by making it once; nothing where all is well."""
    try:
        effect = applied(target)
        if effect is None or effect.kind == "filter" or target.platform.code is None:
            return None
        if not target.platform.code.confined:
            return _fault_in_clip(effect, target.placement.canvas)
        return worker().run((effect.file, effect.sha256, effect.name), _fault_in_clip, effect, target.placement.canvas)
    except PluginError as error:
        return error.problem


def _ask(code: Code, name: str, size: Size, given: dict[str, Any]) -> str:
    stamp = code.file.stat().st_mtime_ns
    run = worker().run if code.confined else _here
    fault, chain = run((code.file, stamp, name), _filter, code.file, name, size, given)
    if fault:
        raise PluginError(fault, f"mend {code.file}")
    return str(chain)


def _here(_key: object, function: Any, *arguments: object) -> Any:
    return function(*arguments)


def _filter(file: Path, name: str, size: Size, given: dict[str, Any]) -> tuple[str | None, str]:
    """What went wrong, and the filter chain."""
    try:
        chain = hooks.function(file, name)(size, **given)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        return f"'{name}' raised {hooks.blame(error, file).said}", ""
    if not isinstance(chain, str) or not chain.strip():
        return f"'{name}' gave {chain!r:.40} and no filter", ""
    return None, chain


def _fault_in_clip(effect: Applied, size: Size) -> str | None:
    try:
        made = clip(effect, size, _TRIAL_FPS)
        if not (made.duration and made.duration > 0):
            return f"'{effect.name}' gave a clip without a length"
        high, wide = made.get_frame(0).shape[:2]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        return f"'{effect.name}' raised {hooks.blame(error, effect.file).said}"
    return None if (wide, high) == (size.width, size.height) else f"'{effect.name}' draws {wide}x{high}, not {size}"
