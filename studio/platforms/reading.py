"""One ``platform.toml``, read and judged: a platform, or what is wrong with the file."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from studio.platforms.complaints import Fault, complaints, parsed, syntax
from studio.platforms.contract import Effect, Placement, Platform, SharedLimit, Tip, dated
from studio.platforms.discovery import Place, read_code
from studio.platforms.facts import Limit, Source
from studio.platforms.hooks import EFFECTS, Code
from studio.platforms.lines import line_of
from studio.platforms.problem import Problem, did_you_mean
from studio.platforms.templates import file_template_of, template_names, template_of
from studio.values import Frozen

_NAME = "write it in small letters, digits and _, such as 'town_hall'"
_PATTERNS = {
    "as_of": 'write the month in which somebody read it, such as "2026-11", or "unknown"',
    "slug": _NAME,
    "id": f"{_NAME}; a tip's has the plugin's name and a dot before it",
}
"""What to do about a text of the wrong form, by its key."""
_EXAMPLES = {
    "slug": 'slug = "town_hall", the name of its folder',
    "name": 'name = "Town Hall"',
    "sources": '[sources.help] and below it title = "Help pages", url = "https://example.org" and as_of = "2026-11"',
    "title": 'title = "Help pages"',
    "as_of": 'as_of = "2026-11", the month in which somebody read it',
    "placements": '[[placements]] and below it id = "post", name = "Video in a post", kind = "video", '
    'size = "1080x1350" and format = "mp4"',
    "id": "id = \"post\"; a tip's has the platform's name and a dot before it",
    "kind": 'kind = "video"',
    "format": 'format = "mp4"',
    "source": 'source = "help", which names [sources.help]',
    "confidence": 'confidence = "high", or "medium" or "low"',
    "key": 'key = "max_duration_s"',
    "value": "value = 30",
    "advice": 'advice = "Keep it within 30 seconds."',
}
"""What to add where a key is missing."""
FEATURES = ("placement", "post", "command", "edit", "brief", "code")
"""What a tip's ``feature`` may name."""
Model = TypeVar("Model", bound=BaseModel)


class Names(Frozen):
    """The names that facts may use, where the caller knows them: ``studio.check`` has the list."""

    limits: frozenset[str] | None = None
    post_limits: frozenset[str] | None = None
    checks: Mapping[str, tuple[str, ...]] | None = None
    """The parameters of each check, by its name."""
    value_fault: Callable[[str, Any], str | None] | None = None
    """Says what is wrong with a limit's value."""
    with_fault: Callable[[str, Mapping[str, Any]], str | None] | None = None
    """Says what is wrong with a check's parameters."""
    effects: Mapping[str, tuple[str, ...]] | None = None
    asks: frozenset[str] | None = None
    """The fields of a campaign's brief."""
    feature_fault: Callable[[str], str | None] | None = None
    """Says what is wrong with a tip's feature that is no placement or post."""

    def including(self, code: Code | None) -> Names:
        """The same with what a plugin's own code brings; what code that was left out brings, nobody knows."""
        if code and code.left_out:
            return self.model_copy(update={"checks": None})
        brought = {hook.name: hook.parameters for hook in code.hooks if hook.kind not in EFFECTS} if code else {}
        effects = {hook.name: hook.parameters for hook in code.hooks if hook.kind in EFFECTS} if code else {}
        checks = None if self.checks is None else {**brought, **self.checks}
        return self.model_copy(update={"checks": checks, "effects": effects})


class GeneralTips(Frozen):
    """``general.toml`` beside the plugins: tips that hold on every platform."""

    sources: dict[str, Source] = {}
    tips: tuple[Tip, ...] = ()


def read_platform(place: Place, names: Names) -> Platform | list[Problem]:
    """The plugin in one place, with what its code registers."""
    code = read_code(place)
    broken = [code] if isinstance(code, Problem) else list(_taken(code, names))
    known = names.including(Code(file=code.file, left_out=True) if isinstance(code, Problem) else code)

    def judge(platform: Platform) -> Iterator[Fault]:
        if platform.slug != place.slug:
            named = "folder" if place.slug == place.folder.name else "entry point"
            yield Fault(("slug",), f"slug is '{platform.slug}', the {named} is '{place.slug}'", "make them the same")
        yield from faults(platform, known)
        for index, post in enumerate(platform.posts):
            if template_of(post, place.folder) is None:
                at = ("posts", index, "template")
                yield from _unknown(post.template or "", template_names(place.folder), "template", at)
        for index, placement in enumerate(platform.placements):
            if placement.kind == "text" and file_template_of(placement, place.folder) is None:
                at = ("placements", index, "template")
                wanted = placement.template or f"{placement.id}.{placement.format}.j2"
                yield from _unknown(wanted, template_names(place.folder), "template", at)

    found = _read(place.facts, Platform, judge)
    if isinstance(found, list) or broken:
        return [*(found if isinstance(found, list) else ()), *broken]
    return found.model_copy(update={"folder": place.folder, "code": code})


