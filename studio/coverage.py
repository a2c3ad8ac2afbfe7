"""Every tip that there is: what the studio does about it, and where in the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from studio.check import checks_by_name
from studio.check.judging import campaign_tips
from studio.check.weighing import source_title
from studio.check.where import feature_place, function_place
from studio.platforms.contract import Platform, Tip, TipKind
from studio.platforms.registry import Registry
from studio.values import Frozen

CAMPAIGN = "campaign"
EVERYWHERE = "every platform"


class Covered(Frozen):
    """One tip, for ``studio tips``."""

    id: str
    platform: str
    """The platform's slug; ``campaign`` for one about the whole campaign, ``every platform`` for a general one."""
    advice: str
    source: str
    kind: TipKind
    state: Literal["done", "waiting"]
    waits_for: str | None = None
    """The part that the project does not have yet."""
    where: tuple[str, ...] = ()
    """A file with its line, ``platform/placement``, ``platform/post``, a command, or a field of the brief or edits."""


def covered(registry: Registry, platform: str | None = None) -> tuple[Covered, ...]:
    """Each tip once: the campaign's, those of every platform, then each platform's own; or one ``platform``'s own."""
    return tuple(tip for tip in _all(registry) if platform in {None, tip.platform})


def summary(tips: Iterable[Covered]) -> str:
    """Such as ``9 tips: 8 done (3 auto, 5 manual), 1 waiting (1 feature)``."""
    listed = list(tips)
    told = []
    for state in ("done", "waiting"):
        kinds = Counter(tip.kind for tip in listed if tip.state == state)
        by_kind = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        told.append(f"{kinds.total()} {state}" + (f" ({by_kind})" if by_kind else ""))
    return f"{len(listed)} tips: {', '.join(told)}"


def _all(registry: Registry) -> Iterator[Covered]:
    general = campaign_tips()
    yield from (_covered(tip, CAMPAIGN, source_title(tip.source, general)) for tip in general.tips)
    told: set[str] = set()
    own: list[Covered] = []
    for slug, platform in registry.platforms.items():
        for tip in platform.tips:
            source = source_title(tip.source, platform)
            if not tip.is_general:
                own.append(_covered(tip, slug, source, platform))
            elif tip.id not in told:
                told.add(tip.id)
                yield _covered(tip, EVERYWHERE, source)
    yield from own


def _covered(tip: Tip, platform: str, source: str, of: Platform | None = None) -> Covered:
    return Covered(
        id=tip.id,
        platform=platform,
        advice=tip.advice,
        source=f"{source}, {tip.as_of}",
        kind=tip.kind,
        state=tip.state,
        waits_for=tip.waits_for,
        where=tuple(_where(tip, of)),
    )


def _where(tip: Tip, platform: Platform | None) -> Iterator[str]:
    for feature in tip.feature:
        sort, _, name = feature.partition(":")
        yield f"{platform.slug}/{name}" if platform and sort in {"placement", "post"} else feature_place(feature)
    yield from (f"brief {field}" for field in tip.asks)
    if tip.check and (known := checks_by_name().get(tip.check)):
        yield function_place(known)
    elif tip.check and platform and platform.code:
        line = next((hook.line for hook in platform.code.hooks if hook.name == tip.check), None)
        yield f"{platform.folder.parent.name}/{platform.folder.name}/{platform.code.file.name}" + (
            f":{line}" if line else ""
        )
    if tip.kind == "manual" and tip.state == "done":
        yield "brief ticked"
