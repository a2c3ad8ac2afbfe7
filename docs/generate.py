"""Writes the pages that list things: ``python docs/generate.py``; ``tests/test_docs.py`` checks them."""

from __future__ import annotations

import ast
import inspect
import itertools
import os
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

if TYPE_CHECKING:
    from pydantic import BaseModel

    from studio.platforms.contract import Placement, Platform, Tip
    from studio.platforms.facts import Limit
    from studio.platforms.posts import PostRules
    from studio.platforms.reading import GeneralTips

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

os.environ |= {"TERMINAL_WIDTH": "100", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}


def commands() -> str:
    """Every command's own help."""
    from typer.testing import CliRunner

    from studio.cli.app import app

    runner = CliRunner()
    names = [info.name for info in app.registered_commands if info.name]
    pages = [("studio", runner.invoke(app, ["--help"], prog_name="studio").output)]
    names += [f"{group.name} {info.name}" for group in app.registered_groups if group.typer_instance
              for info in group.typer_instance.registered_commands]  # fmt: skip
    pages += [
        (f"studio {name}", runner.invoke(app, [*name.split(), "--help"], prog_name="studio").output) for name in names
    ]
    blocks = [f"## {title}\n\n```text\n{_plain(text)}\n```\n" for title, text in pages]
    return "# Commands\n\nWritten by `python docs/generate.py` from the commands themselves.\n\n" + "\n".join(blocks)


def reference() -> str:
    """What a ``platform.toml`` may say: keys, limits and checks, from the code that reads them."""
    from studio.check.campaign import CAMPAIGN_CHECKS
    from studio.check.copy import COPY_CHECKS
    from studio.check.limits import LIMITS
    from studio.check.named import parameters
    from studio.check.tips import CHECKS
    from studio.platforms import contract

    lines = ["# Plugin reference", "", "Written by `python docs/generate.py`. To begin, see [Add a platform]"]
    lines[-1] += "(add-a-platform.md)."
    for model, where in (
        (contract.Platform, "at the top of the file"), (contract.Source, "`[sources.NAME]`"),
        (contract.Placement, "`[[placements]]`"), (contract.Aim, "`aim`"), (contract.SafeZone, "`safe_zone`"),
        (contract.Effect, "`effect`"), (contract.SharedLimit, "`[[limits]]`; in a placement without `placements`"),
        (contract.Tip, "`[[tips]]`"),
    ):  # fmt: skip
        lines += [
            "",
            f"## {model.__name__}: {where}",
            "",
            "| key | must be there | what it says | one of |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            _row(
                f"`{field.alias or name}`",
                "yes" if field.is_required() else "",
                _said(model, name),
                ", ".join(f"`{each}`" for each in get_args(field.annotation) if isinstance(each, str)),
            )
            for name, field in model.model_fields.items()
            if not field.exclude
        ]
    lines += ["", "## Kinds of effects", "", "| kind | the function | what is shown |", "| --- | --- | --- |"]
    lines += [_row(f"`{kind}`", f"`{call}`", _first_line(said)) for kind, call, said in _EFFECTS]
    lines += ["", "## Limits", "", "| key | value |", "| --- | --- |"]
    lines += [_row(f"`{key}`", _wanted(check.value.json_schema())) for key, check in sorted(LIMITS.items())]
    kinds = (("tips on files", CHECKS), ("tips on posts", COPY_CHECKS), ("tips on a campaign", CAMPAIGN_CHECKS))
    for title, checks in kinds:
        lines += ["", f"## Checks of {title}", "", "| check | parameters | passes when |", "| --- | --- | --- |"]
        lines += [
            _row(f"`{name}`", ", ".join(f"`{each}`" for each in parameters(check)), _first_line(check.__doc__))
            for name, check in sorted(checks.items())
        ]
    return "\n".join(lines) + "\n"


_EFFECTS = (
    (
        "filter",
        "f(size, **with) -> str",
        """The picture, or each frame of the video, goes through this FFmpeg filter chain, under the subtitles. It keeps
        the size and every frame. A card of words has no picture, and is left as it is.""",
    ),
    (
        "before",
        "f(size, fps, **with) -> moviepy.VideoClip",
        """The clip comes first, in silence. The master gets so much less time that both together stay within `aim` and
        `max_duration_s`; subtitles move along. Of a video or GIF.""",
    ),
    ("after", "f(size, fps, **with) -> moviepy.VideoClip", "The same, at the end."),
)