def _taken(code: Code | None, names: Names) -> Iterator[Problem]:
    """Functions that have the name of one of the studio's own checks, so that a tip could mean both."""
    if code is None or names.checks is None:
        return
    for hook in code.hooks:
        if hook.name in names.checks and hook.kind not in EFFECTS:
            message = f"'{hook.name}' is the name of one of the studio's own checks"
            yield Problem(file=code.file, line=hook.line, message=message, cure="give it another name")


def read_general(file: Path, names: Names) -> GeneralTips | list[Problem]:
    """The tips that hold everywhere."""
    return _read(file, GeneralTips, lambda general: _general_faults(general, names))


def faults(platform: Platform, names: Names) -> Iterator[Fault]:
    """What the types cannot say: names that must exist, and must not come twice."""
    ids = [placement.id for placement in platform.placements]
    yield from _twice(ids, ("placements",), "placement")
    if platform.status.source is not None:
        yield from _unknown(platform.status.source, platform.sources, "source", ("status", "source"))
    for index, placement in enumerate(platform.placements):
        at: tuple[str | int, ...] = ("placements", index, "limits")
        yield from _limit_faults(placement.limits, at, platform.sources, names.limits)
        if placement.safe_zone.source is not None:
            at = ("placements", index, "safe_zone")
            yield from _unknown(placement.safe_zone.source, platform.sources, "source", at)
        yield from _text_faults(placement, index, platform)
        if placement.effect is not None and names.effects is not None:
            yield from _effect_faults(placement.effect, ("placements", index, "effect"), names.effects)
    yield from _limit_faults(platform.limits, ("limits",), platform.sources, names.limits)
    yield from _value_faults(platform, names)
    yield from _post_faults(platform, names)
    own = {"placement": ids, "post": [post.id for post in platform.posts]}
    yield from _tip_faults(platform.tips, platform.sources, names, own)
    for section in ("limits", "tips"):
        for index, fact in enumerate(getattr(platform, section)):
            for name in fact.placements:
                yield from _unknown(name, ids, "placement", (section, index, "placements"))
    for index, tip in enumerate(platform.tips):
        for name in tip.posts:
            yield from _unknown(name, own["post"], "post", ("tips", index, "posts"))


def _text_faults(placement: Placement, index: int, platform: Platform) -> Iterator[Fault]:
    """What a text is made of must be there."""
    posts = [post.id for post in platform.posts]
    for name in placement.posts:
        yield from _unknown(name, posts, "post", ("placements", index, "posts"))
    if placement.picture is not None:
        pictures = [each.id for each in platform.placements if each.kind == "image"]
        yield from _unknown(placement.picture, pictures, "picture", ("placements", index, "picture"))


def _value_faults(platform: Platform, names: Names) -> Iterator[Fault]:
    """Values of the wrong sort, where the caller knows which is right."""
    found = [(("placements", place, "limits", index, "value"), limit)
             for place, each in enumerate(platform.placements) for index, limit in enumerate(each.limits)]  # fmt: skip
    shared = [(("limits", index, "value"), limit) for index, limit in enumerate(platform.limits)]
    for path, limit in (*found, *shared):
        if names.value_fault and (wrong := names.value_fault(limit.key, limit.value)):
            yield Fault(path, f"{limit.key} is {limit.value!r}", wrong)


def _post_faults(platform: Platform, names: Names) -> Iterator[Fault]:
    yield from _twice([post.id for post in platform.posts], ("posts",), "post")
    for index, post in enumerate(platform.posts):
        yield from _limit_faults(post.limits, ("posts", index, "limits"), platform.sources, names.post_limits)
        if post.source is not None:
            yield from _unknown(post.source, platform.sources, "source", ("posts", index, "source"))


def _general_faults(general: GeneralTips, names: Names) -> Iterator[Fault]:
    yield from _tip_faults(general.tips, general.sources, names, {"placement": (), "post": ()})


def _limit_faults(
    limits: Sequence[Limit], at: tuple[str | int, ...], sources: Collection[str], known: Collection[str] | None
) -> Iterator[Fault]:
    for index, limit in enumerate(limits):
        yield from _unknown(limit.source, sources, "source", (*at, index, "source"))
        if known is not None:
            yield from _unknown(limit.key, known, "limit", (*at, index, "key"))
    yield from _twice(
        [f"{limit.key}{f' via {limit.via}' if limit.via else ''}{_scope(limit)}" for limit in limits], at, "limit"
    )


def _scope(limit: Limit) -> str:
    placements = limit.placements if isinstance(limit, SharedLimit) else ()
    return f" for {', '.join(placements)}" if placements else ""


def _tip_faults(
    tips: Sequence[Tip], sources: Collection[str], names: Names, own: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    """``own`` are the names of the platform's own placements and posts, which a tip's feature may be."""
    for index, tip in enumerate(tips):
        yield from _unknown(tip.source, sources, "source", ("tips", index, "source"))
        if tip.check is not None and names.checks is not None:
            yield from _unknown(tip.check, names.checks, "check", ("tips", index, "check"))
            for name in tip.with_ if tip.check in names.checks else ():
                yield from _unknown(name, names.checks[tip.check], "parameter", ("tips", index, "with"))
        if tip.check and names.with_fault and (wrong := names.with_fault(tip.check, tip.with_)):
            yield Fault(("tips", index, "with"), f"'{tip.check}' makes no sense of its parameters", wrong)
        for name in tip.asks if names.asks is not None else ():
            yield from _unknown(name, names.asks or (), "field of a brief", ("tips", index, "asks"))
        for name in tip.feature:
            yield from _feature_faults(name, own, names, ("tips", index, "feature"))
    yield from _twice([tip.id for tip in tips], ("tips",), "tip")


def _feature_faults(
    feature: str, own: Mapping[str, Collection[str]], names: Names, at: tuple[str | int, ...]
) -> Iterator[Fault]:
    sort, colon, name = feature.partition(":")
    if not colon or sort not in FEATURES:
        cure = did_you_mean(sort, FEATURES) if colon else f"write one of {', '.join(f'{one}:NAME' for one in FEATURES)}"
        yield Fault(at, f"'{feature}' names no tool", cure)
    elif sort in own:
        yield from _unknown(name, own[sort], sort, at)
    elif names.feature_fault and (wrong := names.feature_fault(feature)):
        yield Fault(at, f"there is no {sort} '{name}'", wrong)


def _effect_faults(effect: Effect, at: tuple[str | int, ...], known: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    yield from _unknown(effect.name, known, "effect", at)
    for name in effect.with_ if effect.name in known else ():
        yield from _unknown(name, known[effect.name], "parameter", at)


def _unknown(name: str, known: Collection[str], what: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if name not in known:
        yield Fault(path, f"there is no {what} '{name}'", did_you_mean(name, known))


def _twice(names: Sequence[str], path: tuple[str | int, ...], what: str) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            second = [index for index, each in enumerate(names) if each == name][1]
            yield Fault((*path, second), f"{what} '{name}' stands here {count} times", "keep one of them")


def _read(file: Path, model: type[Model], judge: Callable[[Model], Iterator[Fault]]) -> Model | list[Problem]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = model.model_validate(dated(parsed(text)))
    except OSError as error:
        return [Problem(file=file, message=f"cannot be read ({error.strerror})", cure="check the file's permissions")]
    except UnicodeDecodeError:
        return [Problem(file=file, message="is not UTF-8 text", cure="save it again, in the encoding UTF-8")]
    except tomllib.TOMLDecodeError as error:
        line, message, cure = syntax(error, text)
        return [Problem(file=file, line=line, message=message, cure=cure)]
    except ValidationError as error:
        wrong = complaints(error, model, _PATTERNS, _EXAMPLES)
    else:
        wrong = list(judge(found))
        if not wrong:
            return found
    return [
        Problem(file=file, line=line_of(text, fault.path), message=fault.message, cure=fault.cure) for fault in wrong
    ]