def _said(model: type[BaseModel], name: str) -> str:
    """The words under a field in the class that sets it."""
    for owner in model.__mro__:
        if name in inspect.get_annotations(owner):
            body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0].body  # type: ignore[attr-defined]
            for before, after in itertools.pairwise(body):
                if isinstance(before, ast.AnnAssign) and getattr(before.target, "id", "") == name:
                    told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                    return " ".join(str(after.value.value).replace("``", "`").split()) if told else ""
    return ""


def _wanted(schema: dict[str, Any]) -> str:
    """What a JSON schema asks for, in words."""
    kind = schema.get("type")
    if kind == "array":
        inner = schema.get("items") or schema.get("prefixItems", [{}])[0]
        return "[width, height]; 0 leaves a side free" if "prefixItems" in schema else f"list of {_wanted(inner)}s"
    return {"number": "number", "string": "text", "boolean": "true or false"}.get(str(kind), str(kind))


def _first_line(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].replace("``", "`").split())


def platforms() -> str:
    """Every placement with its limits, every platform's tips, and those about a whole campaign."""
    from studio.check.judging import campaign_tips
    from studio.platforms.registry import Registry, plugin_folders

    registry = Registry.load(plugin_folders()[:1])
    lines = ["# Platforms", "", "Written by `python docs/generate.py` from `plugins/`.", ""]
    for platform in registry.platforms.values():
        lines += [f"## {platform.name}", "", *([platform.status.told, ""] if platform.status.told else [])]
        for target in registry.select([platform.slug]):
            lines += [f"### `{target.id}`", "", f"{_about(target.placement)}.", ""]
            lines += [*_LIMITS, *(_limit(platform, limit) for limit in target.limits), ""]
        for post in platform.posts:
            lines += [*_post(platform, post), ""]
        lines += [*_TIPS, *(_tip(platform, tip) for tip in platform.tips if not tip.is_general), ""]
    general = {tip.id: _tip(platform, tip) for platform in registry.platforms.values()
               for tip in platform.tips if tip.is_general}  # fmt: skip
    lines += ["## Every platform", "", *_TIPS, *general.values()]
    lines += ["", "## The whole campaign", "", *_TIPS, *(_tip(campaign_tips(), tip) for tip in campaign_tips().tips)]
    return "\n".join(lines) + "\n"


_LIMITS = ("| limit | value | source | read | confidence | holds for |", "| --- | --- | --- | --- | --- | --- |")
_TIPS = ("| tip | advice | source | checked |", "| --- | --- | --- | --- |")


def _about(placement: Placement) -> str:
    """Its name, size and format."""
    return ", ".join(str(part) for part in (placement.name, placement.size, placement.format.upper()) if part)


def _post(platform: Platform, post: PostRules) -> list[str]:
    told = [f"counted as {post.count}", f"links {post.links}", f"hashtags {post.hashtags}"]
    told += [f"a link counts {post.link_weight}"] if post.link_weight else []
    told += ["in threads"] if post.thread else []
    limits = (_limit(platform, limit) for limit in post.limits)
    return [f"### Text `{post.id}`", "", f"{post.name}: {', '.join(told)}.", "", *_LIMITS, *limits]


def _limit(platform: Platform, limit: Limit) -> str:
    source = platform.sources[limit.source]
    return _row(limit.key, limit.value, source.title, limit.as_of, limit.confidence, limit.via or "everybody")


def _tip(platform: Platform | GeneralTips, tip: Tip) -> str:
    return _row(tip.id, tip.advice, f"{platform.sources[tip.source].title}, {tip.as_of}", _done_by(tip))


def _done_by(tip: Tip) -> str:
    """What the studio does about it, in a cell."""
    if tip.waits_for:
        return f"{tip.kind}, waits for {tip.waits_for}"
    by = [tip.check or "", *(f"asks for {field}" for field in tip.asks), *tip.feature]
    return ", ".join(each for each in by if each) or "by a person"


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def brief() -> str:
    """The page on briefs with every key, from the types that read it; what stands above the list is kept."""
    from studio.campaign.brief import Brief
    from studio.platforms.complaints import model_in

    lines = ["| key | what it says |", "| --- | --- |"]
    for name, field in Brief.model_fields.items():
        inner = model_in(field.annotation)
        lines.append(_row(f"`{name}`", _said(Brief, name) or _first_line(inner.__doc__ if inner else "")))
        if inner:
            lines += [_row(f"`{name}.{key}`", _said(inner, key)) for key in inner.model_fields]
    told, mark, _ = (DOCS / "brief.md").read_text(encoding="utf-8").partition(_KEYS)
    return f"{told}{mark}" + "\n".join(lines) + "\n"


_KEYS = "## Every key\n\nWritten by `python docs/generate.py`.\n\n"

PAGES = {"brief.md": brief, "commands.md": commands, "platforms.md": platforms, "plugin-reference.md": reference}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
